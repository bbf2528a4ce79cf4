"""Glyphs → the numbers that they are set as, each of which stands in one cell."""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from extractor.document.page import Glyph

_JOINED_EM = 0.15
"""The glyphs of one number stand no farther apart than this part of their height."""
_OF_NUMBERS = frozenset("0123456789.,，．-−－%％")


def whole_number_middles(glyphs: Iterable[Glyph]) -> dict[int, float]:
    """The x in the middle of the number that a glyph is part of, by the glyph's order.

    A border that is inferred says where columns part, never where a number ends: a number that reaches over one belongs
    where most of it stands.
    """
    middles: dict[int, float] = {}
    run: list[Glyph] = []
    ordered = sorted((glyph for glyph in glyphs if glyph.text in _OF_NUMBERS), key=lambda glyph: glyph.order)
    for before, glyph in pairwise([*ordered[:1], *ordered]):
        if run and not _goes_on(before, glyph):
            middles |= _middle_of(run)
            run = []
        run.append(glyph)
    return middles | _middle_of(run)


def _goes_on(before: Glyph, glyph: Glyph) -> bool:
    height = glyph.bbox.height
    beside = abs(glyph.bbox.x0 - before.bbox.x1) <= _JOINED_EM * height
    return beside and glyph.order - before.order == 1 and abs(glyph.bbox.top - before.bbox.top) < 1


def _middle_of(run: Sequence[Glyph]) -> dict[int, float]:
    if len(run) < 2:
        return {}
    middle = (run[0].bbox.x0 + run[-1].bbox.x1) / 2
    return {glyph.order: middle for glyph in run}
