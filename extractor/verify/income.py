"""Rule of the income: each source is the same in the summary and in the table of income."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from extractor.document.record import Amount, Line, Statement
from extractor.document.vocabulary import Measure
from extractor.verify.balance import grand_total
from extractor.verify.facts import Facts, amounts_by_key, sides_of
from extractor.verify.identity import Term, term_of, test_sum
from extractor.verify.income_words import source_of
from extractor.verify.lookups import both_statements, side_of, test_same
from extractor.verify.measures import DIVISIONS, FAMILIES, INSIDE
from extractor.verify.registry import Finding, rule

_GROUPS: dict[Measure, frozenset[str]] = {
    "fiscal_appropriation": frozenset(DIVISIONS["fiscal_appropriation"]),
    "unit_funds": INSIDE["unit_funds"],
}
"""Sources that one table prints together and the other by what they consist of."""
_ALONE: tuple[Measure, ...] = ("fiscal_account",)
_BY_SOURCE = next(family for family in FAMILIES if "business_income" in family) - {"carry_over"}
_Sources = Mapping[str, Amount]


@rule(
    code="income_source_agrees_with_table",
    severity="error",
    english="Where the sources of income (the budgets, 事业收入, 其他收入 …) make the same sum in the summary of "
    "income and expenditure and in the table of income, each is the same in both, and no blank in one of them; where "
    "one prints a source that the other does not name, a difference is only doubtful (`insufficient`).",
    chinese="收支总表与收入总表各项收入来源（三本预算、事业收入、其他收入等）之和相同时，每一来源两处金额一致，且不得一有一无；"
    "一表所列来源另一表未设该栏时，不一致仅存疑（判为依据不足）。",
)
def rule_income_source_agrees_with_table(facts: Facts) -> Iterator[Finding]:
    pair = both_statements(facts, "revenue_expenditure_summary", "revenue_summary")
    if pair is None:
        return
    here, there = _sources(side_of(pair[0], "revenue")), _sources(_income_lines(pair[1]))
    amounts = [*here.values(), *there.values()]
    frames = {(amount.unit, amount.phase, amount.period) for amount in amounts}
    if len(frames) != 1 or not _whole(here) or _whole(here) != _whole(there):
        return
    label = f"in {pair[0].id} and {pair[1].id}"
    for source in _ALONE:
        yield from _test_source(facts, f"{source} {label}", here.get(source), there.get(source), True)
    for source, parts in _GROUPS.items():
        yield from _test_group(facts, f"{source} {label}", source, here, there)
        named = parts & here.keys() & there.keys()
        whole = all(_printed(side, parts) <= named for side in (here, there))
        for part in sorted(named):
            yield from _test_source(facts, f"{part} {label}", here[part], there[part], whole)


def _income_lines(statement: Statement) -> Sequence[Line]:
    """The lines of the table of income, whichever side its columns are called."""
    sides = sides_of(statement)
    return sides.get("revenue") or sides.get(None) or ()


def _sources(lines: Sequence[Line]) -> _Sources:
    """The sources by the columns of the grand total, or by the names of the lines; what stands twice is left out."""
    total = grand_total(lines)
    found: dict[str, list[Amount]] = {}
    for key, amount in amounts_by_key(total).items() if total is not None else ():
        if key.measure in _BY_SOURCE:
            found.setdefault(key.measure, []).append(amount)
    if not found:
        for line in lines:
            source = source_of(line.label) if line.role == "item" else None
            if source is not None:
                found.setdefault(source, []).extend(amounts_by_key(line).values())
    return {source: amounts[0] for source, amounts in found.items() if len(amounts) == 1}


def _whole(sources: _Sources) -> Decimal:
    """What all sources make together, each counted once."""
    wholes = [_group(sources, group) for group in _GROUPS]
    return sum((_value(sources, source) for source in _ALONE), Decimal(0)) + sum(wholes, Decimal(0))


def _group(sources: _Sources, group: Measure) -> Decimal:
    return _value(sources, group) or sum((_value(sources, part) for part in _GROUPS[group]), Decimal(0))


def _value(sources: _Sources, source: str) -> Decimal:
    return (sources[source].value if source in sources else None) or Decimal(0)


def _printed(sources: _Sources, parts: frozenset[str]) -> set[str]:
    return {part for part in parts if _value(sources, part)}


def _test_group(facts: Facts, label: str, group: Measure, here: _Sources, there: _Sources) -> Iterator[Finding]:
    """Test a source that one of the two prints whole, and the other whole or by its parts."""
    if group in here and group in there:
        yield from _test_source(facts, label, here[group], there[group], True)
    for whole, parts in ((here, there), (there, here)):
        terms: list[Term] = [term_of(parts[part]) for part in sorted(_GROUPS[group]) if part in parts]
        if group in whole and group not in parts and terms:
            found = test_sum(label, term_of(whole[group]), [terms], definite=True, derived=facts.derived)
            if found is not None:
                yield found


def _test_source(
    facts: Facts, label: str, one: Amount | None, other: Amount | None, definite: bool
) -> Iterator[Finding]:
    found = test_same(facts, label, one, other)
    if found is None or one is None or other is None:
        return
    if found.status == "fail" and not definite:
        told = f"{found.message} It may be counted under another name there."
        yield Finding("insufficient", (one.cell, other.cell), told, one.value, other.value)
    else:
        yield found
