"""A form's objectives, split at printed numbering only."""

import re
from typing import Final

from extractor.document.text import without_space
from extractor.normalise.projects.tokens import FormTokens, Token

_STYLES: Final = (
    r"(?:目标|任务)(\d{1,2})[:：、.．]?",
    r"(\d{1,2})[.．、](?!\d)",
    r"[（(](\d{1,2})[）)][、.．]?",
    r"[（(]([一二三四五六七八九十]{1,3})[）)][、.．]?",
    r"([一二三四五六七八九十]{1,3})、",
)
_PATTERNS: Final = tuple(re.compile(style) for style in _STYLES)
_BREAK_BEFORE: Final = "\n\r\t 　。；;：:"
_DIGITS: Final = "零一二三四五六七八九"


def split_objectives(text: str) -> tuple[str, ...]:
    """Split at ``1.`` ``1、`` ``（1）`` ``目标1：`` where the numbers count on from 1; markers are kept.

    Only the outermost numbering splits: the style of the first marker. White space is removed.
    """
    for pattern in _by_first_place(text):
        places = [0] if not pattern.match(text.lstrip()) else []
        expected = 1
        for match in pattern.finditer(text):
            at_break = not text[: match.start()].strip() or text[match.start() - 1] in _BREAK_BEFORE
            if at_break and _number(match[1]) == expected:
                places.append(match.start())
                expected += 1
        if expected > 1:
            ends = [*places[1:], len(text)]
            parts = (without_space(text[start:end]) for start, end in zip(places, ends, strict=True))
            return tuple(part for part in parts if part)
    whole = without_space(text)
    return (whole,) if whole else ()


def read_objectives(form: FormTokens) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """The yearly objectives and their cells, the mid-term objectives and their cells.

    An objective stands right of its label, or below it where labels head columns (项目总目标 | 年度总体目标). A
    form that prints a mid-term objective only has it as its objective.
    """
    yearly: list[Token] = []
    mid: list[Token] = []
    labels = list(form.labelled("objective", "mid_objective"))
    for label in labels:
        found = texts_of(label, form)
        assert label.label is not None  # noqa: S101  # labelled() gives labels only
        (mid if label.label.field == "mid_objective" else yearly).extend(t for t in found if t not in yearly + mid)
    if mid and not yearly:
        yearly, mid = mid, []
    return _texts(yearly), _cells(yearly), _texts(mid), _cells(mid)


def texts_of(label: Token, form: FormTokens) -> list[Token]:
    """The texts that a label introduces: beside it, or below it where it is one of a row of heads."""
    neighbour = form.next_in_row(label)
    if neighbour is not None and neighbour.label is not None:
        below = list(form.below(label, _area_end(label, form)))
        return _texts_until_label(below)
    in_area = [t for t in form.tokens if label.row <= t.row <= _area_end(label, form) and t.column > label.column]
    if neighbour is None and not in_area:
        return _texts_until_label(list(form.below(label, _area_end(label, form))))
    return _texts_until_label(in_area)


def _texts_until_label(tokens: list[Token]) -> list[Token]:
    texts = []
    for token in tokens:
        if token.label is not None:
            break
        if token.kind == "text":
            texts.append(token)
    return texts


def _area_end(label: Token, form: FormTokens) -> int:
    """The last row that belongs to the label: its span, or the rows before the next label at or left of it."""
    if label.cell.row_span > 1:
        return label.last_row
    for token in form.tokens:
        if token.row > label.row and token.column <= label.column and token.label is not None:
            return token.row - 1
    return max((token.row for token in form.tokens), default=label.row)


def _by_first_place(text: str) -> list[re.Pattern[str]]:
    found = [(match.start(), pattern) for pattern in _PATTERNS if (match := pattern.search(text)) is not None]
    return [pattern for _, pattern in sorted(found, key=lambda item: item[0])]


def _number(word: str) -> int:
    if word.isdecimal():
        return int(word)
    tens, _, ones = word.rpartition("十")
    if "十" not in word:
        return _DIGITS.find(word)
    return (10 * _DIGITS.find(tens) if tens else 10) + (_DIGITS.find(ones) if ones else 0)


def _texts(tokens: list[Token]) -> tuple[str, ...]:
    return tuple(part for token in tokens for part in split_objectives(token.printed))


def _cells(tokens: list[Token]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(token.cell.id for token in tokens))
