"""A round seal as offices press it on documents: ring, star, and strokes that look like the name of an office.

The strokes are no characters: whose seal it is must not be said, and no font is needed.
"""

import math

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFilter

_FINER = 3
"""Drawn so many times larger, then reduced."""
_STROKES = 9
_CHARACTERS = (10, 15)
_ARC_DEGREES = 250


def draw_seal(radius_px: float, random: np.random.Generator) -> NDArray[np.float32]:
    """How much ink lies where, 0 to 1, in a square of twice the radius; unevenly pressed, turned a little."""
    size = max(8, round(2 * radius_px))
    big = size * _FINER
    centre, reach = big / 2, big / 2 * 0.97
    picture = Image.new("L", (big, big), 0)
    draw = ImageDraw.Draw(picture)
    box = (centre - reach, centre - reach, centre + reach, centre + reach)
    draw.ellipse(box, outline=255, width=max(1, round(reach * 0.055)))
    draw.polygon(_star(centre, reach * 0.32), fill=255)
    count = int(random.integers(*_CHARACTERS))
    for number in range(count):
        angle = math.radians(-90 - _ARC_DEGREES / 2 + _ARC_DEGREES * (number + 0.5) / count)
        _press(picture, _character(round(reach * 0.26), random), angle, (centre, reach * 0.74))
    turned = picture.rotate(float(random.uniform(-25, 25)), Image.Resampling.BICUBIC)
    ink = np.asarray(turned.resize((size, size), Image.Resampling.LANCZOS), dtype=np.float32) / 255
    return np.asarray(ink * _pressure(size, random), dtype=np.float32)


def _star(centre: float, reach: float) -> list[tuple[float, float]]:
    points = []
    for number in range(10):
        length = reach if number % 2 == 0 else reach * 0.382
        angle = math.radians(-90 + 36 * number)
        points.append((centre + length * math.cos(angle), centre + length * math.sin(angle)))
    return points


def _character(size: int, random: np.random.Generator) -> Image.Image:
    """Strokes in a square, upright and level ones mostly."""
    glyph = Image.new("L", (size, size), 0)
    draw = ImageDraw.Draw(glyph)
    width = max(1, size // 9)
    for _ in range(_STROKES):
        across, along = (int(value) for value in random.integers(1, 8, size=2) * size // 9)
        length = int(random.integers(size // 3, size))
        slant = int(random.integers(-size // 8, size // 8 + 1))
        if random.random() < 0.5:
            draw.line((0 if length > along else along, across, length, across + slant), fill=255, width=width)
        else:
            draw.line((across, 0 if length > along else along, across + slant, length), fill=255, width=width)
    return glyph


def _press(picture: Image.Image, glyph: Image.Image, angle: float, place: tuple[float, float]) -> None:
    """Put a character on the arc, its head outward; ``place`` is the seal's centre and the arc's radius."""
    centre, reach = place
    turned = glyph.rotate(-math.degrees(angle) - 90, Image.Resampling.BICUBIC, expand=True)
    x, y = centre + reach * math.cos(angle), centre + reach * math.sin(angle)
    picture.paste(255, (round(x - turned.width / 2), round(y - turned.height / 2)), turned)


def _pressure(size: int, random: np.random.Generator) -> NDArray[np.float32]:
    """Uneven ink, 0 to 1: darker on one side, mottled by the paper."""
    coarse = (random.random((5, 5)) * 110 + 145).astype(np.uint8)
    even = np.asarray(Image.fromarray(coarse).resize((size, size), Image.Resampling.BICUBIC), dtype=np.float32) / 255
    grain = Image.fromarray((random.random((size, size)) * 255).astype(np.uint8)).filter(ImageFilter.GaussianBlur(1.1))
    mottle = np.clip((np.asarray(grain, dtype=np.float32) - 96) / 40, 0.25, 1)
    return np.asarray(even * mottle, dtype=np.float32)
