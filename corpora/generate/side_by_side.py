"""Summaries of two sides: lines of income beside lines of expenditure."""

from collections.abc import Sequence

from extractor.corpora.generate.code_names import class_names, function_names
from extractor.corpora.generate.figures import ZERO
from extractor.corpora.generate.heading import chinese_number
from extractor.corpora.generate.measures import Measure
from extractor.corpora.generate.money import MoneyStyle

Line = tuple[str, ...]
"""A label and its amounts."""


def beside(left: Sequence[Line], right: Sequence[Line], rows: int = 0) -> list[list[str]]:
    """The lines of both sides in rows, the shorter side and what lacks to ``rows`` filled up with blanks."""
    height = max(len(left), len(right), rows)
    return [
        [*left_line, *right_line]
        for left_line, right_line in zip(_filled(left, height), _filled(right, height), strict=True)
    ]


def class_lines(measures: Sequence[Measure], money: MoneyStyle, *, lists_all: bool) -> list[Line]:
    """一、一般公共服务支出 and so on: every class, or those with an amount, with the amounts of the measures."""
    codes = {name: code for code, name in function_names().items() if len(code) == 3}
    amounts = {
        name: [measure(codes[name]) if name in codes else ZERO for measure in measures] for name in class_names()
    }
    listed = [name for name in class_names() if lists_all or any(amounts[name])]
    return [
        (f"{chinese_number(number)}、{name}", *map(money.text, amounts[name]))
        for number, name in enumerate(listed, start=1)
    ]


def _filled(lines: Sequence[Line], height: int) -> list[Line]:
    blank = ("",) * len(lines[0])
    return [*lines, *[blank] * (height - len(lines))]
