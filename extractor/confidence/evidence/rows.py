"""Evidence of the row: what else stands in it, and what its neighbours lack."""

from collections.abc import Sequence

import numpy as np

from extractor.confidence.evidence.columns import AMOUNTS, WORDS, is_odd
from extractor.confidence.evidence.part import Parts, Signs
from extractor.confidence.quantiles import median
from extractor.confidence.table_shape import Flags, TableShape

SIGNS: Signs = {
    "row_short": "against",
    "row_long": "either",
    "row_odd": "against",
    "odd_beside": "against",
    "odd_above": "against",
    "fused_beside": "against",
    "total_blank_in_row": "against",
    "repeated_in_row": "either",
    "total_row": "either",
    "lone_text": "against",
    "in_fragment": "against",
    "name_at_fragment": "against",
    "nameless_row": "against",
    "fragment_share": "against",
    "at_fragment": "against",
}

_SHORT, _LONG = 0.6, 1.4
_FEWEST = 3


def row_evidence(shape: TableShape, columns: Parts) -> Parts:
    """``row_short``, ``row_long``: fewer than 60 %, more than 140 % of the usual number of texts. ``in_fragment``: a
    row of words without any amount where nearly all rows have amounts: what was broken off another row looks so.
    ``name_at_fragment``: the name of a row above or below such a one. ``nameless_row``: amounts without a name.
    ``fragment_share``: how many rows of the table are fragments or have no name."""
    body, number = shape.body, shape.says("number")
    odd = is_odd(columns)
    filled = np.bincount(shape.row[~shape.says("blank")], minlength=shape.rows)
    usual = median(filled[shape.table.header_rows :].tolist()) if shape.rows > shape.table.header_rows else 0.0
    in_row, tabular = filled[shape.row], shape.table.header_rows > 0
    roles = [column.role for column in shape.table.columns]
    parts = shape.in_row(body & number & shape.of_columns([role == "amount" for role in roles])) > 0
    without_total = shape.in_row(np.asarray(columns["no_amount_in_total"]) & parts) > 0
    fused = shape.says("fused") | shape.says("two_amounts")
    fragment, nameless = _fragments(shape, roles)
    near = _neighbours(fragment)
    names = shape.of_columns([role in WORDS for role in roles])
    return {
        "row_short": body & tabular & (in_row < _SHORT * usual),
        "row_long": body & tabular & (in_row > _LONG * usual),
        "row_odd": shape.in_row(odd) > odd,
        "odd_beside": shape.beside(odd),
        "odd_above": shape.above_or_below(odd),
        "fused_beside": shape.beside(fused),
        "total_blank_in_row": body & without_total,
        "repeated_in_row": _repeated(shape),
        "total_row": shape.of_totals,
        "lone_text": body & tabular & (in_row == 1) & ~shape.says("blank") & (usual > 2),
        "in_fragment": fragment[shape.row],
        "name_at_fragment": near[shape.row] & names & body,
        "nameless_row": nameless[shape.row],
        "fragment_share": float(np.mean(fragment | nameless)) if shape.rows else 0.0,
        "at_fragment": (near & ~fragment)[shape.row] & body,
    }


def _fragments(shape: TableShape, roles: Sequence[str]) -> tuple[Flags, Flags]:
    """By row: words without an amount, and amounts without words, where nearly all rows have both."""
    none = np.zeros(shape.rows, dtype=np.bool_)
    first = shape.table.header_rows
    if not first or shape.rows - first <= _FEWEST:
        return none, none
    amounts = shape.body & (shape.says("number") | shape.says("dash")) & shape.of_columns([r in AMOUNTS for r in roles])
    words = shape.body & ~(shape.says("number") | shape.says("dash") | shape.says("blank"))
    with_amounts, with_words = (np.bincount(shape.row[flags], minlength=shape.rows) > 0 for flags in (amounts, words))
    in_body = np.arange(shape.rows) >= first
    both = with_amounts & with_words & in_body
    if both.sum() < _FEWEST or both.sum() < 0.4 * (shape.rows - first):
        return none, none
    return in_body & with_words & ~with_amounts, in_body & with_amounts & ~with_words


def _neighbours(rows: Flags) -> Flags:
    """The rows above and below those, and those themselves."""
    near = rows.copy()
    near[1:] |= rows[:-1]
    near[:-1] |= rows[1:]
    return near


def _repeated(shape: TableShape) -> Flags:
    """Whether another cell of the row has the same words."""
    seen: dict[tuple[int, str], int] = {}
    worded = ~(shape.says("blank") | shape.says("number") | shape.says("dash"))
    keys = [(cell.row, cell.text) for cell in shape.table.cells]
    for key in keys:
        seen[key] = seen.get(key, 0) + 1
    return np.array([seen[key] > 1 for key in keys], dtype=np.bool_) & worded
