"""The same line printed in several files: tables of one kind held against each other, amount by amount."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal

from extractor.document.number import decimals
from extractor.document.record import Amount, Line
from extractor.document.vocabulary import YUAN_PER_UNIT, CheckStatus, TableKind
from extractor.verify.across.pairing import Pair
from extractor.verify.across.registry import pair_rule
from extractor.verify.balance import grand_total
from extractor.verify.facts import AmountKey, amounts_by_key, sides_of
from extractor.verify.identity import Term, test_equal
from extractor.verify.line_parents import is_coded
from extractor.verify.lookups import by_code, by_name, only_statement, without_fund
from extractor.verify.registry import Finding

IsMeant = Callable[[AmountKey], bool]
"""Which amounts a relation is about."""
_HALF = Decimal("0.5")
_WITHOUT_AMOUNTS: frozenset[TableKind] = frozenset(("organisation", "project_targets", "contents", "other"))


@pair_rule(
    code="same_line_in_two_files",
    severity="error",
    english="Where two files of one set print the same kind of table once each, its totals are the same, and where "
    "these are, so is every line of the same code or name; a line that stands twice is left out.",
    chinese="同一套文件中两份文件各有一张同类表时，合计一致；合计一致者，同一科目编码（或名称）的金额一致；重复的行不比较。",
    against="each",
)
def rule_same_line_in_two_files(pair: Pair) -> Iterator[Finding]:
    if pair.relation == "same_set":
        yield from _compare_tables(pair, lambda key: True)


@pair_rule(
    code="last_year_figure_agrees",
    severity="warning",
    english="What a table prints as last year's figure is what last year's table of the same kind printed, of the "
    "same phase (budget against budget); lines only where the totals are the same.",
    chinese="表内上年数与上年同类表所列本年数一致（口径相同：预算对预算）；合计一致时再比较各行。",
    against="each",
)
def rule_last_year_figure_agrees(pair: Pair) -> Iterator[Finding]:
    if pair.relation == "year_before":
        year = str(pair.other.fiscal_year)
        yield from _compare_tables(pair, lambda key: key.period == year)


@pair_rule(
    code="initial_budget_agrees",
    severity="warning",
    english="What a final account prints as the year's budget (年初预算数) is what the budget's table of the same kind "
    "printed; lines only where the totals are the same.",
    chinese="决算表内年初预算数与当年预算同类表金额一致；合计一致时再比较各行。",
    against="each",
)
def rule_initial_budget_agrees(pair: Pair) -> Iterator[Finding]:
    if pair.relation == "budget_of_account":
        year = str(pair.other.fiscal_year)
        yield from _compare_tables(pair, lambda key: key.phase == "budget" and key.period == year)


def _compare_tables(pair: Pair, is_meant: IsMeant) -> Iterator[Finding]:
    """Each kind of table that both files print once, side by side."""
    for kind in dict.fromkeys(statement.kind for statement in pair.one.statements):
        one, other = only_statement(pair.one, kind), only_statement(pair.other, kind)
        if kind in _WITHOUT_AMOUNTS or one is None or other is None:
            continue
        ones, others = sides_of(one), sides_of(other)
        for side in (side for side in ones if side in others):
            yield from _compare_sides(pair, f"{kind}", ones[side], others[side], is_meant)


def _compare_sides(
    pair: Pair, label: str, ones: Sequence[Line], others: Sequence[Line], is_meant: IsMeant
) -> Iterator[Finding]:
    """The totals, then the lines by what each total allows: where it differs the lines are of something else."""
    total, other_total = _amounts(grand_total(ones), is_meant), _amounts(grand_total(others), is_meant)
    differing: set[AmountKey] = set()
    for key, amount in total.items():
        found = _test(pair, f"{label}, total ({key.measure})", amount, other_total.get(key))
        if found is not None:
            differing |= {key} if found.status == "fail" else set()
            yield found
    matched = _by_word(others)
    for word, line in _by_word(ones).items():
        there = _amounts(matched.get(word), is_meant)
        for key, amount in _amounts(line, is_meant).items():
            found = _test(pair, f"{label}, {line.label} ({key.measure})", amount, there.get(key))
            if found is not None and key not in differing:
                yield found


def _by_word(lines: Sequence[Line]) -> dict[str, Line]:
    """The lines that are no totals by code, those without one by name, each that stands once."""
    items = [line for line in lines if line.role not in ("total", "subtotal")]
    return by_code(items) | by_name(line for line in items if not is_coded(line))


def _amounts(line: Line | None, is_meant: IsMeant) -> Mapping[AmountKey, Amount]:
    found = without_fund(amounts_by_key(line)) if line is not None else {}
    return {key: amount for key, amount in found.items() if is_meant(key)}


def _test(pair: Pair, label: str, one: Amount, other: Amount | None) -> Finding | None:
    """Equal but for the rounding of each, in 元 where the units differ; None where one is blank or both are 0."""
    if other is None:
        return None
    if one.unit == other.unit:
        derived = {**pair.one.derived, **pair.other.derived}
        return test_equal(label, Term(one.cell, one.value), Term(other.cell, other.value), derived=derived)
    if not one.value or not other.value or one.unit not in YUAN_PER_UNIT or other.unit not in YUAN_PER_UNIT:
        return None
    factors = YUAN_PER_UNIT[one.unit or ""], YUAN_PER_UNIT[other.unit or ""]
    here, there = one.value * factors[0], other.value * factors[1]
    tolerance = _HALF.scaleb(-decimals(one.value)) * factors[0] + _HALF.scaleb(-decimals(other.value)) * factors[1]
    status: CheckStatus = "pass" if abs(there - here) <= tolerance else "fail"
    told = f"{label}: {one.value}{one.unit} here, {other.value}{other.unit} there."
    cells = (one.cell, other.cell)
    return Finding(status, cells, told, here, there, there - here, tolerance, cells)
