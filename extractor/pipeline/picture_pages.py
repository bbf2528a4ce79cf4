"""A picture of a page → the page: set straight, its lines found and recognised, its characters placed."""

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple, Protocol

from extractor.document.geometry import BBox
from extractor.document.page import RawPage, Segment
from extractor.document.picture import POINTS_PER_INCH, PagePicture, Pixels
from extractor.document.recognised import RecognisedLine, TextQuad
from extractor.ocr.between_rulings import part_at_rulings
from extractor.ocr.dashes import is_dash, with_dashes
from extractor.ocr.lone_hyphens import find_hyphens
from extractor.ocr.overlooked import find_overlooked, stretch_to
from extractor.pictures.glyphs import without_rulings
from extractor.pictures.prepare import PreparedPicture, prepare_picture, upside_down
from extractor.pictures.raw_page import compose_page

_SURE = 0.9
"""Text that stands upright is read with more certainty than this, nearly always."""
_SURER = 0.05
"""A page stands on its head where it is read with so much more certainty when turned."""
_TRIED = 8
"""Lines that are read the other way round to find that out."""
_LEAST_CERTAINTY = 0.8
"""Ink in which no line was found is text where it is read with as much certainty, or is a dash."""


class ReadsPictures(Protocol):
    """A recogniser: it finds lines in a picture and reads them."""

    def detect(self, picture: PagePicture) -> tuple[TextQuad, ...]: ...

    def read(self, picture: PagePicture, quads: Sequence[TextQuad]) -> tuple[RecognisedLine, ...]: ...


class _Found(NamedTuple):
    """Lines of text, and runs of ink that may be text."""

    lines: tuple[TextQuad, ...]
    runs: tuple[TextQuad, ...]


def read_picture(picture: PagePicture, recogniser: ReadsPictures) -> RawPage:
    """What is drawn on the page that a picture shows, in points of it.

    A page set sideways or on its head is turned to be read (``turn``), one that leans is set straight.
    """
    prepared = prepare_picture(picture)
    found = _find_text(prepared, recogniser)
    lines = recogniser.read(prepared.picture, found.lines)
    if lines and _certainty(lines) < _SURE:
        prepared, found, lines = _the_right_way_up(prepared, found, lines, recogniser)
    cleaned = _text_only(prepared)
    more = with_dashes(recogniser.read(prepared.picture, found.runs), cleaned, lines)
    sure = [line for line in more if line.confidence >= _LEAST_CERTAINTY or is_dash(line)]
    hyphens = find_hyphens(cleaned, (*found.lines, *found.runs))
    lines = (*with_dashes(lines, cleaned, lines), *sure, *hyphens)
    page = replace(compose_page(prepared, lines).raw, text_layer="ocr", skew=prepared.skew)
    stated = picture.dpi or prepared.dpi
    return page if stated == prepared.dpi else _scaled(page, prepared.dpi / stated)


def _find_text(prepared: PreparedPicture, recogniser: ReadsPictures) -> _Found:
    scale = prepared.dpi / POINTS_PER_INCH
    lines = part_at_rulings(recogniser.detect(prepared.picture), prepared.lines, scale)
    runs = part_at_rulings(find_overlooked(_text_only(prepared), lines), prepared.lines, scale)
    return _Found(*stretch_to(lines, runs, lambda quad: len(part_at_rulings((quad,), prepared.lines, scale)) == 1))


def _text_only(prepared: PreparedPicture) -> Pixels:
    return without_rulings(prepared.picture.pixels, prepared.lines, prepared.dpi)


def _the_right_way_up(
    prepared: PreparedPicture, found: _Found, lines: tuple[RecognisedLine, ...], recogniser: ReadsPictures
) -> tuple[PreparedPicture, _Found, tuple[RecognisedLine, ...]]:
    """The page as it is, or turned by a half turn where that is read with more certainty."""
    turned = upside_down(prepared)
    others = _find_text(turned, recogniser)
    longest = sorted(others.lines, key=lambda quad: -quad.bbox.width)[:_TRIED]
    tried = recogniser.read(turned.picture, longest)
    if not tried or _certainty(tried) < _certainty(lines) + _SURER:
        return prepared, found, lines
    return turned, others, recogniser.read(turned.picture, others.lines)


def _certainty(lines: Sequence[RecognisedLine]) -> float:
    """Mean probability of all characters."""
    said = [character.probability for line in lines for character in line.characters]
    return sum(said) / len(said) if said else 0.0


def _scaled(page: RawPage, factor: float) -> RawPage:
    """The page in points of the resolution that its file states, where another one was found likelier."""

    def box(of: BBox) -> BBox:
        return BBox(*(round(value * factor, 2) for value in of))

    return replace(
        page,
        width=round(page.width * factor, 2),
        height=round(page.height * factor, 2),
        glyphs=tuple(g._replace(bbox=box(g.bbox), size=round(g.size * factor, 2)) for g in page.glyphs),
        segments=tuple(Segment(*(value * factor for value in s)) for s in page.segments),
        fills=tuple(box(fill) for fill in page.fills),
    )
