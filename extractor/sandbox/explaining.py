"""Pictures of a document's pages with what was read on them, drawn within the jail."""

from collections.abc import Iterator
from io import BytesIO

from extractor.document.document import Document
from extractor.export.frame_pictures import FramePictures
from extractor.export.page_drawing import draw_page
from extractor.export.page_legend import with_legend
from extractor.export.page_pictures import PagePictures
from extractor.options import Options
from extractor.pipeline import trace_pages

_PDF = "application/pdf"
_PICTURES = frozenset({"image/png", "image/jpeg", "image/tiff"})

PageResult = tuple[int, bytes | None, str | None]
"""A page from 1 (0: the document), its picture as PNG, a remark for people."""


def page_pictures(data: bytes, document: Document, options: Options) -> Iterator[PageResult]:
    """Draw every page; what can not be drawn gives a remark instead. Raises MissingExtra without Pillow."""
    kind = document.source.media_type
    if kind != _PDF and kind not in _PICTURES:
        yield 0, None, "only the pages of a PDF or a picture are explained by pictures"
        return
    with FramePictures(data) if kind in _PICTURES else PagePictures(data, options.source.password) as pictures:
        for trace in trace_pages(data, options):
            number = trace.page.number
            picture = pictures.of_page(number) if min(trace.displayed_size) > 0 else None
            if picture is None:
                yield number, None, f"page {number} can not be drawn"
                continue
            stream = BytesIO()
            with_legend(draw_page(picture, document, trace)).save(stream, "PNG")
            yield number, stream.getvalue(), None
