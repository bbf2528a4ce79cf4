"""A page before its tables are known: glyphs and line segments as drawn, then words, lines and rulings."""

from dataclasses import dataclass
from typing import NamedTuple

from extractor.document.geometry import BBox
from extractor.document.recognised import Alternative
from extractor.document.vocabulary import TextLayer


class Glyph(NamedTuple):
    """One drawn character; ``size`` is its height in points as displayed (ascent and descent), ``order`` counts the
    visible characters in the order in which they are drawn.

    One that was recognised in a picture has the recogniser's ``probability`` (0 to 1) and the ``alternatives`` that it
    held possible, the best first.
    """

    text: str
    bbox: BBox
    size: float
    order: int
    probability: float = 1.0
    alternatives: tuple[Alternative, ...] = ()
    begins_column: bool = False
    """Whether the lines around show that a column begins with it, however close the text before stands."""


class SidewaysGlyph(NamedTuple):
    """A drawn character that a clockwise turn by ``turn`` degrees (90 or 270) makes upright."""

    text: str
    bbox: BBox
    turn: int


class Segment(NamedTuple):
    """A straight drawn stroke or the axis of a thin filled rectangle, axis-parallel, in page coordinates."""

    x0: float
    top: float
    x1: float
    bottom: float
    width: float


@dataclass(frozen=True, slots=True)
class RawPage:
    """What the file draws on one page; ``fills`` are filled areas too thick to be rulings.

    A page whose text is set sideways is turned clockwise by ``turn`` degrees to be read: all places here, and
    ``width`` and ``height``, are then those of the turned page.
    """

    number: int
    width: float
    height: float
    rotation: int
    glyphs: tuple[Glyph, ...]
    segments: tuple[Segment, ...]
    fills: tuple[BBox, ...] = ()
    slants: tuple[BBox, ...] = ()
    """Boxes of strokes that are neither horizontal nor vertical: curves of a chart, the slash of a corner."""
    picture_share: float = 0.0
    """Share of the page's area that pictures cover, 0 to 1."""
    pictures: tuple[BBox, ...] = ()
    """Where they are; those beyond the page's edge too."""
    outlines: int = 0
    """How many filled areas with curved borders are as large as characters: text may be drawn by its outlines."""
    invisible: int = 0
    """How many of the glyphs are not drawn to be seen: the text that a recogniser put below a scan."""
    private: int = 0
    """How many characters have only a value of private use, which says nothing; they are not among the glyphs."""
    undecodable: int = 0
    """How many drawn characters have no Unicode value."""
    unmapped: int = 0
    """How many of the glyphs are of fonts without a Unicode map: read by their codes, perhaps wrongly."""
    turned: int = 0
    """How many characters are set at an angle to the others; they are not among the glyphs."""
    sideways: tuple[SidewaysGlyph, ...] = ()
    """Those of them that are a quarter turned, in the order in which they are drawn."""
    turn: int = 0
    skew: float = 0.0
    """Degrees by which the page of a scan was turned clockwise about its middle to be straight, before ``turn``."""
    broken: bool = False
    """Whether the page could not be loaded at all."""
    capped: bool = False
    """Whether drawn objects were left out because there were too many."""
    hidden: int = 0
    """How many characters are not drawn to be seen among others that are; they are not among the glyphs."""
    unread_annotations: int = 0
    """How many fields of forms and remarks write something over the page that is not read."""
    attached: int = 0
    """How many files are attached to the document; said of its first page."""
    dynamic_form: bool = False
    """Whether the document is a form that a program makes up when it opens it; said of its first page."""
    text_layer: TextLayer = "native"
    """``ocr`` where the glyphs were recognised in the page's picture, ``mixed`` where some were."""
    recognised: tuple[BBox, ...] = ()
    """Of a ``mixed`` page, the pictures on it whose print was recognised."""
    layer_agreement: float | None = None
    """Share of the characters of some words (0 to 1) that the file's text layer and a recogniser read alike; None
    where the layer was not doubted."""
    other_glyphs: tuple[Glyph, ...] = ()
    """The file's own text where the page was read from its picture instead."""


@dataclass(frozen=True, slots=True)
class Ruling:
    """A ruling after the pieces were put together: horizontal when ``horizontal``, at ``position`` (y or x),
    from ``start`` to ``end`` along the other axis."""

    horizontal: bool
    position: float
    start: float
    end: float


class Word(NamedTuple):
    """Glyphs that stand together without a gap."""

    text: str
    bbox: BBox
    size: float
    begins_column: bool = False


class TextLine(NamedTuple):
    """Words on one base line, left to right."""

    words: tuple[Word, ...]
    bbox: BBox

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)


@dataclass(frozen=True, slots=True)
class Page:
    """A page understood: glyphs once each, rulings put together from their pieces."""

    number: int
    width: float
    height: float
    rotation: int
    glyphs: tuple[Glyph, ...]
    rulings: tuple[Ruling, ...]
    slants: tuple[BBox, ...] = ()
    fills: tuple[BBox, ...] = ()
    """Filled areas too thick to be rulings."""
    hatched: bool = False
    """Whether the rulings were left out because there are more than any table has."""
    sideways_read: int = 0
    """How many of the glyphs are set sideways in cells and were put upright."""
    sideways_left: int = 0
    """How many characters are set sideways in cells and are not among the glyphs."""
