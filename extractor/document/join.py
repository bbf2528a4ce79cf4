"""Why two pieces of a table on neighbouring pages were joined: kept with the table, so that a person can judge it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class JoinEvidence:
    """One thing that speaks for (positive ``weight``) or against a join; weights are in the manner of log odds."""

    kind: str
    weight: float


@dataclass(frozen=True, slots=True)
class CutCell:
    """A cell that the page break cut: ``row`` and ``column`` of the joined cell, and how it was before.

    Its upper part has the first ``characters`` of the raw text; a line break stands between where both have text.
    """

    row: int
    column: int
    characters: int
    upper_rows: int
    """How many rows of the joined table the upper part covers: all of a row that the break itself cut."""


@dataclass(frozen=True, slots=True)
class Join:
    """A piece that goes on with the table: it begins on ``page``, at ``row`` of the joined grid.

    ``header_rows`` rows at its top repeat the table's header and were left out. Where the break cut a row, ``row`` is
    that row and ``cut_row`` is true; ``cut_cells`` are its cells and the merged labels that reach over the break. The
    pieces were joined because ``score``, the sum of the weights of the ``evidence``, is above 0.
    """

    page: int
    row: int
    header_rows: int
    score: float
    evidence: tuple[JoinEvidence, ...]
    cut_row: bool = False
    cut_cells: tuple[CutCell, ...] = ()
    taken_back: tuple[str, ...] = ()
    """Why the piece is a table of its own after all: what failed while they were one and is proved since."""
