"""Tier cells taken out of forms by lot, in the three ways that forms print them."""

from random import Random
from typing import Final, Literal, NamedTuple

from extractor.classify.indicator_tiers import IndicatorRow
from extractor.eval.lost_tiers.forms import TrueForm, merged_runs

Print = Literal["rows", "merged", "first_of_run"]
PRINTS: Final[tuple[Print, ...]] = ("rows", "merged", "first_of_run")
"""``rows``: every row prints both tiers, each cell is lost by itself. ``merged``: a cell merged over its rows is lost
as a whole. ``first_of_run``: the same, but the rows below its first are blank, so that what is kept looks like what is
lost."""


class Torn(NamedTuple):
    """A form with cells lost, and of each row whether its tier 1, its tier 2 is lost."""

    rows: tuple[IndicatorRow, ...]
    lost: tuple[tuple[bool, bool], ...]


def tear(form: TrueForm, way: Print, share: float, lot: Random) -> Torn:
    """Take each cell out with probability ``share``."""
    shown, lost = [], []
    for runs in merged_runs(form):
        if way == "rows":
            runs = [range(row, row + 1) for row in range(len(form.rows))]
        gone = {row for run in runs if lot.random() < share for row in run}
        lost.append([row in gone for row in range(len(form.rows))])
        below = {row for run in runs for row in run[1:]} if way == "first_of_run" else set()
        shown.append([row not in gone and row not in below for row in range(len(form.rows))])
    rows = tuple(
        row._replace(tier1=row.tier1 if first else None, tier2=row.tier2 if second else None)
        for row, first, second in zip(form.rows, *shown, strict=True)
    )
    return Torn(rows, tuple(zip(*lost, strict=True)))
