"""Numbered labels of a column read from a picture: 一、 二、 三、 whose thin strokes and marks a recogniser loses."""

import re
from collections.abc import Collection, Iterator, Sequence
from typing import Final, NamedTuple

from extractor.document.chinese_numeral import read_chinese_numeral
from extractor.document.classification_names import all_known_names
from extractor.document.table import Cell, Table
from extractor.document.text import without_space

_NUMERALS: Final = (
    *("一", "二", "三", "四", "五", "六", "七", "八", "九", "十"),
    *(f"十{digit}" for digit in "一二三四五六七八九"),
    "二十",
    *(f"二十{digit}" for digit in "一二三四五六七八九"),
)
_NUMBERED: Final = re.compile(r"([一二三四五六七八九十]{1,3})、(.*)")
_TWICE: Final = re.compile(r"([一二三四五六七八九十])\1、(.*)")
_WITHOUT_MARK: Final = re.compile(r"([一二三四五六七八九十]{1,3})(?=[^、一二三四五六七八九十])(.+)")
_SPECKS: Final = ".,·'`"
"""What dust between a numeral's mark and the words is taken for."""
_SHORTEST_LABEL: Final = 2
_MARK_WITHIN: Final = 4
_SHORTEST_SEQUENCE: Final = 3
"""Fewer numbers in a row are no numbering that a lost one can be told from."""


class NumberedLabel(NamedTuple):
    """A cell of the sequence with its text as the others ask for it."""

    cell: Cell
    text: str


class _Label(NamedTuple):
    """One label of a column: its number, whether that is printed badly (``loose``), and its words."""

    cell: Cell
    number: int | None
    words: str
    loose: bool


def lost_numbering(table: Table, column: int, known: Collection[str]) -> list[NumberedLabel]:
    """The labels of a column that lost their numeral, its mark or both, by those above and below them.

    A numeral without its mark counts where it is the next one (一 only before a known name: 一般公共服务 is one word);
    a label without any where it stands alone between the number before the lost one and the number behind it (one
    that kept its mark may have other labels below it). Nothing
    where no label has its mark, or fewer than three numbers follow each other then.
    """
    labels = [_read(cell, known) for cell in _body(table, column)]
    found: list[NumberedLabel] = []
    last = longest = 0
    last_place = -1
    for place, label in enumerate(labels):
        number = label.number
        if number is None or (label.loose and number != last + 1):
            beside = last_place == place - 1 or (last == 0 and label.loose)
            marked = without_space(label.cell.text)[:1] == "、"
            follows = _follows(labels[place + 1 :], last, next_only=not marked)
            number = last + 1 if (beside or marked) and follows else None
        if number is None or number > len(_NUMERALS):
            continue
        if label.loose or label.number is None:
            found.append(NumberedLabel(label.cell, f"{_NUMERALS[number - 1]}、{label.words}"))
        longest = max(longest, number) if number == last + 1 else longest
        last, last_place = number, place
    is_numbered = any("、" in without_space(label.cell.text)[:_MARK_WITHIN] for label in labels)
    return found if is_numbered and longest >= _SHORTEST_SEQUENCE else []


def _follows(below: Sequence[_Label], last: int, *, next_only: bool) -> bool:
    """Whether the very next label, or the next that has a number, has the one after the number missing behind
    ``last``."""
    numbers = (label.number for label in below[: 1 if next_only else None])
    return next((number for number in numbers if number is not None), None) == last + 2


def _read(cell: Cell, known: Collection[str]) -> _Label:
    text = without_space(cell.text)
    if twice := _TWICE.fullmatch(text):
        return _Label(cell, _NUMERALS.index(twice[1]) + 1, twice[2], True)
    if whole := _NUMBERED.fullmatch(text):
        words = whole[2].lstrip(_SPECKS)
        has_speck = words != whole[2] and words in known
        return _Label(cell, _value(whole[1]), words if has_speck else whole[2], has_speck)
    if text[0] == "、":
        return _Label(cell, None, text[1:], True)
    if text[0] in _NUMERALS and text[1:] in known and text not in all_known_names():
        # 一一般公共服务: the words begin with a numeral themselves
        return _Label(cell, _value(text[0]), text[1:], True)
    loose = _WITHOUT_MARK.fullmatch(text)
    if loose and text not in all_known_names() and (loose[1] != "一" or loose[2] in known):
        return _Label(cell, _value(loose[1]), loose[2], True)
    return _Label(cell, None, text, False)


def _value(numeral: str) -> int | None:
    value = read_chinese_numeral(numeral)
    return None if value is None else int(value)


def _body(table: Table, column: int) -> Iterator[Cell]:
    for cell in sorted(table.cells, key=lambda cell: cell.row):
        if cell.column == column and cell.row >= table.header_rows and len(without_space(cell.text)) > _SHORTEST_LABEL:
            yield cell
