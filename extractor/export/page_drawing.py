"""A page's picture, what the layout saw on it and what the document says of it → one picture that explains both."""

from collections.abc import Iterator

from extractor.document.document import Document
from extractor.document.geometry import BBox, union
from extractor.document.table import Cell
from extractor.document.trace import PageTrace, ruling_box
from extractor.export import page_colours as colours
from extractor.export.page_colours import Colour
from extractor.export.pillow import Image, ImageDraw, ImageFont

_RULING_PT = 1.0
_REGION_PT = 1.5
_REGION_OUTSIDE_PT = 2.0
"""A region is drawn this far outside its rulings, so that both are seen."""
_DASH_PT = 4.0
_CELL_INSIDE_PT = 1.5
"""A cell's frame is drawn this far inside its borders, so that two neighbours have two frames."""
_MARK_PT = 5.0
_WORDS_PT = 7.0


def draw_page(picture: Image.Image, document: Document, trace: PageTrace) -> Image.Image:
    """Draw on a copy of ``picture``, which shows the whole page as displayed at any scale; its size stays.

    Cells are filled by role and framed over their whole span (``rows x columns`` where that is more than one slot),
    rulings are solid where drawn and dashed where inferred, regions and glyphs are boxes; an amount that the
    document's arithmetic proves has a tick, one that fails a cross. The colours are those of ``page_colours``.
    """
    canvas = _Canvas(picture, trace)
    cells = list(_cells_on(document, trace.page.number))
    for cell, box in cells:
        canvas.fill(box, colours.ROLE_COLOURS[cell.role])
    canvas.begin_lines()
    for glyph in trace.page.glyphs:
        canvas.frame(trace.displayed(glyph.bbox), colours.GLYPH, 0.0)
    for cell, box in cells:
        canvas.frame(_grown(box, -_CELL_INSIDE_PT), colours.ROLE_COLOURS[cell.role], 0.0)
        if cell.row_span > 1 or cell.column_span > 1:
            corner = (box.x0 + 2 * _CELL_INSIDE_PT, box.bottom - _WORDS_PT - 2 * _CELL_INSIDE_PT)
            canvas.write(corner, f"{cell.row_span}x{cell.column_span}", colours.ROLE_COLOURS[cell.role])
    for ruling in trace.page.rulings:
        canvas.line(trace.displayed(ruling_box(ruling)), colours.DRAWN_RULING)
    for ruling in trace.inferred_rulings:
        canvas.line(trace.displayed(ruling_box(ruling)), colours.INFERRED_RULING, dash_pt=_DASH_PT)
    for region in trace.regions:
        canvas.frame(_grown(trace.displayed(region.bbox), _REGION_OUTSIDE_PT), colours.REGION, _REGION_PT)
    for table in document.tables:
        boxes = [place.bbox for cell in table.cells for place in cell.boxes if place.page == trace.page.number]
        if boxes:
            around = union(boxes)
            canvas.write((around.x0 - 2 * _REGION_OUTSIDE_PT, around.top), table.id, colours.REGION, anchor="ra")
    for cell, box in cells:
        canvas.mark(cell, box)
    return canvas.image


def draw_tick(draw: ImageDraw.ImageDraw, left: float, top: float, size: float) -> None:
    """The mark of a proved amount, ``size`` pixels wide and high."""
    points = [(left, top + 0.55 * size), (left + 0.4 * size, top + size), (left + size, top)]
    draw.line(points, fill=colours.PROVED, width=max(1, round(size / 4)))


def draw_cross(draw: ImageDraw.ImageDraw, left: float, top: float, size: float) -> None:
    """The mark of a failed amount, ``size`` pixels wide and high."""
    width = max(1, round(size / 4))
    draw.line([(left, top), (left + size, top + size)], fill=colours.FAILED, width=width)
    draw.line([(left, top + size), (left + size, top)], fill=colours.FAILED, width=width)


def draw_dashes(
    draw: ImageDraw.ImageDraw, line: tuple[float, float, float, float], dash: float, colour: Colour, width: int
) -> None:
    """A dashed line that runs along one axis, in pixels; the gaps are as long as the dashes."""
    x0, y0, x1, y1 = line
    length, position = max(x1 - x0, y1 - y0), 0.0
    while position <= length:
        end = min(position + dash, length)
        across = x1 - x0 >= y1 - y0
        start_point = (x0 + position, y0) if across else (x0, y0 + position)
        end_point = (x0 + end, y0) if across else (x0, y0 + end)
        draw.line([start_point, end_point], fill=colour, width=width)
        position += 2 * dash


def _cells_on(document: Document, page: int) -> Iterator[tuple[Cell, BBox]]:
    for table in document.tables:
        for cell in table.cells:
            for place in cell.boxes:
                if place.page == page:
                    yield cell, place.bbox


def _grown(box: BBox, by: float) -> BBox:
    """The box with each side moved outwards; one that would be turned inside out stays as it is."""
    if min(box.width, box.height) <= -2 * by:
        return box
    return BBox(box.x0 - by, box.top - by, box.x1 + by, box.bottom + by)


class _Canvas:
    """A picture that is drawn on in points of the page."""

    def __init__(self, picture: Image.Image, trace: PageTrace) -> None:
        width, height = trace.displayed_size
        self._across, self._down = picture.width / width, picture.height / height
        self._paper = picture.convert("RGB")
        self._tint = Image.new("RGBA", picture.size)
        self._draw = ImageDraw.Draw(self._tint)
        self._font = ImageFont.load_default(max(6.0, _WORDS_PT * self._across))

    @property
    def image(self) -> Image.Image:
        return self._paper

    def begin_lines(self) -> None:
        """What was filled so far shows the paper through it; what follows covers it."""
        self._paper = Image.alpha_composite(self._paper.convert("RGBA"), self._tint).convert("RGB")
        self._draw = ImageDraw.Draw(self._paper)

    def fill(self, box: BBox, colour: Colour) -> None:
        self._draw.rectangle(self._pixels(box), fill=(*colour, colours.CELL_OPACITY))

    def frame(self, box: BBox, colour: Colour, width_pt: float) -> None:
        self._draw.rectangle(self._pixels(box), outline=colour, width=self._thickness(width_pt))

    def line(self, box: BBox, colour: Colour, dash_pt: float | None = None) -> None:
        width, pixels = self._thickness(_RULING_PT), self._pixels(box)
        if dash_pt is None:
            self._draw.line(pixels, fill=colour, width=width)
        else:
            draw_dashes(self._draw, pixels, max(1.0, dash_pt * self._across), colour, width)

    def write(self, corner: tuple[float, float], words: str, colour: Colour, anchor: str = "la") -> None:
        """``corner`` is the upper left one of the words, or the upper right one with the anchor ``ra``."""
        place = (corner[0] * self._across, corner[1] * self._down)
        self._draw.text(place, words, fill=colour, font=self._font, anchor=anchor)

    def mark(self, cell: Cell, box: BBox) -> None:
        """A tick or a cross in the upper right corner of a cell whose amount was checked."""
        size = _MARK_PT * self._across
        left = (box.x1 - _CELL_INSIDE_PT) * self._across - size
        top = (box.top + _CELL_INSIDE_PT) * self._down
        if cell.check == "proved":
            draw_tick(self._draw, left, top, size)
        elif cell.check == "failed":
            draw_cross(self._draw, left, top, size)

    def _pixels(self, box: BBox) -> tuple[float, float, float, float]:
        return box.x0 * self._across, box.top * self._down, box.x1 * self._across, box.bottom * self._down

    def _thickness(self, points: float) -> int:
        return max(1, round(points * self._across))
