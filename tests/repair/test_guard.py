"""Repairs that break the document's arithmetic are taken back; those that mend it say so."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from extractor.document.check import Check, Repair
from extractor.document.table import Table
from extractor.document.vocabulary import CheckStatus
from extractor.pipeline import extract, repairing, verify_again
from extractor.repair.guard import cite_checks, find_broken, take_back

MakeTable = Callable[..., Table]
_MATRIX = "一级指标\t二级指标\t三级指标\t绩效指标描述\t指标值\t指标值确定依据"
_SUMMARY = """部门支出总表

单位：万元

科目编码\t科目名称\t合计\t基本支出\t项目支出
201\t一般公共服务支出\t10.52\t6.52\t4.00
205\t教育支出\t8.30\t8.30\t
合计\t\t18.82\t14.82\t4.00
"""


def _check(identity: str, status: CheckStatus, *subjects: str) -> Check:
    return Check(identity, "total_is_sum_of_parts", status, subjects, "")


def _repair(*subjects: str, applied: bool = True) -> Repair:
    return Repair("", "row_shift", subjects, "a", "b", ("words",), (), 0.95, applied)


def test_only_what_passed_before_is_broken() -> None:
    before = [
        _check("k1", "pass", "t1.r1c1", "t1.r2c1"),
        _check("k2", "fail", "t2.r1c1"),
        _check("k3", "pass", "t3.r1c1"),
    ]
    after = [_check("k1", "fail", "t1.r1c1"), _check("k2", "fail", "t2.r1c1"), _check("k3", "fail", "t4.r1c1")]
    assert find_broken(before, after) == (after[0],)


def test_the_repairs_of_the_table_and_of_what_hangs_on_it_are_taken_back(make_table: MakeTable) -> None:
    before = [make_table([["a"]], identity=f"t{n}") for n in range(1, 5)]
    after = [make_table([["b"]], identity=f"t{n}") for n in range(1, 5)]
    found = [_repair("t1.r0c0", "t2.r0c0"), _repair("t2.r0c0"), _repair("t3.r0c0"), _repair("t1.r0c0", applied=False)]
    repairs, tables = take_back(found, (before, after), [_check("k1", "fail", "t1.r0c0", "t9.r0c0")])
    assert [repair.applied for repair in repairs] == [False, False, True, False]
    assert tables == [*before[:2], *after[2:]]
    assert "taken back: total_is_sum_of_parts held for t1.r0c0" in repairs[0].evidence[-1]
    assert repairs[2:] == found[2:]


def test_what_breaks_another_table_costs_all_repairs_of_the_step(make_table: MakeTable) -> None:
    before, after = [make_table([["a"]])], [make_table([["b"]])]
    repairs, tables = take_back([_repair("t1.r0c0")], (before, after), [_check("k1", "fail", "t7.r0c0")])
    assert not repairs[0].applied
    assert tables == before
    assert take_back([_repair("t1.r0c0")], (before, after), []) == ([_repair("t1.r0c0")], after)


def test_checks_that_pass_since_are_evidence() -> None:
    before = [_check("k1", "fail", "t1.r1c1", "t1.r2c1"), _check("k2", "pass", "t1.r5c1")]
    after = [_check("k1", "pass", "t1.r5c1"), _check("k7", "pass", "t1.r1c1"), _check("k8", "pass", "t2.r1c1")]
    repairs = [_repair("t1.r2c1"), _repair("t1.r5c1"), _repair("t2.r1c1", applied=False)]
    cited = cite_checks(repairs, before, after)
    assert [repair.evidence for repair in cited] == [("words", "k7"), ("words",), ("words",)]


def test_the_pipeline_takes_a_harmful_repair_back(monkeypatch: pytest.MonkeyPatch) -> None:
    def propose(tables: list[Table], torn: frozenset[str], threshold: float) -> tuple[list[Repair], list[Table]]:
        (table,) = tables
        cell = next(cell for cell in table.cells if cell.text == "6.52")
        rows = tuple(replace(row, values=tuple("" if v == "6.52" else v for v in row.values)) for row in table.rows)
        cells = tuple(replace(c, text="") if c is cell else c for c in table.cells)
        return [_repair(cell.id)], [replace(table, rows=rows, cells=cells)]

    monkeypatch.setattr(repairing, "_PROPOSERS", (propose,))
    document = extract(_SUMMARY.encode(), name="a.txt")
    (repair,) = document.repairs
    assert not repair.applied
    assert repair.evidence[-1].startswith("taken back: ")
    assert "6.52" in [cell.text for cell in document.tables[0].cells]
    assert document.summary.proved == document.summary.amounts == 8
    assert document.summary.failed_checks == 0


def _form(number: int, money: str) -> str:
    rows = [
        f"项目绩效目标表{number}\n\n单位：万元\n",
        f"项目编码\tA{number}\t项目名称\t项目{number}\t\t",
        f"预算规模及资金用途\t{money}\t其他资金\t",
        _MATRIX,
        f"产出指标\t成本指标\t控制数\t控制数\t≤{number}.50万元\t计划",
        "满意度指标\t服务对象满意度指标\t满意度\t满意度\t≥98%\t计划",
    ]
    return "\n".join(rows) + "\n"


def test_an_amount_that_a_repair_copied_is_not_proved_by_what_it_was_copied_from() -> None:
    """The form lost its total; it is written from the fiscal part, which the cost target confirms."""
    siblings = [_form(n, f"预算数 {n}.50\t其中：财政资金\t{n}.50") for n in (1, 2, 3)]
    document = extract("\n".join([*siblings, _form(4, "其中：财政资金\t\t4.50")]).encode(), name="a.txt")
    (repair,) = [repair for repair in document.repairs if repair.applied]
    (total,) = document.projects[3].sources["budget.total"]
    assert total in repair.subjects
    assert set(repair.made_from) == {"t4.r1c3", "t4.r3c4"}
    assert str(document.projects[3].budget.total) == "4.50"
    states = verify_again(document).states
    assert states["t1.r1c1"] == "proved"
    assert states[total] == states["t4.r1c3"] == "unchecked"
    assert not [c for c in document.checks if c.status == "pass" and total in c.subjects and c.residual is not None]
