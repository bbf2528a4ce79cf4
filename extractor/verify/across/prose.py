"""What the prose of one file says against the tables of another."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from extractor.document.number import decimals
from extractor.document.record import Amount, Mention
from extractor.document.vocabulary import YUAN_PER_UNIT
from extractor.verify.across.pairing import Pair
from extractor.verify.across.registry import pair_rule
from extractor.verify.mention_cells import cells_of
from extractor.verify.prose import rule_mention_agrees_with_table
from extractor.verify.registry import Finding

_HALF = Decimal("0.5")


@pair_rule(
    code="mention_agrees_with_other_file",
    severity="error",
    english="An amount in the prose of one file is the amount of the table in another that holds the same by "
    "definition: in the same set, of last year's figures in last year's budget, of the budget's figures that a final "
    "account names in the budget; what no table prints is insufficient.",
    chinese="一份文件正文所述金额与另一份文件表内同一口径金额一致：同一套文件之间、上年数与上年预算、决算所述预算数与预算；无表可对为依据不足。",
    against="all",
)
def rule_mention_agrees_with_other_file(pair: Pair) -> Iterator[Finding]:
    said = {mention.id: mention for mention in pair.one.mentions if _is_of(pair, mention)}
    if not said or not pair.other.statements:
        return
    for finding in rule_mention_agrees_with_table(replace(pair.other, mentions=tuple(said.values()))):
        mention = said[finding.subjects[0]]
        unprinted = len(finding.subjects) == 1
        if unprinted and (pair.relation != "same_set" or cells_of(pair.one, mention)):
            continue  # its own tables print it, or no table need to
        yield finding


def _is_of(pair: Pair, mention: Mention) -> bool:
    """Whether the other file is where the amount must stand: of the same year, or of what the relation is about."""
    match pair.relation:
        case "same_set":
            return mention.period == str(pair.other.fiscal_year) or mention.kind != "amount"
        case "year_before":
            return mention.period == str(pair.other.fiscal_year)
        case "budget_of_account":
            return mention.phase == "budget" and mention.period == str(pair.other.fiscal_year)


@pair_rule(
    code="change_agrees_with_year_before",
    severity="warning",
    english="A change on the year before, or its rate, that the prose prints is the difference of the level that it "
    "names from last year's table; another difference says nothing, because the prose rarely says which of last "
    "year's figures it means.",
    chinese="正文所述较上年增减额（率）与本年数额减上年表内同一口径金额之差（率）一致；不一致时因未写明上年口径，不作判断。",
    against="all",
)
def rule_change_agrees_with_year_before(pair: Pair) -> Iterator[Finding]:
    if pair.relation != "year_before":
        return
    by_id = {mention.id: mention for mention in pair.one.mentions}
    for change in pair.one.mentions:
        now = by_id.get(change.of or "")
        moves = change.kind == "change" and change.direction in ("increase", "decrease")
        if moves and now is not None and now.yuan is not None:
            yield from _test_change(pair, change, now)


def _test_change(pair: Pair, change: Mention, now: Mention) -> Iterator[Finding]:
    before = [a for a in cells_of(pair.other, replace(now, period=str(pair.other.fiscal_year))) if a.value]
    if not before or len({_yuan(amount) for amount in before}) > 1 or change.unit not in (*YUAN_PER_UNIT, "%"):
        return
    sign = 1 if change.direction == "increase" else -1
    level, half = _yuan(before[0]), _half(now.value, now.unit) + _half(before[0].value, before[0].unit)
    difference = ((now.yuan or Decimal(0)) - level) * sign
    said = change.value if change.unit == "%" else change.yuan or Decimal(0)
    expected, slack = difference, half
    if change.unit == "%":
        expected, slack = difference / level * 100, 100 * half * (1 + abs(difference) / level) / level
    tolerance = slack + _half(change.value, change.unit)
    residual = (said - expected).quantize(Decimal("0.0001"))
    told = (
        f"{now.label or now.concept} ({now.block}): {before[0].raw}{before[0].unit} the year before, "
        f"{now.value}{now.unit} now, {change.direction} {change.value}{change.unit} printed."
    )
    subjects = (change.id, now.id, *(amount.cell for amount in before))
    passed = abs(residual) <= tolerance
    if not passed:
        told = f"{told} It may be of another of last year's figures."
    rounded = expected.quantize(Decimal("0.01"))
    yield Finding("pass" if passed else "insufficient", subjects, told, rounded, said, residual, tolerance)


def _yuan(amount: Amount) -> Decimal:
    return (amount.value or Decimal(0)) * YUAN_PER_UNIT[amount.unit or "元"]


def _half(value: Decimal | None, unit: str | None) -> Decimal:
    """Half of the last printed place, in 元 where the unit is one of money."""
    return _HALF.scaleb(-decimals(value or Decimal(0))) * YUAN_PER_UNIT.get(unit or "", 1)
