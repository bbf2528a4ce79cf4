"""Rules of the percentages in the prose: a rate of change beside the change, a share beside its part and whole."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from extractor.document.number import decimals
from extractor.document.record import Mention
from extractor.document.vocabulary import CheckStatus, MentionConcept
from extractor.verify.facts import Facts
from extractor.verify.mention_cells import said_as
from extractor.verify.registry import Finding, rule

_HALF = Decimal("0.5")
_CUT = Decimal(1)
"""Of the last printed place: percentages are cut as often as rounded, and shares trimmed to make 100 together."""
_LONGEST_RATE_WORDS = 5
"""Characters between a change and the number of its rate: ``，增长率为``; longer words may name another year."""
_LONGEST_SHARE_WORDS = 3
"""Characters of ``占``, ``占比``, ``占比为``: longer words name the whole that they mean."""
_THREE_PUBLIC: tuple[MentionConcept, ...] = ("abroad", "vehicle", "reception")


class _Share(NamedTuple):
    """A share, the part that it is of, and whether it is that part of the whole but for the rounding of each."""

    said: Mention
    part: Mention
    expected: Decimal
    tolerance: Decimal

    @property
    def residual(self) -> Decimal:
        return (self.said.value - self.expected).quantize(Decimal("0.0001"))

    @property
    def holds(self) -> bool:
        return abs(self.said.value - self.expected) <= self.tolerance


@rule(
    code="rate_agrees_with_change",
    severity="warning",
    english="A rate printed right after the change in money that it is of (增加…万元，增长…%) is the change on the "
    "level of the year before, which is this year's less the change, to a unit of its last place; rates that name a "
    "year or a base of their own are left out.",
    chinese="紧接增减额所述的增减率等于增减额与上年数（本年数减增减额）之比（容许末位一个单位）；另述年度或基数的增减率不适用。",
)
def rule_rate_agrees_with_change(facts: Facts) -> Iterator[Finding]:
    by_id = {mention.id: mention for mention in facts.mentions}
    for change, rate in zip(facts.mentions, facts.mentions[1:], strict=False):
        now = by_id.get(change.of or "")
        if now is not None and now.unit == change.unit and _is_rate_of(rate, change):
            sign = 1 if change.direction == "increase" else -1
            before = now.value - sign * change.value
            if before > 0 and change.value >= 0:
                yield _test_rate(rate, change, now, before)


def _is_rate_of(rate: Mention, change: Mention) -> bool:
    alike = (rate.kind, rate.block, rate.of, rate.direction) == ("change", change.block, change.of, change.direction)
    is_pair = alike and change.kind == "change" and change.unit != "%" and rate.unit == "%"
    return is_pair and change.direction is not None and 0 <= _words(change.end, rate) <= _LONGEST_RATE_WORDS


def _words(start: int, percentage: Mention) -> int:
    """How many characters stand between ``start`` and the number."""
    return percentage.end - start - len(f"{percentage.value}%")


def _test_rate(rate: Mention, change: Mention, now: Mention, before: Decimal) -> Finding:
    expected = change.value / before * 100
    half = _HALF.scaleb(-max(decimals(now.value), decimals(change.value)))
    tolerance = 100 * half * (1 + 2 * change.value / before) / before + _CUT.scaleb(-decimals(rate.value))
    told = (
        f"{said_as(now)} ({now.block}): {now.value}{now.unit} after {change.direction} {change.value}, "
        f"{rate.value}% printed."
    )
    residual = (rate.value - expected).quantize(Decimal("0.0001"))
    passed = abs(rate.value - expected) <= tolerance
    subjects = (rate.id, change.id, now.id)
    shown = expected.quantize(Decimal("0.01"))
    return Finding("pass" if passed else "fail", subjects, told, shown, rate.value, residual, tolerance)


@rule(
    code="share_agrees_with_levels",
    severity="warning",
    english="A share in the prose (占…%) is the part's amount in the whole's to a unit of its last place, where the "
    "part is listed under its whole and the words name no other, or is one of the three public expenses that one "
    "paragraph prints all with shares; a miss counts only where another share of the same whole confirms it "
    "(`insufficient` otherwise).",
    chinese="正文所述占比等于该项金额与总额之比（容许末位一个单位）：该项列于总额之下且未另述总额，或同一段落列全“三公”经费各项及占比；仅当同一总额的另一占比相符时，不符才判定，否则为依据不足。",
)
def rule_share_agrees_with_levels(facts: Facts) -> Iterator[Finding]:
    by_id = {mention.id: mention for mention in facts.mentions}
    under: dict[str, list[_Share]] = {}
    for said in facts.mentions:
        part = by_id.get(said.of or "") if said.kind == "share" and said.unit == "%" else None
        whole = by_id.get(part.parent or "") if part is not None else None
        if part is None or whole is None or _words(said.start, said) > _LONGEST_SHARE_WORDS:
            continue
        if _frame(part) == _frame(whole) and whole.value > 0:
            under.setdefault(whole.id, []).append(_share(said, part, whole.value, 1))
    for identity, shares in under.items():
        yield from _test_shares(shares, (identity,))
    tested = {share.said.id for shares in under.values() for share in shares}
    for shares in _public_expenses(facts.mentions, by_id):
        if not tested & {share.said.id for share in shares}:
            yield from _test_shares(shares, tuple(share.part.id for share in shares))


def _public_expenses(mentions: Sequence[Mention], by_id: Mapping[str, Mention]) -> Iterator[list[_Share]]:
    """The shares of a paragraph that has just one of each of the three public expenses: their sum is the whole."""
    blocks: dict[str, list[tuple[Mention, Mention]]] = {}
    for said in mentions:
        part = by_id.get(said.of or "") if said.kind == "share" and said.unit == "%" else None
        if part is not None and part.concept in _THREE_PUBLIC and part.block == said.block:
            blocks.setdefault(said.block, []).append((said, part))
    for pairs in blocks.values():
        parts = [part for _, part in pairs]
        if sorted(part.concept for part in parts) != sorted(_THREE_PUBLIC) or len(set(map(_frame, parts))) > 1:
            continue
        whole = sum((part.value for part in parts), Decimal(0))
        if whole > 0:
            yield [_share(said, part, whole, len(parts)) for said, part in pairs]


def _frame(mention: Mention) -> tuple[str | None, str | None, str | None, str]:
    return mention.period, mention.phase, mention.unit, mention.kind


def _share(said: Mention, part: Mention, whole: Decimal, roundings: int) -> _Share:
    """``roundings``: how many rounded amounts make the whole."""
    half = _HALF.scaleb(-max(decimals(part.value), decimals(whole)))
    slack = 100 * half * (1 + roundings * abs(part.value) / whole) / whole
    return _Share(said, part, part.value / whole * 100, slack + _CUT.scaleb(-decimals(said.value)))


def _test_shares(shares: Sequence[_Share], whole: tuple[str, ...]) -> Iterator[Finding]:
    """A share of 0 or 100 % confirms nothing of the whole: nothing is nothing of any whole, all is of itself."""
    confirmed = any(share.holds and 0 < share.expected < 100 for share in shares)
    for share in shares:
        said, part = share.said, share.part
        if not (said.value or part.value):
            continue
        told = f"{said_as(part)} ({said.block}): {part.value}{part.unit} is {said.value}% in the text."
        status: CheckStatus = "pass" if share.holds else "fail" if confirmed else "insufficient"
        if status == "insufficient":
            told += " It may be of another whole."
        subjects = tuple(dict.fromkeys((said.id, part.id, *whole)))
        shown = share.expected.quantize(Decimal("0.01"))
        yield Finding(status, subjects, told, shown, said.value, share.residual, share.tolerance)
