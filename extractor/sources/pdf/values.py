"""What is read of a page before it is put together: glyphs with counts, and the drawing."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from extractor.document.geometry import BBox
from extractor.document.page import Glyph, Segment


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

    def picture_share(self, width: float, height: float) -> float:
        """The share of the page's area that pictures cover, 0 to 1."""
        area = sum(
            max(0.0, min(b.x1, width) - max(b.x0, 0)) * max(0.0, min(b.bottom, height) - max(b.top, 0))
            for b in self.pictures
        )
        return round(min(1.0, area / (width * height)), 4) if width and height else 0.0
