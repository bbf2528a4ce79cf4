"""A cell that a page break cut: its end stands alone in a row below, and a gap is left where it was cut."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extractor.document.check import Repair
from extractor.document.target import is_measured
from extractor.document.text import without_space
from extractor.document.tier_words import tier1_class, tier2_class
from extractor.repair.forms.form_parts import TornMatrix

_SHORTEST_TAIL = 2
_WITNESS_LENGTH = 3
"""So many characters before the cut, with the end put in, must stand together elsewhere to confirm the join."""


@dataclass(frozen=True, slots=True)
class _End:
    """A lone cell that may be the end of one above."""

    matrix: TornMatrix
    row: int
    column: int
    text: str


def join_cut_cells(matrices: Sequence[TornMatrix], threshold: float) -> list[Repair]:
    """Put the lone end of a cut cell back where a cell above breaks off before a part of it, and clear its row."""
    repairs = []
    for place, matrix in enumerate(matrices):
        for row in matrix.rows:
            lone = [(column, text) for column, text in enumerate(matrix.torn.texts[row]) if without_space(text)]
            if len(lone) != 1 or not _is_words(lone[0][1]):
                continue
            for above in (matrix, *matrices[max(0, place - 1) : place]):
                repair = _join(above, _End(matrix, row, *lone[0]), matrices, threshold)
                if repair is not None:
                    repairs.append(repair)
                    break
    return repairs


def _is_words(text: str) -> bool:
    return not (tier1_class(text) or tier2_class(text) or is_measured(text))


def _join(above: TornMatrix, end: _End, matrices: Sequence[TornMatrix], threshold: float) -> Repair | None:
    words = without_space(end.text)
    for other in above.rows:
        for place, text in enumerate(above.torn.texts[other]):
            gap = _gap_before_tail(text, words)
            if gap is None or (above is end.matrix and other >= end.row):
                continue
            joined = gap.sub(words, text)
            start = without_space(text[: _first(gap, text)])[-_WITNESS_LENGTH:] + words
            witnessed = _stands_elsewhere(start, matrices)
            confidence = 0.97 if witnessed else 0.8
            applied = confidence >= threshold
            subjects = [above.torn.cell_id(other, place), end.matrix.torn.cell_id(end.row, end.column)]
            if applied:
                above.torn.write(other, place, joined)
                end.matrix.torn.write(end.row, end.column, "")
            evidence = ["the cell breaks off before the words with which the lone cell ends"]
            if witnessed:
                evidence.append("another cell prints both parts in one")
            before, made_from = f"{text} | {words}", tuple(subjects)
            return Repair(
                "", "cell_join", made_from, before, joined, tuple(evidence), (), confidence, applied, made_from
            )
    return None


def _gap_before_tail(text: str, end: str) -> re.Pattern[str] | None:
    """The place where white space stands before the longest proper tail of ``end``, as a pattern to replace."""
    squeezed = without_space(text)
    if len(squeezed) == len(text):
        return None
    for start in range(1, len(end) - _SHORTEST_TAIL + 1):
        if end[start:] not in squeezed:  # a pattern of a long end takes long to make
            continue
        pattern = re.compile(r"(?<=\S)\s+" + r"\s*".join(map(re.escape, end[start:])))
        if pattern.search(text):
            return pattern
    return None


def _first(pattern: re.Pattern[str], text: str) -> int:
    match = pattern.search(text)
    return match.start() if match is not None else 0


def _stands_elsewhere(phrase: str, matrices: Sequence[TornMatrix]) -> bool:
    return any(
        phrase in without_space(text) for matrix in matrices for row in matrix.rows for text in matrix.torn.texts[row]
    )
