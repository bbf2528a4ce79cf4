"""Pages that are pictures: drawn, recognised, and then pages like any other."""

from dataclasses import replace

from extractor.document.check import Problem
from extractor.document.page import RawPage
from extractor.errors import OcrFailed, OcrUnavailable, SourceError, TooLarge
from extractor.ocr.recogniser import recogniser_of
from extractor.options import Options
from extractor.sources.pdf_picture import PdfPictures

_PICTURE_SHARE = 0.05
"""A page without text that pictures cover by less shows a seal or a logo."""


class PdfScans:
    """The pages of a PDF that are pictures, read when they come. ``problems`` says which could not be, and why."""

    def __init__(self, data: bytes, options: Options) -> None:
        self._data, self._options = data, options
        self._pictures: PdfPictures | None = None
        self._errors: list[SourceError] = []
        self.problems: list[Problem] = []

    def __enter__(self) -> "PdfScans":
        return self

    def __exit__(self, *error: object) -> None:
        if self._pictures is not None:
            self._pictures.close()

    @property
    def first_error(self) -> SourceError | None:
        """Why the first page that could not be read was not."""
        return self._errors[0] if self._errors else None

    def read_where_needed(self, raw: RawPage) -> RawPage:
        """The page as it is where it has text of its own, else as recognised in its picture."""
        if not self._is_needed(raw):
            return raw
        try:
            return self._read(raw)
        except (OcrUnavailable, OcrFailed, TooLarge) as error:
            self._errors.append(error)
            self.problems.append(_problem(error, raw.number))
            return raw

    def _is_needed(self, raw: RawPage) -> bool:
        mode = self._options.ocr.mode
        if mode == "off" or raw.broken:
            return False
        return mode == "force" or (not raw.glyphs and raw.picture_share >= _PICTURE_SHARE)

    def _read(self, raw: RawPage) -> RawPage:
        ocr = self._options.ocr
        recogniser = recogniser_of(ocr)
        recogniser.require()
        if self._pictures is None:
            self._pictures = PdfPictures(self._data, self._options.source.password)
        picture = self._pictures.of_page(raw.number, ocr.dpi, ocr.max_pixels)
        if picture is None:
            raise OcrFailed("It can not be drawn.")
        from extractor.pipeline.picture_pages import read_picture  # OpenCV: only where a page is a picture

        page = read_picture(picture, recogniser)
        # rounded pixels make the page a trifle larger or smaller than it is
        width, height = (raw.height, raw.width) if page.turn in (90, 270) else (raw.width, raw.height)
        return replace(page, width=width, height=height, rotation=raw.rotation)


def _problem(error: SourceError, page: int) -> Problem:
    text = f"This page is a picture and was not read. {error}"
    if isinstance(error, OcrUnavailable):
        return Problem("ocr_unavailable", "error", text, page)
    if isinstance(error, TooLarge):
        return Problem("picture_too_large", "error", text, page)
    return Problem("ocr_failed", "error", text, page)
