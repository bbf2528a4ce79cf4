"""The lines of text around a peer's tables: given to the peers, most of which look at tables only."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from extractor.document.content import Paragraph
from extractor.document.lines import compose_lines
from extractor.document.page import TextLine
from extractor.eval.peers.worker.raw import Box, RawLine
from extractor.layout.page_elements import order_elements
from extractor.options import Options
from extractor.pages.furniture import find_furniture
from extractor.pages.understand import understand_page
from extractor.sources.pdf import read_pdf


@dataclass(frozen=True, slots=True)
class PageLine:
    """A piece of a line of text, cut at wide gaps; ``furniture``: a page number or running head."""

    page: int
    box: Box
    text: str
    furniture: bool = False


@dataclass(frozen=True, slots=True)
class PageLines:
    """All lines of a document, top to bottom, page by page, and how many pages it has (0: a format without pages)."""

    lines: tuple[PageLine, ...]
    pages: int


def read_page_lines(path: Path) -> PageLines:
    """The lines of a PDF with its running heads told apart; nothing for any other format."""
    if path.suffix.lower() != ".pdf":
        return PageLines((), 0)
    options = Options()
    lines: dict[int, tuple[TextLine, ...]] = {}
    heights: dict[int, float] = {}
    for raw in read_pdf(path.read_bytes(), options.source):
        lines[raw.number] = compose_lines(understand_page(raw, options.layout).glyphs)
        heights[raw.number] = raw.height
    furniture = find_furniture(lines, heights)
    found: list[PageLine] = []
    for page, here in lines.items():
        flags = [(page, index) in furniture for index in range(len(here))]
        for element in order_elements(page, here, flags, ()):
            if isinstance(element, Paragraph):
                x0, top, x1, bottom = element.places[0].bbox
                found.append(PageLine(page, (x0, top, x1, bottom), element.text, element.furniture))
    return PageLines(tuple(found), len(lines))


def lines_of_peer(lines: Sequence[RawLine]) -> tuple[PageLine, ...]:
    """The lines that a peer itself read."""
    return tuple(PageLine(line.page, line.box, line.text) for line in lines)


def outside(lines: Iterable[PageLine], boxes: Sequence[tuple[int, Box]]) -> tuple[PageLine, ...]:
    """The lines whose middle is in none of the boxes."""
    return tuple(line for line in lines if not any(_within(line, page, box) for page, box in boxes))


def _within(line: PageLine, page: int, box: Box) -> bool:
    x, y = (line.box[0] + line.box[2]) / 2, (line.box[1] + line.box[3]) / 2
    return line.page == page and box[0] <= x <= box[2] and box[1] <= y <= box[3]
