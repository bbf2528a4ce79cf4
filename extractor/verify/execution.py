"""The rule of what was spent of a budget: 完成预算的…% against the two amounts that the sentence prints."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from extractor.document.number import decimals
from extractor.document.record import Mention
from extractor.document.text import folded
from extractor.document.vocabulary import Phase
from extractor.verify.facts import Facts
from extractor.verify.mention_cells import said_as
from extractor.verify.registry import Finding, rule

_HALF = Decimal("0.5")
_BASES: tuple[tuple[re.Pattern[str], Phase], ...] = (
    (re.compile("调整(?:后的?)?预算数?|全年预算数?"), "adjusted"),
    (re.compile("(?:年初|当年|本年)?预算数?"), "budget"),
)


@rule(
    code="execution_agrees_with_levels",
    severity="warning",
    english="What the prose says was spent of a budget (支出决算…万元，完成年初预算的…%) is the amount spent on the "
    "budget of the same thing that the paragraph prints before it, to a unit of its last place; not applied where the "
    "paragraph prints no such budget, or several.",
    chinese="正文所述完成（年初、调整）预算的百分比等于同一段落所述决算数与同口径预算数之比（容许末位一个单位）；未印预算数或有多个时不适用。",
)
def rule_execution_agrees_with_levels(facts: Facts) -> Iterator[Finding]:
    by_id = {mention.id: mention for mention in facts.mentions}
    for place, share in enumerate(facts.mentions):
        spent = by_id.get(share.of or "")
        phase = _phase_of(share.whole) if share.kind == "share" and share.unit == "%" else None
        if phase is None or spent is None or spent.phase != "actual" or spent.block != share.block:
            continue
        base = _base_of(facts.mentions[:place], spent, phase)
        if base is not None and base.value > 0 and spent.value >= 0:
            yield _test_execution(share, spent, base)


def _phase_of(whole: str | None) -> Phase | None:
    """Which budget the words name: 年初预算, 调整预算; None for any other whole."""
    plain = folded(whole or "")
    return next((phase for words, phase in _BASES if words.fullmatch(plain)), None)


def _base_of(before: Sequence[Mention], spent: Mention, phase: Phase) -> Mention | None:
    """The one amount of the same thing, year and paragraph that is said before as its budget."""
    same = _thing(spent)
    found = [m for m in before if m.kind == "amount" and m.phase == phase and _thing(m) == same]
    return found[0] if len(found) == 1 else None


def _thing(mention: Mention) -> tuple[str | None, ...]:
    name = mention.name if mention.concept == "other" else None
    return (mention.block, mention.concept, name, mention.label, mention.fund, mention.period, mention.unit)


def _test_execution(share: Mention, spent: Mention, base: Mention) -> Finding:
    expected = spent.value / base.value * 100
    half = _HALF.scaleb(-max(decimals(spent.value), decimals(base.value)))
    rounding = 100 * half * (1 + spent.value / base.value) / base.value
    tolerance = rounding + Decimal(1).scaleb(-decimals(share.value))
    residual = (share.value - expected).quantize(Decimal("0.0001"))
    told = (
        f"{said_as(spent)} ({share.block}): {spent.value} of {base.value}{base.unit} spent, "
        f"{share.value}% printed of {share.whole}."
    )
    passed = abs(share.value - expected) <= tolerance
    subjects = (share.id, spent.id, base.id)
    shown = expected.quantize(Decimal("0.01"))
    return Finding("pass" if passed else "fail", subjects, told, shown, share.value, residual, tolerance)
