"""The tables that went most wrong, as grids in which what was expected and what was found stand in one cell."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from extractor.eval.cell_errors import find_cell_errors, right_numbers
from extractor.eval.error_places import count_table_numbers
from extractor.eval.matching import TablePair
from extractor.eval.run import Report
from extractor.eval.value_errors import Values
from extractor.eval.views import UNKNOWN, Missing, Path, TableView, Text, same_path, same_text

MOST = 12
"""Tables drawn in one report."""
_ROWS_AROUND = 1
"""Right rows shown above and below a wrong one; longer runs of right rows are counted only."""

CellState = Literal["same", "wrong", "missing", "extra", "unknown"]


@dataclass(frozen=True, slots=True)
class DrawnCell:
    """``expected`` is the label's text, ``found`` the prediction's; None: that side has no such cell."""

    state: CellState
    expected: str | None
    found: str | None


@dataclass(frozen=True, slots=True)
class DrawnRow:
    """A row of cells; ``skipped`` right rows were left out before it. ``state``: missed, too many, or on both sides."""

    cells: tuple[DrawnCell, ...]
    state: Literal["both", "missing", "extra"] = "both"
    skipped: int = 0


@dataclass(frozen=True, slots=True)
class DrawnTable:
    """A table with errors: its document and title, title and unit of both sides, the header paths and body rows;
    ``wrong`` of its ``numbers`` are wrong, ``left_out`` right rows follow the last one drawn."""

    document: str
    name: str
    title: DrawnCell
    unit: DrawnCell
    header: tuple[DrawnCell, ...]
    rows: tuple[DrawnRow, ...]
    numbers: int
    wrong: int
    left_out: int


def worst_tables(report: Report, most: int = MOST) -> tuple[DrawnTable, ...]:
    """The tables with the most wrong numbers, then the most other errors; tables without an error are none of them."""
    found = []
    for document in report.documents:
        matching = document.comparison.tables if document.comparison else None
        for pair in matching.pairs if matching else ():
            places = find_cell_errors(pair)
            if places or not same_text(pair.label.title, pair.predicted.title):
                table = _drawn_pair(document.id, pair)
                found.append(((table.wrong, len(places)), table))
        for label in matching.missed if matching else ():
            table = _drawn_missed(document.id, label)
            found.append(((table.wrong, len(label.rows)), table))
    found.sort(key=lambda one: (-one[0][0], -one[0][1], one[1].document, one[1].name))
    return tuple(table for _, table in found[:most])


def _drawn_pair(document: str, pair: TablePair) -> DrawnTable:
    label, predicted = pair.label, pair.predicted
    columns = list(_merged(pair.columns, len(label.paths), len(predicted.paths)))
    rows = [_drawn_row(pair, i, j, columns) for i, j in _merged(pair.rows, len(label.rows), len(predicted.rows))]
    shown, left_out = _without_long_runs(rows)
    header = tuple(
        _cell(
            _path_text(label.paths[k]) if k is not None else None,
            _path_text(predicted.paths[m]) if m is not None else None,
            k is not None and m is not None and same_path(label.paths[k], predicted.paths[m]),
        )
        for k, m in columns
    )
    numbers = count_table_numbers(label)
    return DrawnTable(
        document=document,
        name=label.name,
        title=_cell(_text(label.title), _text(predicted.title), same_text(label.title, predicted.title)),
        unit=_cell(_text(label.unit), _text(predicted.unit), same_text(label.unit, predicted.unit)),
        header=header,
        rows=shown,
        numbers=numbers,
        wrong=numbers - len(right_numbers(pair)),
        left_out=left_out,
    )


def _drawn_missed(document: str, label: TableView) -> DrawnTable:
    numbers = count_table_numbers(label)
    return DrawnTable(
        document=document,
        name=label.name,
        title=DrawnCell("missing", _text(label.title), None),
        unit=DrawnCell("missing", _text(label.unit), None),
        header=tuple(DrawnCell("missing", _path_text(path), None) for path in label.paths),
        rows=tuple(
            DrawnRow(tuple(DrawnCell("missing", _text(text), None) for text in row), "missing") for row in label.rows
        ),
        numbers=numbers,
        wrong=numbers,
        left_out=0,
    )


def _merged(pairs: Sequence[tuple[int, int]], first: int, second: int) -> Iterator[tuple[int | None, int | None]]:
    """Both sides in one order: aligned ones together, what has no answer where it stands."""
    i = j = 0
    for a, b in (*pairs, (first, second)):
        yield from ((number, None) for number in range(i, a))
        yield from ((None, number) for number in range(j, b))
        if a < first:
            yield a, b
        i, j = a + 1, b + 1


def _drawn_row(pair: TablePair, i: int | None, j: int | None, columns: list[tuple[int | None, int | None]]) -> DrawnRow:
    label = pair.label.rows[i] if i is not None else None
    predicted = pair.predicted.rows[j] if j is not None else None
    values = Values(pair)
    cells = []
    for k, m in columns:
        expected = _text(label[k]) if label is not None and k is not None else None
        found = _text(predicted[m]) if predicted is not None and m is not None else None
        if i is not None and j is not None and k is not None and m is not None:
            unknown = pair.label.rows[i][k] is UNKNOWN
            cells.append(
                DrawnCell("unknown", None, None) if unknown else _cell(expected, found, values.right(i, k, j, m))
            )
        else:
            cells.append(_cell(expected, found, not (expected or found)))
    return DrawnRow(tuple(cells), "missing" if j is None else "extra" if i is None else "both")


def _cell(expected: str | None, found: str | None, same: bool) -> DrawnCell:
    state: CellState = "same" if same else "missing" if not found else "extra" if not expected else "wrong"
    return DrawnCell(state, expected, found)


def _without_long_runs(rows: Sequence[DrawnRow]) -> tuple[tuple[DrawnRow, ...], int]:
    """The rows with errors and their neighbours, each with the number of rows left out before it; then how many are
    left out at the end."""
    wrong = {number for number, row in enumerate(rows) if row.state != "both" or any(map(_differs, row.cells))}
    wanted = {near for number in wrong for near in range(number - _ROWS_AROUND, number + _ROWS_AROUND + 1)}
    shown, skipped = [], 0
    for number, row in enumerate(rows):
        if number in wanted:
            shown.append(DrawnRow(row.cells, row.state, skipped))
            skipped = 0
        else:
            skipped += 1
    return tuple(shown), skipped


def _differs(cell: DrawnCell) -> bool:
    return cell.state in ("wrong", "missing", "extra")


def _text(text: Text) -> str | None:
    return "?" if isinstance(text, Missing) else text


def _path_text(path: Path) -> str:
    return "?" if isinstance(path, Missing) else " / ".join(path)
