"""The places of an indicator matrix as a row of slots, with those that every row fills."""

from collections import Counter
from collections.abc import Sequence
from fractions import Fraction
from typing import Final

from extractor.document.matrix_words import read_matrix_word
from extractor.document.target import is_measured
from extractor.document.text import without_space
from extractor.repair.forms.form_parts import TornMatrix
from extractor.repair.forms.row_slots import Slot, SlotKind, is_degree

_ALWAYS: Final = frozenset({"tier3", "target"})
_NEVER: Final = frozenset({"tier1", "tier2", "other", "label"})
"""Merged over rows, so that a blank says nothing."""
_MOSTLY: Final = Fraction(4, 5)
_ALMOST_ALL: Final = Fraction(9, 10)
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
        slots.append(
            Slot(kind, column, required=required, usual=_usual_texts(kind, siblings), strict=_is_strict(kind, siblings))
        )
    return tuple(slots)


def fills_tier2(matrices: Sequence[TornMatrix]) -> bool:
    """Whether nearly every row of all matrices prints its tier 2 word, so that none is merged over rows."""
    total = sum(len(matrix.rows) for matrix in matrices)
    filled = sum(len(_texts_of("tier2", matrix)) for matrix in matrices)
    return total >= _FEWEST_ROWS and filled >= _ALMOST_ALL * total


def _usual_texts(kind: SlotKind, matrices: Sequence[TornMatrix]) -> frozenset[str]:
    """The texts that the column of this field prints at least twice, in all matrices together."""
    counts: Counter[str] = Counter()
    for matrix in matrices if kind not in _NEVER else ():
        counts.update(_texts_of(kind, matrix))
    return frozenset(text for text, count in counts.items() if count > 1)


def _is_strict(kind: SlotKind, matrices: Sequence[TornMatrix]) -> bool:
    """Whether the column's texts read as targets, but for one in ten at most."""
    if kind != "target":
        return False
    texts = [text for matrix in matrices for text in _texts_of(kind, matrix)]
    read = sum(is_measured(text) or is_degree(text) for text in texts)
    return len(texts) >= _FEWEST_ROWS and read >= _ALMOST_ALL * len(texts)


def _texts_of(kind: SlotKind, matrix: TornMatrix) -> list[str]:
    """What the rows of a matrix print in the column of a field, blanks left out."""
    column = next((place for name, place in matrix.columns.items() if name == kind), None)
    lines = (matrix.torn.texts[row] for row in matrix.rows)
    return [
        text for line in lines if column is not None and column < len(line) and (text := without_space(line[column]))
    ]


def _is_filled(kind: SlotKind, matrices: Sequence[TornMatrix]) -> bool:
    total = sum(len(matrix.rows) for matrix in matrices if kind in matrix.columns)
    filled = sum(len(_texts_of(kind, matrix)) for matrix in matrices)
    return total >= _FEWEST_ROWS and filled >= _MOSTLY * total
