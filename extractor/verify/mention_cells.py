"""Which amounts of the tables a mention speaks of: only where definition says that they are the same."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal

from extractor.document.label_numbering import without_numbering
from extractor.document.public_expense_words import EXPENSE_WORDS, expense_name
from extractor.document.record import Amount, Line, Mention
from extractor.document.text import folded
from extractor.document.total_words import is_grand_total
from extractor.document.vocabulary import MentionConcept, TableKind
from extractor.verify.facts import Facts
from extractor.verify.mention_classified import classified_amounts
from extractor.verify.mention_projects import budgets_of_projects
from extractor.verify.mention_sources import EVERYWHERE, TOTAL_MEASURES, Source, amounts_of, lines_called, of_kinds

_OTHER_SIDE = {"revenue": "支出", "expenditure": "收入"}
"""A total of a side that is called by the other one stands in a torn table."""


_OF_BUDGET: dict[str | None, tuple[TableKind, ...]] = {
    None: ("expenditure_summary",),
    "fiscal_appropriation": ("fiscal_appropriation_expenditure", "fiscal_appropriation_basic"),
    "general_public": ("general_public_expenditure", "basic_expenditure"),
}
"""Where 基本支出 and what divides it are printed, by the budget that they are limited to."""
_BASIC_TABLES: frozenset[TableKind] = frozenset(("basic_expenditure", "fiscal_appropriation_basic"))
_USES: dict[MentionConcept, str] = {"basic": "基本支出", "project": "项目支出", "reserve": "单位预留机动经费"}
_PUBLIC_EXPENSES: frozenset[MentionConcept] = frozenset(
    (
        "three_public",
        "abroad",
        "vehicle",
        "vehicle_purchase",
        "vehicle_operation",
        "reception",
        "conference",
        "training",
        "operating_expenses",
    )
)


def said_as(mention: Mention) -> str:
    """What the mention is of, for messages: the printed names of a line, the words of what no concept names."""
    return mention.label or (mention.name if mention.concept == "other" else None) or mention.concept


def cells_of(facts: Facts, mention: Mention, *, any_total: bool = False) -> list[Amount]:
    """The amounts that are by definition what the mention says, in its period and phase, each cell once.

    ``any_total``: 本年合计 and 总计 alike, whichever the words name.
    """
    found = _reader_of(mention)(facts, replace(mention, label=None) if any_total else mention)
    fits = {a.cell: a for a in found if a.period == mention.period and a.phase == mention.phase and a.unit is not None}
    return list(fits.values())


def _reader_of(mention: Mention) -> Callable[[Facts, Mention], Iterator[Amount]]:
    if mention.concept == "classified_line":
        return classified_amounts
    if mention.concept in _PUBLIC_EXPENSES:
        return _public_expense
    if mention.concept in ("basic", "project", "personnel", "public"):
        return _nature
    if mention.concept == "other":
        return budgets_of_projects
    return _listed


def _listed(facts: Facts, mention: Mention) -> Iterator[Amount]:
    for source in EVERYWHERE.get(mention.concept, ()):
        yield from _at(facts, source, mention.label)
    yield from _use(facts, mention)


def _at(facts: Facts, source: Source, total: str | None = None) -> Iterator[Amount]:
    for statement in facts.statements:
        if statement.kind == source.kind:
            meant = [line for line in statement.lines if line.side == source.side and _is_meant(line, source)]
            for line in meant if source.labels else _named_so(meant, total):
                yield from amounts_of(line, source.measures)


def _named_so(totals: list[Line], total: str | None) -> list[Line]:
    """Of several totals of a side those that are called 总计, or 本年合计."""
    this_year = [line for line in totals if any(word in folded(line.label) for word in ("本年", "当年"))]
    if total is None or not this_year or len(this_year) == len(totals):
        return totals
    return this_year if total == "本年合计" else [line for line in totals if line not in this_year]


def _is_meant(line: Line, source: Source) -> bool:
    if source.labels:
        return line.role != "of_which" and _name(line.label) in source.labels
    other = _OTHER_SIDE.get(source.side or "", "")
    return line.role == "total" and is_grand_total(line.label) and not (other and other in folded(line.label))


def _nature(facts: Facts, mention: Mention) -> Iterator[Amount]:
    """基本支出 and 项目支出, 人员经费 and 公用经费, of everything or of one budget."""
    for kind in _OF_BUDGET.get(mention.fund, ()):
        measures: frozenset[str] = frozenset((mention.concept,))
        if kind in _BASIC_TABLES and mention.concept == "basic":
            measures = TOTAL_MEASURES
        yield from _at(facts, Source(kind, "expenditure", measures))
        if kind in _BASIC_TABLES and mention.concept in ("personnel", "public"):
            word = "人员经费" if mention.concept == "personnel" else "公用经费"
            yield from _at(facts, lines_called(kind, "expenditure", f"{word}合计", word))
    if mention.fund is None:
        yield from _use(facts, mention)
        if mention.concept in ("personnel", "public"):
            yield from _nature_of_all(facts, mention)


def _nature_of_all(facts: Facts, mention: Mention) -> Iterator[Amount]:
    """What divides all basic expenditure, from the table of one budget that is all of it: both totals are the same."""
    spent = {amount.yuan for amount in _at(facts, Source("expenditure_summary", "expenditure", frozenset(("basic",))))}
    for fund, kinds in _OF_BUDGET.items():
        for kind in kinds:
            if kind not in _BASIC_TABLES:
                continue
            basic = {amount.yuan for amount in _at(facts, Source(kind, "expenditure", TOTAL_MEASURES))}
            if spent and spent == (basic or _both_natures(facts, kind)):
                yield from _nature(facts, replace(mention, fund=fund))


def _both_natures(facts: Facts, kind: TableKind) -> set[Decimal | None]:
    """All basic expenditure of a table that prints 人员经费合计 and 公用经费合计, one a side, and no total of both."""
    totals = [
        {amount.yuan for amount in _at(facts, lines_called(kind, "expenditure", f"{word}合计"))}
        for word in ("人员经费", "公用经费")
    ]
    lone = [one for found in totals if len(found) == 1 and (one := next(iter(found))) is not None]
    return {sum(lone, Decimal(0))} if len(lone) == len(totals) else set()


def _use(facts: Facts, mention: Mention) -> Iterator[Amount]:
    if mention.concept in _USES:
        yield from _at(facts, lines_called("revenue_expenditure_summary", "use", _USES[mention.concept]))


def _public_expense(facts: Facts, mention: Mention) -> Iterator[Amount]:
    """Of tables with a line a column the measure tells, of others the label."""
    kinds: tuple[TableKind, ...] = (
        ("operating_expenses",) if mention.concept == "operating_expenses" else ("three_public",)
    )
    names = dict[str, tuple[str, ...]](EXPENSE_WORDS.items()).get(mention.concept, ())
    for statement in of_kinds(facts, kinds):
        for line in statement.lines:
            named = {a.measure for a in line.amounts} & _PUBLIC_EXPENSES
            if named:
                yield from (a for a in line.amounts if a.measure == mention.concept)
            elif line.role != "total" and expense_name(line.label) in names:
                yield from amounts_of(line, TOTAL_MEASURES)
        if mention.concept == "operating_expenses":
            totals = [line for line in statement.lines if is_grand_total(line.label)]
            yield from (a for line in totals for a in amounts_of(line, TOTAL_MEASURES))


def _name(label: str) -> str:
    plain = without_numbering(label)
    return plain.replace("“", "").replace("”", "").replace('"', "").removeprefix("其中:")
