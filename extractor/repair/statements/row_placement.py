"""One row: its pieces, split and joined where that makes sense of them, put into the columns in their order."""

from collections.abc import Collection, Mapping, Sequence
from types import MappingProxyType
from typing import Final, NamedTuple

from extractor.document.text import folded
from extractor.repair.statements.blocks import numbering
from extractor.repair.statements.cell_types import joined, tokens_of
from extractor.repair.statements.column_model import Model
from extractor.repair.statements.entries import BLANK, Entry

_BEST: Final = 6
_SPLIT: Final = 0.6
_JOIN: Final = 0.8
_SHIFT_AT_TEAR: Final = 0.6
_SHIFT: Final = 1.5
"""A shift of the rest of a row beside a cell that was split or joined, and one that nothing explains."""
_OTHER_NUMBER: Final = 2.0
_KNOWN: Final = 0.7
_FOLLOWS: Final = 2.0
_ONE_CHARACTER: Final = 1.0
_LABEL_MOVED: Final = 1.5
"""That a label goes elsewhere which fits where it is printed."""
_MOST_TOKENS: Final = 4
_MOST_JOINED: Final = 3


class Placing(NamedTuple):
    """One way to place a row: what it costs, and the entries by the model's columns."""

    cost: float
    entries: tuple[Entry, ...]

    @property
    def key(self) -> tuple[str, ...]:
        return tuple(entry.text.strip() for entry in self.entries)


class Words(NamedTuple):
    """What the document says of a row: the line number that comes next, names (folded) printed elsewhere, and by column
    the numbering (二十、) that comes next."""

    number: str | None = None
    known: Collection[str] = ()
    numbering: Mapping[int, int] = MappingProxyType({})


class _Step(NamedTuple):
    cost: float
    last: int
    shift: float
    placed: tuple[tuple[int, Entry], ...]
    torn: bool = False


class _Row(NamedTuple):
    """What a row is placed by."""

    expected: Sequence[float]
    model: Model
    words: Words


def place_row(
    entries: Sequence[Entry], expected: Sequence[float], model: Model, words: Words | None = None
) -> list[Placing]:
    """The best ways to place a row's entries, cheapest first, each once; ``expected`` is the model's column (a
    fraction between two) where the block's map puts each printed column. Empty where none fits.

    Bounded: pieces x columns x ``_BEST`` steps.
    """
    row_of = _Row(expected, model, words or Words())
    pieces = [(place, entry) for place, entry in enumerate(entries) if not entry.is_blank]
    reached: list[list[_Step]] = [[] for _ in range(len(pieces) + 1)]
    reached[0] = [_Step(0.0, -1, 0.0, ())]
    for number in range(len(pieces)):
        for step in _cheapest(reached[number]):
            for count in range(1, _MOST_JOINED + 1):
                if number + count <= len(pieces):
                    reached[number + count] += _advance(step, pieces[number : number + count], row_of)
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


def _advance(step: _Step, run: Sequence[tuple[int, Entry]], row: _Row) -> list[_Step]:
    """Place a run of neighbouring pieces joined to one cell, or a single one whole or split at its gaps."""
    first, last = run[0][0], run[-1][0]
    ends = row.expected[first], row.expected[last]
    if len(run) > 1:
        if last - first != len(run) - 1 or not _may_be_one([entry.text for _, entry in run]):
            return []
        whole = Entry(joined([entry.text for _, entry in run]), tuple(c for _, entry in run for c in entry.cells))
        return _put(step, [whole], ends, row, _JOIN * (len(run) - 1))
    entry = run[0][1]
    found = _put(step, [entry], ends, row, 0.0)
    tokens = tokens_of(entry.text)
    if 2 <= len(tokens) <= _MOST_TOKENS:
        for cut in range(1, len(tokens)):
            halves = [Entry(" ".join(tokens[:cut]), entry.cells), Entry(" ".join(tokens[cut:]), entry.cells)]
            found += _put(step, halves, ends, row, _SPLIT)
    return found


def _may_be_one(texts: Sequence[str]) -> bool:
    """Whether neighbouring texts may be pieces of one: all of digits, or all with words in them."""
    worded = [any(character.isalpha() for character in text) for text in texts]
    return all(worded) or not any(worded)


def _put(step: _Step, entries: Sequence[Entry], ends: tuple[float, float], row: _Row, cost: float) -> list[_Step]:
    """Put entries into neighbouring columns, from each column on that is still free. ``ends`` are the columns where
    the first and the last printed piece of them are expected; a ``cost`` says that they were split or joined."""
    steps = []
    for column in range(step.last + 1, row.model.width - len(entries) + 1):
        change = abs(column - ends[0] - step.shift)
        shifted = change * (_SHIFT_AT_TEAR if step.torn else _SHIFT)
        ill = sum(_ill(entry.text, column + n, row) for n, entry in enumerate(entries))
        if not cost and change:
            ill += _LABEL_MOVED * _is_label_in_place(entries[0].text, ends[0], row.model)
        last = column + len(entries) - 1
        placed = (*step.placed, *((column + n, entry) for n, entry in enumerate(entries)))
        steps.append(_Step(step.cost + cost + ill + shifted, last, last - ends[1], placed, cost > 0))
    return steps


def _is_label_in_place(text: str, expected: float, model: Model) -> bool:
    place = int(expected)
    fits = place == expected and place < model.width and model.types[place] in ("number", "code", "name")
    return fits and not model.misfit(text, place)


def _ill(text: str, column: int, row: _Row) -> float:
    """How ill a text stands in a column, by its type and by what the document says."""
    cost = row.model.misfit(text, column)
    kind = row.model.types[column]
    if kind == "number" and row.words.number is not None and text.strip() != row.words.number:
        cost += _OTHER_NUMBER
    if kind == "name" and not cost:
        name = folded(text)
        goes_on = column in row.words.numbering and numbering(text.strip()) == row.words.numbering[column]
        cost -= _FOLLOWS * goes_on
        cost += _ONE_CHARACTER * (len(name) == 1) - _KNOWN * (name in row.words.known)
    return cost
