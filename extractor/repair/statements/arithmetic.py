"""The identities of a table in its columns, and what a change of some cells does to them."""

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import pairwise
from typing import Final, NamedTuple

from extractor.repair.statements.cell_types import value_of
from extractor.repair.statements.column_model import Model
from extractor.repair.statements.elsewhere import Said
from extractor.repair.statements.entries import Line
from extractor.repair.statements.header_sums import row_sums
from extractor.repair.statements.side_sums import balances, labels_of, line_sums, sides_of

Place = tuple[int, int]
Change = Mapping[Place, str]

_NONE: Final = Decimal(0)
_ROW: Final = "row "
_HALF_CENT: Final = Decimal("0.005")
_HOLDS: Final = 1.0
_FAILS: Final = -1.5
_MISSING: Final = -0.75
_LEAST_SHARE: Final = 0.3
"""A family of identities of which fewer hold is none: the table is not built that way."""
_COMPANION: Final = 0.8
_FEW: Final = 2
"""So few that fail may be torn themselves, all of them."""


class Identity(NamedTuple):
    """A total and the ways to make it up. ``equal``: the one part is the same amount printed elsewhere."""

    family: str
    total: Place
    ways: tuple[tuple[Place, ...], ...]
    printed: Decimal | None = None
    """The amount that another table prints for it, where this says that they are equal."""
    source: str = ""
    """The printed cell of that amount."""

    @property
    def is_along_row(self) -> bool:
        return self.family.startswith(_ROW)

    @property
    def places(self) -> set[Place]:
        return {self.total, *(place for way in self.ways for place in way)}


class _Sum(NamedTuple):
    """What the amounts of a way come to, and how many of them are not nought."""

    amount: Decimal
    parts: int


class Gain(NamedTuple):
    """What a change adds to the identities' weight: those that hold since, that fail no longer, that fail since; of
    those whose amounts it changes, all that do not hold with it (``failing``), and of these the ones that said nothing
    without it (``worsened``) and the totals that have no parts with it (``emptied``)."""

    weight: float
    mended: frozenset[int]
    resolved: frozenset[int]
    broken: frozenset[int]
    failing: frozenset[int]
    emptied: frozenset[int]
    worsened: frozenset[int]


@dataclass(slots=True)
class Arithmetic:
    """Identities over the texts of a table; ``texts`` is what stands there now."""

    texts: dict[Place, str]
    identities: list[Identity]
    by_place: dict[Place, list[int]] = field(default_factory=dict)
    pairs: tuple[tuple[int, int], ...] = ()
    """Columns of quantities with the column of their amounts: where one is blank the other is."""
    steps: int = 0
    _values: dict[str, Decimal | None] = field(default_factory=dict)
    _members: dict[Place, list[tuple[int, int]]] = field(default_factory=dict)
    """By place the identities and, of each, the way that it is a part of, once for every time it stands there."""
    _sums: dict[int, list[_Sum]] = field(default_factory=dict)
    _states: dict[int, float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for number, identity in enumerate(self.identities):
            for place in identity.places:
                self.by_place.setdefault(place, []).append(number)
            for way, parts in enumerate(identity.ways):
                for place in parts:
                    self._members.setdefault(place, []).append((number, way))

    def value(self, place: Place, change: Change | None = None) -> Decimal | None:
        text = change[place] if change and place in change else self.texts.get(place, "")
        if text not in self._values:
            self._values[text] = value_of(text)
        return self._values[text]

    def state(self, number: int) -> float:
        """1 and more where the identity holds, below 0 where it fails, 0 where it says nothing."""
        if number not in self._states:
            identity = self.identities[number]
            self._states[number] = _state(identity, self.value(identity.total), self._sums_of(number))
        return self._states[number]

    def _sums_of(self, number: int) -> list[_Sum]:
        if number not in self._sums:
            filled = ([v for place in way if (v := self.value(place))] for way in self.identities[number].ways)
            self._sums[number] = [_Sum(sum(values, _NONE), len(values)) for values in filled]
        return self._sums[number]

    def gain(self, change: Change, without: frozenset[int] = frozenset()) -> Gain:
        """What a change does to the identities. ``without``: those that it was made from, which say nothing for it."""
        self.steps += 1
        since = self._sums_since(change)
        gained = 0.0
        sorts = ("mended", "resolved", "broken", "failing", "emptied", "worsened")
        found: dict[str, set[int]] = {sort: set() for sort in sorts}
        for number in sorted(since.keys() - without):
            identity = self.identities[number]
            before, after = self.state(number), _state(identity, self.value(identity.total, change), since[number])
            gained += after - before
            for sort in _sorts(before, after, is_sum=identity.printed is None):
                found[sort].add(number)
        return Gain(gained, *(frozenset(found[sort]) for sort in sorts))

    def _sums_since(self, change: Change) -> dict[int, list[_Sum]]:
        """The sums, with the change, of the identities in which it changes an amount."""
        found: dict[int, list[_Sum]] = {}
        for place in change:
            old, new = self.value(place), self.value(place, change)
            if old == new:
                continue
            for number in self.by_place.get(place, ()):
                if number not in found:
                    found[number] = list(self._sums_of(number))
            for number, way in self._members.get(place, ()):
                own = found[number][way]
                found[number][way] = _Sum(
                    own.amount + (new or _NONE) - (old or _NONE), own.parts + bool(new) - bool(old)
                )
        return found

    def companions(self, change: Change) -> float:
        """What it says that quantities and their amounts stand in the same rows since, or no longer do."""
        weight = 0.0
        for quantity, amount in self.pairs:
            for row in {row for row, column in change if column in (quantity, amount)}:
                filled = [self.value((row, column)) is not None for column in (quantity, amount)]
                since = [self.value((row, column), change) is not None for column in (quantity, amount)]
                weight += _COMPANION * ((since[0] == since[1]) - (filled[0] == filled[1]))
        return weight

    def failing(self) -> list[int]:
        return [number for number in range(len(self.identities)) if self.state(number) < 0]

    def apply(self, change: Change) -> None:
        self.texts.update(change)
        for number in {number for place in change for number in self.by_place.get(place, ())}:
            self._sums.pop(number, None)
            self._states.pop(number, None)


def _sorts(before: float, after: float, *, is_sum: bool) -> Iterator[str]:
    """What a change does to an identity with these weights, as ``Gain`` calls it."""
    if after > 0 >= before:
        yield "mended"
    if after >= 0 > before:
        yield "resolved"
    if before > 0 > after:
        yield "broken"
    if after < 0:
        yield "failing"
    if before == 0 > after:
        yield "worsened"
    if is_sum and after == _MISSING:
        yield "emptied"


def _state(identity: Identity, total: Decimal | None, ways: Sequence[_Sum]) -> float:
    if identity.printed is not None:
        return 0.6 * _HOLDS if total == identity.printed else _FAILS * 0.6 if total is not None else _MISSING
    return max((_weigh(total, *way) for way in ways), default=0.0)


def _weigh(total: Decimal | None, made: Decimal, parts: int) -> float:
    if not parts:
        return _MISSING if total else 0.0
    if total is not None and abs(total - made) <= _HALF_CENT * (parts + 1):
        return _HOLDS if parts > 1 else 0.6 * _HOLDS
    return _FAILS


def build_arithmetic(
    model: Model, lines: Sequence[Line], elsewhere: Mapping[Place, Sequence[Said]] | None = None
) -> Arithmetic:
    """The identities of a table: sums along its rows by its header, along its columns by codes, numbering and totals,
    the totals of its sides, and the amounts that other tables print for the same lines (``elsewhere``). A family of
    which few hold is left out: the table is not built that way."""
    texts = {(r, c): entry.text for r, line in enumerate(lines) for c, entry in enumerate(line.entries) if entry.text}
    found: list[Identity] = []
    told = {"balance", "elsewhere"}
    for row_sum in row_sums(model.paths, model.types):
        family = f"{_ROW}{row_sum.total}"
        found += [
            Identity(family, (r, row_sum.total), (tuple((r, c) for c in row_sum.parts),)) for r in range(len(lines))
        ]
    sides = sides_of(model)
    for side, labels in zip(sides, labels_of(lines, sides), strict=True):
        for line_sum in line_sums(lines, side, labels):
            family = f"column {side.amounts[0]} {line_sum.coded} {len(line_sum.ways) > 1}"
            told |= {family} if line_sum.told else set()
            for column in side.amounts:
                ways = tuple(tuple((r, column) for r in way) for way in line_sum.ways)
                found.append(Identity(family, (line_sum.total, column), ways))
    for row, column, others in balances(lines, sides):
        found.append(Identity("balance", (row, column), tuple(((row, other),) for other in others)))
    for place, sayings in (elsewhere or {}).items():
        found += [Identity("elsewhere", place, (), said.amount, said.cell) for said in sayings]
    whole = Arithmetic(texts, found)
    kept = _trusted(whole, told)
    return Arithmetic(texts, [identity for identity in found if identity.family in kept], pairs=_quantities(model))


def _quantities(model: Model) -> tuple[tuple[int, int], ...]:
    """Each column of quantities with the column of amounts right behind it."""
    amounts = [column for column, kind in enumerate(model.types) if kind == "amount"]
    return tuple((a, b) for a, b in pairwise(amounts) if b == a + 1 and model.leaf(a).startswith("数量"))


def _trusted(arithmetic: Arithmetic, told: AbstractSet[str]) -> set[str]:
    """The families of which enough hold, or none does of a few that codes or numbering tell (``told``)."""
    holds: dict[str, int] = {}
    fails: dict[str, int] = {}
    for number, identity in enumerate(arithmetic.identities):
        state = arithmetic.state(number)
        holds[identity.family] = holds.get(identity.family, 0) + (state > 0)
        fails[identity.family] = fails.get(identity.family, 0) + (state < 0)
    kept = {family for family, count in holds.items() if count and count >= _LEAST_SHARE * (count + fails[family])}
    few = {family for family, count in holds.items() if not count and fails[family] <= _FEW}
    return kept | {"elsewhere"} | (few & told)
