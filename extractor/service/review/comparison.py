"""Two documents side by side: their statements' lines matched by code, with changes and shares."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import ROUND_HALF_EVEN, Decimal

from extractor.document.document import Document
from extractor.document.exact import exactly
from extractor.document.record import Amount, Line, Statement
from extractor.document.text import folded
from extractor.service.review.compared import ComparedAmount, ComparedLine, ComparedStatement, Comparison

_CENT_OF_PERCENT = Decimal("0.01")


@exactly()
def compare(first: Document, second: Document) -> Comparison:
    """Match lines by side and code, those without a code by their names; a line that stands twice, in its order.

    A column of another year than its document's is left out where the line has one of the document's own year.
    """
    pairs = _pairs(first.statements, second.statements)
    return Comparison(
        first.fiscal_year,
        second.fiscal_year,
        _same_department(first, second),
        tuple(_compare(kind, one, other, (first.fiscal_year, second.fiscal_year)) for kind, one, other in pairs),
    )


def _same_department(first: Document, second: Document) -> bool | None:
    one, other = first.department, second.department
    if one.code and other.code:
        return one.code == other.code
    return folded(one.name) == folded(other.name) if one.name and other.name else None


def _pairs(
    first: Sequence[Statement], second: Sequence[Statement]
) -> Iterator[tuple[str, Statement | None, Statement | None]]:
    """By kind and order; kinds in the order in which they are met in the second document, then in the first."""
    for kind in dict.fromkeys(statement.kind for statement in (*second, *first)):
        ours = [statement for statement in first if statement.kind == kind]
        theirs = [statement for statement in second if statement.kind == kind]
        for place in range(max(len(ours), len(theirs))):
            yield kind, _at(ours, place), _at(theirs, place)


def _at(statements: Sequence[Statement], place: int) -> Statement | None:
    return statements[place] if place < len(statements) else None


_Key = tuple[str, str, int]


def _keyed(statement: Statement | None) -> dict[_Key, Line]:
    times: Counter[tuple[str, str]] = Counter()
    found: dict[_Key, Line] = {}
    for line in statement.lines if statement else ():
        name = (line.side or "", line.code or folded(line.label))
        found[(*name, times[name])] = line
        times[name] += 1
    return found


def _merged(first: Mapping[_Key, Line], second: Mapping[_Key, Line]) -> list[_Key]:
    """All lines in the second's order; what only the first has behind the line that it follows there."""
    order = list(second)
    before: _Key | None = None
    for key in first:
        if key not in second:
            order.insert(order.index(before) + 1 if before is not None else 0, key)
        before = key
    return order


def _compare(
    kind: str, first: Statement | None, second: Statement | None, years: tuple[int | None, int | None]
) -> ComparedStatement:
    ours, theirs = _keyed(first), _keyed(second)
    wholes = (_totals(ours.values(), years[0]), _totals(theirs.values(), years[1]))
    lines = []
    for key in _merged(ours, theirs):
        one, other = ours.get(key), theirs.get(key)
        shown = other or one
        if shown is None:
            continue
        columns = (_by_measure(one, years[0]), _by_measure(other, years[1]))
        amounts = tuple(
            _amount(measure, columns, (wholes[0].get((key[0], measure)), wholes[1].get((key[0], measure))))
            for measure in dict.fromkeys((*columns[1], *columns[0]))
        )
        first_label = one.label if one is not None else None
        lines.append(ComparedLine(shown.code, shown.label, first_label, shown.side, shown.level, shown.role, amounts))
    measures = tuple(dict.fromkeys(amount.measure for line in lines for amount in line.amounts))
    return ComparedStatement(kind, measures, tuple(lines))


def _by_measure(line: Line | None, year: int | None) -> dict[str, Amount]:
    """The line's amounts by what they are of (with the fund where one is named), of the document's own year."""
    amounts = line.amounts if line else ()
    own = [amount for amount in amounts if amount.period is None or amount.period.startswith(str(year))]
    found: dict[str, Amount] = {}
    for amount in own or amounts:
        name = f"{amount.measure}:{amount.fund}" if amount.fund else amount.measure
        found.setdefault(name, amount)
    return found


def _totals(lines: Iterable[Line], year: int | None) -> dict[tuple[str, str], Decimal]:
    """The largest total that each side prints of each measure."""
    totals: dict[tuple[str, str], Decimal] = {}
    for line in lines:
        if line.role != "total":
            continue
        for measure, amount in _by_measure(line, year).items():
            if amount.yuan is not None:
                place = (line.side or "", measure)
                totals[place] = max(totals.get(place, amount.yuan), amount.yuan)
    return totals


def _amount(
    measure: str,
    columns: tuple[Mapping[str, Amount], Mapping[str, Amount]],
    wholes: tuple[Decimal | None, Decimal | None],
) -> ComparedAmount:
    one, other = (column.get(measure) for column in columns)
    first, second = (amount.yuan if amount else None for amount in (one, other))
    change = second - first if first is not None and second is not None else None
    return ComparedAmount(
        measure,
        first,
        second,
        change,
        _percent(change, first),
        _percent(first, wholes[0]),
        _percent(second, wholes[1]),
        one.cell if one else None,
        other.cell if other else None,
        one.check if one else None,
        other.check if other else None,
    )


def _percent(part: Decimal | None, whole: Decimal | None) -> Decimal | None:
    if part is None or not whole:
        return None
    return (part / abs(whole) * 100).quantize(_CENT_OF_PERCENT, ROUND_HALF_EVEN)
