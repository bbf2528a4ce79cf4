"""The places of an indicator matrix as a row of slots, with those that every row fills."""

from collections import Counter
from collections.abc import Sequence
from fractions import Fraction
from typing import Final

from extractor.document.matrix_words import read_matrix_word
from extractor.document.text import without_space
from extractor.repair.row_slots import Slot, SlotKind
from extractor.repair.torn_table import TornMatrix

_ALWAYS: Final = frozenset({"tier3", "target"})
_NEVER: Final = frozenset({"tier1", "tier2", "other", "label"})
"""Merged over rows, so that a blank says nothing."""
_MOSTLY: Final = Fraction(4, 5)
_FEWEST_ROWS: Final = 4


def matrix_slots(matrix: TornMatrix, siblings: Sequence[TornMatrix]) -> tuple[Slot, ...]:
    """The slots of a matrix in its header's order; a field is required where most rows of all ``siblings`` fill it.

    A column without a known word holds what is printed there and nothing else.
    """
    known = {column: name for name, column in matrix.columns.items()}
    header = matrix.torn.texts[matrix.header]
    slots = []
    for column in sorted({*range(len(header)), *known}):
        again = read_matrix_word(header[column]) if column < len(header) else None
        kind: SlotKind = known.get(column) or again or "other"
        if kind == "other" and not (column < len(header) and without_space(header[column])) and column > max(known):
            continue  # past the header: what stands there has no place
        required = kind in _ALWAYS or (kind not in _NEVER and _is_filled(kind, siblings))
        slots.append(Slot(kind, column, required=required, usual=_usual_texts(kind, siblings)))
    return tuple(slots)


def _usual_texts(kind: SlotKind, matrices: Sequence[TornMatrix]) -> frozenset[str]:
    """The texts that the column of this field prints at least twice, in all matrices together."""
    counts: Counter[str] = Counter()
    for matrix in matrices if kind not in _NEVER else ():
        column = next((place for name, place in matrix.columns.items() if name == kind), None)
        texts = (matrix.torn.texts[row] for row in matrix.rows)
        counts.update(without_space(line[column]) for line in texts if column is not None and column < len(line))
    return frozenset(text for text, count in counts.items() if text and count > 1)


def _is_filled(kind: SlotKind, matrices: Sequence[TornMatrix]) -> bool:
    filled = total = 0
    for matrix in matrices:
        column = next((place for name, place in matrix.columns.items() if name == kind), None)
        for row in matrix.rows if column is not None else ():
            texts = matrix.torn.texts[row]
            total += 1
            filled += column is not None and column < len(texts) and bool(without_space(texts[column]))
    return total >= _FEWEST_ROWS and filled >= _MOSTLY * total
