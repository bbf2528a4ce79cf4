"""Rows of statements that were put right stay so, less those that break an identity."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace

import pytest

from extractor.options import Options
from extractor.pipeline import mending
from extractor.pipeline.contents import read_content
from extractor.pipeline.laying_out import lay_out
from extractor.pipeline.mending import MendedLayout, mend_tables
from extractor.pipeline.readings import read_tables
from extractor.repair.statements.blocks import Printed
from extractor.repair.statements.mend import Mended, mend_statements
from extractor.sources.sniff import sniff

_NAME = "a.txt"
_TEXT = """部门支出预算表

单位：万元

科目编码\t科目名称\t合计\t基本支出\t项目支出
205\t教育支出\t826.72\t326.72\t500.00
2050201\t学前教育\t326.72\t326.72\t
2050202\t小学教育\t5O0.00\t\t500.00
208\t社会保障和就业支出\t4S.10\t45.10\t
2080502\t事业单位离退休\t12.60\t12.60\t
2080505\t机关事业单位基本养老保险缴费支出\t32.50\t32.50\t
\t合计\t871.82\t371.82\t500.00
"""


def _mend(monkeypatch: pytest.MonkeyPatch, spoiled: Sequence[str], *, always: bool) -> MendedLayout:
    """Mend the text, where 基本支出 of 208 comes out as an amount that breaks its sums: as long as its row is put
    right, or ``always``, as long as its table is."""

    def mend(
        printed: Sequence[Printed],
        threshold: float,
        kept: AbstractSet[str],
        kept_cells: AbstractSet[str],
    ) -> Mended:
        mended = mend_statements(printed, threshold, kept, kept_cells=kept_cells)
        if "t1" in kept or (not always and not kept_cells.isdisjoint(spoiled)):
            return mended
        (table,) = mended.tables
        cells = tuple(replace(cell, text="77.77") if cell.id in spoiled else cell for cell in table.cells)
        row = table.rows[3]
        wrong = replace(row, values=(*row.values[:3], "77.77", row.values[4]))
        table = replace(table, cells=cells, rows=(*table.rows[:3], wrong, *table.rows[4:]))
        return replace(mended, tables=(table,))

    monkeypatch.setattr(mending, "mend_statements", mend)
    data = _TEXT.encode()
    layout = lay_out(read_content(data, sniff(data, _NAME), Options()))
    return mend_tables(layout, read_tables(layout, layout.tables, (), _NAME), Options(), _NAME)


def _values(mended: MendedLayout) -> dict[str | None, str | None]:
    return {row.values[1]: row.values[2] for row in mended.layout.tables[0].rows}


def test_a_row_that_breaks_an_identity_stays_as_printed_and_the_others_are_mended(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    mended = _mend(monkeypatch, ["t1.r4c3"], always=False)
    values = _values(mended)
    assert (values["小学教育"], values["社会保障和就业支出"]) == ("500.00", "4S.10")
    back = [repair for repair in mended.repairs if repair.kind == "taken_back"]
    assert [repair.subjects for repair in back] == [("t1.r4c0",)]
    assert not back[0].applied
    assert {r.subjects for r in mended.repairs if r.kind == "misread_number"} == {("t1.r3c2",)}


def test_where_that_does_not_help_the_table_stays_as_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    mended = _mend(monkeypatch, ["t1.r4c3"], always=True)
    values = _values(mended)
    assert (values["小学教育"], values["社会保障和就业支出"]) == ("5O0.00", "4S.10")
    assert {repair.kind for repair in mended.repairs} == {"taken_back"}
