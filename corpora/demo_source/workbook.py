"""The department-wide target form as a workbook."""

from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side

from extractor.corpora.demo_source.figures import DEPARTMENT, DEPARTMENT_CODE, YEAR, total
from extractor.corpora.demo_source.forms import (
    DEPARTMENT_INDICATORS,
    DEPARTMENT_OBJECTIVES,
    DEPARTMENT_TASKS,
    matrix_rows,
)  # fmt: skip

_WIDTHS = (16, 20, 22, 16, 16, 14)
_WRAPPED = Alignment(wrap_text=True, vertical="center")
_THIN = Side(style="thin")


def write_workbook(path: Path) -> None:
    """One sheet, every word a cell, amounts stored as numbers with two places."""
    book = Workbook()
    sheet = book.active
    sheet.title = "部门整体绩效目标表"
    for letter, width in zip("ABCDEF", _WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
    _row(sheet, 1, [f"{YEAR}年部门整体绩效目标表"], "A1:F1")
    sheet["A1"].font = Font(size=16, bold=True)
    _row(sheet, 2, ["部门名称", DEPARTMENT, None, "部门编码", DEPARTMENT_CODE], "B2:C2", "E2:F2")
    amounts = [float(total(measure)) for measure in ("total", "basic", "project")]
    _row(sheet, 3, ["部门预算（万元）", "资金总额", None, "基本支出", "项目支出"], "A3:A4", "B3:C3", "E3:F3")
    _row(sheet, 4, [None, amounts[0], None, amounts[1], amounts[2]], "B4:C4", "E4:F4")
    _row(sheet, 5, ["年度总体目标", "\n".join(DEPARTMENT_OBJECTIVES)], "B5:F5")
    sheet.row_dimensions[5].height = 40
    last = 6 + len(DEPARTMENT_TASKS)
    _row(sheet, 6, ["年度主要任务", "任务名称", "主要内容", None, "预算金额（万元）"], f"A6:A{last}", "C6:D6", "E6:F6")
    for row, (name, content, amount) in enumerate(DEPARTMENT_TASKS, start=7):
        _row(sheet, row, [None, name, content, None, float(amount)], f"C{row}:D{row}", f"E{row}:F{row}")
    _matrix(sheet, last + 1)
    for row in sheet.iter_rows(min_row=2, max_col=6):
        for cell in row:
            cell.border = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
            cell.alignment = _WRAPPED
            if isinstance(cell.value, float):
                cell.number_format = "0.00"
    book.properties.creator = "extractor demo"
    book.save(path)


def _matrix(sheet: Any, first: int) -> None:
    rows, spans = matrix_rows(DEPARTMENT_INDICATORS)
    last = first + len(rows) - 1
    sheet.merge_cells(f"A{first}:A{last}")
    sheet.cell(first, 1, "年度绩效指标")
    for offset, (tier1, tier2, tier3, _, target, _) in enumerate(rows):
        for column, word in ((2, tier1), (3, tier2), (4, tier3), (5, target)):
            if word:
                sheet.cell(first + offset, column, word)
        sheet.merge_cells(start_row=first + offset, end_row=first + offset, start_column=5, end_column=6)
    for row, column, height, _ in spans:
        sheet.merge_cells(
            start_row=first + row, end_row=first + row + height - 1, start_column=column + 2, end_column=column + 2
        )


def _row(sheet: Any, number: int, words: list[Any], *merges: str) -> None:
    for column, word in enumerate(words, start=1):
        if word is not None:
            sheet.cell(number, column, word)
    for merge in merges:
        sheet.merge_cells(merge)
