"""Digits that are set raised after a figure or a word, the number of a note: ``100.00`` and a small raised ``1`` are no
100.001. They become superscript digits, on the line of what they follow.

A digit is raised where its font is clearly smaller than that of the character before it and its base line clearly
higher; small figures on the same line (cents, a second line in a narrow cell) are neither.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Final

from extractor.document.geometry import BBox
from extractor.document.page import Glyph, Ruling
from extractor.document.text import raised

_OF_MARKS: Final = frozenset("0123456789()（）[]［］〔〕,，、+-")
_DIGITS: Final = frozenset("0123456789")
_CLOSES: Final = frozenset(")）]］〕】%％》”’\"'")
_SMALLER: Final = 0.75
"""The heights of the two are at most so."""
_HIGHER: Final = 0.25
"""So much of the height of what is before it lies below its foot: on one base line, fonts differ by less."""
_CLOSE: Final = 0.2
_OVERLAP: Final = 0.3
"""Between the two is no more of that height than the first, and they do not overlap by more than the second."""
_GRID_PT: Final = 16.0


def with_raised_digits(glyphs: tuple[Glyph, ...], rulings: Sequence[Ruling]) -> tuple[Glyph, ...]:
    """The glyphs with those of raised digits as superscript digits, on the line of what is before them."""
    runs = list(_runs(glyphs))
    if not runs:
        return glyphs
    ends: dict[tuple[int, int], list[Glyph]] = defaultdict(list)
    for glyph in glyphs:
        ends[_place(glyph.bbox.x1, glyph.bbox.y_middle)].append(glyph)
    changed = list(glyphs)
    for start, end in runs:
        first = glyphs[start]
        before = next((glyph for glyph in _near(ends, first.bbox) if _is_raised_after(first, glyph)), None)
        if before is None or _is_parted(before.bbox, first.bbox, rulings):
            continue
        down = max(0.0, before.bbox.top - first.bbox.top)
        for index in range(start, end):
            box = glyphs[index].bbox
            moved = BBox(box.x0, box.top + down, box.x1, box.bottom + down)
            changed[index] = glyphs[index]._replace(text=raised(glyphs[index].text), bbox=moved)
    return tuple(changed)


def _runs(glyphs: Sequence[Glyph]) -> Iterator[tuple[int, int]]:
    """Where digits and their brackets stand together in one size, drawn after something of another size."""
    start = 0
    while start < len(glyphs):
        end = start + 1
        while end < len(glyphs) and _follows(glyphs[end - 1], glyphs[end]):
            end += 1
        run = [glyph.text for glyph in glyphs[start:end]]
        if run[0] in _OF_MARKS and _OF_MARKS.issuperset(run) and not _DIGITS.isdisjoint(run):
            yield start, end
        start = end


def _follows(before: Glyph, glyph: Glyph) -> bool:
    height = before.size
    gap = glyph.bbox.x0 - before.bbox.x1
    return glyph.size == height and -height < gap < height and abs(glyph.bbox.top - before.bbox.top) < _HIGHER * height


def _place(x: float, y: float) -> tuple[int, int]:
    return int(x // _GRID_PT), int(y // _GRID_PT)


def _near(ends: dict[tuple[int, int], list[Glyph]], box: BBox) -> Iterator[Glyph]:
    column, row = _place(box.x0, box.y_middle)
    for x in (column - 1, column, column + 1):
        for y in (row - 1, row, row + 1):
            yield from ends.get((x, y), ())


def _is_raised_after(glyph: Glyph, before: Glyph) -> bool:
    """Whether a glyph is set raised, close behind another."""
    height = before.bbox.height
    if not (before.text.isalnum() or before.text in _CLOSES) or glyph.bbox.height > _SMALLER * height:
        return False
    higher = before.bbox.bottom - glyph.bbox.bottom
    gap = glyph.bbox.x0 - before.bbox.x1
    beside = glyph.bbox.bottom > before.bbox.y_middle - _OVERLAP * height and glyph.bbox.top < before.bbox.y_middle
    return _HIGHER * height <= higher and beside and -_OVERLAP * height <= gap <= _CLOSE * height


def _is_parted(before: BBox, box: BBox, rulings: Sequence[Ruling]) -> bool:
    """Whether a ruling stands between the two."""
    left, right, y = before.x_middle, box.x_middle, box.y_middle
    return any(
        not ruling.horizontal and left < ruling.position < right and ruling.start <= y <= ruling.end
        for ruling in rulings
    )
