"""A picture file → content: each frame a page."""

from collections.abc import Iterator

from extractor.document.content import Content
from extractor.document.page import RawPage
from extractor.errors import NoTextLayer
from extractor.ocr.recogniser import recogniser_of
from extractor.options import Options
from extractor.pipeline.page_contents import content_of_pages
from extractor.sources.picture_file import read_pictures


def read_picture_content(data: bytes, options: Options) -> Content:
    """The pages that a picture file shows. Raises NoTextLayer where pictures are not to be read, OcrUnavailable,
    OcrFailed, and what ``read_pictures`` raises."""
    return content_of_pages(picture_pages_as_read(data, options), options, "pillow")


def picture_pages_as_read(data: bytes, options: Options) -> Iterator[RawPage]:
    """The pages of ``read_picture_content``, one in memory at a time."""
    if options.ocr.mode == "off":
        raise NoTextLayer("The document is a picture.")
    recogniser = recogniser_of(options.ocr)
    recogniser.require()
    from extractor.pipeline.picture_pages import read_picture  # OpenCV: only where there is a picture

    pictures = read_pictures(data, options.ocr.max_pixels, options.source.max_pages)
    for picture in pictures:
        yield read_picture(picture, recogniser)
