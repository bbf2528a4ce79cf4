"""A page read from its picture with one digit wrong: put right where sums and picture agree, said where they do not."""

from collections.abc import Iterable
from dataclasses import replace
from functools import partial

import pytest

from extractor.document.check import Check, Repair
from extractor.document.recognised import Alternative
from extractor.document.table import Table
from extractor.document.uncertain import UncertainCharacter
from extractor.options import Options
from extractor.pipeline.contents import read_content
from extractor.pipeline.laying_out import Layout, lay_out
from extractor.pipeline.readings import read_tables
from extractor.pipeline.recognised_digits import find_digit_repairs, recognised_tables
from extractor.pipeline.repairing import repair_tables
from extractor.sources.sniff import MediaType

HEADER = ("科目名称", "合计", "基本支出", "项目支出")
ROWS = (("一般公共服务支出", "13.50", "11.25", "2.25"), ("教育支出", "7.00", "4.00", "3.00"))
TOTAL = ("合计", "20.50", "15.25", "5.25")


def read(rows: Iterable[tuple[str, ...]], doubts: Iterable[UncertainCharacter] = ()) -> Layout:
    """The table as if it had been read from a picture."""
    drawn = "".join(f"<tr>{''.join(f'<td>{text}</td>' for text in row)}</tr>" for row in (HEADER, *rows, TOTAL))
    page = f"<html><body><h1>部门支出总表</h1><p>单位：万元</p><table border=1>{drawn}</table></body></html>"
    layout = lay_out(read_content(page.encode(), MediaType.HTML, Options()))
    (table,) = layout.tables
    return layout._replace(tables=(replace(table, reading="ocr", uncertain=tuple(doubts)),))


def mended(layout: Layout) -> tuple[list[Repair], Table]:
    found = repair_tables(layout, Options(), None)
    return [repair for repair in found.repairs if repair.kind == "recognised_digit"], found.reading.tables[0]


def test_what_row_and_column_ask_for_alike_is_put_right() -> None:
    layout = read([ROWS[0], ("教育支出", "7.00", "9.00", "3.00")])
    (repair,), table = mended(layout)
    assert (repair.subjects, repair.before, repair.after, repair.applied) == (("t1.r2c2",), "9.00", "4.00", True)
    assert table.rows[1].values[2] == "4.00" and table.reading == "ocr"
    assert table.cells[10].raw == "9.00"
    assert any(word.startswith("k") for word in repair.evidence)


def test_a_sound_page_is_left_alone() -> None:
    repairs, table = mended(read(ROWS))
    assert repairs == [] and [row.values for row in table.rows] == [*ROWS, TOTAL]


def test_another_digit_that_only_one_sum_asks_for_is_only_said() -> None:
    layout = read([("一般公共服务支出", "14.50", "", ""), ("教育支出", "5.00", "", "")])
    reading = read_tables(layout, layout.tables, (), None)
    repairs, tables, _ = find_digit_repairs(reading, partial(_verify, layout), 0.9)
    assert tables == tuple(reading.tables)
    assert [(repair.after, repair.applied, repair.confidence) for repair in repairs] == [("6.00", False, 0.6)]


def test_the_recogniser_s_own_alternative_is_the_second_witness() -> None:
    doubt = UncertainCharacter(0, "5", 0.8, (Alternative("6", 0.1),), "t1.r2c1")
    layout = read([("一般公共服务支出", "14.50", "", ""), ("教育支出", "5.00", "", "")], [doubt])
    reading = read_tables(layout, layout.tables, (), None)
    (repair,), tables, problems = find_digit_repairs(reading, partial(_verify, layout), 0.9)
    assert problems == ()
    assert repair.applied and tables[0].rows[1].values[1] == "6.00"
    strict, unchanged, _ = find_digit_repairs(reading, partial(_verify, layout), 0.99)
    assert not strict[0].applied and unchanged == tuple(reading.tables)


@pytest.mark.parametrize("kind", ["native", "pdfplumber"])
def test_only_tables_read_from_pictures_are_looked_at(kind: str) -> None:
    layout = read([ROWS[0], ("教育支出", "7.00", "9.00", "3.00")])
    layout = layout._replace(tables=(replace(layout.tables[0], reading=kind),))
    assert recognised_tables(layout.tables) == frozenset()
    assert mended(layout)[0] == []


def _verify(layout: Layout, tables: Iterable[Table]) -> tuple[Check, ...]:
    return read_tables(layout, tuple(tables), (), None).verification.checks


def test_slips_beyond_the_bound_are_not_tried_and_said() -> None:
    layout = read([ROWS[0], ("教育支出", "7.00", "9.00", "3.00")])
    reading = read_tables(layout, layout.tables, (), None)
    found = find_digit_repairs(reading, partial(_verify, layout), 0.9, most_trials=0)
    assert found.repairs == [] and found.tables == tuple(reading.tables)
    assert [(problem.code, "t1.r2c2" in problem.subjects) for problem in found.problems] == [("repair_given_up", True)]
