"""Body rows by classification code: code, name and the amounts of some measures."""

from collections.abc import Callable, Sequence
from decimal import Decimal

from extractor.corpora.generate.code_names import economic_names, function_names
from extractor.corpora.generate.money import MoneyStyle
from extractor.corpora.generate.table_builder import STEP

Measure = Callable[[str], Decimal]
"""A code, or the empty one for all → the amount."""


def function_rows(codes: Sequence[str], measures: Sequence[Measure], money: MoneyStyle) -> list[list[str]]:
    """Code, name indented by its level, amounts; a row for each function code."""
    return [
        [code, STEP * (len(code) // 2 - 1) + function_names()[code], *_amounts(code, measures, money)] for code in codes
    ]


def economic_rows(codes: Sequence[str], measures: Sequence[Measure], money: MoneyStyle) -> list[list[str]]:
    """Code, name indented by its level, amounts; a row for each economic code, given with its parents."""
    return [
        [code, STEP * (len(code) // 5) + economic_names()[code], *_amounts(code, measures, money)] for code in codes
    ]


def total_row(before: Sequence[str], measures: Sequence[Measure], money: MoneyStyle) -> list[str]:
    """The words before the amounts, then the amounts of all codes together."""
    return [*before, *_amounts("", measures, money)]


def _amounts(code: str, measures: Sequence[Measure], money: MoneyStyle) -> list[str]:
    return [money.text(measure(code)) for measure in measures]
