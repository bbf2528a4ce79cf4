"""A labelled, verified table → the evidence for and against each of its cells, a number from 0 to 1 each.

docs/confidence.md explains every part. All of it exists already when the document is done; nothing is looked up.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from extractor.confidence.table_shape import Flags, Floats, TableShape
from extractor.document.check import Check, Repair

EVIDENCE: tuple[str, ...] = (
    # the reading of the page
    "page_doubt", "page_doubt_table", "cut_by_page", "after_page",
    # the text alone
    "blank", "two_numbers", "fused", "damaged", "long", "single_character",
    # the type of its column
    "words_among_numbers", "number_among_words", "no_code_among_codes", "blank_among_filled", "filled_among_blank",
    "words_in_amounts", "number_in_names", "no_amount_in_total", "blank_name", "line_number_jumps", "slid",
    # the row
    "row_short", "row_long", "row_odd", "odd_beside", "odd_above", "fused_beside", "total_blank_in_row",
    "repeated_in_row", "total_row",
    # the header
    "header", "column_number", "path_blank", "path_twice", "blank_header", "names_side_by_side", "column_blank",
    "deep_header", "heading_off", "heading_off_beside",
    # the table
    "form", "kind_unknown", "no_title", "no_unit", "joined", "few_rows", "odd_share", "blank_paths",
    # the arithmetic
    "proved", "consistent", "failed", "failed_in_form", "unchecked", "failed_in_row", "failed_in_column",
    "proved_in_column", "failed_share", "proved_share",
    # repairs
    "repaired", "repair_doubt", "not_repaired", "repaired_row", "repaired_table",
)  # fmt: skip

FOR: frozenset[str] = frozenset(("proved", "proved_in_column", "proved_share"))
"""Evidence that can only speak for a cell."""
EITHER: frozenset[str] = frozenset(
    ("blank", "long", "repeated_in_row", "row_long", "total_row", "header", "column_number", "blank_header",
     "deep_header", "form", "no_unit", "joined", "few_rows", "consistent", "unchecked")
)  # fmt: skip
"""What is said of a cell without saying whether that is good or bad. All other evidence can only speak against it."""

_AMOUNTS = frozenset(("total", "amount", "quantity", "unit_price", "weight", "score"))
_WORDS = frozenset(("name", "tier1", "tier2", "tier3"))
_HEADING_OF_AMOUNTS = re.compile(r"(?:预算数|决算数|金额|合计|小计|总计)$")
_HEADING_OF_WORDS = re.compile(r"(?:项目|名称|编码|编号|科目|内容|部门|单位)$")
_FEWEST = 3
"""Of fewer filled cells a column's type says nothing."""
_MOST = 0.8
_HARDLY = 0.1
_USUALLY, _RARELY = 0.5, 0.3
"""Shares of filled cells of a column: a blank in the one kind beside a text in the other looks slid."""
_FEW_ROWS = 3
_DEEP = 3
_SHORT = 0.6
_LONG = 1.4


@dataclass(frozen=True, slots=True)
class Findings:
    """What was found of cells, by their ids: ``repaired`` with the confidence of the repair; ``not_repaired`` are those
    of repairs that were not applied."""

    repaired: Mapping[str, float] = field(default_factory=dict)
    not_repaired: Collection[str] = ()
    failing: Collection[str] = ()

    @classmethod
    def of(cls, checks: Sequence[Check], repairs: Sequence[Repair]) -> "Findings":
        """Gather what checks and repairs say of cells."""
        repaired: dict[str, float] = {}
        refused: set[str] = set()
        for repair in repairs:
            for subject in repair.subjects:
                if repair.applied:
                    repaired[subject] = min(repair.confidence, repaired.get(subject, 1.0))
                else:
                    refused.add(subject)
        failing = {subject for check in checks if check.status == "fail" for subject in check.subjects}
        return cls(repaired, refused, failing)


def cell_evidence(shape: TableShape, findings: Findings) -> Floats:
    """One row a cell of the table, a column a part of ``EVIDENCE``."""
    types = _types(shape)
    parts = {
        **_page(shape),
        **types,
        **_row(shape, types),
        **_header(shape),
        **_table(shape, types),
        **_arithmetic(shape, findings),
        **_repairs(shape, findings),
    }
    found = np.empty((len(shape.row), len(EVIDENCE)))
    for place, name in enumerate(EVIDENCE):
        found[:, place] = parts[name]
    return found


def _page(shape: TableShape) -> dict[str, Floats | Flags | float]:
    cells = shape.table.cells
    doubt = 1.0 - np.array([cell.confidence for cell in cells])
    found: dict[str, Floats | Flags | float] = {"page_doubt": doubt, "page_doubt_table": float(doubt.mean())}
    if len(shape.table.pages) < 2:
        return found | {"cut_by_page": 0.0, "after_page": 0.0}
    pages = np.array([cell.boxes[0].page if cell.boxes else 0 for cell in cells])
    first = np.full(shape.rows, 0)
    first[shape.row] = pages
    changed = np.concatenate(([False], first[1:] != first[:-1]))
    return found | {"cut_by_page": np.array([len(cell.boxes) > 1 for cell in cells]), "after_page": changed[shape.row]}


def _types(shape: TableShape) -> dict[str, Floats | Flags | float]:
    """The type of what stands in a cell against what stands in the others of its column."""
    body = shape.body & shape.plain
    blank, number, dash, code = (shape.says(name) for name in ("blank", "number", "dash", "code"))
    filled = body & ~blank
    others = np.maximum(shape.in_column(filled) - filled, 1)
    enough = shape.in_column(filled) > _FEWEST
    numeric = number | dash
    share = (shape.in_column(filled & numeric) - (filled & numeric)) / others
    codes = (shape.in_column(filled & code) - (filled & code)) / others
    all_others = np.maximum(shape.in_column(body) - body, 1)
    fill = (shape.in_column(filled) - filled) / all_others
    tabular = shape.table.header_rows > 0
    many = (shape.in_column(body) > _FEWEST) & tabular
    roles = [column.role for column in shape.table.columns]
    amount = shape.of_columns([role in _AMOUNTS for role in roles]) & tabular
    labels = shape.of_columns([role in _WORDS for role in roles]) & tabular
    gap, stray = blank & body & many & (fill >= _USUALLY), filled & many & (fill < _RARELY)
    return {
        "blank": blank & body,
        "two_numbers": shape.says("two_numbers"),
        "fused": shape.says("fused"),
        "damaged": shape.says("damaged"),
        "long": shape.says("long"),
        "single_character": shape.says("short_words"),
        "words_among_numbers": filled & ~numeric & enough & (share > _MOST),
        "number_among_words": filled & numeric & enough & (share < 1 - _MOST),
        "no_code_among_codes": filled & ~code & enough & (codes > _MOST),
        "blank_among_filled": blank & body & many & (fill > 1 - _HARDLY),
        "filled_among_blank": filled & many & (fill < _HARDLY) & ~_of_totals(shape),
        "words_in_amounts": filled & ~numeric & amount,
        "number_in_names": filled & number & shape.of_columns([role in _WORDS for role in roles]),
        "no_amount_in_total": blank & body & shape.of_columns([role == "total" for role in roles]) & tabular,
        "blank_name": blank & body & labels & shape.left_of(body & number),
        "line_number_jumps": _jumps(shape, roles, body),
        "slid": (gap & shape.beside(stray)) | (stray & shape.beside(gap)),
    }


def _of_totals(shape: TableShape) -> Flags:
    """Whether the row is a total: what stands in it may stand in few others."""
    total = np.zeros(shape.rows, dtype=np.bool_)
    first = shape.table.header_rows
    total[first : first + len(shape.table.rows)] = [row.role in ("total", "subtotal") for row in shape.table.rows]
    return total[shape.row]


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


def _row(shape: TableShape, types: Mapping[str, Floats | Flags | float]) -> dict[str, Floats | Flags | float]:
    body, blank, number = shape.body, shape.says("blank"), shape.says("number")
    odd = _odd(types)
    filled = np.bincount(shape.row[~blank], minlength=shape.rows)
    usual = float(np.median(filled[shape.table.header_rows :])) if shape.rows > shape.table.header_rows else 0.0
    in_row = filled[shape.row]
    tabular = shape.table.header_rows > 0
    roles = [column.role for column in shape.table.columns]
    parts = shape.in_row(body & number & shape.of_columns([role == "amount" for role in roles])) > 0
    without_total = shape.in_row(np.asarray(types["no_amount_in_total"]) & parts) > 0
    fused = shape.says("fused") | shape.says("two_numbers")
    return {
        "row_short": body & tabular & (in_row < _SHORT * usual),
        "row_long": body & tabular & (in_row > _LONG * usual),
        "row_odd": shape.in_row(odd) > odd,
        "odd_beside": shape.beside(odd),
        "odd_above": shape.above_or_below(odd),
        "fused_beside": shape.beside(fused),
        "total_blank_in_row": body & without_total,
        "repeated_in_row": _repeated(shape),
        "total_row": _of_totals(shape),
    }


def _odd(types: Mapping[str, Floats | Flags | float]) -> Flags:
    """Whether the type of a cell is not that of its column."""
    names = (
        "words_among_numbers", "number_among_words", "no_code_among_codes", "words_in_amounts", "number_in_names",
        "blank_name",
    )  # fmt: skip
    odd: Flags = np.logical_or.reduce([np.asarray(types[name]) for name in names])
    return odd


def _repeated(shape: TableShape) -> Flags:
    """Whether another cell of the row has the same words."""
    seen: dict[tuple[int, str], int] = {}
    worded = ~(shape.says("blank") | shape.says("number") | shape.says("dash"))
    keys = [(cell.row, cell.text) for cell in shape.table.cells]
    for key in keys:
        seen[key] = seen.get(key, 0) + 1
    return np.array([seen[key] > 1 for key in keys], dtype=np.bool_) & worded


def _header(shape: TableShape) -> dict[str, Floats | Flags | float]:
    table = shape.table
    tabular = table.header_rows > 0
    paths = [column.path for column in table.columns]
    twice = [tabular and bool(path) and paths.count(path) > 1 for path in paths]
    nameless = [tabular and not any(path) for path in paths]
    names = [column.role == "name" for column in table.columns]
    pairs = [
        one and (two or before) for before, one, two in zip([False, *names], names, [*names[1:], False], strict=False)
    ]
    filled = shape.in_column(shape.body & ~shape.says("blank"))
    off = _heading_off(shape) & tabular
    return {
        "heading_off": off,
        "heading_off_beside": shape.beside(off),
        "header": ~shape.body,
        "column_number": np.array([cell.role == "column_number" for cell in table.cells], dtype=np.bool_),
        "path_blank": shape.of_columns(nameless),
        "path_twice": shape.of_columns(twice),
        "blank_header": ~shape.body & shape.says("blank"),
        "names_side_by_side": shape.of_columns(pairs),
        "column_blank": (filled == 0) & tabular,
        "deep_header": float(table.header_rows > _DEEP),
        "blank_paths": sum(nameless) / max(1, len(nameless)),
    }


def _heading_off(shape: TableShape) -> Flags:
    """Whether the column's heading says amounts and its cells words, or the other way round."""
    number = shape.body & shape.plain & shape.says("number")
    words = shape.body & shape.plain & ~(shape.says("number") | shape.says("dash") | shape.says("blank"))
    last = [column.path[-1] if column.path else "" for column in shape.table.columns]
    of_amounts = shape.of_columns([_HEADING_OF_AMOUNTS.search(word) is not None for word in last])
    of_words = shape.of_columns([_HEADING_OF_WORDS.search(word) is not None for word in last])
    numbers, worded = shape.in_column(number), shape.in_column(words)
    code = shape.in_column(shape.body & shape.plain & shape.says("code"))
    return (of_amounts & (worded > numbers)) | (of_words & (numbers > worded) & (2 * code < numbers))


def _table(shape: TableShape, types: Mapping[str, Floats | Flags | float]) -> dict[str, Floats | Flags | float]:
    table = shape.table
    return {
        "form": float(table.header_rows == 0),
        "kind_unknown": float(table.kind == "other"),
        "no_title": float(table.title is None),
        "no_unit": float(table.unit is None),
        "joined": float(len(table.pages) > 1),
        "few_rows": float(len(table.rows) < _FEW_ROWS),
        "odd_share": float(_odd(types).mean()),
    }


def _arithmetic(shape: TableShape, findings: Findings) -> dict[str, Floats | Flags | float]:
    states = np.array([cell.check or "" for cell in shape.table.cells])
    proved, failed = states == "proved", states == "failed"
    failing = failed | np.array([cell.id in findings.failing for cell in shape.table.cells], dtype=np.bool_)
    amounts = max(1, int((states != "").sum()))
    return {
        "proved": proved,
        "consistent": states == "consistent",
        "failed": failing & (shape.table.header_rows > 0),
        "failed_in_form": failing & (shape.table.header_rows == 0),
        "unchecked": states == "unchecked",
        "failed_in_row": shape.in_row(failing) > failing,
        "failed_in_column": shape.in_column(failing) > failing,
        "proved_in_column": shape.in_column(proved) > proved,
        "failed_share": float(failing.sum()) / amounts if failing.any() else 0.0,
        "proved_share": float(proved.sum()) / amounts,
    }


def _repairs(shape: TableShape, findings: Findings) -> dict[str, Floats | Flags | float]:
    cells = shape.table.cells
    repaired = np.array([cell.id in findings.repaired for cell in cells], dtype=np.bool_)
    doubt = np.array([1.0 - findings.repaired.get(cell.id, 1.0) for cell in cells])
    refused = np.array([cell.id in findings.not_repaired for cell in cells], dtype=np.bool_)
    return {
        "repaired": repaired,
        "repair_doubt": doubt,
        "not_repaired": refused,
        "repaired_row": shape.in_row(repaired) > repaired,
        "repaired_table": float(repaired.any()),
    }
