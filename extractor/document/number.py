"""Amounts as printed: what a cell's text says when it is read as a number."""

import re
from decimal import Decimal
from typing import NamedTuple

from extractor.document.text import without_space
from extractor.document.vocabulary import Mark

_DASHES = frozenset("-－—–―─﹣−") | {"——", "--", "———"}
_NUMBER = re.compile(r"[-－−+]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?|[-－−+]?\.\d+")
_FULL_WIDTH = str.maketrans("０１２３４５６７８９，．（）－−％", "0123456789,.()--%")


class Reading(NamedTuple):
    """How a cell reads as an amount: ``value`` is None for a blank or a dash."""

    mark: Mark
    value: Decimal | None


def read_amount(text: str) -> Reading | None:
    """Read one cell: ``1,234.50`` ``(12.00)`` ``-3`` ``—`` and blanks; None where the text is no amount.

    Parentheses mean a negative amount (GB accounting practice). A percentage, a year or a code is decided by the
    caller: this only reads the digits.
    """
    compact = without_space(text).translate(_FULL_WIDTH)
    if not compact:
        return Reading("blank", None)
    if compact in _DASHES:
        return Reading("dash", None)
    negative = len(compact) > 2 and compact[0] == "(" and compact[-1] == ")"
    if negative:
        compact = compact[1:-1]
    if not _NUMBER.fullmatch(compact):
        return None
    value = Decimal(compact.replace(",", ""))
    if negative:
        value = -value
    return Reading("zero" if value == 0 else "value", value)


def is_number(text: str) -> bool:
    """Whether the text is a number (a blank and a dash are none)."""
    reading = read_amount(text)
    return reading is not None and reading.value is not None


def decimals(value: Decimal) -> int:
    """How many decimal places the number is printed with: 2 for ``941.39``, 0 for ``12``."""
    exponent = value.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0
