"""What a move of amounts weighs: the identities that it mends, and what the layout says of it."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from typing import Final, NamedTuple

from extractor.repair.statements.arithmetic import Arithmetic, Change, Gain, Place
from extractor.repair.statements.column_model import Model
from extractor.repair.statements.digit_moves import MISREAD_DIGIT, is_witnessed
from extractor.repair.statements.entries import Line
from extractor.repair.statements.move import Move
from extractor.repair.statements.row_shapes import Shapes, row_shapes, shape_gain
from extractor.repair.statements.side_sums import code_of, labels_of, sides_of

_COSTS: Final = {
    "slid_amounts": 0.8,
    "shifted_amounts": 0.8,
    "shifted_rows": 1.0,
    "amounts_under_wrong_heading": 1.0,
    "lost_amount": 0.8,
    MISREAD_DIGIT: 0.8,
}
_PULLED_BACK: Final = 1.6
"""What it weighs that a text behind the last column has a place in the table since."""
_LABELLED: Final = 0.8
"""What it weighs that an amount stands in a line with a label since."""
_SAME_CAUSE: Final = 0.4
"""What less it costs that a second amount of the same row is lost: one cause for both."""
SHIFTS: Final = frozenset({"shifted_amounts", "shifted_rows"})


class OutOfSteps(Exception):
    """The search has used up its steps."""


class Weighed(NamedTuple):
    """Moves together, what they gain, and the identities that fail no longer. ``is_barred``: it is never made, since a
    sum of a row that it touches fails with it, or a total has no part any more; it only says that a shift like it may
    have happened instead."""

    gain: float
    moves: tuple[Move, ...]
    resolved: frozenset[int]
    is_barred: bool = False

    @property
    def written(self) -> frozenset[tuple[Place, str]]:
        """All that the moves write; a part of it alone is no rival of the whole."""
        return frozenset(one for move in self.moves for one in move.change)

    @property
    def places(self) -> set[Place]:
        return {place for move in self.moves for place, _ in move.change}


class Scales(NamedTuple):
    """What moves are weighed by."""

    arithmetic: Arithmetic
    shapes: Shapes
    most_steps: int
    width: int
    unlabelled: AbstractSet[Place]
    """The places of amounts on whose side their line prints no label."""

    def labelled(self, change: Change) -> int:
        """How many more amounts stand beside a label since."""
        own = [(self.arithmetic.value(place), self.arithmetic.value(place, change)) for place in change
               if place in self.unlabelled]  # fmt: skip
        return sum((before is not None) - (after is not None) for before, after in own)


def scales_of(model: Model, lines: Sequence[Line], arithmetic: Arithmetic, most_steps: int) -> Scales:
    """What the moves of a table are weighed by, as it stands now."""
    return Scales(arithmetic, row_shapes(arithmetic), most_steps, model.width, _unlabelled(model, lines))


def weigh(moves: tuple[Move, ...], scales: Scales) -> list[Weighed]:
    """The moves together with what they gain; nothing where they mend nothing or break something."""
    arithmetic = scales.arithmetic
    if arithmetic.steps >= scales.most_steps:
        raise OutOfSteps
    change = {place: text for move in moves for place, text in move.change}
    if len(change) < sum(len(move.change) for move in moves):
        return []
    without = frozenset(number for move in moves if (number := move.without) is not None)
    gain = arithmetic.gain(change, without)
    if not gain.mended or gain.broken:
        return []
    along_row = {number for number in gain.mended | gain.failing | gain.worsened if _is_along_row(arithmetic, number)}
    if any(move.kind == "shifted_rows" for move in moves) and gain.mended <= along_row:
        return []  # several rows at once need a witness beside their own sums, which are as true in another column
    if any(move.kind == MISREAD_DIGIT and not _is_told(move, gain, arithmetic) for move in moves):
        return []
    is_shift = any(move.kind in SHIFTS for move in moves)
    is_barred = any(_takes_its_part(move, gain, arithmetic) for move in moves)
    if any(move.moved for move in moves):
        is_barred |= not along_row.isdisjoint(gain.failing if is_shift else gain.worsened)
    cost = sum(_COSTS[move.kind] for move in moves)
    if len({move.row for move in moves if move.kind == "lost_amount"}) == 1:
        cost -= _SAME_CAUSE * (len(moves) - 1)
    weight = gain.weight - cost + arithmetic.companions(change) + _pulled_back(change, scales)
    weight += _LABELLED * scales.labelled(change)
    if is_shift:
        weight += shape_gain(arithmetic, scales.shapes, change)
    return [Weighed(weight, moves, gain.resolved | gain.mended, is_barred)]


def _is_told(move: Move, gain: Gain, arithmetic: Arithmetic) -> bool:
    """Whether a second identity asks for the same digit, and none that the amount stands in fails with it."""
    if move.asked_by is None or gain.failing:
        return False
    others = [arithmetic.identities[number] for number in sorted(gain.mended - {move.asked_by})]
    return is_witnessed(arithmetic.identities[move.asked_by], others, move.change[0][0])


def _is_along_row(arithmetic: Arithmetic, number: int) -> bool:
    return arithmetic.identities[number].is_along_row


def _takes_its_part(move: Move, gain: Gain, arithmetic: Arithmetic) -> bool:
    """Whether the move makes an amount the total of a sum that has no part since: a lost total looks like that too."""
    sources, targets = {source for source, _ in move.moved}, {target for _, target in move.moved}
    emptied = (arithmetic.identities[number] for number in gain.emptied)
    return any(identity.total in targets and not sources.isdisjoint(identity.places - targets) for identity in emptied)


def _pulled_back(change: Change, scales: Scales) -> float:
    """What it says that a text behind the last column has a place in the table since, or has none any more."""
    texts, width = scales.arithmetic.texts, scales.width
    behind = [(bool(texts.get(place, "").strip()), bool(text)) for place, text in change.items() if place[1] >= width]
    return _PULLED_BACK * sum(before - after for before, after in behind)


def _unlabelled(model: Model, lines: Sequence[Line]) -> frozenset[Place]:
    sides = sides_of(model)
    return frozenset(
        (row, column)
        for side, labels in zip(sides, labels_of(lines, sides), strict=True)
        for row, label in enumerate(labels)
        if not label and not code_of(lines[row], side)
        for column in side.amounts
    )
