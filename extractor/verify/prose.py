"""Rules of the prose: what a paragraph says against the tables, against its parts, against the year before."""

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from extractor.document.number import decimals
from extractor.document.record import Amount, Mention
from extractor.document.text import folded
from extractor.document.total_words import is_grand_total
from extractor.document.vocabulary import YUAN_PER_UNIT, MentionConcept, TableKind
from extractor.verify.facts import Facts, place_of
from extractor.verify.identity import Term, test_sum
from extractor.verify.lookups import has_carry_over
from extractor.verify.mention_cells import cells_of, said_as
from extractor.verify.mention_lines import lines_called_alike
from extractor.verify.registry import Finding, rule

_HALF = Decimal("0.5")
_MOVES = ("increase", "decrease")
_EXHAUSTING: dict[MentionConcept, tuple[MentionConcept, ...]] = {
    "basic": ("personnel", "public"),
    "three_public": ("abroad", "vehicle", "reception"),
    "vehicle": ("vehicle_purchase", "vehicle_operation"),
    "procurement": ("procurement_goods", "procurement_works", "procurement_services"),
}
"""What a concept is made of by definition: all of it, and nothing else."""
_TWO_TOTALS: frozenset[MentionConcept] = frozenset(
    (
        "income_total",
        "expenditure_total",
        "income_and_expenditure_total",
        "fiscal_appropriation",
        "fiscal_appropriation_income",
        "fiscal_appropriation_expenditure",
    )
)
"""Of these a statement prints 本年合计 and, with what was carried over, 总计."""
_SPENDING: tuple[MentionConcept, ...] = (
    "expenditure_total",
    "fiscal_appropriation_expenditure",
    "general_public_expenditure",
)
_BY_NATURE: frozenset[MentionConcept] = frozenset(("basic", "project", "operating", "reserve"))
_OF_EVERYTHING: frozenset[TableKind | None] = frozenset(("expenditure_summary", "revenue_expenditure_summary"))
_OTHER_VEHICLES = "其他"
_SOURCE_OF_MONEY = re.compile(
    r"拨款|预算(?:资金|收入)?$|结[转余](?:资金|收入)?$|^(?:中央|省|市|区|县|上级|本级).{0,6}资金$"
)
"""What names where money is from, and no project that it is for."""


@rule(
    code="mention_agrees_with_table",
    severity="error",
    english="An amount in the prose is the amount of the table that holds the same by definition (a total, a fund, "
    "basic and project expenditure, the three public expenses, a line named with its 类, 款 and 项), but for the "
    "rounding of each; where the tables differ among themselves, or none prints it, nothing is said.",
    chinese="正文所述金额与按定义同一口径的表内金额一致（容许各自舍入）；各表互不一致或无表可对时不作判断。",
)
def rule_mention_agrees_with_table(facts: Facts) -> Iterator[Finding]:
    finest = _finest_places(facts.mentions)
    for mention in facts.mentions:
        if mention.kind == "amount" and mention.yuan is not None:
            finding = _compare(facts, mention, finest.get(mention.unit or "", 0))
            if finding is not None:
                yield finding


def _compare(facts: Facts, mention: Mention, places: int) -> Finding | None:
    printed = [amount for amount in cells_of(facts, mention) if amount.value is not None]
    printed = printed or list(lines_called_alike(facts, mention))
    told = f"{said_as(mention)}: {mention.value}{mention.unit} in the text ({mention.block})"
    if not printed:
        if mention.period != str(facts.fiscal_year) or mention.concept == "other":
            return None  # another year or thing, which the tables need not print
        return Finding("insufficient", (mention.id,), f"{told}, no table prints it.", mention.value)
    near = [amount for amount in printed if abs(_apart(mention, amount)) <= _tolerance(mention, amount, places)]
    subjects = (mention.id, *(amount.cell for amount in near or printed))
    shown = " and ".join(dict.fromkeys(f"{amount.raw}{amount.unit}" for amount in near or printed))
    told = f"{told}, {shown} in the tables."
    if near:
        exact = [amount for amount in near if not _apart(mention, amount)]
        kept = exact or near
        if not mention.value:
            return Finding("pass", subjects, told, mention.value, kept[0].value)
        subjects = (mention.id, *(amount.cell for amount in kept))
        residual, tolerance = _apart(mention, kept[0]), _tolerance(mention, kept[0], places)
        return Finding("pass", subjects, told, mention.yuan, _yuan(kept[0]), residual, tolerance, subjects)
    if len({_yuan(amount) for amount in printed}) > 1 or not _is_definite(facts, mention, printed):
        return Finding("insufficient", subjects, f"{told} It may be another total.", mention.yuan)
    residual, tolerance = _apart(mention, printed[0]), _tolerance(mention, printed[0], places)
    return Finding("fail", subjects, told, mention.yuan, _yuan(printed[0]), residual, tolerance, subjects)


def _is_definite(facts: Facts, mention: Mention, printed: Sequence[Amount]) -> bool:
    """Whether no other amount can be meant: a line of all expenditure is more than a table of the budget's own
    money prints; what another table prints as its total is that; money carried over makes two totals of one side, and
    words that say which are taken as loosely as they are used."""
    if mention.concept == "classified_line" and mention.fund is None:
        return any(_kind_of(facts, amount) in _OF_EVERYTHING for amount in printed)
    if mention.concept not in _TWO_TOTALS:
        return True
    if _is_total_of_a_table(facts, mention):
        return False
    if mention.label is not None:
        either = cells_of(facts, mention, any_total=True)
        return not any(_yuan(amount) == mention.yuan for amount in either)
    if any(other.concept == "carry_over" and other.value for other in facts.mentions):
        return False
    cells = {amount.cell for amount in printed}
    tables = {place.table for cell in cells if (place := place_of(cell))}
    return not any(has_carry_over(statement.lines) for statement in facts.statements if statement.table in tables)


def _is_total_of_a_table(facts: Facts, mention: Mention) -> bool:
    """Whether a table, of whatever budget, prints the amount as its total: the text speaks of one budget of several."""
    totals = (line for statement in facts.statements for line in statement.lines if is_grand_total(line.label))
    amounts = (amount for line in totals for amount in line.amounts if amount.value is not None)
    return any(not _apart(mention, amount) and amount.period == mention.period for amount in amounts)


def _kind_of(facts: Facts, amount: Amount) -> TableKind | None:
    place = place_of(amount.cell)
    table = facts.tables.get(place.table) if place else None
    return table.kind if table is not None else None


def _apart(mention: Mention, amount: Amount) -> Decimal:
    return _yuan(amount) - (mention.yuan or Decimal(0))


def _yuan(amount: Amount) -> Decimal:
    """The printed value in 元, as ``yuan`` says it: counted anew, because what is tested is what is printed."""
    return (amount.value or Decimal(0)) * YUAN_PER_UNIT[amount.unit or "元"]


def _tolerance(mention: Mention, amount: Amount, places: int) -> Decimal:
    """Half of the last printed place of each, in 元; prose leaves zeros out, so its finest place counts for all."""
    said = _HALF.scaleb(-places) * YUAN_PER_UNIT[mention.unit or "元"]
    shown = _HALF.scaleb(-decimals(amount.value or Decimal(0))) * YUAN_PER_UNIT[amount.unit or "元"]
    same_unit = mention.unit == amount.unit
    return said + (min(shown, said) if same_unit else shown)


def _finest_places(mentions: Iterable[Mention]) -> dict[str, int]:
    """By unit, the most decimals that an amount of the prose is printed with."""
    places: dict[str, int] = {}
    for mention in mentions:
        if mention.kind == "amount" and mention.unit is not None:
            places[mention.unit] = max(places.get(mention.unit, 0), decimals(mention.value))
    return places


@rule(
    code="mention_is_sum_of_its_parts",
    severity="error",
    english="An amount in the prose is the sum of the parts that it names (其中, 包括) where these are all there are "
    "by definition (basic = personnel + public, the three public expenses, vehicles by kind, procurement), or the "
    "document says that its 项目支出 is of so many projects; other levels after 其中 and 主要为, projects among them, "
    "make no more than the whole; changes are not added up.",
    chinese="正文“其中”“包括”所列各项按定义穷尽（或所列项目与文件所述项目支出的项目个数相符）时，其和等于总额；否则（含“主要为”所列项目）各项之和不超过总额；增减额不相加。",
)
def rule_mention_is_sum_of_its_parts(facts: Facts) -> Iterator[Finding]:
    by_id = {mention.id: mention for mention in facts.mentions}
    parts: dict[str, list[Mention]] = {}
    for mention in facts.mentions:
        if mention.parent in by_id:
            parts.setdefault(mention.parent or "", []).append(mention)
    for parent, below in parts.items():
        whole = by_id[parent]
        alike = [part for part in below if _frame(part) == _frame(whole)]
        yield from _test_exhausting(facts, whole, alike)
        for group in _subsets(whole, alike):
            yield from _test_within(whole, group)
        yield from _test_projects(facts, whole, alike)


def _frame(mention: Mention) -> tuple[str | None, str | None, str | None, str]:
    return mention.period, mention.phase, mention.unit, mention.kind


def _test_exhausting(facts: Facts, whole: Mention, parts: Sequence[Mention]) -> Iterator[Finding]:
    wanted = _EXHAUSTING.get(whole.concept, ())
    found = [part for part in parts if part.concept in wanted]
    if whole.concept == "vehicles" and any((part.label or "").startswith(_OTHER_VEHICLES) for part in parts):
        found, wanted = list(parts), tuple(part.concept for part in parts)
    if not wanted or sorted(part.concept for part in found) != sorted(wanted):
        return
    terms = [Term(part.id, part.value) for part in found]
    label = f"{said_as(whole)} in the text ({whole.block})"
    finding = test_sum(label, Term(whole.id, whole.value), [terms], definite=True, derived=facts.derived)
    if finding is not None:
        yield finding


def _subsets(whole: Mention, parts: Sequence[Mention]) -> Iterator[list[Mention]]:
    """Parts that can not overlap: by nature, or the classes (类) of the function classification, each once."""
    if whole.concept in _SPENDING:
        for group in (
            [part for part in parts if part.concept in _BY_NATURE],
            [p for p in parts if p.concept == "classified_line" and (p.label or "").endswith("(类)")],
        ):
            named = [(part.concept, part.label) for part in group]
            if len(group) > 1 and len(set(named)) == len(named):
                yield group


def _test_projects(facts: Facts, whole: Mention, parts: Sequence[Mention]) -> Iterator[Finding]:
    """Projects listed under 项目支出: no more than it, and just it where the document says that it has so many."""
    names = [part.name or "" for part in parts]
    if whole.concept != "project" or not parts or len(set(names)) < len(names):
        return
    if any(part.concept != "other" or _SOURCE_OF_MONEY.search(folded(part.name or "")) for part in parts):
        return  # it may be divided twice: by project and by what it is paid from
    if facts.claimed_projects != len(parts):
        yield from _test_within(whole, parts)
        return
    terms = [Term(part.id, part.value) for part in parts]
    label = f"{said_as(whole)} in the text ({whole.block})"
    finding = test_sum(label, Term(whole.id, whole.value), [terms], definite=True, derived=facts.derived)
    if finding is not None:
        yield finding


def _test_within(whole: Mention, group: Sequence[Mention]) -> Iterator[Finding]:
    made = sum((part.value for part in group), Decimal(0))
    if not made or whole.value < 0 or any(part.value < 0 for part in group):
        return
    finest = max(decimals(mention.value) for mention in (whole, *group))
    tolerance = _HALF.scaleb(-finest) * (len(group) + 1)
    over = made - whole.value > tolerance
    told = f"{said_as(whole)} in the text ({whole.block}): 其中 makes {made} of {whole.value}."
    subjects = (whole.id, *(part.id for part in group))
    yield Finding("fail" if over else "pass", subjects, told, made, whole.value, None, tolerance)


@rule(
    code="change_agrees_with_levels",
    severity="warning",
    english="A change or its rate in the prose is the difference of the two years' levels, where one paragraph prints "
    "both of them and it.",
    chinese="同一段落写明两个年度的数额时，所述增减额（率）与其差额（率）一致。",
)
def rule_change_agrees_with_levels(facts: Facts) -> Iterator[Finding]:
    by_id = {mention.id: mention for mention in facts.mentions}
    for change in facts.mentions:
        now = by_id.get(change.of or "")
        if change.kind != "change" or now is None or change.direction not in _MOVES:
            continue
        before = _level_before(facts.mentions, now, facts.fiscal_year)
        if before is not None and before.value > 0:
            yield _test_change(change, now, before)


def _level_before(mentions: Sequence[Mention], now: Mention, fiscal_year: int | None) -> Mention | None:
    """The one level of the year before that the paragraph prints of the same thing."""
    if fiscal_year is None or now.period != str(fiscal_year):
        return None
    same = (now.block, now.concept, now.label, now.fund, now.unit)
    found = [
        mention
        for mention in mentions
        if mention.kind == "amount" and mention.period == str(fiscal_year - 1)
        if (mention.block, mention.concept, mention.label, mention.fund, mention.unit) == same
    ]
    return found[0] if len(found) == 1 else None


def _test_change(change: Mention, now: Mention, before: Mention) -> Finding:
    sign = 1 if change.direction == "increase" else -1
    half = _HALF.scaleb(-max(decimals(now.value), decimals(before.value)))
    difference = (now.value - before.value) * sign
    if change.unit == "%":
        actual = difference / before.value * 100
        slack = 200 * half * (1 + abs(difference) / before.value) / before.value
    else:
        actual, slack = difference, 2 * half
    tolerance = slack + _HALF.scaleb(-decimals(change.value))
    residual = (change.value - actual).quantize(Decimal("0.0001"))
    told = (
        f"{said_as(now)} ({now.block}): {before.value} the year before, {now.value} now, "
        f"{change.direction} {change.value}{change.unit} printed."
    )
    subjects = (change.id, before.id, now.id)
    passed = abs(residual) <= tolerance
    expected = actual.quantize(Decimal("0.01"))
    return Finding("pass" if passed else "fail", subjects, told, expected, change.value, residual, tolerance)
