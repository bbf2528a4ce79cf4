"""Which columns of a row sum the rows of a table fill: where all sound rows fill the same ones, a slid row does too."""

from collections import Counter
from collections.abc import Mapping
from typing import Final

from extractor.repair.statements.arithmetic import Arithmetic, Change, Identity

Shape = tuple[bool, ...]
Shapes = Mapping[str, Counter[Shape]]
"""By family of row sums, how often its rows that hold fill which of its places: the total first, then the parts."""

_FEWEST: Final = 3
_SOUND: Final = 2
"""So many times as many rows hold as fail where their shapes say something."""
_USUAL: Final = 1.6
"""What it weighs that a row has the shape of all sound rows since, and had that of none."""


def row_shapes(arithmetic: Arithmetic) -> Shapes:
    """The shapes of the rows whose sum holds; of a family of which many fail none, since its rows may be torn alike."""
    found: dict[str, Counter[Shape]] = {}
    fails: Counter[str] = Counter()
    for number, identity in enumerate(arithmetic.identities):
        if _is_row_sum(identity):
            state = arithmetic.state(number)
            fails[identity.family] += state < 0
            if state > 0:
                found.setdefault(identity.family, Counter())[_shape(arithmetic, identity, None)] += 1
    return {family: shapes for family, shapes in found.items() if shapes.total() >= _SOUND * fails[family]}


def shape_gain(arithmetic: Arithmetic, shapes: Shapes, change: Change) -> float:
    """What it says for a change that rows have a more usual shape since, or a less usual one."""
    numbers = {number for place in change for number in arithmetic.by_place.get(place, ())}
    weight = 0.0
    for number in sorted(numbers):
        identity = arithmetic.identities[number]
        usual = shapes.get(identity.family)
        if usual is not None and _is_row_sum(identity) and usual.total() >= _FEWEST:
            before, after = _shape(arithmetic, identity, None), _shape(arithmetic, identity, change)
            weight += _USUAL * (usual[after] - usual[before]) / usual.total()
    return weight


def _is_row_sum(identity: Identity) -> bool:
    return len(identity.ways) == 1 and len({row for row, _ in identity.places}) == 1


def _shape(arithmetic: Arithmetic, identity: Identity, change: Change | None) -> Shape:
    places = (identity.total, *identity.ways[0])
    return tuple(arithmetic.value(place, change) is not None for place in places)
