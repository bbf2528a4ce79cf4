"""A PDF → content: its pages as drawn, those that are pictures as recognised."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from extractor.document.content import Content
from extractor.document.page import RawPage
from extractor.errors import NoTextLayer
from extractor.options import Options
from extractor.pipeline.page_contents import content_of_pages
from extractor.pipeline.scans import PdfScans
from extractor.sources.pdf import read_pdf

ChangePages = Callable[[Iterable[RawPage]], Iterable[RawPage]]
"""Sets the text of pages elsewhere before they are read."""


def read_pdf_content(data: bytes, options: Options, change: ChangePages = iter) -> Content:
    """PDF pages → content. ``change`` befalls the pages before they are read: models learn from what is then read
    wrongly."""
    with PdfScans(data, options) as scans:
        pages = change(map(scans.read_where_needed, read_pdf(data, options.source)))
        try:
            content = content_of_pages(pages, options, "pdfium")
        except NoTextLayer as error:
            raise (scans.first_error or error) from None
        return replace(content, problems=(*scans.problems, *content.problems))


def pages_as_read(data: bytes, options: Options) -> Iterator[RawPage]:
    """The pages that ``read_pdf_content`` reads, one in memory at a time."""
    with PdfScans(data, options) as scans:
        yield from map(scans.read_where_needed, read_pdf(data, options.source))
