"""Hold every cell of the matched predicted tables against the label.

A body cell is right where each slot that it covers says what the label has at the aligned place: its text in the
first column, nothing in further ones; where no labelled row or column is aligned, the label has nothing. A header cell
with text is right where the path of every column that it covers holds its text; blank ones and column numbers (栏次)
are not judged. A predicted table too many is held against the labelled table that shares most with it (it may be a
piece of it that was cut off); where there is none, all its filled body cells are wrong.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from extractor.eval.columns import code_columns_of, number_of, predicted_code_columns
from extractor.eval.judged_cell import JudgedCell, cell_id
from extractor.eval.matching import TableMatching, TablePair, closest_label, pair_tables
from extractor.eval.views import UNKNOWN, CellView, Missing, Path, TableView, Text, normal, same_value


@dataclass(frozen=True, slots=True)
class _Answers:
    """What the label says on the predicted grid: by body row and column, and the header path by column."""

    table: TableView
    rows: tuple[tuple[Text, ...], ...]
    paths: tuple[Path, ...]
    code_columns: Mapping[int, bool]
    complete: bool


def judge_tables(matching: TableMatching) -> Iterator[JudgedCell]:
    """The judged cells of all pairs and extra tables, repairs not yet named."""
    for number, pair in enumerate(matching.pairs):
        yield from _judge(_answers_of(pair), f"pair {number}")
    labels = (*(pair.label for pair in matching.pairs), *matching.missed)
    for number, table in enumerate(matching.extra):
        label = closest_label(labels, table)
        if label is not None:
            answers = replace(_answers_of(pair_tables(label, table)), complete=False)
            yield from _judge(answers, f"extra {number}")
        else:
            # No repair of a cell makes a table right that should not be there.
            cells = _judge(_no_answers(table), f"extra {number}")
            yield from (replace(cell, right_as_printed=None) for cell in cells)


def _no_answers(table: TableView) -> _Answers:
    rows = tuple(("",) * len(table.paths) for _ in table.rows)
    return _Answers(table, rows, (UNKNOWN,) * len(table.paths), code_columns_of(table), complete=False)


def _answers_of(pair: TablePair) -> _Answers:
    body: list[list[Text]] = [[""] * len(pair.predicted.paths) for _ in pair.predicted.rows]
    paths: list[Path] = [()] * len(pair.predicted.paths)
    for k, m in pair.columns:
        paths[m] = pair.label.paths[k]
        for i, j in pair.rows:
            text = pair.label.rows[i][k]
            body[j][m] = "" if text is None else text
    rows = tuple(map(tuple, body))
    return _Answers(pair.predicted, rows, tuple(paths), predicted_code_columns(pair), _has_all_answers(pair))


def _has_all_answers(pair: TablePair) -> bool:
    """Whether every labelled text stands in a row and a column that are aligned."""
    rows, columns = {i for i, _ in pair.rows}, {i for i, _ in pair.columns}
    return all(
        i in rows and k in columns
        for i, row in enumerate(pair.label.rows)
        for k, text in enumerate(row)
        if isinstance(text, str) and normal(text)
    )


def _judge(answers: _Answers, part: str) -> Iterator[JudgedCell]:
    table = answers.table
    for cell in table.cells or ():
        text = _text_of(table, cell)
        if cell.row < table.header_rows:
            if cell.role == "column_number" or not normal(text):
                continue
            judge = _header_agrees
        else:
            judge = _body_agrees
        in_body = judge is _body_agrees
        yield JudgedCell(
            id=cell_id(table, cell),
            part=part,
            right=judge(answers, cell, text),
            right_as_printed=None if cell.raw is None else judge(answers, cell, cell.raw),
            complete=answers.complete,
            is_amount=in_body and not answers.code_columns[cell.column] and bool(number_of(text)),
            check=cell.check,
            confidence=cell.confidence,
        )


def _text_of(table: TableView, cell: CellView) -> str:
    """The cell's own text, or what stands in its first slot where a tool gives none."""
    if isinstance(cell.text, str):
        return cell.text
    row = cell.row - table.header_rows
    text = table.rows[row][cell.column] if row >= 0 else ""
    return text if isinstance(text, str) else ""


def _body_agrees(answers: _Answers, cell: CellView, text: str) -> bool | None:
    first = cell.row - answers.table.header_rows
    known = [
        same_value(text if column == cell.column else "", answer)
        for row in answers.rows[first : first + cell.row_span]
        for column in range(cell.column, cell.column + cell.column_span)
        if isinstance(answer := row[column], str)
    ]
    return all(known) if known else None


def _header_agrees(answers: _Answers, cell: CellView, text: str) -> bool | None:
    paths = answers.paths[cell.column : cell.column + cell.column_span]
    known = [normal(text) in map(normal, path) for path in paths if not isinstance(path, Missing)]
    return all(known) if known else None
