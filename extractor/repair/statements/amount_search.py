"""Amounts that stand a row or a column off, or are lost: moves weighed by the identities that they mend and break."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations
from typing import Final, NamedTuple

from extractor.repair.statements.arithmetic import Arithmetic, Change, Place
from extractor.repair.statements.cell_types import common_places
from extractor.repair.statements.column_model import Model
from extractor.repair.statements.entries import Line
from extractor.repair.statements.header_sums import row_sums
from extractor.repair.statements.outline import code_of, sides_of
from extractor.repair.statements.row_shapes import Shapes, row_shapes, shape_gain

_LONGEST_SLIDE: Final = 4
_FARTHEST: Final = 2
_LEAST_GAIN: Final = 1.6
_COSTS: Final = {
    "slid_amounts": 0.8,
    "shifted_amounts": 0.8,
    "shifted_rows": 1.0,
    "amounts_under_wrong_heading": 1.0,
    "lost_amount": 0.8,
}
_PULLED_BACK: Final = 1.6
_SHIFTS: Final = frozenset({"shifted_amounts", "shifted_rows"})
_MOST_GROUP_MOVES: Final = 60
_MOST_ROWS: Final = 16
"""So many rows below each other may stand a column off together."""


@dataclass(frozen=True, slots=True)
class Move:
    """A change of some cells: place → text, and what it was made from (places of ``moved`` texts; ``made_from`` for
    an amount that arithmetic gives, ``source`` for one that another table prints)."""

    kind: str
    change: tuple[tuple[Place, str], ...]
    moved: tuple[tuple[Place, Place], ...] = ()
    made_from: tuple[Place, ...] = ()
    source: str = ""
    without: int | None = None

    @property
    def key(self) -> frozenset[tuple[Place, str]]:
        return frozenset(self.change)

    @property
    def row(self) -> int:
        return self.change[0][0][0]


@dataclass(frozen=True, slots=True)
class Found:
    """A move with what it gains, how far it stands ahead of the next that would mend the same, and the others."""

    moves: tuple[Move, ...]
    gain: float
    margin: float
    resolved: frozenset[int]
    others: tuple[tuple[Move, ...], ...]
    is_clear: bool


class Bounds(NamedTuple):
    """How many evaluations a search may take, and how far ahead of its rivals a move must stand to be applied."""

    most_steps: int
    clear: float


class OutOfSteps(Exception):
    """The search has used up its steps."""


def search_amounts(
    model: Model, lines: Sequence[Line], arithmetic: Arithmetic, bounds: Bounds
) -> tuple[list[Found], bool]:
    """Apply moves to ``arithmetic``, the best first, as long as one mends identities, breaks none and stands clear of
    every other that would mend one of the same. Gives what was found (the clear ones applied), and whether the bound
    of ``bounds`` evaluations ended the search."""
    found: list[Found] = []
    doubts: list[Found] = []
    settled: set[int] = set()
    try:
        while failing := [number for number in arithmetic.failing() if number not in settled]:
            best = _best(model, lines, arithmetic, failing, bounds)
            if best is None:
                break
            settled |= best.resolved
            if not best.is_clear:
                doubts.append(best)
                continue
            found.append(best)
            for move in best.moves:
                arithmetic.apply(dict(move.change))
            told = [doubt for doubt in doubts if _touched(arithmetic, doubt) & _touched(arithmetic, best)]
            settled -= {number for doubt in told for number in doubt.resolved} - best.resolved  # they may be clear now
            doubts = [doubt for doubt in doubts if doubt not in told]
    except OutOfSteps:
        return [*found, *doubts], True
    return [*found, *doubts], False


def _touched(arithmetic: Arithmetic, found: Found) -> set[int]:
    """The identities that have a cell which the found moves write."""
    places = (place for move in found.moves for place, _ in move.change)
    return {number for place in places for number in arithmetic.by_place.get(place, ())}


def _best(
    model: Model, lines: Sequence[Line], arithmetic: Arithmetic, failing: Sequence[int], bounds: Bounds
) -> Found | None:
    """The best move around what fails, or two moves that belong together, or rows that moved together, with the margin
    to the next; the later ones where none before stands clear."""
    scales = _Scales(arithmetic, row_shapes(arithmetic), bounds.most_steps, model.width)
    weighed: list[_Weighed] = []
    asked = frozenset(failing)
    seen: set[frozenset[tuple[Place, str]]] = set()
    moves: list[Move] = []
    for move in _moves(model, lines, arithmetic, failing):
        if move.key not in seen:
            seen.add(move.key)
            moves.append(move)
            weighed += _weigh((move,), scales)
    single = _ranked(weighed, asked, bounds.clear)
    if single is not None and single.is_clear:
        return single
    for one, other in _pairs(moves):
        weighed += _weigh((one, other), scales)
    found = _ranked(weighed, asked, bounds.clear)
    if found is not None and found.is_clear:
        return found
    amounts = _amount_columns(model, lines)
    for row in sorted({row for number in failing for row, _ in arithmetic.identities[number].places}):
        for move in _row_runs(arithmetic, row, amounts, len(lines)):
            weighed += _weigh((move,), scales)
    return _ranked(weighed, asked, bounds.clear)


class _Weighed(NamedTuple):
    gain: float
    moves: tuple[Move, ...]
    resolved: frozenset[int]


class _Scales(NamedTuple):
    """What moves are weighed by."""

    arithmetic: Arithmetic
    shapes: Shapes
    most_steps: int
    width: int


def _weigh(moves: tuple[Move, ...], scales: _Scales) -> list[_Weighed]:
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
    cost = sum(_COSTS[move.kind] for move in moves)
    weight = gain.weight - cost + arithmetic.companions(change) + _pulled_back(change, scales)
    if any(move.kind in _SHIFTS for move in moves):
        weight += shape_gain(arithmetic, scales.shapes, change)
    return [_Weighed(weight, moves, gain.resolved | gain.mended)]


def _pulled_back(change: Change, scales: _Scales) -> float:
    """What it says that a text behind the last column has a place in the table since, or has none any more."""
    texts, width = scales.arithmetic.texts, scales.width
    behind = [(bool(texts.get(place, "").strip()), bool(text)) for place, text in change.items() if place[1] >= width]
    return _PULLED_BACK * sum(before - after for before, after in behind)


def _pairs(moves: Sequence[Move]) -> Iterator[tuple[Move, Move]]:
    """Two moves of whole groups; two amounts lost in one row, of which another table prints one."""
    groups = [move for move in moves if move.kind == "amounts_under_wrong_heading"]
    yield from combinations(groups, 2)
    lost = [move for move in moves if move.kind == "lost_amount"][:_MOST_GROUP_MOVES]
    told = ((one, other) for one, other in combinations(lost, 2) if one.row == other.row)
    yield from (pair for pair in told if pair[0].source or pair[1].source)


def _ranked(weighed: Sequence[_Weighed], asked: frozenset[int], clear: float) -> Found | None:
    """The best that mends one of the identities ``asked`` for, with the margin to its best rival."""
    order = sorted(
        (found for found in weighed if found.resolved & asked),
        key=lambda found: (-found.gain, sum(len(m.change) for m in found.moves)),
    )
    if not order or order[0].gain < _LEAST_GAIN:
        return None
    best = order[0]
    places = _changed(best)
    rivals = [other for other in order[1:] if other.resolved & best.resolved or _changed(other) & places]
    margin = best.gain - rivals[0].gain if rivals else best.gain
    others = tuple(other.moves for other in rivals[:2])
    return Found(best.moves, best.gain, margin, best.resolved, others, margin >= clear)


def _changed(found: _Weighed) -> set[Place]:
    return {place for move in found.moves for place, _ in move.change}


def _moves(model: Model, lines: Sequence[Line], arithmetic: Arithmetic, failing: Sequence[int]) -> Iterator[Move]:
    """Moves that touch a cell of a failing identity."""
    near = sorted({place for number in failing for place in arithmetic.identities[number].places})
    amounts = _amount_columns(model, lines)
    for row, column in near:
        yield from _slides(arithmetic, (row, column), len(lines))
        yield from _shifts(arithmetic, (row, column), amounts)
    for number in failing:
        yield from _fills(arithmetic, number)
    yield from _group_moves(model, lines, arithmetic)


def _amount_columns(model: Model, lines: Sequence[Line]) -> list[int]:
    """The columns of amounts, and those behind the last column into which rows were pushed."""
    own = [column for column, kind in enumerate(model.types) if kind == "amount"]
    last = max((len(line.entries) for line in lines), default=0)
    return own + list(range(model.width, last)) if own[-1:] == [model.width - 1] else own


def _slides(arithmetic: Arithmetic, place: Place, rows: int) -> Iterator[Move]:
    """A run of amounts that ends at the place stands a row further up or down, where a blank is; or begins there."""
    row, column = place

    def filled(r: int) -> bool:
        return 0 <= r < rows and arithmetic.value((r, column)) is not None

    def blank(r: int) -> bool:
        return 0 <= r < rows and not arithmetic.texts.get((r, column), "").strip()

    for step in (1, -1):
        for length in range(1, _LONGEST_SLIDE + 1):
            for head in {row, row - step, row + step * (length - 1)}:
                run = [head - step * n for n in range(length)]
                if blank(head + step) and all(filled(r) for r in run):
                    yield _moved("slid_amounts", arithmetic, [((r, column), (r + step, column)) for r in run])


def _shifts(arithmetic: Arithmetic, place: Place, amounts: Sequence[int]) -> Iterator[Move]:
    """A run of amounts of a row stands one or two columns to the side, where blanks are."""
    row, column = place
    if column not in amounts:
        return
    at = amounts.index(column)
    for step in (n for n in range(-_FARTHEST, _FARTHEST + 1) if n):
        for length in range(1, _LONGEST_SLIDE + 1):
            for first in range(at - length, at + 1):
                run = range(first, first + length)
                reach = range(len(amounts) - length + 1)
                if first not in reach or first + step not in reach:
                    continue
                pairs = [((row, amounts[n]), (row, amounts[n + step])) for n in run]
                sources = {source for source, _ in pairs}
                free = all(target in sources or not arithmetic.texts.get(target, "").strip() for _, target in pairs)
                if free and all(arithmetic.value(source) is not None for source in sources):
                    yield _moved("shifted_amounts", arithmetic, pairs)


def _row_runs(arithmetic: Arithmetic, row: int, amounts: Sequence[int], rows: int) -> Iterator[Move]:
    """From the row on, up to so many rows below it: all their amounts from one column on stand to the side, and each
    row has a blank there."""
    for step in (-1, 1, -2, 2):
        for first in range(len(amounts)):
            pairs: list[tuple[Place, Place]] = []
            for below in range(row, min(rows, row + _MOST_ROWS)):
                shifted = _shifted(arithmetic, below, (amounts, first, step))
                if not shifted:
                    break
                pairs += shifted
                if below > row:
                    yield _moved("shifted_rows", arithmetic, pairs)


def _shifted(arithmetic: Arithmetic, row: int, way: tuple[Sequence[int], int, int]) -> list[tuple[Place, Place]]:
    """The amounts of a row from one column on with the columns so many steps off; nothing where one is not free."""
    amounts, first, step = way
    filled = [n for n in range(first, len(amounts)) if arithmetic.texts.get((row, amounts[n]), "").strip()]
    if not filled or filled[0] != first or not all(0 <= n + step < len(amounts) for n in filled):
        return []
    blank = all(n + step in filled or not arithmetic.texts.get((row, amounts[n + step]), "").strip() for n in filled)
    read = all(arithmetic.value((row, amounts[n])) is not None for n in filled)
    return [((row, amounts[n]), (row, amounts[n + step])) for n in filled] if blank and read else []


def _fills(arithmetic: Arithmetic, number: int) -> Iterator[Move]:
    """The amount that a failing identity asks for, in one of its blank places."""
    identity = arithmetic.identities[number]
    if identity.printed is not None:
        if not arithmetic.texts.get(identity.total, "").strip():
            change = ((identity.total, str(identity.printed)),)
            yield Move("lost_amount", change, source=identity.source, without=number)
        return
    places = common_places(text for text in arithmetic.texts.values())
    for way in identity.ways:
        total = arithmetic.value(identity.total)
        made = sum((value for place in way if (value := arithmetic.value(place)) is not None), Decimal(0))
        members = tuple(place for place in (identity.total, *way) if arithmetic.value(place) is not None)
        blanks = [identity.total] if total is None else [p for p in way if not arithmetic.texts.get(p, "").strip()]
        asked = made if total is None else total - made
        if asked > 0 and len(blanks) <= 40:
            text = f"{asked:.{places}f}" if places else str(asked)
            for place in blanks:
                if not arithmetic.texts.get(place, "").strip():
                    yield Move("lost_amount", ((place, text),), made_from=members, without=number)


def _group_moves(model: Model, lines: Sequence[Line], arithmetic: Arithmetic) -> list[Move]:
    """All amounts below a code of the top level that stand under one heading go under another beside it."""
    moves: list[Move] = []
    for side in sides_of(model):
        codes = [code_of(line, side) for line in lines]
        tops = sorted({code[:3] for code in codes if code})
        for found in row_sums(model.paths, model.types):
            for top in tops:
                rows = [row for row, code in enumerate(codes) if code and code.startswith(top)]
                for source in found.parts:
                    for target in found.parts:
                        moves += _group_move(arithmetic, rows, source, target)
    return moves[:_MOST_GROUP_MOVES]


def _group_move(arithmetic: Arithmetic, rows: Sequence[int], source: int, target: int) -> list[Move]:
    if source == target:
        return []
    filled = [row for row in rows if arithmetic.texts.get((row, source), "").strip()]
    free = all(not arithmetic.texts.get((row, target), "").strip() for row in filled)
    if not filled or not free:
        return []
    return [_moved("amounts_under_wrong_heading", arithmetic, [((r, source), (r, target)) for r in filled])]


def _moved(kind: str, arithmetic: Arithmetic, pairs: Sequence[tuple[Place, Place]]) -> Move:
    """The change that takes each text from its first place to its second one; a place that prints the same before and
    after is none of it, so that two ways to the same texts are one."""
    texts = {target: arithmetic.texts[source] for source, target in pairs}
    for source, _ in pairs:
        texts.setdefault(source, "")
    change = ((place, text) for place, text in texts.items() if text != arithmetic.texts.get(place, ""))
    return Move(kind, tuple(sorted(change)), tuple(pairs))
