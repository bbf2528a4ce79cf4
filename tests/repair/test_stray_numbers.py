"""Column numbers that strayed into the body of torn tables."""

from pathlib import Path

import pytest

from extractor.document.table import Cell, Column, Row, Table
from extractor.document.vocabulary import CellRole
from extractor.pipeline import extract
from extractor.repair.stray_numbers import propose_stray_number_repairs

_HEAD = [["科目", "合计", "基本", "项目"]]


def _table(numbers: list[str], *body: list[str]) -> Table:
    texts = [*_HEAD, numbers, *body]
    roles: list[CellRole] = ["column_attribute", "column_number", *["data" for _ in body]]  # type: ignore[list-item]
    cells = tuple(
        Cell(f"t1.r{r}c{c}", r, c, 1, 1, text, text, roles[r])
        for r, row in enumerate(texts)
        for c, text in enumerate(row)
    )
    columns = (Column(("科目",), "name"), *(Column((name,), "amount") for name in _HEAD[0][1:]))
    rows = tuple(Row(tuple(row)) for row in body)
    return Table("t1", None, "other", "万元", None, None, (), (), (), False, "native", 1.0, 2, columns, rows, (), cells)


_CLEAN = ["行政运行", "941.39", "618.60", "322.79"]


def test_a_number_that_goes_on_from_the_header_is_taken_out() -> None:
    table = _table(["1", "2", "3", ""], ["合计", "1176.66", "853.87", "4"], _CLEAN)
    repairs, (repaired,) = propose_stray_number_repairs((table,), {"t1"})
    (repair,) = repairs
    assert repair.applied
    assert (repair.subjects, repair.before, repair.after) == (("t1.r2c3",), "4", "")
    assert repair.evidence
    cell = next(cell for cell in repaired.cells if cell.id == "t1.r2c3")
    assert (cell.text, cell.raw) == ("", "4")
    assert repaired.rows[0].values == ("合计", "1176.66", "853.87", "")
    assert repaired.rows[1] is table.rows[1]


def test_a_run_after_a_gap_needs_more_evidence() -> None:
    over_larger = _table(["", "1", "2", ""], ["合计", "1176.66", "4", "5"], _CLEAN)
    alone = _table(["1", "2", "", ""], ["其他", "3.00", "", "4"], ["其余", "5.00", "2.00", ""])
    assert [repair.applied for repair in propose_stray_number_repairs((over_larger,), {"t1"})[0]] == [True, True]
    repairs, tables = propose_stray_number_repairs((alone,), {"t1"})
    assert [repair.applied for repair in repairs] == [False]
    assert tables == (alone,)


@pytest.mark.parametrize(
    "table",
    [
        _table(["1", "2", "3", ""], ["合计", "1176.66", "853.87", "4.00"], _CLEAN),
        _table(["1", "2", "3", ""], ["合计", "1176", "853", "4"], ["行政运行", "941", "618", "323"]),
        _table(["1", "2", "3", ""], ["合计", "1176.66", "853.87", "9"], _CLEAN),
        _table(["1", "2", "3", ""], ["合计", "1176.66", "853.87", "4"], ["行政运行", "941.39", "618", "322.79"]),
        _table(["", "", "", ""], ["合计", "1176.66", "853.87", "1"], _CLEAN),
    ],
    ids=["decimals", "whole units", "no continuation", "another integer", "no column numbers"],
)
def test_amounts_stay(table: Table) -> None:
    assert propose_stray_number_repairs((table,), {"t1"}) == ([], (table,))


def test_only_torn_tables_are_touched() -> None:
    table = _table(["1", "2", "3", ""], ["合计", "1176.66", "853.87", "4"], _CLEAN)
    assert propose_stray_number_repairs((table,), set()) == ([], (table,))


def test_numbers_of_a_real_dump(shared: Path) -> None:
    document = extract(shared / "documents" / "seeds" / "003_e1c91ba5a22e089b.txt")
    removed = [r.before for r in document.repairs if r.kind == "stray_column_number" and r.applied]
    assert removed == ["11", "12", "7", "4", "5"]
