"""Which amounts of the tables a mention speaks of: only where definition says that they are the same."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from extractor.document.label_numbering import without_numbering
from extractor.document.record import Amount, Line, Mention, Statement
from extractor.document.text import folded
from extractor.document.total_words import is_grand_total
from extractor.document.vocabulary import Measure, MentionConcept, Side, TableKind
from extractor.verify.expenses import EXPENSE_WORDS, expense_name
from extractor.verify.facts import Facts, amounts_by_key
from extractor.verify.income_words import FUND_NAMES
from extractor.verify.line_parents import is_coded
from extractor.verify.mention_projects import budgets_of_projects, says_the_same

_TOTAL_MEASURES = frozenset(("total", "amount", "subtotal"))
_OTHER_SIDE = {"revenue": "支出", "expenditure": "收入"}
"""A total of a side that is called by the other one stands in a torn table."""
_RANK_LENGTH = {"类": 3, "款": 5, "项": 7}


@dataclass(frozen=True, slots=True)
class Source:
    """A place where a concept is printed: the totals of the statements of one kind and side, in one of the measures;
    ``labels`` instead of the totals are lines that are called so."""

    kind: TableKind
    side: Side | None
    measures: frozenset[str]
    labels: frozenset[str] = frozenset()


def _totals(kind: TableKind, side: Side | None, *measures: str) -> Source:
    return Source(kind, side, frozenset(measures) or _TOTAL_MEASURES)


def _lines(kind: TableKind, side: Side | None, *labels: str) -> Source:
    return Source(kind, side, _TOTAL_MEASURES, frozenset(labels))


_INCOME = (_totals("revenue_expenditure_summary", "revenue"), _totals("revenue_summary", "revenue"))
_SPENDING = (_totals("revenue_expenditure_summary", "expenditure"), _totals("expenditure_summary", "expenditure"))
_APPROPRIATED = (
    _totals("fiscal_appropriation_summary", "expenditure"),
    _totals("fiscal_appropriation_expenditure", "expenditure"),
)


def _fund_income(fund: Measure) -> tuple[Source, ...]:
    return (
        _lines("revenue_expenditure_summary", "revenue", *FUND_NAMES[fund]),
        _lines("fiscal_appropriation_summary", "revenue", *FUND_NAMES[fund]),
        _totals("revenue_summary", "revenue", fund),
    )


_EVERYWHERE: dict[MentionConcept, tuple[Source, ...]] = {
    "income_total": _INCOME,
    "expenditure_total": _SPENDING,
    "income_and_expenditure_total": _INCOME + _SPENDING,
    "fiscal_appropriation_income": (
        _lines("revenue_expenditure_summary", "revenue", "财政拨款收入", "财政拨款"),
        _totals("revenue_summary", "revenue", "fiscal_appropriation"),
        _totals("fiscal_appropriation_summary", "revenue"),
    ),
    "fiscal_appropriation_expenditure": _APPROPRIATED,
    "fiscal_appropriation": (_totals("fiscal_appropriation_summary", "revenue"), *_APPROPRIATED),
    "general_public_income": _fund_income("general_public"),
    "government_fund_income": _fund_income("government_fund"),
    "state_capital_income": _fund_income("state_capital"),
    "general_public_expenditure": (
        _totals("general_public_expenditure", "expenditure"),
        _totals("fiscal_appropriation_summary", "expenditure", "general_public"),
    ),
    "government_fund_expenditure": (
        _totals("government_fund", "expenditure"),
        _totals("fiscal_appropriation_summary", "expenditure", "government_fund"),
    ),
    "state_capital_expenditure": (
        _totals("state_capital", "expenditure"),
        _totals("fiscal_appropriation_summary", "expenditure", "state_capital"),
    ),
    "fiscal_account_income": (_totals("revenue_summary", "revenue", "fiscal_account"),),
    "business_income": (
        _totals("revenue_summary", "revenue", "business_income"),
        _lines("revenue_expenditure_summary", "revenue", "事业收入"),
    ),
    "operating_income": (
        _totals("revenue_summary", "revenue", "operating_income"),
        _lines("revenue_expenditure_summary", "revenue", "经营收入", "事业单位经营收入"),
    ),
    "superior_subsidy": (
        _totals("revenue_summary", "revenue", "superior_subsidy"),
        _lines("revenue_expenditure_summary", "revenue", "上级补助收入"),
    ),
    "affiliate_remittance": (
        _totals("revenue_summary", "revenue", "affiliate_remittance"),
        _lines("revenue_expenditure_summary", "revenue", "附属单位上缴收入"),
    ),
    "unit_funds": (_totals("revenue_summary", "revenue", "unit_funds"),),
    "other_income": (
        _totals("revenue_summary", "revenue", "other"),
        _lines("revenue_expenditure_summary", "revenue", "其他收入", "其他资金", "其他资金收入"),
    ),
    "carry_over": (_totals("revenue_summary", "revenue", "carry_over"),),
    "operating": (_totals("expenditure_summary", "expenditure", "operating"),),
    "reserve": (_totals("expenditure_summary", "expenditure", "reserve"),),
    "procurement": (_totals("procurement", "expenditure"),),
    "fixed_assets": (_lines("assets", None, "资产总额", "固定资产", "固定资产总额", "合计"),),
}
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
_CLASSIFIED: dict[str | None, tuple[TableKind, ...]] = {
    None: ("expenditure_summary", "fiscal_appropriation_expenditure", "general_public_expenditure"),
    "fiscal_appropriation": ("fiscal_appropriation_expenditure", "fiscal_appropriation_basic"),
    "general_public": ("general_public_expenditure", "basic_expenditure"),
    "government_fund": ("government_fund",),
    "state_capital": ("state_capital",),
}
_CLASSES_BY_NAME: dict[str | None, TableKind] = {
    None: "revenue_expenditure_summary",
    "fiscal_appropriation": "fiscal_appropriation_summary",
}
"""Summaries that list the classes of the function classification by name, without their codes."""


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
        return _classified
    if mention.concept in _PUBLIC_EXPENSES:
        return _public_expense
    if mention.concept in ("basic", "project", "personnel", "public"):
        return _nature
    if mention.concept == "other":
        return budgets_of_projects
    return _listed


def _listed(facts: Facts, mention: Mention) -> Iterator[Amount]:
    for source in _EVERYWHERE.get(mention.concept, ()):
        yield from _at(facts, source, mention.label)
    yield from _use(facts, mention)


def _at(facts: Facts, source: Source, total: str | None = None) -> Iterator[Amount]:
    for statement in facts.statements:
        if statement.kind == source.kind:
            meant = [line for line in statement.lines if line.side == source.side and _is_meant(line, source)]
            for line in meant if source.labels else _named_so(meant, total):
                yield from _amounts(line, source.measures)


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


def _amounts(line: Line, measures: frozenset[str]) -> Iterator[Amount]:
    """The line's amounts of a measure; its total is 合计, without one a lone amount or 小计."""
    by_key = amounts_by_key(line)
    wanted = measures
    if measures == _TOTAL_MEASURES:
        has_total = any(key.measure == "total" for key in by_key)
        wanted = frozenset(("total",)) if has_total else frozenset(("subtotal",))
    for key, amount in by_key.items():
        twice = any(other.ordinal for other in by_key if other.measure == key.measure)
        if key.measure in wanted and not twice:
            yield amount


def _nature(facts: Facts, mention: Mention) -> Iterator[Amount]:
    """基本支出 and 项目支出, 人员经费 and 公用经费, of everything or of one budget."""
    for kind in _OF_BUDGET.get(mention.fund, ()):
        measures: frozenset[str] = frozenset((mention.concept,))
        if kind in _BASIC_TABLES and mention.concept == "basic":
            measures = _TOTAL_MEASURES
        yield from _at(facts, Source(kind, "expenditure", measures))
        if kind in _BASIC_TABLES and mention.concept in ("personnel", "public"):
            word = "人员经费" if mention.concept == "personnel" else "公用经费"
            yield from _at(facts, _lines(kind, "expenditure", f"{word}合计", word))
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
            basic = {amount.yuan for amount in _at(facts, Source(kind, "expenditure", _TOTAL_MEASURES))}
            if spent and spent == basic:
                yield from _nature(facts, replace(mention, fund=fund))


def _use(facts: Facts, mention: Mention) -> Iterator[Amount]:
    if mention.concept in _USES:
        yield from _at(facts, _lines("revenue_expenditure_summary", "use", _USES[mention.concept]))


def _public_expense(facts: Facts, mention: Mention) -> Iterator[Amount]:
    """Of tables with a line a column the measure tells, of others the label."""
    kinds: tuple[TableKind, ...] = (
        ("operating_expenses",) if mention.concept == "operating_expenses" else ("three_public",)
    )
    names = dict[str, tuple[str, ...]](EXPENSE_WORDS.items()).get(mention.concept, ())
    for statement in _of_kinds(facts, kinds):
        for line in statement.lines:
            named = {a.measure for a in line.amounts} & _PUBLIC_EXPENSES
            if named:
                yield from (a for a in line.amounts if a.measure == mention.concept)
            elif line.role != "total" and expense_name(line.label) in names:
                yield from _amounts(line, _TOTAL_MEASURES)
        if mention.concept == "operating_expenses":
            totals = [line for line in statement.lines if is_grand_total(line.label)]
            yield from (a for line in totals for a in _amounts(line, _TOTAL_MEASURES))


def _classified(facts: Facts, mention: Mention) -> Iterator[Amount]:
    """The one line of a statement that bears the printed names, each at its level of the code."""
    links = [link.rpartition("(") for link in (mention.label or "").split("/")]
    names, length = [_bare(name) for name, _, _ in links], _RANK_LENGTH[links[-1][2][:1]]
    if length == _RANK_LENGTH["类"] and (kind := _CLASSES_BY_NAME.get(mention.fund)):
        yield from _class_by_name(facts, kind, names[-1])
    of_office = any(m.id == mention.parent and m.concept == "operating_expenses" for m in facts.mentions)
    # 机关运行经费 is listed by the same economic lines as the basic expenditure, and counts projects in
    kinds: tuple[TableKind, ...] = ("operating_expenses",) if of_office else _CLASSIFIED.get(mention.fund, ())
    for statement in _of_kinds(facts, kinds):
        coded = [line for line in statement.lines if len(line.code or "") == length and is_coded(line)]
        found = [line for line in coded if _bears(line, names, statement)]
        if len(found) == 1:
            yield from _amounts(found[0], _TOTAL_MEASURES)
            if of_office:
                yield from _amounts(found[0], frozenset(("operating_expenses",)))
        elif not _is_called(coded, names[-1]):
            yield from _of_another_rank(statement, names, mention)


def _is_called(lines: Sequence[Line], name: str) -> bool:
    """Whether a line is called so."""
    return any(_bare(line.label) == name for line in lines)


def _of_another_rank(statement: Statement, names: Sequence[str], mention: Mention) -> Iterator[Amount]:
    """The one line of the class that is called so and says the same amount: prose takes 款 for 项 at times."""
    coded = [line for line in statement.lines if is_coded(line)]
    above = [line for line in coded if len(line.code or "") == _RANK_LENGTH["类"]]
    classes = [line.code for line in above if _bare(line.label) == names[0]]
    found = [line for line in coded if _bare(line.label) == names[-1] and (line.code or "")[:3] in classes]
    if len(found) == 1:
        yield from (a for a in _amounts(found[0], _TOTAL_MEASURES) if says_the_same(mention, a.yuan))


def _class_by_name(facts: Facts, kind: TableKind, name: str) -> Iterator[Amount]:
    """The one class (类) of a summary that lists them by name: 一、一般公共服务支出."""
    for statement in _of_kinds(facts, (kind,)):
        classes = [line for line in statement.lines if line.side == "expenditure" and line.role == "item"]
        found = [line for line in classes if _bare(line.label) == name]
        if len(found) == 1:
            yield from _amounts(found[0], _TOTAL_MEASURES)


def _bears(line: Line, names: Sequence[str], statement: Statement) -> bool:
    """Whether the line and the lines whose codes its code begins with are called so, from the innermost outwards."""
    if _bare(line.label) != names[-1]:
        return False
    wanted = list(names[:-1])
    if not wanted:
        return True
    code = line.code or ""
    above = {
        other.code: _bare(other.label)
        for other in statement.lines
        if other.code and code.startswith(other.code) and len(other.code) < len(code) and is_coded(other)
    }
    outer = [above[key] for key in sorted(above, key=lambda k: len(k or ""))]
    return outer[-len(wanted) :] == wanted


def _of_kinds(facts: Facts, kinds: Sequence[TableKind]) -> Iterator[Statement]:
    return (statement for statement in facts.statements if statement.kind in kinds)


def _name(label: str) -> str:
    plain = without_numbering(label)
    return plain.replace("“", "").replace("”", "").replace('"', "").removeprefix("其中:")


@lru_cache(maxsize=8192)  # every mention is held against the same labels
def _bare(name: str) -> str:
    """A name without numbering and without 支出 at its end, which prose leaves out or adds."""
    return without_numbering(name).removesuffix("支出")
