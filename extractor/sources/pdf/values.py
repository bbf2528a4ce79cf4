"""What is read of a page before it is put together: glyphs with counts, and the drawing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from extractor.document.geometry import BBox
from extractor.document.page import Glyph, Segment, SidewaysGlyph

PAINT_SEEN, PAINT_WHITE, PAINT_NONE = 0, 1, 2
"""What the colours of a text leave to be seen: something, white, nothing. A colour that is not known is seen."""
AREA_SHAPE, AREA_WHITE, AREA_FILL, AREA_PICTURE = 0, 1, 2, 3
"""What is painted: some shape, which may leave out any part of its box or let shine through what is below; an opaque
upright rectangle, white or coloured; an upright picture, which may yet have transparent parts."""


class DrawnText(NamedTuple):
    """A text object: PDFium's address of it, its place in the order of drawing, its paint, its box as displayed."""

    object: float
    order: float
    paint: float
    x0: float
    top: float
    x1: float
    bottom: float


class Area(NamedTuple):
    """Where something else than text is painted."""

    order: float
    kind: float
    x0: float
    top: float
    x1: float
    bottom: float
    object: float


class Layer(NamedTuple):
    """A mark that the objects from ``first`` to ``last`` are of a layer (optional content), which may be off."""

    mark: float
    first: float
    last: float


class Sight(NamedTuple):
    """The text object that a glyph is of, and the box of its ink as displayed."""

    object: float
    x0: float
    top: float
    x1: float
    bottom: float


@dataclass(frozen=True, slots=True)
class PageText:
    """The upright glyphs of a page, and how many characters were left out or are doubtful."""

    glyphs: tuple[Glyph, ...]
    undecodable: int = 0
    unmapped: int = 0
    turned: int = 0
    turns: Mapping[int, int] = field(default_factory=dict)
    """How many of the turned characters would be upright on a page turned clockwise by so many degrees."""
    private: int = 0
    """How many characters have only a value of private use; they are not among the glyphs."""
    sights: Sequence[Sight] = ()
    """Of each glyph, where only those are read that are drawn to be seen."""
    sideways: Sequence[SidewaysGlyph] = ()
    """Those of the turned characters that are a quarter turned."""
    sideways_objects: Sequence[float] = ()
    """The text object of each of them, where only those are read that are drawn to be seen."""

    def majority_turn(self) -> int:
        """The turn by which most characters of the page become upright; 0 where most are."""
        turn = max(self.turns, key=lambda t: self.turns[t], default=0)
        return turn if self.turns.get(turn, 0) > len(self.glyphs) + self.turned / 2 else 0


@dataclass(frozen=True, slots=True)
class PageDrawing:
    """Strokes, thick fills, slanted strokes and pictures of a page, forms included, and what was met on the way."""

    segments: tuple[Segment, ...]
    fills: tuple[BBox, ...]
    slants: tuple[BBox, ...]
    pictures: tuple[BBox, ...]
    capped: bool
    has_invisible_text: bool
    has_clipped_text: bool = False
    """Whether the middle of a text lies beyond what it is clipped to."""
    outlines: int = 0
    """How many filled areas with curved borders are as large as characters."""
    texts: Sequence[DrawnText] = ()
    areas: Sequence[Area] = ()
    layers: Sequence[Layer] = ()
    """What tells which texts are seen; none of the three where nothing brings that in doubt."""

    def picture_share(self, width: float, height: float) -> float:
        """The share of the page's area that pictures cover, 0 to 1."""
        area = sum(
            max(0.0, min(b.x1, width) - max(b.x0, 0)) * max(0.0, min(b.bottom, height) - max(b.top, 0))
            for b in self.pictures
        )
        return round(min(1.0, area / (width * height)), 4) if width and height else 0.0
