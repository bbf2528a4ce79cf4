"""Pages that are pictures: drawn, recognised, and then pages like any other."""

from dataclasses import replace

from extractor.document.check import Problem
from extractor.document.page import RawPage
from extractor.document.picture import PagePicture
from extractor.errors import OcrFailed, OcrUnavailable, SourceError, TooLarge
from extractor.ocr.recogniser import Recogniser, recogniser_of
from extractor.options import Options
from extractor.pages.picture_kind import looks_printed
from extractor.pages.trust import Doubt, find_doubts, is_picture, picture_regions
from extractor.pipeline.layer_trust import (
    cropped,
    judge_layer,
    layer_problem,
    unread_layer_problem,
    with_region,
    without_edges,
)
from extractor.sources.pdf_picture import PdfPictures

_STRAIGHT_DEGREES = 0.3
"""A page that leans by less has its places where they are."""


class PdfScans:
    """The pages of a PDF that are pictures, read when they come. ``problems`` says which could not be, and why."""

    def __init__(self, data: bytes, options: Options) -> None:
        self._data, self._options = data, options
        self._pictures: PdfPictures | None = None
        self._errors: list[SourceError] = []
        self._doubts_before: tuple[Doubt, ...] = ()
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
        doubts = () if self._options.ocr.mode == "off" or raw.broken else find_doubts(raw) or self._doubts_before
        try:
            if self._is_needed(raw):
                return self._read(raw)
            return self._with_better_layer(raw, doubts) if doubts else self._with_regions(raw)
        except (OcrUnavailable, OcrFailed, TooLarge) as error:
            if doubts and not self._is_needed(raw):
                self.problems.append(unread_layer_problem(doubts, raw.number))
                return raw
            self._errors.append(error)
            self.problems.append(_problem(error, raw.number))
            return raw

    def _is_needed(self, raw: RawPage) -> bool:
        mode = self._options.ocr.mode
        if mode == "off" or raw.broken:
            return False
        return mode == "force" or is_picture(raw)

    def _with_better_layer(self, raw: RawPage, doubts: tuple[Doubt, ...]) -> RawPage:
        """The page with its doubted text where the picture says the same, else as recognised."""
        judgement = judge_layer(raw, doubts, self._picture(raw), self._recogniser())
        problem = layer_problem(judgement, raw.number)
        if problem is not None:
            self.problems.append(problem)
        if judgement.verdict == "replaced":
            # fonts go through a document: where one page's maps are wrong, those of others may be
            self._doubts_before = doubts
            page = self._read(raw)
            # the places of the two readings are the same where the page needed no turning
            other = raw.glyphs if page.turn == raw.turn and abs(page.skew) < _STRAIGHT_DEGREES else ()
            return replace(page, other_glyphs=other, layer_agreement=judgement.agreement)
        # what the picture confirms is mapped rightly
        unmapped = 0 if judgement.verdict == "trusted" else raw.unmapped
        return replace(raw, unmapped=unmapped, layer_agreement=judgement.agreement)

    def _with_regions(self, raw: RawPage) -> RawPage:
        """The page with what is printed in pictures on it, where it has any that look so."""
        regions = () if raw.broken else picture_regions(raw)
        if regions and (self._options.ocr.mode == "off" or raw.turn):
            self._say_unread(len(regions), raw.number)
            return raw
        parts = [cropped(self._picture(raw), region) for region in regions]
        for part, place in parts:
            if looks_printed(part.pixels):
                read = _read_picture(part, self._recogniser())
                # print that lies on its side in a picture has no place among upright text
                if read.turn and read.glyphs:
                    self._say_unread(1, raw.number)
                raw = raw if read.turn else with_region(raw, read, place)
        return raw

    def _say_unread(self, pictures: int, page: int) -> None:
        text = f"{pictures} pictures among the text of this page were not read: look whether one shows a table."
        self.problems.append(Problem("picture_not_read", "info", text, page))

    def _read(self, raw: RawPage) -> RawPage:
        recogniser = self._recogniser()
        page = _read_picture(self._picture(raw), recogniser)
        # rounded pixels make the page a trifle larger or smaller than it is
        width, height = (raw.height, raw.width) if (page.turn - raw.turn) % 180 else (raw.width, raw.height)
        page = replace(page, width=width, height=height, rotation=raw.rotation)
        return without_edges(page)

    def _recogniser(self) -> Recogniser:
        recogniser = recogniser_of(self._options.ocr)
        recogniser.require()
        return recogniser

    def _picture(self, raw: RawPage) -> PagePicture:
        if self._pictures is None:
            self._pictures = PdfPictures(self._data, self._options.source.password)
        ocr = self._options.ocr
        picture = self._pictures.of_page(raw.number, ocr.dpi, ocr.max_pixels)
        if picture is None:
            raise OcrFailed("It can not be drawn.")
        return picture


def _read_picture(picture: PagePicture, recogniser: Recogniser) -> RawPage:
    from extractor.pipeline.picture_pages import read_picture  # OpenCV: only where a page is a picture

    return read_picture(picture, recogniser)


def _problem(error: SourceError, page: int) -> Problem:
    text = f"This page is a picture and was not read. {error}"
    if isinstance(error, OcrUnavailable):
        return Problem("ocr_unavailable", "error", text, page)
    if isinstance(error, TooLarge):
        return Problem("picture_too_large", "error", text, page)
    return Problem("ocr_failed", "error", text, page)
