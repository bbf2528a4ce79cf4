"""Evidence of the column: what stands in a cell against what stands in the others below the same heading."""

from collections.abc import Sequence

import numpy as np

from extractor.confidence.evidence.part import Parts, Signs
from extractor.confidence.quantiles import quantile
from extractor.confidence.table_shape import Flags, TableShape
from extractor.document.budget_code import read_code

SIGNS: Signs = {
    "words_among_numbers": "against",
    "number_among_words": "against",
    "no_code_among_codes": "against",
    "no_code_in_codes": "against",
    "blank_code": "against",
    "blank_among_filled": "against",
    "filled_among_blank": "against",
    "words_in_amounts": "against",
    "number_in_names": "against",
    "no_amount_in_total": "against",
    "blank_name": "against",
    "line_number_jumps": "against",
    "slid": "against",
    "decimals_differ": "against",
    "decimals_differ_share": "against",
    "longer_than_column": "against",
    "two_numbers_in_column": "against",
    "odd_in_column": "against",
}

AMOUNTS = frozenset(("total", "amount", "quantity", "unit_price", "weight", "score"))
WORDS = frozenset(("name", "tier1", "tier2", "tier3"))
CODES = frozenset(("function_code", "department_economic_code", "government_economic_code"))
_CODE_PARTS = frozenset(("function_class", "function_division", "function_item"))
_FEWEST = 3
"""Of fewer filled cells a column's type says nothing."""
_MOST = 0.8
_HARDLY = 0.1
_USUALLY, _RARELY = 0.5, 0.3
"""Shares of filled cells of a column: a blank in the one kind beside a text in the other looks slid."""
_MUCH_LONGER, _LONG_TEXT = 2.0, 12


def column_evidence(shape: TableShape) -> Parts:
    """``…_among_…``: more than four in five of the others are of the other type (nine in ten are filled, or blank);
    ``…_in_…``: against the column's role. ``slid``: a gap beside a text in a column that is mostly blank.
    ``decimals_differ``: other decimals than most amounts of the column. ``odd_in_column``: the share of the
    column's cells whose type is not that of the others."""
    body = shape.body & shape.plain
    number, dash, code = (shape.says(name) for name in ("number", "dash", "code"))
    filled = body & ~shape.says("blank")
    others = np.maximum(shape.in_column(filled) - filled, 1)
    enough = shape.in_column(filled) > _FEWEST
    numeric = number | dash
    share = (shape.in_column(filled & numeric) - (filled & numeric)) / others
    codes = (shape.in_column(filled & code) - (filled & code)) / others
    tabular = shape.table.header_rows > 0
    roles = [column.role for column in shape.table.columns]
    of_words = shape.of_columns([role in WORDS for role in roles])
    found = {
        "words_among_numbers": filled & ~numeric & enough & (share > _MOST),
        "number_among_words": filled & numeric & enough & (share < 1 - _MOST),
        "no_code_among_codes": filled & ~code & enough & (codes > _MOST),
        "no_code_in_codes": filled & _no_code(shape, roles),
        "words_in_amounts": filled & ~numeric & shape.of_columns([role in AMOUNTS for role in roles]) & tabular,
        "number_in_names": filled & number & of_words,
        "blank_name": shape.says("blank") & body & of_words & tabular & shape.left_of(body & number),
    }
    odd: Flags = np.logical_or.reduce(list(found.values()))
    two = shape.says("two_amounts") | shape.says("fused")
    decimals = filled & number & _other_decimals(shape, filled & number)
    return {
        **found,
        **_blanks(shape, body, roles),
        "line_number_jumps": _jumps(shape, roles, body),
        "decimals_differ": decimals,
        "decimals_differ_share": min(1.0, 5.0 * float(decimals.mean())),
        "longer_than_column": body & _much_longer(shape),
        "two_numbers_in_column": np.minimum(1.0, (shape.in_column(two) - two) / 3.0),
        "odd_in_column": (shape.in_column(odd) - odd) / np.maximum(shape.in_column(filled), 1),
    }


def is_odd(parts: Parts) -> Flags:
    """Whether the type of a cell is not that of its column."""
    names = (
        "words_among_numbers", "number_among_words", "no_code_among_codes", "no_code_in_codes", "words_in_amounts",
        "number_in_names", "blank_name",
    )  # fmt: skip
    odd: Flags = np.logical_or.reduce([np.asarray(parts[name], dtype=np.bool_) for name in names])
    return odd


def _blanks(shape: TableShape, body: Flags, roles: Sequence[str]) -> Parts:
    """What is blank where the column seldom is, or filled where it seldom is."""
    blank, tabular = shape.says("blank"), shape.table.header_rows > 0
    filled = body & ~blank
    fill = (shape.in_column(filled) - filled) / np.maximum(shape.in_column(body) - body, 1)
    many = (shape.in_column(body) > _FEWEST) & tabular
    amounts = shape.of_columns([role in AMOUNTS for role in roles])
    gap, stray = blank & body & many & (fill >= _USUALLY), filled & many & (fill < _RARELY)
    return {
        "blank_among_filled": blank & body & many & (fill > 1 - _HARDLY) & ~(shape.of_totals & ~amounts),
        "filled_among_blank": filled & many & (fill < _HARDLY) & ~shape.of_totals,
        "no_amount_in_total": blank & body & shape.of_columns([role == "total" for role in roles]) & tabular,
        "blank_code": blank & body & shape.of_columns([role in CODES for role in roles]) & ~shape.of_totals,
        "slid": (gap & shape.beside(stray)) | (stray & shape.beside(gap)),
    }


def _no_code(shape: TableShape, roles: Sequence[str]) -> Flags:
    """Whether the text in a column of codes is none, or that in a column of a part of codes is no 2 or 3 digits."""
    wrong = np.zeros(len(shape.table.cells), dtype=np.bool_)
    whole, parts = ({n for n, role in enumerate(roles) if role in kinds} for kinds in (CODES, _CODE_PARTS))
    if whole or parts:
        for place, cell in enumerate(shape.table.cells):
            if cell.column in whole:
                wrong[place] = read_code(cell.text) is None
            elif cell.column in parts:
                wrong[place] = not (cell.text.isdigit() and len(cell.text) in (2, 3))
    return wrong & ~shape.of_totals


def _other_decimals(shape: TableShape, number: Flags) -> Flags:
    """Whether a number of a column whose numbers nearly all have as many decimals has another number of them."""
    found = np.zeros(len(number), dtype=np.bool_)
    for column in range(shape.columns):
        own = np.flatnonzero(number & (shape.column == column))
        if len(own) > _FEWEST:
            decimals = shape.decimals[own]
            usual = int(np.bincount(decimals).argmax())
            differ = decimals != usual
            if usual and 2 * differ.sum() < len(own):
                found[own[differ]] = True
    return found


def _much_longer(shape: TableShape) -> Flags:
    """Whether a text of words is more than twice as long as the longest other one of its column but two."""
    found = np.zeros(len(shape.row), dtype=np.bool_)
    words = shape.body & shape.plain & ~(shape.says("number") | shape.says("dash") | shape.says("blank"))
    lengths = np.array([len(cell.text) for cell in shape.table.cells])
    for column in range(shape.columns):
        own = np.flatnonzero(words & (shape.column == column))
        if len(own) > _FEWEST:
            usual = quantile(lengths[own].tolist(), 0.75)
            found[own] = (lengths[own] > _LONG_TEXT) & (lengths[own] > _MUCH_LONGER * usual)
    return found


def _jumps(shape: TableShape, roles: Sequence[str], body: Flags) -> Flags:
    """Whether the row's line number does not follow the one above."""
    jumped = np.zeros(shape.rows, dtype=np.bool_)
    if "line_number" in roles:
        place = roles.index("line_number")
        last: int | None = None
        for cell in shape.table.cells:
            if cell.column == place and cell.row >= shape.table.header_rows:
                number = int(cell.text) if cell.text.isascii() and cell.text.isdigit() else None
                jumped[cell.row] = number is None or (last is not None and number != last + 1)
                last = number
    return jumped[shape.row] & body
