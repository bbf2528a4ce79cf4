"""Whether sums prove that columns of amounts belong to the labels beside them, row by row."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from extractor.document.number import read_amount
from extractor.document.total_words import is_sum

_FEWEST_SUMS: Final = 2
"""Two sums of several amounts each hold by chance in one of some millions of other orders."""
_NEARLY_ALL: Final = Decimal("0.9")
_HALF_CENT: Final = Decimal("0.005")
_NUMBERED: Final = re.compile(r"[一二三四五六七八九十]+、.*")


def is_proved(labels: Sequence[Sequence[str]], columns: Sequence[Sequence[str]]) -> bool:
    """Whether at least two sums down the columns hold that are more than one amount said twice, and nine of ten.

    ``labels``: of each row its code (if it has a column of codes) and its name, folded; ``columns``: of each column
    the text of each row. Sums along the rows count too, but prove nothing by themselves: they hold in any order of the
    rows.
    """
    amounts = [[_value(text) for text in column] for column in columns]
    families = list(_families(labels))
    down = [
        _holds(column[total], [column[part] for part in parts])
        for column in amounts
        for total, parts in families
        if any(column[row] for row in (total, *parts))
    ]
    telling = sum(
        _holds(column[total], [column[part] for part in parts]) and sum(bool(column[part]) for part in parts) > 1
        for column in amounts
        for total, parts in families
    )
    return telling >= _FEWEST_SUMS and sum(down) >= _NEARLY_ALL * len(down)


def _value(text: str) -> Decimal:
    reading = read_amount(text)
    return (reading.value if reading is not None else None) or Decimal(0)


def _holds(total: Decimal, parts: Sequence[Decimal]) -> bool:
    return abs(total - sum(parts, Decimal(0))) <= _HALF_CENT * (len(parts) + 1)


def _families(labels: Sequence[Sequence[str]]) -> Iterator[tuple[int, list[int]]]:
    """Each row with the rows that it is the sum of: by codes, by numbering (一、), and of the total."""
    codes = [row[0] if len(row) > 1 else "" for row in labels]
    names = [row[-1] for row in labels]
    for row, code in enumerate(codes):
        children = [n for n, other in enumerate(codes) if len(other) == len(code) + 2 and other.startswith(code)]
        if code and children:
            yield row, children
    if any(codes):
        shortest = min(len(code) for code in codes if code)
        tops = [row for row, code in enumerate(codes) if len(code) == shortest]
    else:
        tops = [row for row, name in enumerate(names) if _NUMBERED.fullmatch(name)]
        yield from _numbered(names, tops)
    totals = [row for row, name in enumerate(names) if is_sum(name) and not codes[row]]
    if len(totals) == 1 and tops:
        yield totals[0], tops


def _numbered(names: Sequence[str], tops: Sequence[int]) -> Iterator[tuple[int, list[int]]]:
    """A numbered row with the rows below it up to the next one, where there are two and more (其中 …)."""
    for row, end in zip(tops, [*tops[1:], len(names)], strict=True):
        below = [n for n in range(row + 1, end) if not is_sum(names[n])]
        if len(below) > 1:
            yield row, below
