"""The order of the stages, once: the only module that imports them."""

from extractor.document.check import Problem
from extractor.document.content import Content, Element, Grid, PageInfo
from extractor.document.page import Page, RawPage, TextLine
from extractor.errors import NoTextLayer
from extractor.layout.page_elements import order_elements
from extractor.layout.ruled import find_ruled_regions
from extractor.options import Options
from extractor.pages.furniture import find_furniture
from extractor.pages.page_text import divide_glyphs
from extractor.pages.understand import understand_page
from extractor.sources.pdf import read_pdf
from extractor.tables.lattice import build_grid

_PICTURE_PAGE_SHARE = 0.5
"""A page without glyphs that pictures cover by half is a scan."""


def read_pdf_content(data: bytes, options: Options) -> Content:
    """PDF pages → content: page by page to lines and grids, then what repeats over the pages is furniture."""
    infos: list[PageInfo] = []
    problems: list[Problem] = []
    lines: dict[int, tuple[TextLine, ...]] = {}
    grids: dict[int, list[Grid]] = {}
    for raw in read_pdf(data, options.source):
        page = understand_page(raw, options.layout)
        lines[raw.number], grids[raw.number] = _read_page(page, options)
        infos.append(_page_info(raw))
        problems += _page_problems(raw)
    if not any(lines.values()) and not any(grids.values()):
        if any(problem.code == "picture_without_text" for problem in problems):
            raise NoTextLayer(f"None of the {len(infos)} pages has text; they hold pictures.")
        problems.append(Problem("no_text", "warning", "The PDF shows no text at all: look at it in a viewer."))
    furniture = find_furniture(lines, {info.number: info.height for info in infos})
    elements: list[Element] = []
    for info in infos:
        flags = [(info.number, index) in furniture for index in range(len(lines[info.number]))]
        elements += order_elements(info.number, lines[info.number], flags, grids[info.number])
    return Content(tuple(elements), tuple(infos), "pdfium", tuple(problems))


def _read_page(page: Page, options: Options) -> tuple[tuple[TextLine, ...], list[Grid]]:
    regions = find_ruled_regions(page, options.layout)
    inside, lines = divide_glyphs(page, regions)
    built = [build_grid(region, glyphs, options.layout) for region, glyphs in zip(regions, inside, strict=True)]
    return lines, [grid for grid in built if grid is not None]


def _page_info(raw: RawPage) -> PageInfo:
    layer = "native" if raw.glyphs else "none"
    return PageInfo(raw.number, raw.width, raw.height, raw.rotation, layer, "native" if raw.glyphs else "none")


def _page_problems(raw: RawPage) -> list[Problem]:
    """Every loss of a page said aloud."""
    problems = []
    if raw.broken:
        problems.append(Problem("broken_page", "error", "This page can not be loaded; it is missing here.", raw.number))
    if raw.capped:
        problems.append(Problem("drawing_capped", "warning", "Too many drawn objects; some were left out.", raw.number))
    if raw.undecodable:
        text = f"{raw.undecodable} characters have no Unicode value and are missing; OCR of the page would read them."
        problems.append(Problem("undecodable_text", "warning", text, raw.number))
    if not raw.glyphs and raw.picture_share >= _PICTURE_PAGE_SHARE:
        text = "This page is a picture without text; run OCR on it to read it."
        problems.append(Problem("picture_without_text", "warning", text, raw.number))
    return problems


def extract() -> None:
    """Placeholder while the stages are being joined."""
