"""A header that swallowed the first row: its label stands over the names, and the header's words a column off."""

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from extractor.document.caption_words import read_caption
from extractor.document.table import Table
from extractor.document.text import folded
from extractor.document.total_words import is_sum
from extractor.repair.statements.entries import BLANK, Entry, Line

_WHOLE: Final = re.compile(r"总额$|总值$")
_NAME_WORDS: Final = frozenset({"项目", "科目名称", "名称", "科目", "项目名称"})
UNIT_WORD: Final = "单位"
"""Printed as the head of a caption whose value is lost."""


class Swallowed(NamedTuple):
    """The row whose label stood in the header, and the captions that stood there too."""

    line: Line
    captions: tuple[str, ...]


def take_swallowed_row(table: Table, words: list[list[str]], body: Sequence[Line]) -> Swallowed | None:
    """Take the label of a total out of the ``words`` of a header, where it stands over the column of names and the
    word for names (项目) over a column beside it that is blank; None where there is none. ``words`` is written.

    Captions among the words (a date, a unit) go with it.
    """
    filled = {column for line in body for column, entry in enumerate(line.entries) if not entry.is_blank}
    place = next(((r, c) for r, row in enumerate(words) for c, word in enumerate(row) if word), None)
    if place is None or len(body) < 2:
        return None
    row, column = place
    label = words[row][column]
    named = next((c for c in range(column + 1, len(words[row])) if folded(words[row][c]) in _NAME_WORDS), None)
    if not (is_sum(label) or _WHOLE.search(label)) or named is None or named in filled or column not in filled:
        return None
    words[row][column], words[row][named] = words[row][named], ""
    captions = []
    for texts in words:
        for c, word in enumerate(texts):
            found = read_caption(word) if word else None
            if word and ((found and found.kind in ("as_of", "unit")) or (c not in filled and c == len(texts) - 1)):
                texts[c] = ""
                if found or word == UNIT_WORD:
                    captions.append(word)
    cell = next(cell for cell in table.cells if (cell.row, cell.column) == place)
    entries = [BLANK] * len(table.columns)
    entries[column] = Entry(cell.raw, (cell.id,))
    return Swallowed(Line(entries, cell.line, body[0].block), tuple(captions))
