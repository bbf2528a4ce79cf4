"""Which side the labels of a column group are on: revenue, expenditure or use."""

from collections.abc import Sequence

from extractor.document.text import folded
from extractor.document.vocabulary import Side, TableKind

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
