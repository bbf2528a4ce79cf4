"""A page's picture as scanned → the picture as it is to be read, with the page's rulings."""

from dataclasses import dataclass, replace

from extractor.document.geometry import BBox
from extractor.document.page import Segment
from extractor.document.picture import POINTS_PER_INCH, PagePicture
from extractor.pictures.cell_boxes import enclosed_boxes
from extractor.pictures.resolution import estimate_dpi
from extractor.pictures.rulings import choose_rulings
from extractor.pictures.shading import even_ground, without_dark_edges
from extractor.pictures.skew import estimate_skew, rotate
from extractor.pictures.stamps import to_grey
from extractor.pictures.strokes import find_strokes
from extractor.pictures.turning import lines_run_down, turn_picture


@dataclass(frozen=True, slots=True)
class PreparedPicture:
    """A page set straight: ``picture`` is grey, on white; ``width``, ``height``, ``segments`` are in points of it."""

    picture: PagePicture
    dpi: float
    """Pixels of the picture an inch: said by the file, or estimated."""
    width: float
    height: float
    turn: int
    """Degrees (0, 90, 180, 270) by which the page was turned clockwise to be read."""
    skew: float
    """Degrees by which it was then turned clockwise about its middle to be straight."""
    segments: tuple[Segment, ...]
    """Its rulings."""

    def cells(self) -> tuple[BBox, ...]:
        """The cells that its rulings enclose, in pixels of the picture, from top to bottom and left to right."""
        scale = self.dpi / POINTS_PER_INCH
        boxes = enclosed_boxes(self.segments, self.width, self.height)
        return tuple(BBox(*(value * scale for value in box)) for box in boxes)


def prepare_picture(picture: PagePicture) -> PreparedPicture:
    """Clean, turn and straighten a picture, and find its rulings.

    A page whose lines run down is turned by 90 degrees; that a page stands on its head, its shapes do not say: where
    the recogniser says so, ``upside_down`` turns what is prepared.
    """
    dpi = estimate_dpi(picture)
    grey = even_ground(without_dark_edges(to_grey(picture.pixels, dpi), dpi), dpi)
    skew = estimate_skew(grey, dpi)
    grey = rotate(grey, skew)
    whole = PagePicture(picture.number, grey, dpi)
    turn = 90 if lines_run_down(grey, dpi) else 0
    return _with_rulings(turn_picture(whole, turn), dpi, turn, skew)


def upside_down(prepared: PreparedPicture) -> PreparedPicture:
    """The same page turned by a half turn."""
    turned = turn_picture(prepared.picture, 180)
    segments = tuple(
        Segment(
            round(prepared.width - s.x1, 2),
            round(prepared.height - s.bottom, 2),
            round(prepared.width - s.x0, 2),
            round(prepared.height - s.top, 2),
            s.width,
        )
        for s in prepared.segments
    )
    return replace(prepared, picture=turned, turn=(prepared.turn + 180) % 360, segments=segments)


def _with_rulings(picture: PagePicture, dpi: float, turn: int, skew: float) -> PreparedPicture:
    scale = POINTS_PER_INCH / dpi
    return PreparedPicture(
        picture=picture,
        dpi=dpi,
        width=round(picture.pixel_width * scale, 2),
        height=round(picture.pixel_height * scale, 2),
        turn=turn,
        skew=skew,
        segments=choose_rulings(find_strokes(picture.pixels, dpi)),
    )
