"""How many rows of a peer's table are its header, by a plain rule that looks at no label."""

import re
from collections.abc import Sequence
from itertools import pairwise

from extractor.document.number import is_number
from extractor.document.total_words import is_sum
from extractor.eval.peers.grid import PeerTable, row_texts

_COLUMN_NUMBER = re.compile(r"\d{1,2}|[-—*]+|[甲乙丙丁戊己]|栏次|行次|序号")
_CODE = re.compile(r"\d{3,}")
_FEWEST_NUMBERS = 2


def count_header_rows(table: PeerTable) -> int:
    """The rows before the first one that is body; at least 1, and as many as a merged cell of the first row reaches.

    A row is body when it is blank, holds an amount or a code, or nothing but a total; a row of column numbers
    (栏次: 1 2 3) is header. Where no row is body the header is as deep as its merged cells.
    """
    depth = max((cell.row + cell.row_span for cell in table.cells if cell.row == 0 and cell.plain), default=1)
    for number, row in enumerate(row_texts(table)):
        if number >= depth and _is_body(row):
            return number
    return min(depth, table.rows)


def is_number_row(row: Sequence[str]) -> bool:
    """Whether the row only numbers the columns: whole numbers that rise from 1, nothing else but 栏次 and dashes."""
    filled = [text for text in row if text]
    numbers = [int(text) for text in filled if text.isdigit()]
    rising = all(one < other for one, other in pairwise(numbers))
    counts = len(numbers) >= _FEWEST_NUMBERS and numbers[0] == 1 and rising
    return counts and all(_COLUMN_NUMBER.fullmatch(text) for text in filled)


def _is_body(row: Sequence[str]) -> bool:
    filled = [text for text in row if text]
    if is_number_row(row):
        return False
    return (
        not filled
        or any(is_number(text) or _CODE.fullmatch(text) for text in filled)
        or (len(filled) == 1 and is_sum(filled[0]))
    )
