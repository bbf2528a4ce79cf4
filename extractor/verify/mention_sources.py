"""Where each concept of the prose is printed by definition: which totals, or lines, of which statements."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractor.document.record import Amount, Line, Statement
from extractor.document.vocabulary import Measure, MentionConcept, Side, TableKind
from extractor.verify.facts import Facts, amounts_by_key
from extractor.verify.income_words import FUND_NAMES

TOTAL_MEASURES = frozenset(("total", "amount", "subtotal"))


@dataclass(frozen=True, slots=True)
class Source:
    """A place where a concept is printed: the totals of the statements of one kind and side, in one of the measures;
    ``labels`` instead of the totals are lines that are called so."""

    kind: TableKind
    side: Side | None
    measures: frozenset[str]
    labels: frozenset[str] = frozenset()


def totals_of(kind: TableKind, side: Side | None, *measures: str) -> Source:
    """The totals of the statements of a kind and side, in one of the measures (of any total where none is given)."""
    return Source(kind, side, frozenset(measures) or TOTAL_MEASURES)


def lines_called(kind: TableKind, side: Side | None, *labels: str) -> Source:
    """The lines of such statements that are called so."""
    return Source(kind, side, TOTAL_MEASURES, frozenset(labels))


_INCOME = (totals_of("revenue_expenditure_summary", "revenue"), totals_of("revenue_summary", "revenue"))
_SPENDING = (totals_of("revenue_expenditure_summary", "expenditure"), totals_of("expenditure_summary", "expenditure"))
_APPROPRIATED = (
    totals_of("fiscal_appropriation_summary", "expenditure"),
    totals_of("fiscal_appropriation_expenditure", "expenditure"),
)


def _fund_income(fund: Measure) -> tuple[Source, ...]:
    return (
        lines_called("revenue_expenditure_summary", "revenue", *FUND_NAMES[fund]),
        lines_called("fiscal_appropriation_summary", "revenue", *FUND_NAMES[fund]),
        totals_of("revenue_summary", "revenue", fund),
    )


EVERYWHERE: dict[MentionConcept, tuple[Source, ...]] = {
    "income_total": _INCOME,
    "expenditure_total": _SPENDING,
    "income_and_expenditure_total": _INCOME + _SPENDING,
    "fiscal_appropriation_income": (
        lines_called("revenue_expenditure_summary", "revenue", "财政拨款收入", "财政拨款"),
        totals_of("revenue_summary", "revenue", "fiscal_appropriation"),
        totals_of("fiscal_appropriation_summary", "revenue"),
    ),
    "fiscal_appropriation_expenditure": _APPROPRIATED,
    "fiscal_appropriation": (totals_of("fiscal_appropriation_summary", "revenue"), *_APPROPRIATED),
    "general_public_income": _fund_income("general_public"),
    "government_fund_income": _fund_income("government_fund"),
    "state_capital_income": _fund_income("state_capital"),
    "general_public_expenditure": (
        totals_of("general_public_expenditure", "expenditure"),
        totals_of("fiscal_appropriation_summary", "expenditure", "general_public"),
    ),
    "government_fund_expenditure": (
        totals_of("government_fund", "expenditure"),
        totals_of("fiscal_appropriation_summary", "expenditure", "government_fund"),
    ),
    "state_capital_expenditure": (
        totals_of("state_capital", "expenditure"),
        totals_of("fiscal_appropriation_summary", "expenditure", "state_capital"),
    ),
    "fiscal_account_income": (totals_of("revenue_summary", "revenue", "fiscal_account"),),
    "business_income": (
        totals_of("revenue_summary", "revenue", "business_income"),
        lines_called("revenue_expenditure_summary", "revenue", "事业收入"),
    ),
    "operating_income": (
        totals_of("revenue_summary", "revenue", "operating_income"),
        lines_called("revenue_expenditure_summary", "revenue", "经营收入", "事业单位经营收入"),
    ),
    "superior_subsidy": (
        totals_of("revenue_summary", "revenue", "superior_subsidy"),
        lines_called("revenue_expenditure_summary", "revenue", "上级补助收入"),
    ),
    "affiliate_remittance": (
        totals_of("revenue_summary", "revenue", "affiliate_remittance"),
        lines_called("revenue_expenditure_summary", "revenue", "附属单位上缴收入"),
    ),
    "unit_funds": (totals_of("revenue_summary", "revenue", "unit_funds"),),
    "other_income": (
        totals_of("revenue_summary", "revenue", "other"),
        lines_called("revenue_expenditure_summary", "revenue", "其他收入", "其他资金", "其他资金收入"),
    ),
    "carry_over": (totals_of("revenue_summary", "revenue", "carry_over"),),
    "operating": (totals_of("expenditure_summary", "expenditure", "operating"),),
    "reserve": (totals_of("expenditure_summary", "expenditure", "reserve"),),
    "procurement": (totals_of("procurement", "expenditure"),),
    "procurement_goods": (lines_called("procurement", "expenditure", "货物", "货物类", "货物采购", "采购货物"),),
    "procurement_works": (lines_called("procurement", "expenditure", "工程", "工程类", "工程采购", "采购工程"),),
    "procurement_services": (lines_called("procurement", "expenditure", "服务", "服务类", "服务采购", "采购服务"),),
    "fixed_assets": (lines_called("assets", None, "资产总额", "固定资产", "固定资产总额", "合计"),),
}


def amounts_of(line: Line, measures: frozenset[str]) -> Iterator[Amount]:
    """The line's amounts of a measure; its total is 合计, without one a lone amount or 小计, asked for each year and
    phase by itself: a budget of one column may stand before 决算数 with its 小计."""
    by_key = amounts_by_key(line)
    with_total = {(key.period, key.phase) for key in by_key if key.measure == "total"}
    for key, amount in by_key.items():
        twice = any(other.ordinal for other in by_key if other.measure == key.measure)
        is_whole = key.measure == ("total" if (key.period, key.phase) in with_total else "subtotal")
        if not twice and (is_whole if measures == TOTAL_MEASURES else key.measure in measures):
            yield amount


def of_kinds(facts: Facts, kinds: Sequence[TableKind]) -> Iterator[Statement]:
    return (statement for statement in facts.statements if statement.kind in kinds)
