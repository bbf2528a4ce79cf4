"""Recognised lines + the picture they were read in → glyphs as a file's own text has them.

What layout expects of a glyph is the box of its font: as wide as it is set, as high as its line, the same for all of a
line. A recogniser gives places by about half a character; the ink says the rest.
"""

from collections.abc import Iterable, Sequence
from statistics import median
from typing import NamedTuple

import numpy as np

from extractor.document.geometry import BBox
from extractor.document.page import Glyph, Segment
from extractor.document.picture import POINTS_PER_INCH, Pixels
from extractor.document.recognised import RecognisedCharacter, RecognisedLine
from extractor.pictures.character_shapes import ASCENT, CJK_INK_HEIGHT, is_bar, is_stroke, shape_of
from extractor.pictures.text_ink import InkBox, characters_in_ink, ink_of_line

_RULING_PT = 0.6
"""Around a ruling so much more than its width is not the ink of text."""
_JOINED_EM = 0.22
"""Characters whose boxes stand no farther apart are set without a gap: fonts differ by as much."""
_BOX_TO_EM = 0.75
"""The em is taken as this part of the height of a detector's box, where no ink can be measured."""
_LEAST_EM, _MOST_EM = 0.45, 1.05
"""The em of a line lies between these parts of the height of its detector's box."""
_LOW_LINE = 0.5
"""A line's em is measured falsely where it is less than this part of the page's middle one."""
_MIDDLE_EM = ASCENT - 0.5
"""The middle of a Chinese character stands so far above the base line, in ems."""


class PlacedCharacter(NamedTuple):
    """A glyph with what the recogniser said of it."""

    glyph: Glyph
    read: RecognisedCharacter


class _Setting(NamedTuple):
    """How a line is set, in pixels."""

    em: float
    base: float


_Found = tuple[RecognisedCharacter, InkBox]


def place_characters(
    pixels: Pixels, dpi: float, segments: Sequence[Segment], lines: Iterable[RecognisedLine]
) -> tuple[PlacedCharacter, ...]:
    """The characters of all lines as glyphs in points, white space left out.

    ``order`` counts on within a line, and leaves out a number where a line crosses a vertical ruling, since what stands
    on both sides of it is not one run, and between lines.
    """
    scale = POINTS_PER_INCH / dpi
    text_only = without_rulings(pixels, segments, dpi)
    verticals = [s for s in segments if s.bottom - s.top > s.x1 - s.x0]
    lines = tuple(lines)
    found = [_found_in(line, text_only, verticals, scale) for line in lines]
    usual = median(
        [setting.em for _, setting in found if setting.em] or [_BOX_TO_EM * line.bbox.height for line in lines] or [0.0]
    )
    placed: list[PlacedCharacter] = []
    order = 0
    for kept, setting in found:
        before: Glyph | None = None
        for box, size, read in _set_line(kept, _as_usual(setting, usual), scale):
            glyph = Glyph(read.text, box, size, order)
            if before is not None and _crossed(before.bbox, box, verticals) is not None:
                glyph = glyph._replace(order=order + 1)
            placed.append(PlacedCharacter(glyph, read))
            before, order = glyph, glyph.order + 1
        order += 1
    return tuple(placed)


def without_rulings(pixels: Pixels, segments: Iterable[Segment], dpi: float) -> Pixels:
    """The picture with white where rulings are drawn, so that the ink of text is left."""
    scale = dpi / POINTS_PER_INCH
    cleaned = pixels.copy()
    for s in segments:
        half = s.width / 2 + _RULING_PT
        along_x, along_y = (0.0, half) if s.x1 - s.x0 >= s.bottom - s.top else (half, 0.0)
        left, right = int((s.x0 - along_x) * scale), int(np.ceil((s.x1 + along_x) * scale))
        top, bottom = int((s.top - along_y) * scale), int(np.ceil((s.bottom + along_y) * scale))
        cleaned[max(0, top) : bottom, max(0, left) : right] = 255
    return cleaned


def _found_in(
    line: RecognisedLine, text_only: Pixels, verticals: Sequence[Segment], scale: float
) -> tuple[list[_Found], _Setting]:
    """The characters of a line with their ink, and how it is set; a ruling that was read as one is left out."""
    read = [character for character in line.characters if not character.text.isspace()]
    if not read:
        return [], _Setting(_BOX_TO_EM * line.bbox.height, line.bbox.bottom)
    ink, x, y = ink_of_line(text_only, line.bbox)
    kept = [
        (character, place)
        for character, place in zip(read, characters_in_ink(ink, (x, y), read), strict=True)
        if place.ink is not None or not _is_ruling(character, verticals, scale)
    ]
    return kept, _measure(kept, line.bbox)


def _as_usual(setting: _Setting, usual: float) -> _Setting:
    """A line that is much lower than the page's others, or of no height, holds nothing but a dash or a point: it is set
    as they are."""
    if setting.em >= _LOW_LINE * usual:
        return setting
    return _Setting(usual, setting.base + _MIDDLE_EM * (usual - setting.em))


def _set_line(kept: Sequence[_Found], setting: _Setting, scale: float) -> list[tuple[BBox, float, RecognisedCharacter]]:
    """Box and size in points of each character of a line."""
    spans = _joined([_natural_span(character, place, setting) for character, place in kept], setting.em)
    top = setting.base - ASCENT * setting.em
    size = round(setting.em * scale, 2)
    boxes = [BBox(x0 * scale, top * scale, x1 * scale, (top + setting.em) * scale) for x0, x1 in spans]
    return [(box, size, character) for box, (character, _) in zip(boxes, kept, strict=True)]


def _is_ruling(character: RecognisedCharacter, verticals: Sequence[Segment], scale: float) -> bool:
    """Whether nothing but a ruling stands where a bar was read."""
    box = character.bbox
    return is_bar(character.text) and any(
        box.x0 * scale - 1 <= s.x0 <= box.x1 * scale + 1 and s.top < box.y_middle * scale < s.bottom for s in verticals
    )


def _measure(kept: Sequence[tuple[RecognisedCharacter, InkBox]], box: BBox) -> _Setting:
    """The em and the base line of a line, by the ink of those of its characters whose height says something."""
    measured = [
        (shape.height, place.ink)
        for character, place in kept
        if place.ink is not None and (shape := shape_of(character.text)).height is not None
    ]
    ems = [ink.height / height for height, ink in measured]
    strokes = [place.ink.y_middle for character, place in kept if place.ink is not None and is_stroke(character.text)]
    if strokes and len(strokes) == len(kept):
        # a detector's box around a stroke alone is as high as it likes, and the stroke anywhere in it
        return _Setting(0.0, median(strokes))
    em = median(ems) if ems else _BOX_TO_EM * box.height
    em = min(max(em, _LEAST_EM * box.height), _MOST_EM * box.height)
    bases = [
        ink.y_middle + _MIDDLE_EM * em if height == CJK_INK_HEIGHT else ink.bottom
        for height, ink in measured
        if 0.75 * em <= ink.height / height <= 1.25 * em
    ]
    return _Setting(em, median(bases) if bases else box.y_middle + _MIDDLE_EM * em)


def _natural_span(character: RecognisedCharacter, place: InkBox, setting: _Setting) -> tuple[float, float]:
    """From where to where a character is set by its shape, at least its ink."""
    shape = shape_of(character.text)
    width = shape.advance * setting.em
    if place.ink is None:
        middle = (place.left + place.right) / 2
        return middle - width / 2, middle + width / 2
    start = place.ink.x_middle - shape.ink_at * width
    return min(start, place.ink.x0), max(start + width, place.ink.x1)


def _joined(spans: Sequence[tuple[float, float]], em: float) -> list[tuple[float, float]]:
    """Spans that overlap or nearly touch meet half-way."""
    starts, ends = [span[0] for span in spans], [span[1] for span in spans]
    for index in range(len(spans) - 1):
        if starts[index + 1] - ends[index] <= _JOINED_EM * em:
            meeting = (ends[index] + starts[index + 1]) / 2
            low, high = spans[index][0], max(spans[index + 1][1], spans[index][0])
            ends[index] = starts[index + 1] = min(max(meeting, low), high)
    return [(min(a, b), max(a, b)) for a, b in zip(starts, ends, strict=True)]


def _crossed(before: BBox, box: BBox, verticals: Sequence[Segment]) -> Segment | None:
    """The first vertical ruling between the middles of two neighbouring characters."""
    between = (s for s in verticals if before.x_middle < s.x0 < box.x_middle and s.top < before.y_middle < s.bottom)
    return next(between, None)
