"""The parts of torn forms: matrices of indicators, and the rows of labels above them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from extractor.document.matrix_words import MatrixField, read_matrix_word
from extractor.document.text import without_space
from extractor.repair.torn_table import TornTable

_FEWEST_HEADER_WORDS = 3
_AFTER_MATRIX: Final = frozenset({"总分", "总计", "合计", "总得分", "备注", "说明"})
"""A row that begins so is below the indicators."""


@dataclass(frozen=True, slots=True)
class TornMatrix:
    """A matrix in a torn table: its header row, its body rows, and the grid column of each field."""

    torn: TornTable
    header: int
    rows: tuple[int, ...]
    columns: dict[MatrixField, int]


def find_matrices(torn: TornTable) -> tuple[TornMatrix, ...]:
    """The matrices of a torn table; one goes on to the next header or the table's end."""
    heads = [(row, fields) for row, texts in enumerate(torn.texts) if (fields := _header_fields(texts))]
    matrices = []
    for place, (row, fields) in enumerate(heads):
        end = heads[place + 1][0] if place + 1 < len(heads) else len(torn.texts)
        end = next((r for r in range(row + 1, end) if _first(torn.texts[r]) in _AFTER_MATRIX), end)
        body = tuple(r for r in range(row + 1, end) if any(without_space(text) for text in torn.texts[r]))
        matrices.append(TornMatrix(torn, row, body, fields))
    return tuple(matrices)


def label_rows(opened: Sequence[TornTable]) -> tuple[tuple[TornTable, tuple[int, ...]], ...]:
    """The label rows of each form in torn tables, which come in the document's order: the rows above a matrix, from
    the end of the matrix before, and a table without a matrix right before one that begins with it."""
    found: list[tuple[TornTable, tuple[int, ...]]] = []
    before: TornTable | None = None
    for torn in opened:
        matrices = find_matrices(torn)
        if matrices and matrices[0].header == 0 and before is not None:
            found.append((before, tuple(range(len(before.texts)))))
        start = 0
        for matrix in matrices:
            if matrix.header > start:
                found.append((torn, tuple(range(start, matrix.header))))
            start = max((*matrix.rows, matrix.header)) + 1
        before = None if matrices else torn
    return tuple(found)


def find_form_tables(opened: Sequence[TornTable]) -> list[TornTable]:
    """The torn tables that hold label rows or a matrix, in their order."""
    ids = {torn.table.id for torn, _ in label_rows(opened)}
    return [torn for torn in opened if torn.table.id in ids or find_matrices(torn)]


def _first(texts: Sequence[str]) -> str:
    return next((compact for text in texts if (compact := without_space(text))), "")


def _header_fields(texts: Sequence[str]) -> dict[MatrixField, int]:
    fields: dict[MatrixField, int] = {}
    for column, text in enumerate(texts):
        name = read_matrix_word(text)
        if name is not None:
            fields.setdefault(name, column)
    return fields if {"tier1", "tier2", "tier3"} <= fields.keys() and len(fields) >= _FEWEST_HEADER_WORDS else {}
