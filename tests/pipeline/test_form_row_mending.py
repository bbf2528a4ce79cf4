"""Rows of torn forms are cut and joined; a form for which an identity fails since stays as printed."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace

import pytest

from extractor.document.check import Check
from extractor.document.table import Table
from extractor.options import Options, RepairOptions
from extractor.pipeline import form_row_mending
from extractor.pipeline.contents import read_content
from extractor.pipeline.form_row_mending import MendedRows, mend_rows
from extractor.pipeline.laying_out import Layout, lay_out
from extractor.pipeline.readings import Reading, read_tables
from extractor.repair.forms.row_breaks import RowRepairs, propose_row_repairs
from extractor.repair.forms.tier_by_words import Tier2Shares
from extractor.sources.sniff import sniff

_NAME = "a.txt"
_MATRIX = ["一级指标", "二级指标", "三级指标", "绩效指标描述", "指标值", "指标值确定依据"]
_FIRST = ["产出指标", "数量指标", "业务量", "业务总量", "≥5000件", "年度计划"]
_SECOND = ["", "质量指标", "办结率", "按期办结的比例", "≥98%", "年度计划"]
_LAST = ["满意度指标", "服务对象满意度指标", "满意度", "群众的满意程度", "≥95%", "问卷"]
_FUSED = [" ".join(filter(None, pair)) for pair in zip(_FIRST, _SECOND, strict=True)]
_COST = "cost_target_against_budget"


def _form(number: int, rows: Sequence[Sequence[str]]) -> str:
    """A form whose cost target, below the rows, is its budget."""
    cost = ["", "成本指标", "控制数", "控制数", f"≤{number}.50万元", "计划"]
    head = [
        ["项目编码", f"A{number}", "项目名称", f"项目{number}", "", ""],
        ["预算规模及资金用途", f"预算数 {number}.50", "其中：财政资金", f"{number}.50", "其他资金", ""],
    ]
    lines = ["\t".join(row) for row in [*head, _MATRIX, *rows, cost, _LAST]]
    return "\n".join([f"项目绩效目标表{number}\n\n单位：万元\n", *lines]) + "\n"


def _read(*forms: str) -> tuple[Layout, Reading]:
    data = "\n".join(forms).encode()
    layout = lay_out(read_content(data, sniff(data, _NAME), Options()))
    return layout, read_tables(layout, layout.tables, (), _NAME)


def _mend(layout: Layout, reading: Reading, threshold: float = 0.9) -> MendedRows:
    options = Options(repair=RepairOptions(threshold=threshold))
    return mend_rows(layout, (reading, ()), reading.verification.checks, options, _NAME)


def _states(checks: Sequence[Check], rule: str) -> dict[str, str]:
    return {check.subjects[0]: check.status for check in checks if check.rule == rule}


def _spoil(monkeypatch: pytest.MonkeyPatch, *spoiled: str) -> None:
    """Let the rows of some forms come out with another cost target than they print, wherever they are mended."""

    def changed(text: str) -> str:
        return "≤77.00万元" if text.startswith("≤") and text.endswith("万元") else text

    def propose(
        tables: Sequence[Table],
        torn: AbstractSet[str],
        threshold: float,
        kept: AbstractSet[str],
        shares: Tier2Shares | None,
    ) -> RowRepairs:
        repairs, made, renamed = propose_row_repairs(tables, torn, threshold, kept, shares)
        made = [
            replace(
                table,
                cells=tuple(replace(cell, text=changed(cell.text)) for cell in table.cells),
                rows=tuple(
                    replace(row, values=tuple(changed(value) if value else value for value in row.values))
                    for row in table.rows
                ),
            )
            if table.id in spoiled and table.id not in kept
            else table
            for table in made
        ]
        return RowRepairs(repairs, made, renamed)

    monkeypatch.setattr(form_row_mending, "propose_row_repairs", propose)


def test_fused_rows_are_parted_and_the_checks_of_before_name_the_cells_of_since() -> None:
    layout, reading = _read(_form(1, [_FUSED]), _form(2, [_FIRST, _SECOND]))
    assert _states(reading.verification.checks, _COST) == {"t1.r4c4": "pass", "t2.r5c4": "pass"}
    mended = _mend(layout, reading)
    assert [len(table.rows) for table in mended.layout.tables] == [7, 7]
    assert [repair.kind for repair in mended.repairs] == ["row_split"]
    since = {"t1.r5c4": "pass", "t2.r5c4": "pass"}
    assert _states(mended.printed_checks, _COST) == _states(mended.reading.verification.checks, _COST) == since
    assert len(mended.reading.projects[0].indicators) == len(reading.projects[0].indicators) + 1


def test_sound_forms_come_back_as_they_are() -> None:
    layout, reading = _read(_form(1, [_FIRST, _SECOND]), _form(2, [_FIRST]))
    mended = _mend(layout, reading)
    assert mended.layout is layout
    assert mended.reading is reading
    assert (mended.repairs, mended.printed_checks) == ((), reading.verification.checks)


def test_what_is_not_sure_enough_is_said_and_not_done() -> None:
    layout, reading = _read(_form(1, [_FUSED]), _form(2, [_FIRST, _SECOND]))
    mended = _mend(layout, reading, threshold=0.99)
    assert mended.layout is layout
    assert [(repair.kind, repair.applied) for repair in mended.repairs] == [("row_split", False)]


def test_the_form_whose_identity_fails_since_stays_as_printed_and_the_others_are_mended(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    layout, reading = _read(_form(1, [_FUSED]), _form(2, [_FIRST, _SECOND]), _form(3, [_FUSED]))
    _spoil(monkeypatch, "t1")
    mended = _mend(layout, reading)
    assert mended.layout.tables[0] == layout.tables[0]
    assert [len(table.rows) for table in mended.layout.tables] == [6, 7, 7]
    first, third = mended.repairs
    assert (first.applied, third.applied) == (False, True)
    assert first.evidence[-1] == f"taken back: {_COST} held before and fails after"
    assert not [word for word in third.evidence if word.startswith("taken back")]
    assert set(_states(mended.reading.verification.checks, _COST).values()) == {"pass"}
    assert _states(mended.printed_checks, _COST) == {"t1.r4c4": "pass", "t2.r5c4": "pass", "t3.r5c4": "pass"}


def test_where_all_forms_are_spoiled_the_document_stays_as_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    layout, reading = _read(_form(1, [_FUSED]), _form(2, [_FUSED]))
    _spoil(monkeypatch, "t1", "t2")
    mended = _mend(layout, reading)
    assert mended.layout is layout
    assert mended.reading is reading
    assert [repair.applied for repair in mended.repairs] == [False, False]
    assert all(repair.evidence[-1].startswith("taken back: ") for repair in mended.repairs)
