"""The amounts of the statements, one a row."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from extractor.document.record import Amount, Line, Statement
from extractor.export.tidy.document_tables import OF_DOCUMENT
from extractor.export.tidy.model import Field, TidyTable, document_field
from extractor.export.tidy.table_tables import OF_TABLE
from extractor.export.tidy.view import DocumentView

Classification = Literal["revenue", "function", "department_economic", "government_economic"]
_CLASSIFICATIONS: dict[str, Classification] = {
    "1": "revenue",
    "2": "function",
    "3": "department_economic",
    "5": "government_economic",
}
"""The first digit of a code of 政府收支分类科目 tells its classification."""
_CODE_LENGTHS = (3, 5, 7, 9)


@dataclass(frozen=True, slots=True)
class LineAmount:
    """An amount with its line; ``number`` counts the line's amounts from 1, 0 where the line has none."""

    statement: Statement
    line: Line
    amount: Amount | None
    number: int


def _amounts(view: DocumentView) -> Iterator[LineAmount]:
    for statement in view.document.statements:
        for line in statement.lines:
            if not line.amounts:
                yield LineAmount(statement, line, None, 0)
            yield from (LineAmount(statement, line, amount, number) for number, amount in enumerate(line.amounts, 1))


def classification_of(code: str | None) -> Classification | None:
    """Which classification a line's code is of; None where it is of none."""
    if code is None or len(code) not in _CODE_LENGTHS or not (code.isascii() and code.isdigit()):
        return None
    return _CLASSIFICATIONS.get(code[0])


def _function_code(row: LineAmount) -> str | None:
    return row.line.code if classification_of(row.line.code) == "function" else None


def _economic_code(row: LineAmount) -> str | None:
    classification = classification_of(row.line.code)
    return row.line.code if classification in ("department_economic", "government_economic") else None


def _attributes(row: LineAmount) -> str | None:
    return json.dumps(row.line.attributes, ensure_ascii=False) if row.line.attributes else None


STATEMENT_LINES: TidyTable[LineAmount] = TidyTable(
    "statement_lines",
    "One row an amount of a statement, blanks and dashes too; a line without any has one row with `amount_number` 0.",
    "报表的每个金额一行，含空白和横线；没有金额的行占一行，`amount_number` 为 0。",
    "`statements[].lines[].amounts[]`",
    ("document_id", "line_id", "amount_number"),
    _amounts,
    (
        document_field(),
        Field("statement_id", "text", "id of the statement", "报表标识", lambda _, r: r.statement.id, True),
        Field("statement_kind", "category", "what it states", "报表种类", lambda _, r: r.statement.kind, True),
        Field("table_id", "text", "the table it was read from", "表标识", lambda _, r: r.statement.table, True),
        Field("fiscal_year", "integer", "the document's year", "预算年度", lambda v, _: v.document.fiscal_year),
        Field("department_code", "category", "the document's", "部门代码", lambda v, _: v.document.department.code),
        Field("department_name", "category", "the document's", "部门名称", lambda v, _: v.document.department.name),
        Field(
            "reporting_unit_code",
            "category",
            "code of the unit whose table it is",
            "填报单位代码",
            lambda v, r: u.code if (u := v.unit(r.statement.reporting_unit)) else None,
        ),
        Field(
            "reporting_unit_name",
            "category",
            "its name",
            "填报单位名称",
            lambda v, r: u.name if (u := v.unit(r.statement.reporting_unit)) else None,
        ),
        Field("line_id", "text", "id of the line", "行标识", lambda _, r: r.line.id, True),
        Field("amount_number", "integer", "which amount of the line, from 1", "金额序号", lambda _, r: r.number, True),
        Field("side", "category", "`revenue`, `expenditure` or `use`", "收入、支出或用途", lambda _, r: r.line.side),
        Field("number", "text", "line number as printed", "行次", lambda _, r: r.line.number),
        Field("label", "category", "name of the line", "项目（科目）名称", lambda _, r: r.line.label),
        Field("code", "category", "its classification code", "科目编码", lambda _, r: r.line.code),
        Field(
            "code_source",
            "category",
            "printed, joined, repaired, inferred",
            "编码依据",
            lambda _, r: r.line.code_source,
        ),
        Field(
            "classification",
            "category",
            "by the first digit: `revenue` 1, `function` 2, `department_economic` 3, `government_economic` 5",
            "科目体系：收入、功能、部门经济、政府经济",
            lambda _, r: classification_of(r.line.code),
        ),
        Field(
            "function_code", "category", "`code` where it is functional", "功能分类编码", lambda _, r: _function_code(r)
        ),
        Field(
            "economic_code", "category", "`code` where it is economic", "经济分类编码", lambda _, r: _economic_code(r)
        ),
        Field("level", "integer", "depth, 0 for a grand total", "层级", lambda _, r: r.line.level, True),
        Field("parent_line_id", "text", "the line that it is a part of", "上级行标识", lambda _, r: r.line.parent),
        Field("line_role", "category", "item, of_which, subtotal, total …", "行的角色", lambda _, r: r.line.role, True),
        Field(
            "measure",
            "category",
            "what the amount measures",
            "金额口径",
            lambda _, r: r.amount.measure if r.amount else None,
        ),
        Field(
            "period",
            "category",
            "year or date of the amount",
            "所属期",
            lambda _, r: r.amount.period if r.amount else None,
        ),
        Field(
            "phase",
            "category",
            "budget, adjusted, actual",
            "预算、调整或决算",
            lambda _, r: r.amount.phase if r.amount else None,
        ),
        Field(
            "fund",
            "category",
            "fund that it is limited to",
            "资金来源",
            lambda _, r: r.amount.fund if r.amount else None,
        ),
        Field(
            "mark",
            "category",
            "value, zero, blank, dash",
            "数值、零、空白或横线",
            lambda _, r: r.amount.mark if r.amount else None,
        ),
        Field("raw", "text", "the amount as printed", "金额原样", lambda _, r: r.amount.raw if r.amount else None),
        Field(
            "value",
            "decimal",
            "the amount in `unit`",
            "金额（印刷单位）",
            lambda _, r: r.amount.value if r.amount else None,
        ),
        Field("unit", "category", "unit as printed", "单位", lambda _, r: r.amount.unit if r.amount else None),
        Field("yuan", "decimal", "the amount in 元", "金额（元）", lambda _, r: r.amount.yuan if r.amount else None),
        Field(
            "check",
            "category",
            "proved, consistent, failed, unchecked",
            "核对结果",
            lambda _, r: r.amount.check if r.amount else None,
        ),
        Field(
            "cell_id", "text", "the cell that prints it", "单元格标识", lambda _, r: r.amount.cell if r.amount else None
        ),
        Field("page", "integer", "its page", "页码", lambda v, r: v.page_of(r.amount.cell) if r.amount else None),
        Field(
            "attributes",
            "text",
            "other words of the line, a JSON object",
            "其他栏目（JSON）",
            lambda _, r: _attributes(r),
        ),
    ),
    (OF_DOCUMENT, OF_TABLE),
)
