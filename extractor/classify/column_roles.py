"""What each column holds: by its header words, and by its contents where the words leave it open."""

import re
from collections.abc import Sequence
from itertools import pairwise

from extractor.classify.column_rules import (
    AMOUNT_WORDS,
    CODE_PARTS,
    CODE_WORDS,
    NAME_WORDS,
    SURE_AMOUNT_WORDS,
    TOTAL_WORDS,
    WORD_RULES,
)
from extractor.document.budget_code import is_certain_code, read_code
from extractor.document.number import read_money
from extractor.document.text import folded
from extractor.document.vocabulary import ColumnRole

_FUNCTION = re.compile(r"2\d{2}(?:\d{2}){0,2}")
_DEPARTMENT = re.compile(r"3\d{2}(?:\d{2})?")
_GOVERNMENT = re.compile(r"5\d{2}(?:\d{2})?")
_CODE_SHARE = 0.6
"""A column of codes may hold other words (合计) in the rest of its filled cells."""
_AMOUNT_SHARE = 0.6
_LINE_NUMBERS_AT_LEAST = 3
_COLUMN_NUMBER = re.compile(r"(?<=[\u4e00-\u9fff)])\d{1,2}$")
"""A number of the 栏次 row that was read as the end of the header word above it."""

_PART_ROLES: dict[str, tuple[ColumnRole, ColumnRole, ColumnRole]] = {
    "function": ("function_class", "function_division", "function_item"),
    "department": ("department_economic_class", "department_economic_item", "department_economic_item"),
    "government": ("government_economic_code", "government_economic_code", "government_economic_code"),
}
_CODE_ROLES: dict[str, ColumnRole] = {
    "function": "function_code",
    "department": "department_economic_code",
    "government": "government_economic_code",
}


def column_roles(
    column_paths: Sequence[tuple[str, ...]], body_rows: Sequence[Sequence[str | None]]
) -> tuple[ColumnRole, ...]:
    """One role for each column; a form (every path empty) has no roles but ``other``.

    Codes: 3, 5 or 7 digits from 2xx are functional, 3 or 5 digits from 3xx the department's and from 5xx the
    government's economic classification (政府收支分类科目).
    """
    if not any(column_paths):
        return tuple("other" for _ in column_paths)
    contents = [_filled(body_rows, column) for column in range(len(column_paths))]
    roles: list[ColumnRole] = [_role(column, column_paths, contents) for column in range(len(column_paths))]
    for column, path in enumerate(column_paths):
        # an empty column under one header with columns of amounts is one of them, whatever its own words
        beside = {
            role for role, other in zip(roles, column_paths, strict=True) if path[:-1] and other[:-1] == path[:-1]
        }
        if roles[column] == "text" and not contents[column] and beside & {"amount", "total"}:
            roles[column] = "amount"
    _name_parts_under_one_header(roles, column_paths, contents)
    return tuple(roles)


def _name_parts_under_one_header(
    roles: list[ColumnRole], paths: Sequence[tuple[str, ...]], contents: Sequence[list[str]]
) -> None:
    """Code columns under one merged header cell are 类, 款 and 项 where the later ones hold the codes' ends."""
    systems = {role: system for system, role in _CODE_ROLES.items()}
    start = 0
    while start < len(roles):
        end = start + 1
        while end < min(len(roles), start + len(CODE_PARTS)) and paths[end] == paths[start]:
            end += 1
        ends = [text for place in range(start + 1, end) for text in contents[place] if text.isdigit()]
        system = systems.get(roles[start])
        if system and ends and max(map(len, ends)) <= 2:
            for place, column in enumerate(range(start, end)):
                roles[column] = _PART_ROLES[system][place]
        start = end


def _filled(body_rows: Sequence[Sequence[str | None]], column: int) -> list[str]:
    texts = (row[column] for row in body_rows if column < len(row))
    return [folded(text) for text in texts if text and text.strip()]


def _role(column: int, paths: Sequence[tuple[str, ...]], contents: Sequence[list[str]]) -> ColumnRole:
    path = [folded(element) for element in paths[column]]
    last, texts = _COLUMN_NUMBER.sub("", path[-1] if path else ""), contents[column]
    if last in CODE_PARTS:
        system = _system_by_words(path) or _system_of_parts(column, paths, contents)
        return _PART_ROLES[system][CODE_PARTS[last]]
    by_words = next((role for role, pattern in WORD_RULES if pattern.fullmatch(last)), None)
    if by_words:
        return by_words
    if column == 0 and _counts_up(texts):
        return "line_number"
    if last == "单位":
        return "measure_unit" if texts and max(map(len, texts)) <= 4 else "name"
    if CODE_WORDS.fullmatch(last) and any(word in element for element in path[:-1] for word in ("采购", "品目")):
        return "text"
    codes = _system_by_contents(texts)
    if CODE_WORDS.fullmatch(last) or (codes and not TOTAL_WORDS.fullmatch(last) and not AMOUNT_WORDS.fullmatch(last)):
        system = codes or _system_by_words(path) or "function"
        return _CODE_ROLES[system]
    return _role_by_contents(last, texts)


def _role_by_contents(last: str, texts: list[str]) -> ColumnRole:
    """``name``, ``text``, ``total``, ``amount`` or ``line_number`` for a column that its words leave open.

    Words that can only head amounts decide alone: contents may be marks, notes or torn.
    """
    if TOTAL_WORDS.fullmatch(last):
        return "total"
    if SURE_AMOUNT_WORDS.fullmatch(last):
        return "amount"
    if not texts:
        if NAME_WORDS.fullmatch(last):
            return "name"
        return "amount" if AMOUNT_WORDS.fullmatch(last) else "text"
    readings = [money.reading for text in texts if (money := read_money(text)) is not None]
    numbers = any(reading.value is not None for reading in readings)
    # a column of nothing but marks holds amounts where its words say so: 备注 is full of 无 too
    if len(readings) >= _AMOUNT_SHARE * len(texts) and (numbers or AMOUNT_WORDS.fullmatch(last)):
        return "amount"
    if NAME_WORDS.fullmatch(last) or not last:
        return "name"
    return "text"


def _counts_up(texts: list[str]) -> bool:
    numbers = [int(text) for text in texts if text.isdigit()]
    following = all(later == earlier + 1 for earlier, later in pairwise(numbers))
    return len(numbers) == len(texts) >= _LINE_NUMBERS_AT_LEAST and following


def _system_by_words(path: Sequence[str]) -> str | None:
    """The classification that the header path names, innermost words first."""
    for element in reversed(path):
        if "功能" in element:
            return "function"
        if "政府" in element and "经济" in element:
            return "government"
        if "经济" in element:
            return "department"
    return None


def _system_by_contents(texts: Sequence[str]) -> str | None:
    codes = [code.digits for text in texts if is_certain_code(text) and (code := read_code(text))]
    if not codes or len(codes) < _CODE_SHARE * len(texts):
        return None
    for system, pattern in (("function", _FUNCTION), ("department", _DEPARTMENT), ("government", _GOVERNMENT)):
        if sum(bool(pattern.fullmatch(code)) for code in codes) > len(codes) / 2:
            return system
    return None


def _system_of_parts(column: int, paths: Sequence[tuple[str, ...]], contents: Sequence[list[str]]) -> str:
    """The system of a 类/款/项 column without telling words: by the 类 column that it belongs to, else by whether
    a 项 follows (the economic classifications have none)."""
    start = column
    while start > 0 and (not paths[start] or folded(paths[start][-1]) != "类"):
        start -= 1
    found = _system_by_contents(contents[start])
    if found:
        return found
    lasts = [folded(path[-1]) if path else "" for path in paths[start : start + 3]]
    return "function" if "项" in lasts else "department"
