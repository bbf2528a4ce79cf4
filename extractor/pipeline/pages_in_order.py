"""Pages one after another → their tables and lines: what a page left open, and what runs over the pages, is known when
the next one is read."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from extractor.document.page import Page, RawPage, TextLine
from extractor.layout.open_columns import OpenColumns
from extractor.options import Options
from extractor.pages.running_lines import RunningLines
from extractor.pages.understand import understand_page
from extractor.pipeline.pdf_pages import PageReading, read_page


class ReadPage(NamedTuple):
    """A page as given, understood and read; ``running`` are those of its lines that run over pages."""

    raw: RawPage
    page: Page
    reading: PageReading
    running: tuple[TextLine, ...]


def read_pages(pages: Iterable[RawPage], options: Options) -> Iterator[ReadPage]:
    """Read pages in their order, one in memory at a time."""
    before: OpenColumns | None = None
    seen = RunningLines()
    for raw in pages:
        page = understand_page(raw, options.layout)
        rest, running = seen.part(page)
        reading = read_page(rest, options, before)
        if running:
            lines = sorted((*reading.lines, *running), key=lambda line: (line.bbox.top, line.bbox.x0))
            reading = reading._replace(lines=tuple(lines))
        before = reading.open
        seen = seen.with_page(page, reading.lines, [region.bbox for region in reading.regions])
        yield ReadPage(raw, page, reading, running)
