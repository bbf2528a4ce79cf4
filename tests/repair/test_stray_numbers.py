"""Column numbers that strayed into the body of torn tables."""

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

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
    columns = (Column(("科目",), "name"), Column(("合计",), "total"), *(Column((n,), "amount") for n in _HEAD[0][2:]))
    rows = tuple(Row(tuple(row), "total" if row[0] == "合计" else "body") for row in body)
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
    alone = _table(["1", "2", "", ""], ["其他", "3.00", "1.50", "4"], ["其余", "5.00", "2.00", ""])
    assert [repair.applied for repair in propose_stray_number_repairs((over_larger,), {"t1"})[0]] == [True, True]
    repairs, tables = propose_stray_number_repairs((alone,), {"t1"})
    assert [repair.applied for repair in repairs] == [False]
    assert tables == (alone,)


def test_a_run_that_goes_on_without_a_gap_needs_no_sum_against_it() -> None:
    table = _table(["1", "2", "", ""], ["其他", "3.20", "3", "4"], ["其余", "5.10", "2.00", ""])
    repairs, _ = propose_stray_number_repairs((table,), {"t1"})
    assert [(repair.before, repair.applied) for repair in repairs] == [("3", True), ("4", True)]


def test_a_lone_number_that_nothing_contradicts_is_only_told() -> None:
    table = _table(["1", "2", "3", ""], ["其他", "3.00", "1.50", "4"], ["其余", "5.00", "2.00", ""])
    repairs, tables = propose_stray_number_repairs((table,), {"t1"})
    assert [(repair.before, repair.applied) for repair in repairs] == [("4", False)]
    assert tables == (table,)


def test_a_blank_total_speaks_against_a_lone_number() -> None:
    table = _table(["1", "2", "3", ""], ["其他", "", "", "4"], ["其余", "5.10", "2.00", "3.10"])
    (repair,), _ = propose_stray_number_repairs((table,), {"t1"})
    assert repair.applied
    assert "blank" in repair.evidence[-1]


@pytest.mark.parametrize(
    "table",
    [
        _table(["1", "2", "3", ""], ["合计", "1176.66", "853.87", "4.00"], _CLEAN),
        _table(["1", "2", "3", ""], ["合计", "1176", "853", "4"], ["行政运行", "941", "618", "323"]),
        _table(["1", "2", "3", ""], ["合计", "1176.66", "853.87", "9"], _CLEAN),
        _table(["1", "2", "3", ""], ["合计", "1176.66", "853.87", "4"], ["行政运行", "941.39", "618", "322.79"]),
        _table(["1", "2", "3", ""], ["合计", "1176.66", "853.87", "4"], ["行政运行", "941.3", "618.60", "322.79"]),
        _table(["", "", "", ""], ["合计", "1176.66", "853.87", "1"], _CLEAN),
        _table(["1", "2", "3", ""], ["一般", "10.52", "6.52", "4"], ["教育", "8.30", "8.30", ""]),
        _table(["1", "2", "3", ""], ["一般", "10.50", "6.52", "4"], ["合计", "18.50", "14.82", "4.00"]),
        _table(["1", "2", "3", ""], ["一", "9.50", "6.52", "4"], ["二", "8.50", "", "2.50"], ["合计", "", "", "6.50"]),
        _table(["1", "2", "3", ""], ["合计", "", "", "4"], ["一", "2.25", "", "1.50"], ["二", "2.25", "", "2.50"]),
    ],
    ids=[
        "decimals", "whole units", "no continuation", "another integer", "zeros left out", "no column numbers",
        "its row needs it", "an equal total", "its column needs it", "it is the sum of its column",
    ],
)  # fmt: skip
def test_amounts_stay(table: Table) -> None:
    assert propose_stray_number_repairs((table,), {"t1"}) == ([], (table,))


def test_only_torn_tables_are_touched() -> None:
    table = _table(["1", "2", "3", ""], ["合计", "1176.66", "853.87", "4"], _CLEAN)
    assert propose_stray_number_repairs((table,), set()) == ([], (table,))


def test_numbers_of_a_real_dump(shared: Path) -> None:
    document = extract(shared / "documents" / "seeds" / "003_e1c91ba5a22e089b.txt")
    removed = [r.before for r in document.repairs if r.kind == "stray_column_number" and r.applied]
    assert removed == ["11", "12", "7", "4", "5"]


def test_an_integer_that_the_sums_need_stays_an_amount_in_a_whole_document() -> None:
    rows = [
        "科目编码\t科目名称\t合计\t基本支出\t项目支出",
        "栏次\t\t1\t2\t3",
        "201\t一般公共服务支出\t10.52\t6.52\t4",
        "205\t教育支出\t8.30\t8.30\t",
        "合计\t\t18.82\t14.82\t4.00",
    ]
    text = "部门支出总表\n\n单位：万元\n\n" + "\n".join(rows) + "\n"
    document = extract(text.encode(), name="a.txt")
    assert document.repairs == ()
    assert document.summary.proved == document.summary.amounts == 8
    assert not [check for check in document.checks if check.status == "fail"]


cents = st.integers(min_value=1, max_value=900_000).map(lambda n: Decimal(n).scaleb(-2))


@settings(max_examples=80, deadline=None)
@given(
    parts=st.lists(st.tuples(cents, cents), min_size=2, max_size=6),
    place=st.integers(0, 5),
    last=st.booleans(),
    by_row=st.booleans(),
)
def test_no_amount_of_a_table_that_adds_up_is_taken_out(
    parts: list[tuple[Decimal, Decimal]], place: int, last: bool, by_row: bool
) -> None:
    """One part is the integer after the header's last number; rows add up, or only the column does."""
    integer = "4" if by_row else "2"
    named = [
        (first, second if n != place % len(parts) else Decimal(integer)) for n, (first, second) in enumerate(parts)
    ]
    total = (sum(first for first, _ in named), sum(second for _, second in named))
    rows = [[f"项{n}", *(map(str, (first + second, first)) if by_row else ("", "")), str(second)]
            for n, (first, second) in enumerate(named)]  # fmt: skip
    whole = ["合计", *(map(str, (sum(total), total[0])) if by_row else ("", "")), str(total[1])]
    numbers = ["1", "2", "3", ""] if by_row else ["1", "", "", ""]
    table = _table(numbers, *([*rows, whole] if last else [whole, *rows]))
    assert propose_stray_number_repairs((table,), {"t1"}) == ([], (table,))
