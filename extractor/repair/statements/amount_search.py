"""Amounts that stand a row or a column off, or are lost: moves weighed by the identities that they mend and break."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final, NamedTuple

from extractor.repair.statements.amount_moves import amount_columns, moves_near, pairs_of, row_runs
from extractor.repair.statements.arithmetic import Arithmetic, Place
from extractor.repair.statements.column_model import Model
from extractor.repair.statements.digit_moves import MISREAD_DIGIT
from extractor.repair.statements.entries import Line
from extractor.repair.statements.move import Move
from extractor.repair.statements.move_weights import SHIFTS, OutOfSteps, Weighed, scales_of, weigh

_LEAST_GAIN: Final = 1.6
_UNMISREAD: Final = 0.75
"""What is left of the margin of a misread digit in a document without other misread signs."""


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
    """How many evaluations a search may take, how far ahead of its rivals a move must stand to be applied, whether the
    document has other misread signs (only there is a digit misread rather than printed so), rows that stay."""

    most_steps: int
    clear: float
    misread: bool = False
    kept_rows: frozenset[int] = frozenset()


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
            if any(move.kind == MISREAD_DIGIT for move in best.moves) and not bounds.misread:
                best = replace(best, is_clear=False, margin=min(best.margin, _UNMISREAD * bounds.clear))
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
    scales = scales_of(model, lines, arithmetic, bounds.most_steps)
    weighed: list[Weighed] = []
    asked = frozenset(failing)
    first: dict[frozenset[tuple[Place, str]], Move] = {}
    for move in moves_near(model, lines, arithmetic, failing):
        if move.key not in first or (move.source and not first[move.key].source):
            first[move.key] = move  # of one amount: what another table prints rather than what a sum asks for
    moves = [move for move in first.values() if _may_be_made(move, bounds)]
    for move in moves:
        weighed += weigh((move,), scales)
    single = _ranked(weighed, asked, bounds.clear)
    if single is not None and single.is_clear:
        return single
    for pair in pairs_of(moves):
        weighed += weigh(pair, scales)
    found = _ranked(weighed, asked, bounds.clear)
    if found is not None and found.is_clear:
        return found
    amounts = amount_columns(model, lines)
    for row in sorted({row for number in failing for row, _ in arithmetic.identities[number].places}):
        for move in row_runs(arithmetic, row, amounts, len(lines)):
            weighed += weigh((move,), scales) if _may_be_made(move, bounds) else []
    return _ranked(weighed, asked, bounds.clear)


def _may_be_made(move: Move, bounds: Bounds) -> bool:
    return not bounds.kept_rows or bounds.kept_rows.isdisjoint(row for (row, _), _ in move.change)


def _ranked(weighed: Sequence[Weighed], asked: frozenset[int], clear: float) -> Found | None:
    """The best that mends one of the identities ``asked`` for, with the margin to its best rival.

    That an amount is lost instead is no rival: it fits any sum, while a move that makes one hold fits by chance in one
    of thousands. A barred shift is a rival of shifts alone.
    """
    order = sorted(
        (found for found in weighed if found.resolved & asked and not found.is_barred),
        key=lambda found: (-found.gain, sum(len(m.change) for m in found.moves)),
    )
    if not order or order[0].gain < _LEAST_GAIN:
        return None
    best = order[0]
    places = best.places
    barred = [found for found in weighed if found.is_barred] if any(m.kind in SHIFTS for m in best.moves) else []
    rivals = [
        other
        for other in sorted([*order[1:], *barred], key=lambda found: -found.gain)
        if (other.resolved & best.resolved or other.places & places) and not other.written < best.written
    ]
    margin = best.gain - rivals[0].gain if rivals else best.gain
    others = tuple(other.moves for other in rivals[:2])
    return Found(best.moves, best.gain, margin, best.resolved, others, margin >= clear)
