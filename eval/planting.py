"""Faults of reading, planted in the amounts of a converted document: what a wrong digit or a slid cell would give."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise
from random import Random

from extractor.document.document import Document
from extractor.document.record import Amount, Line, Statement
from extractor.verify.facts import place_of

Fault = Mapping[str, Decimal | None]
"""The amounts that are wrong, by cell; None is an amount lost."""
_Place = tuple[int, int]


def plant(document: Document, fault: Fault) -> Document:
    """The document with the wrong amounts in its statements, wherever their cells are read."""

    def wrong(amount: Amount) -> Amount:
        if amount.cell not in fault:
            return amount
        value = fault[amount.cell]
        return replace(amount, value=value, mark="blank" if value is None else "value", raw=str(value or ""))

    def lines_of(statement: Statement) -> tuple[Line, ...]:
        return tuple(replace(line, amounts=tuple(map(wrong, line.amounts))) for line in statement.lines)

    return replace(document, statements=tuple(replace(s, lines=lines_of(s)) for s in document.statements))


def choose_faults(document: Document, kind: str, most: int, random: Random) -> list[Fault]:
    """At most ``most`` faults of one kind of ``KINDS``, each of another place, chosen by ``random``."""
    found = [fault for statement in document.statements for fault in KINDS[kind](statement, random)]
    distinct = list({tuple(sorted(fault)): fault for fault in found}.values())
    return random.sample(distinct, most) if len(distinct) > most else distinct


def _wrong_digits(statement: Statement, random: Random) -> Iterator[Fault]:
    """One digit of an amount is another one."""
    for amount in _amounts(statement).values():
        if amount.value is not None and amount.value != 0:
            text = str(amount.value)
            place = random.choice([n for n, character in enumerate(text) if character.isdigit()])
            digit = random.choice([other for other in "0123456789" if other != text[place]])
            yield {amount.cell: Decimal(text[:place] + digit + text[place + 1 :])}


def _swapped_rows(statement: Statement, random: Random) -> Iterator[Fault]:
    """Two neighbouring items have each other's amounts, in every column."""
    del random
    for one, two in pairwise(line for line in statement.lines if line.role == "item"):
        above, below = _by_column(one), _by_column(two)
        if one.side != two.side or above.keys() != below.keys() or not above:
            continue
        pairs = [(above[column], below[column]) for column in above]
        if any(a.cell == b.cell for a, b in pairs) or not all(
            any(a.value for a in row) for row in zip(*pairs, strict=True)
        ):
            continue
        fault: dict[str, Decimal | None] = {}
        for a, b in pairs:
            if (a.value or 0) != (b.value or 0):
                fault |= {a.cell: b.value, b.cell: a.value}
        if fault:
            yield fault


def _slid_to_row(statement: Statement, random: Random) -> Iterator[Fault]:
    """An amount stands one row lower, or higher, where nothing was printed."""
    del random
    yield from _slides(statement, ((1, 0), (-1, 0)), keep=False)


def _slid_to_column(statement: Statement, random: Random) -> Iterator[Fault]:
    """An amount stands one column to the right, or the left, where nothing was printed."""
    del random
    yield from _slides(statement, ((0, 1), (0, -1)), keep=False)


def _doubled(statement: Statement, random: Random) -> Iterator[Fault]:
    """An amount is printed once more in a blank beside, below or above it."""
    del random
    yield from _slides(statement, ((0, 1), (1, 0), (0, -1), (-1, 0)), keep=True)


KINDS: dict[str, Callable[[Statement, Random], Iterator[Fault]]] = {
    "digit": _wrong_digits,
    "rows_swapped": _swapped_rows,
    "slid_row": _slid_to_row,
    "slid_column": _slid_to_column,
    "doubled": _doubled,
}


def _slides(statement: Statement, steps: tuple[_Place, ...], *, keep: bool) -> Iterator[Fault]:
    amounts = _amounts(statement)
    rows = sorted({row for row, _ in amounts})
    columns = sorted({column for _, column in amounts})
    for (row, column), amount in amounts.items():
        for down, right in steps:
            other = amounts.get((_beside(rows, row, down), _beside(columns, column, right)))
            if amount.value and other is not None and other.value is None:
                yield {other.cell: amount.value} if keep else {amount.cell: None, other.cell: amount.value}
                break


def _beside(places: list[int], place: int, step: int) -> int:
    """The neighbour in the ordered places; -1 past their end."""
    other = places.index(place) + step
    return places[other] if 0 <= other < len(places) else -1


def _amounts(statement: Statement) -> dict[_Place, Amount]:
    """The statement's amounts, blanks too, by grid row and column; a cell read twice stands once."""
    found: dict[_Place, Amount] = {}
    for line in statement.lines:
        for amount in line.amounts:
            place = place_of(amount.cell)
            if place is not None:
                found.setdefault((place.row, place.column), amount)
    return found


def _by_column(line: Line) -> dict[int, Amount]:
    return {place.column: amount for amount in line.amounts if (place := place_of(amount.cell)) is not None}
