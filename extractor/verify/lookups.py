"""Looking up lines and totals of statements for rules that compare two of them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from extractor.document.label_numbering import without_numbering
from extractor.document.record import Amount, Line, Statement
from extractor.document.vocabulary import Side, TableKind
from extractor.verify.balance import grand_total
from extractor.verify.facts import AmountKey, Facts, amounts_by_key
from extractor.verify.identity import Term, term_of, test_equal
from extractor.verify.line_parents import is_coded
from extractor.verify.registry import Finding

CLASS_LENGTH = 3
"""Digits of a 类."""


def only_statement(facts: Facts, kind: TableKind) -> Statement | None:
    """The statement of the kind, where the document has exactly one with amounts."""
    found = [s for s in facts.statements if s.kind == kind and any(line.amounts for line in s.lines)]
    return found[0] if len(found) == 1 else None


def both_statements(facts: Facts, one: TableKind, other: TableKind) -> tuple[Statement, Statement] | None:
    """The only statements of two kinds, where they are of one reporting unit."""
    first, second = only_statement(facts, one), only_statement(facts, other)
    return (first, second) if first and second and same_reporter(facts, first, second) else None


def same_reporter(facts: Facts, one: Statement, two: Statement) -> bool:
    """Whether two statements are of one reporting unit; a statement that names none is of the document's only one."""
    units = {statement.reporting_unit for statement in facts.statements} - {None}
    unnamed = None in (one.reporting_unit, two.reporting_unit)
    return one.reporting_unit == two.reporting_unit or (unnamed and len(units) == 1)


def total_of(lines: Sequence[Line]) -> dict[AmountKey, Amount]:
    """The amounts of the grand total by key without the fund; nothing where there is no grand total."""
    line = grand_total(lines)
    return without_fund(amounts_by_key(line)) if line is not None else {}


def side_of(statement: Statement, side: Side) -> list[Line]:
    """The statement's lines of one side."""
    return [line for line in statement.lines if line.side == side]


def fundless(key: AmountKey) -> AmountKey:
    """The key without its fund, which is the scope that a comparison of two tables is about."""
    return key._replace(fund=None)


def without_fund(amounts: Mapping[AmountKey, Amount]) -> dict[AmountKey, Amount]:
    """The fund is the table's scope, which is what the rules compare; a measure in several funds is left out."""
    keys = [fundless(key) for key in amounts]
    return {fundless(key): amount for key, amount in amounts.items() if keys.count(fundless(key)) == 1}


def by_code(lines: Iterable[Line]) -> dict[str, Line]:
    """The lines by their code; a code that stands twice is left out."""
    found: dict[str, Line] = {}
    twice: set[str] = set()
    for line in lines:
        if line.code is not None and is_coded(line):
            twice |= {line.code} & found.keys()
            found[line.code] = line
    return {code: line for code, line in found.items() if code not in twice}


def by_name(lines: Iterable[Line]) -> dict[str, Line]:
    """The lines by their label without numbering; a name that stands twice is left out."""
    listed = list(lines)
    names = [without_numbering(line.label) for line in listed]
    return {name: line for name, line in zip(names, listed, strict=True) if name and names.count(name) == 1}


def classes_by_name(lines: Iterable[Line]) -> dict[str, Line]:
    """The lines of a 类 by name."""
    return by_name(line for line in lines if is_coded(line) and len(line.code or "") == CLASS_LENGTH)


def has_carry_over(lines: Sequence[Line]) -> bool:
    """Whether money carried over from, or into, another year is printed in the lines."""
    carried = {"carry_over", "carry_forward"}
    return any(
        amount.value not in (None, Decimal(0)) and (line.role == "carry_over" or amount.measure in carried)
        for line in lines
        for amount in line.amounts
    )


def compare_amounts(
    facts: Facts, label: str, one: Mapping[AmountKey, Amount], two: Mapping[AmountKey, Amount], definite: bool
) -> Iterator[Finding]:
    """Test that amounts under the same key are equal; those in units of different coarseness are left out."""
    for key, amount in one.items():
        if key in two:
            pair = same_unit(amount, two[key])
            told = f"{label} ({key.measure})"
            found = test_equal(told, *pair, derived=facts.derived, definite=definite) if pair else None
            if found is not None:
                yield found


def same_unit(one: Amount, two: Amount) -> tuple[Term, Term] | None:
    """Both in one unit; None where they are printed in units of different coarseness."""
    return (Term(one.cell, one.value), Term(two.cell, two.value)) if one.unit == two.unit else None


def agree(one: Amount | None, two: Amount | None) -> bool:
    """Whether both are printed, not zero, and the same."""
    return one is not None and two is not None and bool(one.value) and (one.value, one.unit) == (two.value, two.unit)


def test_same(facts: Facts, label: str, one: Amount | None, other: Amount | None) -> Finding | None:
    """Test that two statements that make the same total print the same amount of one thing, or neither any."""
    if one is None or other is None or one.unit != other.unit:
        return None
    if one.value is not None and other.value is not None:
        return test_equal(label, term_of(one), term_of(other), derived=facts.derived)
    if not (one.value or other.value):
        return None
    told = f"{label}: {one.raw or 'a blank'} here, {other.raw or 'a blank'} there."
    cells = (one.cell, other.cell)
    return Finding("fail", cells, told, one.value, other.value, members=cells)
