"""Pages as drawn or recognised → content: page by page, then what repeats over the pages is furniture."""

from collections.abc import Iterable
from dataclasses import replace

from extractor.document.check import Problem
from extractor.document.content import Content, Element, Grid, PageInfo
from extractor.document.geometry import intersection
from extractor.document.page import RawPage, TextLine
from extractor.errors import NoTextLayer
from extractor.layout.page_elements import order_elements
from extractor.layout.unruled import has_unruled_table
from extractor.options import Options
from extractor.pages.furniture import find_furniture
from extractor.pages.losses import page_info, page_problems
from extractor.pages.running_lines import runs_like
from extractor.pipeline.pages_in_order import read_pages
from extractor.tables.other_texts import with_other_texts


def content_of_pages(pages: Iterable[RawPage], options: Options, reader: str) -> Content:
    """Pages → lines and grids, one page in memory at a time, then what repeats over the pages is furniture.

    Raises NoTextLayer where pictures are all that the pages have, and none of them was to be read.
    """
    infos: list[PageInfo] = []
    problems: list[Problem] = []
    lines: dict[int, tuple[TextLine, ...]] = {}
    grids: dict[int, tuple[Grid, ...]] = {}
    heights: dict[int, float] = {}
    widths: dict[int, float] = {}
    turns: dict[int, int] = {}
    skews: dict[int, float] = {}
    running: list[TextLine] = []
    for raw, page, (_, found, lines[raw.number], _), apart in read_pages(pages, options):
        running += (line for line in apart if not any(runs_like(line, known) for known in running))
        infos.append(page_info(raw))
        reading = infos[-1].reading
        found = with_other_texts(found, raw.other_glyphs)
        grids[raw.number] = tuple(_read_by(grid, raw, reading) for grid in found)
        heights[raw.number], widths[raw.number] = raw.height, raw.width
        if raw.turn:
            turns[raw.number] = raw.turn
        if raw.skew:
            skews[raw.number] = raw.skew
        problems += page_problems(raw, page)
        if has_unruled_table(lines[raw.number]):
            text = "Numbers stand in columns without rulings: this table is here as lines of text only."
            problems.append(Problem("unruled_table", "error", text, raw.number))
    if not any(lines.values()) and not any(grids.values()):
        if any(problem.code == "picture_without_text" for problem in problems):
            raise NoTextLayer(f"None of the {len(infos)} pages has text; they hold pictures.")
        problems.append(Problem("no_text", "error", "No text at all was found: look at the file in a viewer."))
    furniture = find_furniture(lines, heights, running, widths)
    elements: list[Element] = []
    for info in infos:
        flags = [(info.number, index) in furniture for index in range(len(lines[info.number]))]
        elements += order_elements(info.number, lines[info.number], flags, grids[info.number])
    return Content(tuple(elements), tuple(infos), reader, tuple(problems), turns, skews)


def _read_by(grid: Grid, raw: RawPage, reading: str) -> Grid:
    """The grid named after what it was read by; of a page with pictures among its text only what stands in those was
    recognised."""
    inside = any(intersection(place.bbox, box) for place in grid.places for box in raw.recognised)
    if raw.text_layer == "mixed" and not inside:
        reading = "native"
    return grid if grid.reading == reading else replace(grid, reading=reading)
