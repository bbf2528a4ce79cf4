"""A label's header as the rows that were printed, and what belongs in each of its columns."""

import re
from collections.abc import Sequence

from extractor.corpora.damage.pieces import Belongs
from extractor.corpora.label import LabelTable
from extractor.document.matrix_words import MatrixField, read_matrix_word
from extractor.document.number import read_amount

_CODE_WORDS = re.compile(r"编码|代码|编号|序号|行次|栏次")
_CODE_LEAVES = frozenset({"类", "款", "项", "目"})
_NUMBERS_LABEL = "栏次"
_MATRIX_SORTS: dict[MatrixField, Belongs] = {"tier1": "tier", "tier2": "tier", "target": "target"}

Words = list[list[str]]
"""Texts by row and column; ``""`` where a cell is blank or another one goes on."""


def header_words(table: LabelTable) -> tuple[Words, int]:
    """The printed header rows of a table without unknown paths, and how many of the last ones are column numbers.

    From the labelled cells where there are any, else from the paths and merged cells. Column numbers that were not
    labelled are counted up from 1 behind their label 栏次.
    """
    if table.cells is not None:
        words = [[""] * len(table.columns) for _ in range(table.header_rows)]
        numbered = set()
        for cell in table.cells:
            if cell.row < table.header_rows and isinstance(cell.text, str):
                words[cell.row][cell.column] = cell.text
                numbered |= {cell.row} if cell.role == "column_number" else set()
        return words, len(numbered)
    paths = [[str(word) for word in column.path] if isinstance(column.path, list) else [] for column in table.columns]
    if table.spans is None:
        return _words_by_depth(paths, table.header_rows)
    return _words_by_spans(paths, table.header_rows, table.spans)


def column_sorts(table: LabelTable) -> tuple[Belongs, ...]:
    """What belongs in each column: codes by the words of the header, amounts where the body prints nothing else."""
    sorts: list[Belongs] = []
    for index, column in enumerate(table.columns):
        leaf = str(column.path[-1]) if isinstance(column.path, list) and column.path else ""
        texts = [row.values[index] for row in table.rows if isinstance(row.values, list)]
        words = [text for text in texts if isinstance(text, str) and text]
        if (matrix := _MATRIX_SORTS.get(read_matrix_word(leaf) or "tier3")) and table.kind == "project_targets":
            sorts.append(matrix)
        elif _CODE_WORDS.search(leaf) or leaf in _CODE_LEAVES:
            sorts.append("code")
        else:
            sorts.append("words" if any(read_amount(text) is None for text in words) else "amount")
    return tuple(sorts)


def _words_by_depth(paths: Sequence[list[str]], header_rows: int) -> tuple[Words, int]:
    """Each name at its depth; an outer name that the column on the left has too is a merged cell that goes on."""
    depth = max(map(len, paths), default=0)
    words = [[""] * len(paths) for _ in range(header_rows)]
    for column, path in enumerate(paths):
        left = paths[column - 1] if column else []
        for row, word in enumerate(path[:header_rows]):
            goes_on = row + 1 < len(path) and left[: row + 1] == path[: row + 1]
            words[row][column] = "" if goes_on else word
    count = max(0, header_rows - depth) if depth else 0
    for row in range(header_rows - count, header_rows):
        words[row] = [_NUMBERS_LABEL, *(str(number) for number in range(1, len(paths)))]
    return words, count


def _words_by_spans(
    paths: Sequence[list[str]], header_rows: int, spans: Sequence[tuple[int, int, int, int]]
) -> tuple[Words, int]:
    owners = {(row, column): (row, column) for row in range(header_rows) for column in range(len(paths))}
    for row, column, rows, columns in spans:
        owners |= {(r, c): (row, column) for r in range(row, row + rows) for c in range(column, column + columns)}
    words = [[""] * len(paths) for _ in range(header_rows)]
    unnamed = set(range(header_rows))
    for column, path in enumerate(paths):
        cells = list(dict.fromkeys(owners[row, column] for row in range(header_rows)))
        for (row, start), word in zip(cells, path, strict=False):
            words[row][start] = word
            unnamed -= {r for r in range(header_rows) if owners[r, column] == (row, start)}
    count = len(unnamed) if unnamed == set(range(header_rows - len(unnamed), header_rows)) else 0
    for row in range(header_rows - count, header_rows):
        own = [column for column in range(len(paths)) if owners[row, column] == (row, column)]
        for number, column in enumerate(own):
            words[row][column] = str(number) if number else _NUMBERS_LABEL
    return words, count
