"""A page's own text, and the print that was recognised in a picture of the page without that text: which of the text
stands beside the print, and which lies over or under it.

A watermark over a scan, a caption in a picture of a table, the text of another recogniser under a scan or in white
over it: all are text like any other to the file. What is across print can not be read with it, and is not what the
print says.
"""

import difflib
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import chain, islice
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from extractor.document.geometry import BBox, union
from extractor.document.page import Glyph
from extractor.document.text import folded

_SURE: Final = 0.9
"""Runs that were recognised with less certainty are no print where the page has text of its own."""
_GAP_EM, _OVERLAP_EM, _SIZES = 1.5, 0.5, 1.2
"""A run goes on where the next character begins so near, and is not so many times as large or as small."""
_INSET: Final = 0.2
"""Boxes are made smaller by this part on each side: neighbours touch."""
_CELL_PT, _MOST_CELLS = 0.5, 2000
_COMPARED, _LONGEST = 400, 200
"""Runs of own text that are compared with the print at their places, and how many characters of each."""
_CIRCLES: Final = "0OoQ〇"
_LAYER_SHARE: Final = 0.5
"""Text of which the print says so much alike is the text of the print, read by somebody else; less is a watermark."""


class Parted(NamedTuple):
    """Own glyphs beside and across the print; ``print`` are the recognised glyphs but for what was read with little
    certainty at the place of own text; ``compared`` are runs of own text across print, with what is printed there."""

    beside: tuple[Glyph, ...]
    across: tuple[Glyph, ...]
    print: tuple[Glyph, ...]
    compared: tuple[tuple[str, str], ...]

    @property
    def agreement(self) -> float:
        """The share of letters and digits that both have alike where they are across each other."""
        pairs = [(_plain(own), _plain(printed)) for own, printed in self.compared]
        total = sum(max(len(a), len(b)) for a, b in pairs)
        return round(sum(_alike(a, b) for a, b in pairs) / total, 4) if total else 0.0

    @property
    def is_layer(self) -> bool:
        """Whether the text across the print is a reading of it."""
        return self.agreement >= _LAYER_SHARE

    @property
    def differing(self) -> tuple[tuple[str, str], ...]:
        """The compared runs that are not alike, those first that differ in digits."""
        found = [pair for pair in self.compared if _plain(pair[0]) != _plain(pair[1])]
        return tuple(sorted(found, key=lambda pair: _digits(pair[0]) == _digits(pair[1])))


def part_at_print(own: Sequence[Glyph], recognised: Sequence[Glyph], width: float, height: float) -> Parted:
    """Part own text at the print: a run of which any character meets print that was surely read is across it, with all
    runs that say the same (a watermark is repeated)."""
    runs, read = list(_runs(own)), list(_runs(recognised))
    sure = [run for run in read if _is_print(run)]
    page = _Raster(width, height)
    meets = iter(page.meet(list(chain.from_iterable(runs)), list(chain.from_iterable(sure))).tolist())
    flags = [any(list(islice(meets, len(run)))) for run in runs]
    texts = {text for run, flag in zip(runs, flags, strict=True) if flag and len(text := _text(run)) > 1}
    flags = [flag or _text(run) in texts for run, flag in zip(runs, flags, strict=True)]
    across = [run for run, flag in zip(runs, flags, strict=True) if flag]
    beside = tuple(chain.from_iterable(run for run, flag in zip(runs, flags, strict=True) if not flag))
    unsure = _meeting(page, [run for run in read if not _is_print(run)], beside)
    kept = tuple(chain.from_iterable(run for run in read if run not in unsure)) if unsure else tuple(recognised)
    return Parted(beside, tuple(chain.from_iterable(across)), kept, _compared(across[:_COMPARED], kept))


def print_beside(
    own: Sequence[Glyph], recognised: Sequence[Glyph], width: float, height: float
) -> tuple[tuple[Glyph, ...], ...]:
    """Of what was recognised among the drawings of a page of text, the runs that are print for certain and meet no own
    text; circles are drawn, not printed."""
    sure = [run for run in _runs(recognised) if _is_print(run) and not _are_circles(run)]
    meeting = _meeting(_Raster(width, height), sure, own)
    return tuple(run for run in sure if run not in meeting)


def surely_printed(recognised: Sequence[Glyph]) -> tuple[Glyph, ...]:
    """The runs with letters or digits, not circles alone, that were read with certainty."""
    runs = (run for run in _runs(recognised) if _is_print(run) and not _are_circles(run))
    return tuple(chain.from_iterable(runs))


class _Raster:
    """The page in cells, so that what meets what is told in as many steps as there are characters."""

    def __init__(self, width: float, height: float) -> None:
        self._cell = max(_CELL_PT, width / _MOST_CELLS, height / _MOST_CELLS)
        self._shape = int(height / self._cell) + 2, int(width / self._cell) + 2

    def meet(self, glyphs: Sequence[Glyph], others: Sequence[Glyph]) -> NDArray[np.bool_]:
        """For each glyph, whether its middle lies in one of the others, or the middle of one of those lies in it."""
        if not glyphs or not others:
            return np.zeros(len(glyphs), dtype=np.bool_)
        left, top, right, bottom = self._cells(glyphs)
        x, y = (left + right) // 2, (top + bottom) // 2
        covered, middles = self._covered(others), self._middles(others)
        inside = middles[bottom + 1, right + 1] - middles[top, right + 1] - middles[bottom + 1, left]
        found: NDArray[np.bool_] = (covered[y, x] > 0) | (inside + middles[top, left] > 0)
        return found

    def _covered(self, glyphs: Sequence[Glyph]) -> NDArray[np.int64]:
        """How many glyphs cover each cell."""
        edges = np.zeros((self._shape[0] + 1, self._shape[1] + 1), dtype=np.int64)
        left, top, right, bottom = self._cells(glyphs)
        for y, x, by in ((top, left, 1), (top, right + 1, -1), (bottom + 1, left, -1), (bottom + 1, right + 1, 1)):
            np.add.at(edges, (y, x), by)
        return edges.cumsum(axis=0).cumsum(axis=1)

    def _middles(self, glyphs: Sequence[Glyph]) -> NDArray[np.int64]:
        """How many middles of glyphs lie above and left of each cell."""
        sums = np.zeros((self._shape[0] + 1, self._shape[1] + 1), dtype=np.int64)
        left, top, right, bottom = self._cells(glyphs)
        np.add.at(sums, ((top + bottom) // 2 + 1, (left + right) // 2 + 1), 1)
        return sums.cumsum(axis=0).cumsum(axis=1)

    def _cells(self, glyphs: Sequence[Glyph]) -> tuple[NDArray[np.int64], ...]:
        """Left, top, right and bottom cells of the glyphs' boxes, made a little smaller."""
        boxes = np.array([glyph.bbox for glyph in glyphs], dtype=np.float64).reshape(-1, 4)
        across, down = _INSET * (boxes[:, 2] - boxes[:, 0]), _INSET * (boxes[:, 3] - boxes[:, 1])
        edges = boxes[:, 0] + across, boxes[:, 1] + down, boxes[:, 2] - across, boxes[:, 3] - down
        last = self._shape[1] - 1, self._shape[0] - 1
        return tuple(np.clip(edge / self._cell, 0, last[index % 2]).astype(np.int64)
                     for index, edge in enumerate(edges))  # fmt: skip


def _runs(glyphs: Sequence[Glyph]) -> Iterator[tuple[Glyph, ...]]:
    """Glyphs that were drawn one after the other and stand so on a line, in one size."""
    run: list[Glyph] = []
    for glyph in glyphs:
        if run and not _goes_on(run[-1], glyph):
            yield tuple(run)
            run = []
        run.append(glyph)
    if run:
        yield tuple(run)


def _goes_on(glyph: Glyph, after: Glyph) -> bool:
    size, other = max(glyph.size, 0.1), max(after.size, 0.1)
    gap = after.bbox.x0 - glyph.bbox.x1
    same_line = abs(after.bbox.y_middle - glyph.bbox.y_middle) < _OVERLAP_EM * size
    return same_line and -_OVERLAP_EM * size <= gap <= _GAP_EM * size and 1 / _SIZES <= other / size <= _SIZES


def _is_print(run: Sequence[Glyph]) -> bool:
    """Whether a recognised run says something, and was read with certainty."""
    certainty = sum(glyph.probability for glyph in run) / len(run)
    return certainty >= _SURE and any(glyph.text.isalnum() for glyph in run)


def _are_circles(run: Sequence[Glyph]) -> bool:
    """Whether a run is read as circles alone; 0.00 has a point that is smaller than they are."""
    said = {glyph.text for glyph in run}
    return "." not in said and all(text in _CIRCLES or not text.isalnum() for text in said)


def _meeting(page: _Raster, runs: Sequence[tuple[Glyph, ...]], own: Sequence[Glyph]) -> set[tuple[Glyph, ...]]:
    meets = iter(page.meet(list(chain.from_iterable(runs)), own).tolist())
    return {run for run in runs if any(list(islice(meets, len(run))))}


def _compared(runs: Sequence[tuple[Glyph, ...]], printed: Sequence[Glyph]) -> tuple[tuple[str, str], ...]:
    """Each run with what is printed within it."""
    ordered = sorted(printed, key=lambda glyph: glyph.bbox.y_middle)
    middles = [glyph.bbox.y_middle for glyph in ordered]
    found = []
    for whole in runs:
        run = whole[:_LONGEST]
        around = union(glyph.bbox for glyph in run)
        # the same text is set a little wider by one than by the other
        box = around._replace(x0=around.x0 - _OVERLAP_EM * run[0].size, x1=around.x1 + _OVERLAP_EM * run[0].size)
        band = ordered[bisect_left(middles, box.top) : bisect_left(middles, box.bottom)]
        inside = sorted((glyph for glyph in band if _is_within(box, glyph)), key=lambda glyph: glyph.bbox.x0)[:_LONGEST]
        found.append(("".join(glyph.text for glyph in run), "".join(glyph.text for glyph in inside)))
    return tuple(found)


def _is_within(box: BBox, glyph: Glyph) -> bool:
    return box.x0 <= glyph.bbox.x_middle <= box.x1


def _text(run: Sequence[Glyph]) -> str:
    return _plain("".join(glyph.text for glyph in run))


def _plain(text: str) -> str:
    return "".join(character for character in folded(text) if character.isalnum())


def _digits(text: str) -> str:
    return "".join(filter(str.isdigit, text))


def _alike(one: str, other: str) -> int:
    blocks = difflib.SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks)
