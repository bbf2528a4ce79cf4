"""A page's picture as scanned → the picture as it is to be read, with the page's rulings."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from extractor.document.geometry import BBox
from extractor.document.page import Segment
from extractor.document.picture import POINTS_PER_INCH, PagePicture
from extractor.pictures.cell_boxes import enclosed_boxes
from extractor.pictures.fill_cells import part_fills
from extractor.pictures.filled_areas import Fill, boxes_of, dark_on_white, find_fills
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
    lines: tuple[Segment, ...]
    """All straight lines in the picture: its rulings, and those that part and frame its reversed fills."""
    fills: tuple[BBox, ...] = ()
    """Its filled areas, in points."""

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
    grey = without_dark_edges(to_grey(picture.pixels, dpi), dpi)
    found = find_fills(grey, dpi)
    grey = even_ground(dark_on_white(grey, found, dpi), dpi)
    skew = estimate_skew(grey, dpi)
    grey = rotate(grey, skew)
    whole = PagePicture(picture.number, grey, dpi)
    turn = 90 if lines_run_down(grey, dpi) else 0
    prepared = _with_rulings(turn_picture(whole, turn), dpi, turn, skew)
    return _with_fills(prepared, found, grey.shape) if found else prepared


def _with_fills(prepared: PreparedPicture, found: Sequence[Fill], size: tuple[int, ...]) -> PreparedPicture:
    """With the fills of the picture of ``size`` (rows, columns) before it was turned; reversed ones cell by cell."""
    scale = POINTS_PER_INCH / prepared.dpi
    boxes = [BBox(*(value * scale for value in box)) for box in boxes_of(found, prepared.skew, size)]
    if prepared.turn == 90:
        boxes = [BBox(size[0] * scale - b.bottom, b.x0, size[0] * scale - b.top, b.x1) for b in boxes]
    plain = [box for box, fill in zip(boxes, found, strict=True) if not fill.is_reversed]
    filled = [box for box, fill in zip(boxes, found, strict=True) if fill.is_reversed]
    segments, cells = part_fills(prepared.segments, filled, prepared.width, prepared.height)
    return replace(prepared, segments=segments, fills=(*plain, *cells))


def upside_down(prepared: PreparedPicture) -> PreparedPicture:
    """The same page turned by a half turn."""
    turned = turn_picture(prepared.picture, 180)
    segments, lines = (_half_turned(of, prepared) for of in (prepared.segments, prepared.lines))
    fills = tuple(
        BBox(prepared.width - box.x1, prepared.height - box.bottom, prepared.width - box.x0, prepared.height - box.top)
        for box in prepared.fills
    )
    return replace(
        prepared, picture=turned, turn=(prepared.turn + 180) % 360, segments=segments, lines=lines, fills=fills
    )


def _half_turned(segments: Sequence[Segment], prepared: PreparedPicture) -> tuple[Segment, ...]:
    return tuple(
        Segment(
            round(prepared.width - s.x1, 2),
            round(prepared.height - s.bottom, 2),
            round(prepared.width - s.x0, 2),
            round(prepared.height - s.top, 2),
            s.width,
        )
        for s in segments
    )


def _with_rulings(picture: PagePicture, dpi: float, turn: int, skew: float) -> PreparedPicture:
    scale = POINTS_PER_INCH / dpi
    segments = choose_rulings(find_strokes(picture.pixels, dpi))
    return PreparedPicture(
        picture=picture,
        dpi=dpi,
        width=round(picture.pixel_width * scale, 2),
        height=round(picture.pixel_height * scale, 2),
        turn=turn,
        skew=skew,
        segments=segments,
        lines=segments,
    )
