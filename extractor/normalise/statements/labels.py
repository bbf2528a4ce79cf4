"""What row labels say of their line: a total, a subtotal, something carried over, a side."""

import re
from collections.abc import Sequence

from extractor.document.text import folded
from extractor.document.vocabulary import Side, TableKind

_TOTAL = re.compile(r"(?:合计|总计|共计)(?:数|金额)?$")
_SUBTOTAL = re.compile(r"(?:小计|分计)$")
_CARRIED = re.compile(r"结转|(?:年[初末终]|期[初末]|上年|使用|动用|非财政拨款|专用).*结余|^结余|结余分配")
_REVENUE_KINDS: frozenset[TableKind] = frozenset(("revenue_summary",))
_EXPENDITURE_KINDS: frozenset[TableKind] = frozenset(
    (
        "expenditure_summary",
        "fiscal_appropriation_expenditure",
        "fiscal_appropriation_basic",
        "general_public_expenditure",
        "basic_expenditure",
        "project_expenditure",
        "government_fund",
        "state_capital",
        "three_public",
        "operating_expenses",
        "procurement",
    )
)


def is_total(label: str) -> bool:
    """Whether the label names a total (合计, 收入总计, 本年支出合计)."""
    return bool(_TOTAL.search(folded(label)))


def is_subtotal(label: str) -> bool:
    """Whether the label names a subtotal (小计)."""
    return bool(_SUBTOTAL.search(folded(label)))


def is_carried_over(label: str) -> bool:
    """Whether the label names money carried over between years (上年结转, 年末结转和结余, 结余分配)."""
    return bool(_CARRIED.search(folded(label)))


def side_of(paths: Sequence[tuple[str, ...]], kind: TableKind) -> Side | None:
    """The side that the header paths of a column group name, else the one that the table's kind has."""
    words = "|".join(folded(element) for path in paths for element in path[:-1]) or "|".join(
        folded(element) for path in paths for element in path
    )
    if "用途" in words or "支出性质" in words or "经济分类)" in words:
        return "use"
    revenue, expenditure = "收入" in words, "支出" in words
    if kind in _REVENUE_KINDS:
        return "revenue"
    if kind in _EXPENDITURE_KINDS:
        return "expenditure"
    if revenue != expenditure:
        return "revenue" if revenue else "expenditure"
    return None
