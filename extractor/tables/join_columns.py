"""Two grids → how their columns answer each other: the same borders, moved ones, or as many in the same order."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from extractor.document.content import Grid

SAME_EDGE_PT = 4.0
"""Borders of one table on two pages lie no farther apart than this, unless the table was laid out anew."""
_MOVED_SHARE = 0.35
"""A border that was laid out anew moved by less than this part of the narrower column beside it."""

Likeness = Literal["same", "moved", "divided", "counted", "laid_anew"]


@dataclass(frozen=True, slots=True)
class ColumnMatch:
    """For each column edge of the two grids the index of the edge of the joined grid; ``edges`` are its positions.

    ``same``: the borders are where they were (or merges of the same borders). ``moved``: the whole table was shifted
    or scaled, or single borders moved a little. ``divided``: the later grid divides columns of the earlier one.
    ``counted``: nothing but the number of columns is the same. ``laid_anew``: only the outer borders are the same, as
    in a form, whose rows divide its width each in its own way; the joined grid has the borders of both.
    """

    before: tuple[int, ...]
    after: tuple[int, ...]
    edges: tuple[float, ...]
    likeness: Likeness


def match_columns(before: Grid, after: Grid, *, form: bool = False) -> ColumnMatch | None:
    """Match the columns of two grids on pages; None where they are those of two different tables.

    Inferred edges stand somewhere between two texts: of two tables with as many columns they are the same in order.
    """
    known, found = before.column_edges, after.column_edges
    if len(known) < 2 or len(found) < 2:
        return None
    every = tuple(range(len(known)))
    if mapped := _mapped(known, found, SAME_EDGE_PT):
        return ColumnMatch(every, mapped, known, "same")
    if (before.inferred or after.inferred) and len(known) == len(found):
        return ColumnMatch(every, every, known, "same")
    fitted = _fitted(known, found)
    if mapped := _mapped(known, fitted, SAME_EDGE_PT):
        return ColumnMatch(every, mapped, known, "moved")
    if len(known) == len(found):
        likeness: Likeness = "moved" if _moved_little(known, fitted) else "counted"
        return (_laid_anew(known, found) if form and likeness == "counted" else None) or ColumnMatch(
            every, every, known, likeness
        )
    if mapped := _mapped(found, known, SAME_EDGE_PT):
        # rows of a form divide its width each in its own way: that later ones divide it further says nothing against it
        return ColumnMatch(mapped, tuple(range(len(found))), found, "laid_anew" if form else "divided")
    return _laid_anew(known, found) if form else None


def _laid_anew(known: Sequence[float], found: Sequence[float]) -> ColumnMatch | None:
    """The edges of both grids, each once; None where their outer edges differ."""
    edges: list[float] = []
    for edge in sorted((*known, *found)):
        if not edges or edge - edges[-1] > SAME_EDGE_PT:
            edges.append(edge)
    before, after = _mapped(edges, known, SAME_EDGE_PT), _mapped(edges, found, SAME_EDGE_PT)
    return ColumnMatch(before, after, tuple(edges), "laid_anew") if before and after else None


def _mapped(known: Sequence[float], found: Sequence[float], tolerance: float) -> tuple[int, ...] | None:
    """For each of ``found`` the index of the same edge of ``known``; None where one, or an outer one, has none."""
    edges = []
    for edge in found:
        nearest = min(range(len(known)), key=lambda i: abs(known[i] - edge))
        if abs(known[nearest] - edge) > tolerance:
            return None
        edges.append(nearest)
    whole = edges[0] == 0 and edges[-1] == len(known) - 1
    return tuple(edges) if whole and all(a < b for a, b in pairwise(edges)) else None


def _fitted(known: Sequence[float], found: Sequence[float]) -> list[float]:
    """``found`` shifted and scaled so that its outer edges are those of ``known``."""
    width = found[-1] - found[0]
    scale = (known[-1] - known[0]) / width if width > 0 else 1.0
    return [known[0] + (edge - found[0]) * scale for edge in found]


def _moved_little(known: Sequence[float], fitted: Sequence[float]) -> bool:
    for index in range(1, len(known) - 1):
        narrower = min(known[index] - known[index - 1], known[index + 1] - known[index])
        if abs(known[index] - fitted[index]) > max(SAME_EDGE_PT, _MOVED_SHARE * narrower):
            return False
    return True
