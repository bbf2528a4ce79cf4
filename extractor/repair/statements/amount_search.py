"""Amounts that stand a row or a column off, or are lost: moves weighed by the identities that they mend and break."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from extractor.repair.statements.arithmetic import Arithmetic, Place
from extractor.repair.statements.blocks import Line
from extractor.repair.statements.cell_types import common_places, value_of
from extractor.repair.statements.column_model import Model
from extractor.repair.statements.header_sums import row_sums
from extractor.repair.statements.outline import code_of, sides_of

_LONGEST_SLIDE: Final = 4
_FARTHEST: Final = 2
_CLEAR: Final = 1.4
_LEAST_GAIN: Final = 1.6
_COSTS: Final = {"slid_amounts": 0.8, "shifted_amounts": 0.8, "amounts_under_wrong_heading": 1.0, "lost_amount": 1.0}
_MOST_GROUP_MOVES: Final = 60


@dataclass(frozen=True, slots=True)
class Move:
    """A change of some cells: place → text, and what it was made from (places of ``moved`` texts; ``made_from`` for
    an amount that arithmetic gives)."""

    kind: str
    change: tuple[tuple[Place, str], ...]
    moved: tuple[tuple[Place, Place], ...] = ()
    made_from: tuple[Place, ...] = ()
    without: int | None = None

    @property
    def key(self) -> frozenset[tuple[Place, str]]:
        return frozenset(self.change)


@dataclass(frozen=True, slots=True)
class Found:
    """A move with what it gains, how far it stands ahead of the next that would mend the same, and the others."""

    moves: tuple[Move, ...]
    gain: float
    margin: float
    mended: tuple[int, ...]
    others: tuple[tuple[Move, ...], ...]

    @property
    def is_clear(self) -> bool:
        return self.margin >= _CLEAR


class OutOfSteps(Exception):
    """The search has used up its steps."""


def search_amounts(
    model: Model, lines: Sequence[Line], arithmetic: Arithmetic, most_steps: int
) -> tuple[list[Found], bool]:
    """Apply moves to ``arithmetic``, the best first, as long as one mends identities, breaks none and stands clear of
    every other that would mend one of the same. Gives what was found (the clear ones applied), and whether the bound
    of ``most_steps`` evaluations ended the search."""
    found: list[Found] = []
    doubted: set[frozenset[tuple[Place, str]]] = set()
    settled: set[int] = set()
    try:
        while True:
            failing = [number for number in arithmetic.failing() if number not in settled]
            best = _best(model, lines, arithmetic, failing, most_steps) if failing else None
            if best is None:
                best = _best_of_groups(model, lines, arithmetic, failing, most_steps) if failing else None
            if best is None or best.moves[0].key in doubted:
                return found, False
            found.append(best)
            if best.is_clear:
                for move in best.moves:
                    arithmetic.apply(dict(move.change))
            else:
                doubted.add(best.moves[0].key)
                settled |= set(best.mended)
    except OutOfSteps:
        return found, True


def _best(
    model: Model, lines: Sequence[Line], arithmetic: Arithmetic, failing: Sequence[int], most_steps: int
) -> Found | None:
    """The best single move around what fails, with its margin."""
    weighed: list[tuple[float, Move, frozenset[int]]] = []
    seen: set[frozenset[tuple[Place, str]]] = set()
    for move in _moves(model, lines, arithmetic, failing):
        if move.key in seen:
            continue
        seen.add(move.key)
        if arithmetic.steps >= most_steps:
            raise OutOfSteps
        gain, mended, broken = arithmetic.gain(dict(move.change), move.without)
        gain -= _COSTS[move.kind]
        if mended and not broken:
            weighed.append((gain, move, frozenset(mended)))
    return _ranked([(gain, (move,), mended) for gain, move, mended in weighed])


def _ranked(weighed: Sequence[tuple[float, tuple[Move, ...], frozenset[int]]]) -> Found | None:
    order = sorted(weighed, key=lambda found: (-found[0], sum(len(m.change) for m in found[1])))
    if not order or order[0][0] < _LEAST_GAIN:
        return None
    gain, moves, mended = order[0]
    places = {place for move in moves for place, _ in move.change}
    rivals = [
        (other, found)
        for other, found, same in order[1:]
        if same & mended or places & {place for move in found for place, _ in move.change}
    ]
    margin = gain - rivals[0][0] if rivals else gain
    return Found(moves, gain, margin, tuple(sorted(mended)), tuple(found for _, found in rivals[:2]))


def _moves(model: Model, lines: Sequence[Line], arithmetic: Arithmetic, failing: Sequence[int]) -> Iterator[Move]:
    """Moves that touch a cell of a failing identity."""
    near = sorted({place for number in failing for place in arithmetic.identities[number].places})
    amounts = [column for column, kind in enumerate(model.types) if kind == "amount"]
    for row, column in near:
        yield from _slides(arithmetic, (row, column), len(lines))
        yield from _shifts(arithmetic, (row, column), amounts)
    for number in failing:
        yield from _fills(arithmetic, number)
    yield from _group_moves(model, lines, arithmetic)


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
                if first < 0 or first + length > len(amounts) or not 0 <= first + step or first + length + step > len(amounts):
                    continue
                pairs = [((row, amounts[n]), (row, amounts[n + step])) for n in run]
                sources = {source for source, _ in pairs}
                free = all(target in sources or not arithmetic.texts.get(target, "").strip() for _, target in pairs)
                if free and all(arithmetic.value(source) is not None for source in sources):
                    yield _moved("shifted_amounts", arithmetic, pairs)


def _fills(arithmetic: Arithmetic, number: int) -> Iterator[Move]:
    """The amount that a failing identity asks for, in one of its blank places."""
    identity = arithmetic.identities[number]
    if identity.printed is not None:
        if not arithmetic.texts.get(identity.total, "").strip():
            yield Move("lost_amount", ((identity.total, str(identity.printed)),), without=number)
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


def _best_of_groups(
    model: Model, lines: Sequence[Line], arithmetic: Arithmetic, failing: Sequence[int], most_steps: int
) -> Found | None:
    """The best two moves of whole groups together, where neither mends anything alone."""
    moves = _group_moves(model, lines, arithmetic)
    weighed: list[tuple[float, tuple[Move, ...], frozenset[int]]] = []
    for number, one in enumerate(moves):
        for other in moves[number + 1 :]:
            change = dict(one.change) | dict(other.change)
            if len(change) < len(one.change) + len(other.change):
                continue
            if arithmetic.steps >= most_steps:
                raise OutOfSteps
            gain, mended, broken = arithmetic.gain(change)
            gain -= _COSTS[one.kind] + _COSTS[other.kind]
            if mended and not broken:
                weighed.append((gain, (one, other), frozenset(mended)))
    del failing
    return _ranked(weighed)


def _moved(kind: str, arithmetic: Arithmetic, pairs: Sequence[tuple[Place, Place]]) -> Move:
    """The change that takes each text from its first place to its second one."""
    texts = {target: arithmetic.texts[source] for source, target in pairs}
    for source, _ in pairs:
        texts.setdefault(source, "")
    return Move(kind, tuple(sorted(texts.items())), tuple(pairs))


def is_amount(text: str) -> bool:
    """Whether a text is an amount and no blank."""
    return value_of(text) is not None
