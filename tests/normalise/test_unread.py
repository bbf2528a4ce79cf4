"""Amount cells that hold no amount are said, and never guessed."""

import io
from collections.abc import Sequence
from decimal import Decimal

import docx
import openpyxl
import pytest
from openpyxl.styles import Border, Side

from extractor import Document, extract


def budget(cells: Sequence[str]) -> Document:
    """A statement of one amount a row, as a DOCX."""
    rows = [("项目", "预算数"), *((f"{chr(0x7532 + n)}支出", text) for n, text in enumerate(cells)), ("合计", "46")]
    written = docx.Document()
    written.add_paragraph("一般公共预算支出表")
    written.add_paragraph("单位：万元")
    table = written.add_table(len(rows), 2)
    for row, texts in enumerate(rows):
        for column, text in enumerate(texts):
            table.cell(row, column).text = text
    data = io.BytesIO()
    written.save(data)
    return extract(data.getvalue(), name="a.docx")


def amounts(document: Document) -> list[Decimal | None]:
    return [amount.value for line in document.statements[0].lines for amount in line.amounts]


@pytest.mark.parametrize("text", ["12\n34", "12 34", "12.00\n34.00", "1\n2\n3"])
def test_two_numbers_in_one_cell_are_no_amount(text: str) -> None:
    document = budget([text, "5.00"])
    assert amounts(document) == [Decimal("5.00"), Decimal(46)]
    (problem,) = [problem for problem in document.problems if problem.code == "two_numbers_in_cell"]
    assert problem.subjects == ("t1.r1c1",)
    assert problem.severity == "warning"


def test_a_wrapped_number_is_one_amount() -> None:
    document = budget(["1,234,\n567.00", "32.\n04"])
    assert amounts(document) == [Decimal("1234567.00"), Decimal("32.04"), Decimal(46)]
    assert not document.problems


def test_text_in_an_amount_column_is_said_and_kept() -> None:
    document = budget(["见附件", "5.00"])
    (problem,) = [problem for problem in document.problems if problem.code == "unread_amount"]
    assert problem.subjects == ("t1.r1c1",)
    assert document.statements[0].lines[0].attributes == {"预算数": "见附件"}


def test_the_unit_in_a_cell_is_the_amounts_own() -> None:
    document = budget(["120000元", "5.00"])
    own, plain, _ = (amount for line in document.statements[0].lines for amount in line.amounts)
    assert (own.value, own.unit, own.yuan) == (Decimal(120000), "元", Decimal(120000))
    assert (plain.unit, plain.yuan) == ("万元", Decimal("50000.00"))
    assert not document.problems


def test_nil_marks_are_dashes_and_no_problem() -> None:
    document = budget(["/", "无", "－－－", "￥5.00"])
    lines = document.statements[0].lines
    assert [line.amounts[0].mark for line in lines] == ["dash", "dash", "dash", "value", "value"]
    assert lines[3].amounts[0].value == Decimal("5.00")
    assert not document.problems


def test_digits_that_a_sheet_stores_and_does_not_display_are_said() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "一般公共预算支出表"
    thin = Side(style="thin")
    for texts in [("项目", "预算数"), ("甲支出", 12.34), ("乙支出", 7.125), ("丙支出", 0.1 + 0.2)]:
        sheet.append(texts)
    for row, code in enumerate(("General", "0", "0.00", "General"), 1):
        sheet.cell(row, 2).number_format = code
        for column in (1, 2):
            sheet.cell(row, column).border = Border(left=thin, right=thin, top=thin, bottom=thin)
    data = io.BytesIO()
    book.save(data)
    document = extract(data.getvalue(), name="a.xlsx")
    assert amounts(document) == [Decimal(12), Decimal("7.13"), Decimal("0.3")]
    rounded = [problem.subjects for problem in document.problems if problem.code == "displayed_rounded"]
    assert rounded == [("t1.r1c1",)]
