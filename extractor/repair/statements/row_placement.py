"""One row: its pieces, split and joined where that makes sense of them, put into the columns in their order."""

from collections.abc import Sequence
from typing import Final, NamedTuple

from extractor.repair.statements.cell_types import joined, misfit, tokens_of
from extractor.repair.statements.column_model import Model
from extractor.repair.statements.entries import BLANK, Entry

_BEST: Final = 6
_SPLIT: Final = 0.6
_JOIN: Final = 0.8
_SHIFT: Final = 0.7
_MOST_TOKENS: Final = 4
_MOST_JOINED: Final = 3


class Placing(NamedTuple):
    """One way to place a row: what it costs, and the entries by the model's columns."""

    cost: float
    entries: tuple[Entry, ...]

    @property
    def key(self) -> tuple[str, ...]:
        return tuple(entry.text.strip() for entry in self.entries)


class _Step(NamedTuple):
    cost: float
    last: int
    shift: float
    placed: tuple[tuple[int, Entry], ...]


def place_row(entries: Sequence[Entry], expected: Sequence[float], model: Model) -> list[Placing]:
    """The best ways to place a row's entries, cheapest first, each once; ``expected`` is the model's column (a
    fraction between two) where the block's map puts each printed column. Empty where none fits.

    Bounded: pieces x columns x ``_BEST`` steps.
    """
    pieces = [(place, entry) for place, entry in enumerate(entries) if not entry.is_blank]
    reached: list[list[_Step]] = [[] for _ in range(len(pieces) + 1)]
    reached[0] = [_Step(0.0, -1, 0.0, ())]
    for number in range(len(pieces)):
        for step in _cheapest(reached[number]):
            for count in range(1, _MOST_JOINED + 1):
                if number + count <= len(pieces):
                    reached[number + count] += _advance(step, pieces[number : number + count], expected, model)
    ways: dict[tuple[str, ...], Placing] = {}
    for step in sorted(reached[-1], key=lambda step: step.cost):
        row = [BLANK] * model.width
        for column, entry in step.placed:
            row[column] = entry
        placing = Placing(step.cost, tuple(row))
        ways.setdefault(placing.key, placing)
    return list(ways.values())[:_BEST]


def _cheapest(steps: Sequence[_Step]) -> list[_Step]:
    """The cheapest steps for each column that they end in."""
    kept: dict[int, list[_Step]] = {}
    for step in sorted(steps, key=lambda step: (step.cost, step.last)):
        if len(kept.setdefault(step.last, [])) < _BEST:
            kept[step.last].append(step)
    return [step for found in kept.values() for step in found]


def _advance(step: _Step, run: Sequence[tuple[int, Entry]], expected: Sequence[float], model: Model) -> list[_Step]:
    """Place a run of neighbouring pieces joined to one cell, or a single one whole or split at its gaps."""
    first, last = run[0][0], run[-1][0]
    if len(run) > 1:
        if last - first != len(run) - 1 or not _may_be_one([entry.text for _, entry in run]):
            return []
        whole = Entry(joined([entry.text for _, entry in run]), tuple(c for _, entry in run for c in entry.cells))
        return _put(step, [whole], (expected[first], expected[last]), model, _JOIN * (len(run) - 1))
    entry = run[0][1]
    found = _put(step, [entry], (expected[first], expected[first]), model, 0.0)
    tokens = tokens_of(entry.text)
    if 2 <= len(tokens) <= _MOST_TOKENS:
        for cut in range(1, len(tokens)):
            halves = [Entry(" ".join(tokens[:cut]), entry.cells), Entry(" ".join(tokens[cut:]), entry.cells)]
            found += _put(step, halves, (expected[first], expected[first]), model, _SPLIT)
    return found


def _may_be_one(texts: Sequence[str]) -> bool:
    """Whether neighbouring texts may be pieces of one: all of digits, or all with words in them."""
    worded = [any(character.isalpha() for character in text) for text in texts]
    return all(worded) or not any(worded)


def _put(
    step: _Step, entries: Sequence[Entry], expected: tuple[float, float], model: Model, cost: float
) -> list[_Step]:
    """Put entries into neighbouring columns, from each column on that is still free."""
    steps = []
    for column in range(step.last + 1, model.width - len(entries) + 1):
        shift = column - expected[0]
        change = abs(shift - step.shift)
        if change > 0 and abs(shift) < abs(step.shift):
            change *= 0.8  # back towards its own place
        ill = sum(misfit(e.text, model.types[column + n], model.places) for n, e in enumerate(entries))
        ends = column + len(entries) - 1
        placed = (*step.placed, *((column + n, entry) for n, entry in enumerate(entries)))
        steps.append(_Step(step.cost + cost + ill + _SHIFT * change, ends, ends - expected[1], placed))
    return steps
