"""Whether the amounts that moved can have stood in one place only: every mend of the same kind tried, none left out."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from extractor.corpora.damage.identities import Amounts, Identity, Place

_LONGEST_SLIDE = 3
"""So many amounts at most slide together by a row, as the bench tears them."""
_FARTHEST_BLOCK = 2

Values = Mapping[Place, Decimal | None]
Moves = dict[Place, Decimal | None]


def has_only_mend(moved: Values, amounts: Amounts, *, swapped: bool = False) -> bool:
    """Whether an identity fails since amounts ``moved`` (place → what stands there since), and exactly one move back
    makes all of them hold.

    Tried are all slides of one to three amounts by a row, of any run of a row's amounts by a column, and of whole
    columns by one or two, in the torn table (``swapped``: all exchanges of two amounts of a column, one below the
    other); two that leave the same amounts at the same places are one. Exhaustive
    over single moves: what takes two is not decided here.
    """
    values = {**amounts.values, **moved}
    by_place: dict[Place, list[Identity]] = {}
    for identity in amounts.identities:
        for member in identity.members:
            by_place.setdefault(member, []).append(identity)
    failing = {identity for place in moved for identity in by_place.get(place, ()) if not identity.holds(values)}
    if not failing:
        return False
    mends = set()
    table = next(iter(moved)).table
    for change in _swaps(values, table) if swapped else _moves(values, table):
        touched = {identity for place in change for identity in by_place.get(place, ())}
        after = {**values, **change}
        if failing <= touched and all(identity.holds(after) for identity in touched):
            mends.add(frozenset(one for one in change.items() if one[1] != values[one[0]]))
    return len(mends) == 1


def _swaps(values: Values, table: int) -> Iterator[Moves]:
    filled = {place: value for place, value in values.items() if place.table == table and value is not None}
    for place, value in filled.items():
        below = place._replace(row=place.row + 1)
        if below in filled:
            yield {place: filled[below], below: value}


def _moves(values: Values, table: int) -> Iterator[Moves]:
    places = {place: value for place, value in values.items() if place.table == table}
    rows, columns = sorted({place.row for place in places}), sorted({place.column for place in places})
    for column in columns:
        yield from _slides([Place(table, row, column) for row in rows], places, _LONGEST_SLIDE)
    for row in rows:
        yield from _slides([Place(table, row, column) for column in columns], places, len(columns))
    yield from _blocks(places, rows, columns)


def _slides(line: Sequence[Place], values: Values, longest: int) -> Iterator[Moves]:
    """Every run of amounts in a line beside a blank one goes a place into it."""
    for at, blank in enumerate(line):
        if values[blank] is not None:
            continue
        for step in (1, -1):
            change: Moves = {}
            for length in range(1, longest + 1):
                source = at + step * length
                if not 0 <= source < len(line) or values[line[source]] is None:
                    break
                change = {**change, line[source - step]: values[line[source]], line[source]: None}
                yield change


def _blocks(values: Values, rows: Sequence[int], columns: Sequence[int]) -> Iterator[Moves]:
    """Every column of amounts goes one or two columns off, where all is blank."""
    table = next(iter(values)).table if values else 0
    filled = {column for place, value in values.items() if value is not None for column in (place.column,)}
    for at, column in enumerate(columns):
        for step in (n for n in range(-_FARTHEST_BLOCK, _FARTHEST_BLOCK + 1) if n):
            other = columns[at + step] if 0 <= at + step < len(columns) else None
            if column not in filled or other is None or other in filled:
                continue
            change: Moves = {}
            for row in rows:
                change[Place(table, row, other)] = values[Place(table, row, column)]
                change[Place(table, row, column)] = None
            yield change
