"""Pages that are pictures: drawn, recognised, and then pages like any other."""

from dataclasses import replace

from extractor.document.check import Problem
from extractor.document.geometry import BBox
from extractor.document.page import RawPage
from extractor.document.picture import PagePicture
from extractor.errors import OcrFailed, OcrUnavailable, SourceError, TooLarge
from extractor.ocr.recogniser import Recogniser, recogniser_of
from extractor.options import Options
from extractor.pages.picture_kind import looks_printed
from extractor.pages.picture_regions import MOST_REGIONS, has_text_on, picture_regions
from extractor.pages.trust import (
    Doubt,
    find_doubts,
    has_outlines,
    is_covered,
    is_picture,
)
from extractor.pages.undrawn_text import has_undrawn
from extractor.pipeline.layer_trust import (
    cropped,
    judge_layer,
    layer_problem,
    outlines_problem,
    outweighed_problem,
    turned,
    undrawn_problem,
    unread_layer_problem,
    with_region,
    without_edges,
)
from extractor.pipeline.text_and_picture import Combined, picture_with_text, scan_with_text, text_with_outlines
from extractor.sources.pdf_picture import Drawn, PdfPictures

_STRAIGHT_DEGREES = 0.3
"""A page that leans by less has its places where they are."""


class PdfScans:
    """The pages of a PDF that are pictures, read when they come. ``problems`` says which could not be, and why."""

    def __init__(self, data: bytes, options: Options) -> None:
        self._data, self._options = data, options
        self._pictures: PdfPictures | None = None
        self._last: tuple[tuple[int, Drawn], PagePicture] | None = None
        self._errors: list[SourceError] = []
        self._doubts_before: tuple[Doubt, ...] = ()
        self.problems: list[Problem] = []

    def __enter__(self) -> "PdfScans":
        return self

    def __exit__(self, *error: object) -> None:
        self._last = None
        if self._pictures is not None:
            self._pictures.close()

    @property
    def first_error(self) -> SourceError | None:
        """Why the first page that could not be read was not."""
        return self._errors[0] if self._errors else None

    def read_where_needed(self, raw: RawPage) -> RawPage:
        """The page as it is where it has text of its own, with what is printed in pictures on it; else as recognised
        in its picture."""
        is_asked = self._options.ocr.mode != "off" and not raw.broken
        doubts = (find_doubts(raw) or self._doubts_before) if is_asked else ()
        is_needed = is_asked and (self._options.ocr.mode == "force" or is_picture(raw))
        try:
            if is_needed:
                return self._read_picture_page(raw, doubts)
            if doubts:
                return self._with_better_layer(raw, doubts)
            return raw if raw.broken else self._with_pictures(raw)
        except (OcrUnavailable, OcrFailed, TooLarge) as error:
            if doubts and not is_needed:
                self.problems.append(unread_layer_problem(doubts, raw.number))
                return raw
            self._errors.append(error)
            self.problems.append(_problem(error, raw.number))
            return raw

    def _read_picture_page(self, raw: RawPage, doubts: tuple[Doubt, ...]) -> RawPage:
        """A page that has to be read from its picture, with the text of its own that is to be trusted."""
        if not raw.glyphs or raw.invisible:
            return self._read(raw)
        is_forced = self._options.ocr.mode == "force"
        is_doubted = bool(doubts) or raw.undecodable + raw.private > 0
        if not is_doubted and is_picture(raw):
            return self._told(scan_with_text(raw, self._read(raw, "without_text")))
        if has_undrawn(raw.glyphs, turned(self._picture(raw), raw.turn)):
            self.problems.append(undrawn_problem(raw.number))
            return self._with_pictures(raw)
        if is_doubted and not is_forced:
            self.problems.append(outweighed_problem(doubts or ("undecodable",), raw.number))
        return self._read(raw)

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
        raw = replace(raw, unmapped=unmapped, layer_agreement=judgement.agreement)
        # the print of a scan is what its invisible text says
        return raw if "invisible" in doubts else self._with_pictures(raw)

    def _with_pictures(self, raw: RawPage) -> RawPage:
        """The page of text with what is printed in pictures on it, or drawn by outlines among it."""
        if is_covered(raw):
            return self._with_print_below(raw)
        return self._with_regions(self._with_outlines(raw) if has_outlines(raw) else raw)

    def _with_print_below(self, raw: RawPage) -> RawPage:
        """The page that pictures cover, with the print in them."""
        if not self._is_printed(raw, BBox(0.0, 0.0, raw.width, raw.height)):
            return raw
        if self._options.ocr.mode == "off":
            self._say_unread(1, raw.number)
            return raw
        return self._told(scan_with_text(raw, self._read(raw, "without_text")))

    def _with_outlines(self, raw: RawPage) -> RawPage:
        """The page with what is drawn by its outlines among its text."""
        if self._options.ocr.mode != "off":
            try:
                return self._told(text_with_outlines(raw, self._read(raw, "without_text")))
            except (OcrUnavailable, OcrFailed, TooLarge):
                pass
        self.problems.append(outlines_problem(raw.outlines, raw.number))
        return raw

    def _with_regions(self, raw: RawPage) -> RawPage:
        """The page with what is printed in pictures on it, where it has any that look so."""
        found = picture_regions(raw)
        if found and (self._options.ocr.mode == "off" or raw.turn):
            self._say_unread(sum(not has_text_on(raw, r) or self._is_printed(raw, r) for r in found), raw.number)
            return raw
        regions = found[:MOST_REGIONS]
        self._say_unread(len(found) - len(regions), raw.number)
        free = [region for region in regions if not has_text_on(raw, region)]
        under_text = [region for region in regions if region not in free and self._is_printed(raw, region)]
        for region in free:
            part, place = cropped(self._picture(raw), region)
            read = self._read_region(part, raw.number)
            raw = raw if read is None else with_region(raw, read, place)
        for region in under_text:
            part, place = cropped(self._picture(raw, "without_text"), region)
            read = self._read_region(part, raw.number)
            raw = raw if read is None else self._told(picture_with_text(raw, read, place))
        return raw

    def _read_region(self, part: PagePicture, page: int) -> RawPage | None:
        """What is printed in a picture on a page, where it stands upright."""
        if not looks_printed(part.pixels):
            return None
        read = _read_picture(part, self._recogniser())
        # print that lies on its side in a picture has no place among upright text
        if read.turn and read.glyphs:
            self._say_unread(1, page)
        return None if read.turn else read

    def _is_printed(self, raw: RawPage, region: BBox) -> bool:
        """Whether the pictures alone, without what the page draws over them, look printed there. What can not be drawn
        may be."""
        try:
            picture = turned(self._picture(raw, "pictures"), raw.turn)
        except (OcrFailed, TooLarge):
            if self._options.ocr.mode != "off":
                raise
            return True
        return looks_printed(cropped(picture, region)[0].pixels)

    def _told(self, combined: Combined) -> RawPage:
        self.problems += combined.problems
        return combined.page

    def _say_unread(self, pictures: int, page: int) -> None:
        if pictures:
            text = f"{pictures} pictures among the text of this page were not read: look whether one shows a table."
            self.problems.append(Problem("picture_not_read", "info", text, page))

    def _read(self, raw: RawPage, drawn: Drawn = "all") -> RawPage:
        recogniser = self._recogniser()
        page = _read_picture(self._picture(raw, drawn), recogniser)
        # rounded pixels make the page a trifle larger or smaller than it is
        width, height = (raw.height, raw.width) if (page.turn - raw.turn) % 180 else (raw.width, raw.height)
        page = replace(page, width=width, height=height, rotation=raw.rotation)
        return without_edges(page)

    def _recogniser(self) -> Recogniser:
        recogniser = recogniser_of(self._options.ocr)
        recogniser.require()
        return recogniser

    def _picture(self, raw: RawPage, drawn: Drawn = "all") -> PagePicture:
        if self._pictures is None:
            self._pictures = PdfPictures(self._data, self._options.source.password)
        ocr = self._options.ocr
        wanted = raw.number, drawn
        if self._last is None or self._last[0] != wanted:
            ocr = self._options.ocr
            # the one before is let go of first: pictures are large
            self._last = None
            picture = self._pictures.of_page(raw.number, ocr.dpi, ocr.max_pixels, drawn)
            if picture is None:
                raise OcrFailed("It can not be drawn.")
            self._last = wanted, picture
        return self._last[1]


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
