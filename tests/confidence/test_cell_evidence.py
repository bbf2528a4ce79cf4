"""The evidence for and against a cell: each part is there where its fault is, and silent where nothing is wrong."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.confidence.cell_evidence import EVIDENCE, FAMILIES, SIGNS, cell_evidence
from extractor.confidence.findings import Findings
from extractor.confidence.table_shape import TableShape
from extractor.document.check import Check, Repair
from extractor.document.content import Grid, GridCell
from extractor.document.draft import Draft
from extractor.document.table import Table
from extractor.layout.headers import read_header
from extractor.pipeline.labelling import label_table
from extractor.tables.assemble import assemble_table

SOUND = (
    ("科目编码", "科目名称", "合计", "基本支出", "项目支出"),
    ("201", "一般公共服务支出", "30.00", "10.00", "20.00"),
    ("20101", "人大事务", "12.00", "4.00", "8.00"),
    ("2010101", "行政运行", "12.00", "4.00", "8.00"),
    ("20102", "政协事务", "18.00", "6.00", "12.00"),
    ("2010201", "行政运行", "18.00", "6.00", "12.00"),
)


TEXTS = ("", "—", "12.50", "201", "合计", "项目\n名称", "\ufffd", "1.00 2.00")


def table_of(texts: tuple[tuple[str, ...], ...]) -> Table:
    cells = tuple(GridCell(row, column, text) for row, line in enumerate(texts) for column, text in enumerate(line))
    draft = Draft(Grid(len(texts), len(texts[0]), cells), title="部门支出总表", unit="万元")
    return label_table(assemble_table(draft, read_header(draft.grid), 1))


def written(row: int, column: int, text: str) -> Table:
    """The sound table with another text in one cell."""
    texts = [list(line) for line in SOUND]
    texts[row][column] = text
    return table_of(tuple(map(tuple, texts)))


def told(table: Table, row: int, column: int, findings: Findings | None = None) -> dict[str, float]:
    """The parts of the evidence that say something of one cell."""
    evidence = cell_evidence(TableShape.of(table), findings or Findings())
    place = next(n for n, cell in enumerate(table.cells) if (cell.row, cell.column) == (row, column))
    return {name: float(value) for name, value in zip(EVIDENCE, evidence[place], strict=True) if value}


def test_nothing_speaks_against_a_sound_table() -> None:
    table = table_of(SOUND)
    against = {name for name in EVIDENCE if SIGNS[name] == "against"}
    for cell in table.cells:
        assert not against & told(table, cell.row, cell.column).keys()


@pytest.mark.parametrize(
    ("row", "column", "text", "part"),
    [
        (3, 3, "行政运行", "words_among_numbers"),
        (3, 0, "行政", "no_code_among_codes"),
        (3, 1, "", "blank_name"),
        (3, 3, "", "blank_among_filled"),
        (3, 2, "", "no_amount_in_total"),
        (3, 2, "", "total_blank_in_row"),
        (3, 3, "4.00 8.00", "two_numbers"),
        (3, 1, "行政运行12.00", "fused"),
        (3, 3, "4.O0", "damaged"),
        (3, 1, "行", "single_character"),
        (3, 3, "4.00 8.00", "two_amounts"),
        (3, 0, "2010", "no_code_in_codes"),
        (3, 0, "201人大事务", "code_and_words"),
        (3, 1, "人大事务（机关", "open"),
        (3, 1, "人大事人大事务", "doubled"),
        (3, 1, "续表2", "page_mark"),
        (3, 1, "机关事业单位基本养老保", "part_of_name"),
        (3, 3, "4.0", "decimals_differ"),
        (5, 1, "行政", "name_not_known"),
        (5, 1, "行政", "name_cut_or_grown"),
        (0, 2, "合计基本支出", "heading_fused"),
    ],
)
def test_a_planted_fault_speaks_against_its_cell(row: int, column: int, text: str, part: str) -> None:
    assert part in told(written(row, column, text), row, column)


def test_a_fault_tells_on_the_cells_around_it() -> None:
    table = written(3, 3, "行政运行")
    assert {"odd_beside", "row_odd"} <= told(table, 3, 2).keys()
    assert "odd_above" in told(table, 4, 3)
    assert "row_odd" not in told(table, 4, 3)


def test_a_row_broken_in_two_tells_on_both_parts() -> None:
    texts = [list(line) for line in SOUND]
    texts[4:5] = [["", "一般公共", "", "", ""], ["20102", "服务", "18.00", "6.00", "12.00"]]
    table = table_of(tuple(map(tuple, texts)))
    assert {"in_fragment", "lone_text"} <= told(table, 4, 1).keys()
    assert "name_at_fragment" in told(table, 5, 1) and "name_at_fragment" not in told(table, 2, 1)


def test_a_name_agrees_with_what_is_known_or_usual() -> None:
    table = table_of(SOUND)
    assert "name_agrees" in told(table, 3, 1)
    other = written(3, 1, "另一名称")
    assert {"name_not_known", "name_not_usual"} <= told(other, 3, 1, Findings.of((), (), [table, table])).keys()


def test_what_repeats_on_pages_tells_on_its_row() -> None:
    assert "page_mark_in_row" in told(written(3, 1, "—12—"), 3, 2)


def test_a_headless_table_of_amounts_is_no_form() -> None:
    table = table_of((("甲", "1.00", "2.00"), ("乙", "3.00", "4.00")))
    assert table.header_rows == 0 and "headless_amounts" in told(table, 1, 1)


def test_an_amount_slid_by_a_column_is_seen_on_both_sides() -> None:
    texts = tuple((*line, "") if number else (*line, "政府性基金") for number, line in enumerate(SOUND))
    slid = [list(line) for line in texts]
    slid[3][4], slid[3][5] = "", "8.00"
    table = table_of(tuple(map(tuple, slid)))
    assert "slid" in told(table, 3, 4) and "slid" in told(table, 3, 5)
    assert "slid" not in told(table, 2, 4)


def test_arithmetic_and_repairs_are_told_of_their_cells() -> None:
    table = table_of(SOUND)
    marked = replace(table, cells=tuple(replace(cell, check="proved") for cell in table.cells if cell.row))
    check = Check("k1", "children_sum_to_parent", "fail", ("t1.r2c2",), "no sum")
    repairs = (
        Repair("r1", "row_shift", ("t1.r3c3",), "", "4.00", (), (), 0.9, applied=True),
        Repair("r2", "row_shift", ("t1.r4c3",), "", "6.00", (), (), 0.4, applied=False),
    )
    findings = Findings.of((check,), repairs)
    assert told(marked, 2, 2, findings)["failed"] == 1
    assert told(marked, 2, 3, findings)["failed_in_row"] == 1
    assert told(marked, 3, 3, findings)["repair_doubt"] == pytest.approx(0.1)
    assert "not_repaired" in told(marked, 4, 3, findings) and "repaired" not in told(marked, 4, 3, findings)
    assert told(marked, 5, 3, findings)["proved"] == 1


def test_every_part_has_one_sign_or_says_why_not() -> None:
    assert len(set(EVIDENCE)) == len(EVIDENCE) == sum(map(len, FAMILIES))
    assert set(SIGNS.values()) == {"against", "for", "either"}


@given(
    st.integers(1, 4).flatmap(
        lambda width: st.lists(
            st.tuples(
                *[st.sampled_from(["", "—", "12.50", "201", "合计", "项目\n名称", "\ufffd", "1.00 2.00"])] * width
            ),
            min_size=1,
            max_size=8,
        )
    )
)
def test_any_table_has_finite_evidence_between_0_and_1(texts: list[tuple[str, ...]]) -> None:
    table = table_of(tuple(texts))
    evidence = cell_evidence(TableShape.of(table), Findings())
    assert evidence.shape == (len(table.cells), len(EVIDENCE))
    assert np.isfinite(evidence).all() and evidence.min(initial=0) >= 0 and evidence.max(initial=0) <= 1
