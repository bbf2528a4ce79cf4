"""The functional role of each cell: IM-TQA's roles (Zheng et al., ACL 2023) and the column-number row."""

from collections.abc import Collection, Sequence
from typing import Protocol

from extractor.classify.kind_rules import TARGET_LABELS
from extractor.document.number import read_amount
from extractor.document.table import Part
from extractor.document.text import folded
from extractor.document.vocabulary import CellRole, ColumnRole

_INDEX_ROLES = frozenset(
    (
        "line_number",
        "function_code",
        "function_class",
        "function_division",
        "function_item",
        "department_economic_code",
        "department_economic_class",
        "department_economic_item",
        "government_economic_code",
    )
)
_LABEL_ROLES = frozenset(("name", "tier1", "tier2", "tier3"))
_FORM_LABEL_ENDINGS = (
    "名称",
    "编码",
    "代码",
    "部门",
    "单位",
    "资金",
    "目标",
    "指标",
    "总额",
    "金额",
    "日期",
    "类别",
    "性质",
)


class PlacedText(Protocol):
    """A cell of a grid or of a table: where it starts, how far it reaches, what is printed."""

    @property
    def row(self) -> int: ...
    @property
    def column(self) -> int: ...
    @property
    def column_span(self) -> int: ...
    @property
    def raw(self) -> str: ...


def cell_roles(
    cells: Sequence[PlacedText],
    *,
    header_rows: int,
    number_rows: Collection[int],
    roles: Sequence[ColumnRole],
    parts: Sequence[Part] = (),
) -> tuple[CellRole, ...]:
    """One role for each of ``cells``; grid rows count from 0 at the first header row.

    A table without header rows is a form: its label cells are row attributes, and the headers of its ``parts`` are
    column attributes.
    """
    is_form = header_rows == 0
    return tuple(
        _role_in_form(cell, parts) if is_form else _role_in_table(cell, header_rows, number_rows, roles)
        for cell in cells
    )


def _role_in_table(
    cell: PlacedText, header_rows: int, number_rows: Collection[int], roles: Sequence[ColumnRole]
) -> CellRole:
    if cell.row in number_rows:
        return "column_number"
    if cell.row < header_rows:
        return "column_attribute"
    role = roles[cell.column] if cell.column < len(roles) else "other"
    if role in _INDEX_ROLES:
        # 合计 merged over the code columns is a label, not a code
        return "row_index" if not cell.raw.strip() or any(c.isdigit() for c in cell.raw) else "row_attribute"
    return "row_attribute" if role in _LABEL_ROLES else "data"


def _role_in_form(cell: PlacedText, parts: Sequence[Part]) -> CellRole:
    for part in parts:
        if part.first_row <= cell.row < part.first_row + part.header_rows:
            return "column_attribute"
        if part.first_row <= cell.row <= part.last_row and cell.column < len(part.columns):
            return "row_attribute" if part.columns[cell.column].role in _LABEL_ROLES else "data"
    return "row_attribute" if _is_form_label(cell.raw) else "data"


def _is_form_label(raw: str) -> bool:
    text = folded(raw).rstrip(":：")
    if not text or len(text) > 16 or read_amount(text) is not None:
        return False
    bare = text.split("(")[0]
    return text.startswith(("其中", *TARGET_LABELS)) or bare.endswith(_FORM_LABEL_ENDINGS) or bare in ("预算数", "用途")
