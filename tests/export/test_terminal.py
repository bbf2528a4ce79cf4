"""What a person sees: merged cells, marks, and everything that was mended or fails."""

from dataclasses import replace
from io import StringIO
from pathlib import Path

import pytest
from rich.cells import cell_len
from rich.console import Console

from extractor import extract
from extractor.document.check import Check, Problem, Repair
from extractor.document.document import Document
from extractor.document.table import Cell, Column, Row, Table
from extractor.export.terminal import draw_document
from extractor.export.terminal_table import draw_table

RED, GREEN, MAGENTA = "\x1b[1;31m", "\x1b[32m", "\x1b[35m"


def cell(row: int, column: int, text: str, rows: int = 1, columns: int = 1, check: str | None = None) -> Cell:
    role = "data" if check else "row_attribute"
    return Cell(f"t1.r{row}c{column}", row, column, rows, columns, text, text, role, check=check)  # type: ignore[arg-type]


@pytest.fixture
def table() -> Table:
    cells = (
        cell(0, 0, "项目"), cell(0, 1, "收入", columns=2), cell(1, 0, "合计", rows=2),
        cell(1, 1, "3.00", check="proved"), cell(1, 2, "4.00", check="failed"),
        cell(2, 1, "一段很长的说明文字", columns=2),
    )  # fmt: skip
    columns = tuple(Column(path) for path in (("项目",), ("收入",), ("收入",)))
    rows = (Row(("合计", "3.00", "4.00")), Row(("合计", "一段很长的说明文字", None)))
    return Table(
        "t1", "表", "other", "元", None, None, (1,), (), (), False, "native", 1.0, 1, columns, rows, (), cells
    )  # fmt: skip


def test_merged_cells_have_no_border_inside(table: Table) -> None:
    assert draw_table(table, 80).plain == (
        "┌──────┬───────────────┐\n"
        "│ 项目 │ 收入          │\n"
        "├──────┼────────┬──────┤\n"
        "│ 合计 │ 3.00 ✓ │ 4.00 │\n"
        "│      ├────────┴──────┤\n"
        "│      │ 一段很长的说  │\n"
        "│      │ 明文字        │\n"
        "└──────┴───────────────┘\n"
    )


@pytest.mark.parametrize("width", [20, 24, 40, 120])
def test_every_line_is_as_wide_as_the_others(table: Table, width: int) -> None:
    lines = draw_table(table, width).plain.splitlines()
    assert len({cell_len(line) for line in lines}) == 1


def test_failed_is_red_and_proved_has_a_green_mark(table: Table) -> None:
    out = StringIO()
    Console(file=out, force_terminal=True, color_system="standard", width=80).print(draw_table(table, 80), end="")
    assert f"{RED}4.00" in out.getvalue()
    assert f"{GREEN}✓" in out.getvalue()


def test_cells_of_little_confidence_are_magenta_unless_they_failed(table: Table) -> None:
    doubtful = replace(table, cells=tuple(replace(cell, confidence=0.3) for cell in table.cells))
    out = StringIO()
    Console(file=out, force_terminal=True, color_system="standard", width=80).print(draw_table(doubtful, 80), end="")
    assert f"{MAGENTA}合计" in out.getvalue() and f"{MAGENTA}3.00" in out.getvalue()
    assert f"{RED}4.00" in out.getvalue()


def test_a_table_without_rows_is_said(table: Table) -> None:
    assert draw_table(replace(table, header_rows=0, rows=(), columns=(), cells=()), 80).plain == "(no rows)"


def draw(document: Document, table_id: str | None = None) -> str:
    out = StringIO()
    draw_document(document, Console(file=out, width=120), table_id)
    return out.getvalue()


def test_repairs_failed_checks_and_problems_are_listed(demo: Path) -> None:
    document = replace(
        extract(next(demo.glob("*.docx"))),
        repairs=(Repair("r1", "row_shift", ("t2.r1c0",), "甲", "乙", ("k1",), (), 0.95, True),),
        checks=(
            Check("k1", "children_sum_to_parent", "fail", ("t1.r1c1",), "1.00 is not 2.00."),
            Check("k2", "children_sum_to_parent", "pass", ("t1.r1c1",), "It holds."),
        ),
        problems=(Problem("broken_page", "error", "This page is missing.", 3),),
    )
    whole = draw(document)
    assert "r1 row_shift t2.r1c0: '甲' → '乙' (applied, 0.95)" in whole
    assert "k1 children_sum_to_parent t1.r1c1: 1.00 is not 2.00." in whole
    assert "It holds." not in whole
    assert "error broken_page page 3: This page is missing." in whole
    assert "政务数据共享平台运行维护" in whole
    one = draw(document, "t2")
    assert "row_shift" in one
    assert "1.00 is not 2.00." not in one
    with pytest.raises(KeyError):
        draw(document, "t99")
