"""The pages of a PDF as pictures, rendered by PDFium as displayed: crop box and rotation applied."""

from contextlib import closing
from math import sqrt

import pypdfium2 as pdfium

from extractor.export.pillow import Image

PIXELS_PER_PT = 2.0
"""144 dots per inch."""
MOST_PIXELS = 40_000_000
"""A larger page is shown at fewer dots per inch, which bounds the memory: 14,400 x 14,400 points would take 830
million. A page of A0 has 32 million."""


class PagePictures:
    """The pages of one PDF; close it after use. Raises PdfiumError where PDFium can not open it."""

    def __init__(self, data: bytes, password: str | None = None) -> None:
        self._document = pdfium.PdfDocument(data, password=password)

    def __enter__(self) -> "PagePictures":
        return self

    def __exit__(self, *error: object) -> None:
        self._document.close()

    def of_page(self, number: int) -> Image.Image | None:
        """Page ``number``, from 1; None where PDFium can not load or draw it."""
        try:
            with closing(self._document[number - 1]) as page:
                width, height = page.get_size()
                scale = min(PIXELS_PER_PT, sqrt(MOST_PIXELS / (width * height)))
                image: Image.Image = page.render(scale=scale).to_pil()
                return image.convert("RGB")
        except pdfium.PdfiumError:
            return None
