"""The rows of an indicator matrix: tier cells merged or repeated, and a cell for each printed column."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random
from typing import Final, Literal

from extractor.corpora.generate.forms.indicators import Indicator
from extractor.corpora.generate.forms.pieces import Piece, label, value

Merging = Literal["both", "first", "none"]
"""Which tier columns are merged over the rows of one word; the words of the others are repeated."""
MERGINGS: Final[tuple[Merging, ...]] = ("both", "both", "both", "both", "first", "none")
Column = Callable[[Indicator], Piece]


@dataclass(frozen=True, slots=True)
class MatrixStyle:
    """How tiers are merged, and how many columns each of the three tier columns takes."""

    merging: Merging = "both"
    widths: tuple[int, int, int] = (1, 1, 1)


def matrix_rows(indicators: Sequence[Indicator], style: MatrixStyle, columns: Sequence[Column]) -> list[list[Piece]]:
    """A row for each indicator: tier 1, tier 2, name, then ``columns``."""
    rows = []
    for place, one in enumerate(indicators):
        row: list[Piece] = []
        first = _tier(indicators, place, style, 0)
        second = _tier(indicators, place, style, 1)
        row += [piece for piece in (first, second) if piece is not None]
        row.append(label(one.name, style.widths[2], align="left"))
        row += [column(one) for column in columns]
        rows.append(row)
    return rows


def tier_runs(indicators: Sequence[Indicator], depth: int) -> list[int]:
    """For each row, how many rows its tier cell of this depth covers; 0 where the cell began above."""
    keys = [one.key[: depth + 1] for one in indicators]
    begins = [place for place, key in enumerate(keys) if place == 0 or key != keys[place - 1]]
    runs = [0] * len(keys)
    for begin, end in zip(begins, [*begins[1:], len(keys)], strict=True):
        runs[begin] = end - begin
    return runs


def draw_merging(random: Random) -> Merging:
    return random.choice(MERGINGS)


def target_column(width: int = 1) -> Column:
    """The column 指标值."""
    return lambda one: value(one.goal.target.raw, width)


def _tier(indicators: Sequence[Indicator], place: int, style: MatrixStyle, depth: int) -> Piece | None:
    one = indicators[place]
    word = one.tier2 if depth else one.tier1
    merged = style.merging == "both" or (style.merging == "first" and depth == 0)
    height = tier_runs(indicators, depth)[place] if merged else 1
    return label(word, style.widths[depth], height) if height else None
