"""What the colours and marks of a page that is explained mean, in a strip below its picture."""

from collections.abc import Callable

from extractor.export import page_colours as colours
from extractor.export.page_drawing import draw_cross, draw_dashes, draw_tick
from extractor.export.pillow import Image, ImageDraw, ImageFont

_WORDS_PX = 18
_SIGN_PX = 24
_LINE_PX = 32
_AROUND_PX = 12

_Sign = Callable[[ImageDraw.ImageDraw, float, float], None]
"""Draws a sign whose upper left corner is given; it is ``_SIGN_PX`` wide and ``_WORDS_PX`` high."""


def with_legend(picture: Image.Image) -> Image.Image:
    """The picture, unchanged, with a strip of the same width below it."""
    font = ImageFont.load_default(_WORDS_PX)
    places: list[tuple[float, float, str, _Sign]] = []
    x, y = _AROUND_PX, _AROUND_PX
    for words, sign in _entries():
        width = round(_SIGN_PX + 8 + font.getlength(words) + 2 * _AROUND_PX)
        if x + width > picture.width and x > _AROUND_PX:
            x, y = _AROUND_PX, y + _LINE_PX
        places.append((x, y, words, sign))
        x += width
    whole = Image.new("RGB", (picture.width, picture.height + y + _LINE_PX), (255, 255, 255))
    whole.paste(picture, (0, 0))
    draw = ImageDraw.Draw(whole)
    draw.line([(0, picture.height), (picture.width, picture.height)], fill=(0, 0, 0))
    for left, top, words, sign in places:
        sign(draw, left, picture.height + top)
        draw.text((left + _SIGN_PX + 8, picture.height + top - 2), words, fill=(0, 0, 0), font=font)
    return whole


def _entries() -> list[tuple[str, _Sign]]:
    entries = [(role.replace("_", " "), _swatch(colour)) for role, colour in colours.ROLE_COLOURS.items()]
    entries += [
        ("ruling, drawn", lambda draw, x, y: draw.line(_middle(x, y), fill=colours.DRAWN_RULING, width=2)),
        ("ruling, inferred", lambda draw, x, y: draw_dashes(draw, _middle(x, y), 6, colours.INFERRED_RULING, 2)),
        ("region", lambda draw, x, y: draw.rectangle(_box(x, y), outline=colours.REGION, width=3)),
        ("glyph", lambda draw, x, y: draw.rectangle(_box(x, y), outline=colours.GLYPH)),
        ("proved", lambda draw, x, y: draw_tick(draw, x + 6, y + 3, 12)),
        ("failed", lambda draw, x, y: draw_cross(draw, x + 6, y + 3, 12)),
        ("2x3: merged, rows x columns", lambda draw, x, y: None),
    ]
    return entries


def _swatch(colour: colours.Colour) -> _Sign:
    share = colours.CELL_OPACITY / 255
    red, green, blue = (round(255 * (1 - share) + part * share) for part in colour)
    return lambda draw, x, y: draw.rectangle(_box(x, y), fill=(red, green, blue), outline=colour)


def _box(x: float, y: float) -> tuple[float, float, float, float]:
    return x, y, x + _SIGN_PX, y + _WORDS_PX


def _middle(x: float, y: float) -> tuple[float, float, float, float]:
    return x, y + _WORDS_PX / 2, x + _SIGN_PX, y + _WORDS_PX / 2
