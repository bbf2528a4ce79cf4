"""A document in which cells were corrected is read and verified again from its tables."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from extractor.document.check import Repair
from extractor.document.document import Document
from extractor.document.wire import to_data
from extractor.pipeline import extract, verify_again
from extractor.pipeline.revising import revise


@pytest.fixture(scope="module")
def budget(demo: Path) -> Document:
    return extract(next(demo.glob("*部门预算.pdf")))


def first(document: Document, table: str, text: str) -> str:
    cells = next(one for one in document.tables if one.id == table).cells
    return next(cell.id for cell in cells if cell.text == text)


def text_of(document: Document, cell: str) -> str:
    return next(one.text for table in document.tables for one in table.cells if one.id == cell)


def test_nothing_to_change_changes_nothing(budget: Document) -> None:
    assert revise(budget, {}) is budget


@pytest.mark.parametrize("kind", ["*.docx", "*.xlsx", "*.txt", "*部门预算.pdf"])
def test_reading_again_gives_what_the_conversion_gave(demo: Path, kind: str) -> None:
    """A correction to what the cell says already is read and verified anew, and leaves no trace in any format."""
    document = extract(next(demo.glob(kind)))
    table = document.tables[-1]
    cell = next(one for one in reversed(table.cells) if one.text.strip() and one.row >= table.header_rows)
    assert to_data(revise(document, {cell.id: cell.text})) == to_data(document)
    assert to_data(revise(document, {cell.id: "另一内容"})) != to_data(document)


def test_a_wrong_amount_fails_and_its_correction_proves_it(budget: Document) -> None:
    cell = first(budget, "t3", "386.42")
    wrong = revise(budget, {cell: "368.42"})
    assert wrong.summary.failed_checks > 0
    assert wrong.summary.proved < budget.summary.proved
    amounts = {a.cell: a for s in wrong.statements for line in s.lines for a in line.amounts}
    assert (amounts[cell].value, amounts[cell].check) == (Decimal("368.42"), "failed")
    assert amounts[cell].yuan == Decimal("3684200.00")
    row = next(row for table in wrong.tables if table.id == "t3" for row in table.rows if "368.42" in row.values)
    assert row.values[:2] == ("2010301", "行政运行")
    right = revise(wrong, {cell: "386.42"})
    assert to_data(right) == to_data(budget)


def test_states_are_those_that_a_check_of_the_file_gives(budget: Document) -> None:
    wrong = revise(budget, {first(budget, "t3", "386.42"): "368.42"})
    again = verify_again(wrong)
    assert again.failed_checks == wrong.summary.failed_checks
    assert [check.status for check in again.checks] == [check.status for check in wrong.checks]
    stated = {
        a.cell: a.check for s in wrong.statements for line in s.lines for a in line.amounts if a.value is not None
    }
    assert stated == {cell: again.states[cell] for cell in stated}


def test_a_corrected_code_moves_its_line(budget: Document) -> None:
    cell = first(budget, "t3", "2010302")
    changed = revise(budget, {cell: "2010303"})
    codes = {line.code for statement in changed.statements if statement.table == "t3" for line in statement.lines}
    assert "2010303" in codes and "2010302" not in codes


def test_a_heading_is_new_in_the_path_of_every_column_below_it(budget: Document) -> None:
    table = next(one for one in budget.tables if one.id == "t3")
    head = next(cell for cell in table.cells if cell.row < table.header_rows and cell.column_span > 1)
    changed = revise(budget, {head.id: "科 目"})
    paths = [column.path for column in next(one for one in changed.tables if one.id == "t3").columns]
    assert [path[0] for path in paths[: head.column_span]] == ["科目"] * head.column_span
    assert paths[head.column_span :] == [column.path for column in table.columns[head.column_span :]]


def test_an_undone_repair_leaves_what_was_printed(budget: Document) -> None:
    cell = first(budget, "t3", "386.42")
    tables = tuple(
        replace(table, cells=tuple(replace(c, raw="3B6.42") if c.id == cell else c for c in table.cells))
        for table in budget.tables
    )
    repair = Repair("r1", "misread_number", (cell,), "3B6.42", "386.42", (), (), 0.95, applied=True)
    repaired = replace(budget, tables=tables, repairs=(repair,))
    undone = revise(repaired, {}, {"r1"})
    assert text_of(undone, cell) == "3B6.42"
    assert not undone.repairs[0].applied
    assert undone.summary.proved < budget.summary.proved
    corrected = revise(repaired, {cell: "386.42"}, {"r1"})
    assert text_of(corrected, cell) == "386.42"
    assert corrected.summary == budget.summary


def test_cells_and_repairs_that_are_not_there_are_refused(budget: Document) -> None:
    with pytest.raises(KeyError):
        revise(budget, {"t99.r0c0": "1"})
    with pytest.raises(KeyError):
        revise(budget, {}, {"r99"})
