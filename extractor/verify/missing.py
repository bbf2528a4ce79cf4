"""Rules of what is not there: a total left blank, an amount that stands beside its place."""

from collections.abc import Iterator, Mapping

from extractor.document.record import Line
from extractor.verify.balance import grand_total, main_amounts
from extractor.verify.columns import rule_total_is_sum_of_columns
from extractor.verify.facts import CellPlace, Facts, place_of, sides_of
from extractor.verify.hierarchy import rule_children_sum_to_parent
from extractor.verify.registry import Finding, findings_of, rule
from extractor.verify.totals import rule_total_is_sum_of_parts

_BALANCED = frozenset(("revenue_expenditure_summary", "fiscal_appropriation_summary"))
_SUMS = (rule_children_sum_to_parent, rule_total_is_sum_of_parts, rule_total_is_sum_of_columns)
_MOST_SLID = 2
"""More of a table in this way is how it is printed, or torn: no single amount is out of place."""


@rule(
    code="grand_total_is_printed",
    severity="warning",
    english="A summary that balances income and expenditure prints the grand total of both sides where it prints one.",
    chinese="收支平衡的总表，收入、支出两方总计应当齐备，不得一有一无。",
)
def rule_grand_total_is_printed(facts: Facts) -> Iterator[Finding]:
    for statement in facts.statements:
        sides = sides_of(statement)
        lines = [grand_total(sides.get(side, ())) for side in ("revenue", "expenditure")]
        if statement.kind in _BALANCED and lines[0] is not None and lines[1] is not None:
            yield from _test_both(lines[0], lines[1])


def _test_both(income: Line, spending: Line) -> Iterator[Finding]:
    paid = main_amounts(spending)
    for period, received in main_amounts(income).items():
        pair = (received, paid[period]) if period in paid else ()
        if len(pair) == 2 and sum(1 for amount in pair if amount.value) == 1:
            blank, printed = sorted(pair, key=lambda amount: bool(amount.value))
            if blank.value is None:
                told = f"{income.label} and {spending.label}: {printed.raw} on one side, a blank on the other."
                yield Finding("fail", (blank.cell, printed.cell), told, printed.value, None)


@rule(
    code="amount_beside_its_place",
    severity="warning",
    english="An amount whose sum has no parts does not stand right beside, or above, parts of the same sum that have "
    "no total, nor a carry-over of just the sum beside its blank place: one amount of them has slid by a row or a "
    "column (at most two in a table).",
    chinese="某合计有数而各组成全空，其相邻行或列的组成之和恰为此数而合计为空：其中一个金额错行或错列（每表至多两处）。",
)
def rule_amount_beside_its_place(facts: Facts) -> Iterator[Finding]:
    slid: dict[str, list[Finding]] = {}
    for find in _SUMS:
        found = [finding for finding in findings_of(facts, find) if finding.status == "insufficient"]
        childless = _by_place(finding for finding in found if finding.actual is not None)
        for finding in found:
            place = place_of(finding.subjects[0])
            if finding.actual is not None or place is None:
                continue
            for other in _beside(place):
                lone = childless.get(other)
                if lone is not None and lone.actual == finding.expected:
                    told = f"{finding.message} {lone.message} One of the amounts has slid."
                    cells = (*finding.subjects, *lone.subjects)
                    slid.setdefault(place.table, []).append(
                        Finding("fail", cells, told, finding.expected, None, members=cells)
                    )
    for table, finding in _sums_at_carry_over(facts):
        slid.setdefault(table, []).append(finding)
    for findings in slid.values():
        if len(findings) <= _MOST_SLID:
            yield from findings


def _sums_at_carry_over(facts: Facts) -> Iterator[tuple[str, Finding]]:
    """A blank sum whose parts make exactly what the line of the carry-over beside it prints."""
    carried = {
        place: amount
        for statement in facts.statements
        for line in statement.lines
        if line.role == "carry_over"
        for amount in line.amounts
        if amount.value and (place := place_of(amount.cell)) is not None
    }
    for finding in findings_of(facts, rule_total_is_sum_of_parts):
        place = place_of(finding.subjects[0])
        if place is None or finding.status != "insufficient" or finding.actual is not None:
            continue
        for other in _beside(place):
            if other in carried and other.column == place.column and carried[other].value == finding.expected:
                told = f"{finding.message} The line of the carry-over beside it prints {carried[other].raw}."
                cells = (*finding.subjects, carried[other].cell)
                yield other.table, Finding("fail", cells, told, finding.expected, None, members=cells)


def _by_place(findings: Iterator[Finding]) -> Mapping[CellPlace, Finding]:
    places = ((place_of(finding.subjects[0]), finding) for finding in findings)
    return {place: finding for place, finding in places if place is not None}


def _beside(place: CellPlace) -> Iterator[CellPlace]:
    for down, right in ((-1, 0), (1, 0), (0, -1), (0, 1)):
        yield CellPlace(place.table, place.row + down, place.column + right)
