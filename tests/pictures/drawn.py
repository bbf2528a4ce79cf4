"""Pages drawn for tests: rulings, marks in place of text, and what a scanner does to them."""

import cv2
import numpy as np

from extractor.document.geometry import BBox
from extractor.document.picture import POINTS_PER_INCH, PagePicture, Pixels
from extractor.pictures.cell_boxes import enclosed_boxes
from extractor.pictures.prepare import PreparedPicture

A4_PT = (595.0, 842.0)


def blank(dpi: float = 150.0) -> Pixels:
    scale = dpi / POINTS_PER_INCH
    return np.full((round(A4_PT[1] * scale), round(A4_PT[0] * scale), 3), 255, np.uint8)


def draw_line(pixels: Pixels, ends: tuple[float, float, float, float], dpi: float, width: float = 0.7) -> None:
    """A black line between two points, in points."""
    scale = dpi / POINTS_PER_INCH
    x0, y0, x1, y1 = (round(value * scale * 16) for value in ends)
    thick = max(1, round(width * scale))
    cv2.line(pixels, (x0, y0), (x1, y1), (0, 0, 0), thick, cv2.LINE_AA, shift=4)


def draw_table(pixels: Pixels, xs: list[float], ys: list[float], dpi: float) -> None:
    for y in ys:
        draw_line(pixels, (xs[0], y, xs[-1], y), dpi)
    for x in xs:
        draw_line(pixels, (x, ys[0], x, ys[-1]), dpi)


def draw_words(pixels: Pixels, xs: list[float], ys: list[float], dpi: float) -> None:
    """A word within each cell of a table, of letters and digits."""
    scale = dpi / POINTS_PER_INCH
    for row, y in enumerate(ys[1:]):
        for column, x in enumerate(xs[:-1]):
            text = f"{row * 731 + column * 97}.{row}0" if column else "THE ILLHT"
            place = (round((x + 4) * scale), round((y - 4) * scale))
            cv2.putText(pixels, text, place, cv2.FONT_HERSHEY_SIMPLEX, 0.27 * scale, (0, 0, 0), 1, cv2.LINE_AA)


def tilted(pixels: Pixels, degrees: float) -> Pixels:
    """Turned counter-clockwise, as paper that lies askew."""
    height, width = pixels.shape[:2]
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1.0)
    turned = cv2.warpAffine(pixels, matrix, (width, height), borderValue=(255, 255, 255))
    return np.asarray(turned, np.uint8)


def noisy(pixels: Pixels, seed: int, level: float = 8.0) -> Pixels:
    """Grey paper, grey ink and noise."""
    noise = np.random.default_rng(seed).normal(0, level, pixels.shape[:2])
    return (35 + pixels * (200 / 255) + noise[..., None]).clip(0, 255).astype(np.uint8)


def page_of(pixels: Pixels, dpi: float | None = 150.0, number: int = 1) -> PagePicture:
    return PagePicture(number, pixels, dpi)


def cells_of(prepared: PreparedPicture) -> tuple[BBox, ...]:
    """The cells that the rulings of a page enclose, in points."""
    return enclosed_boxes(prepared.segments, prepared.width, prepared.height)
