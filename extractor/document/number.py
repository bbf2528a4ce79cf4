"""Amounts as printed: what a cell's text says when it is read as a number."""

import re
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from extractor.document.text import without_note_marks, without_space
from extractor.document.vocabulary import Mark, Unit

_DASHES = re.compile("[-－—–―─﹣−]+")
_NIL_WORDS = frozenset(("/", "／", "无"))
"""Printed where there is no amount; they count as dashes (docs/decisions/0005-nil-marks.md)."""
_NUMBER = re.compile(r"[-+]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?|[-+]?\.\d+")
_NO_WIDTH_CHARACTERS = "\u200b\u2060\ufeff"
_NO_WIDTH = str.maketrans("", "", _NO_WIDTH_CHARACTERS)
_PLAIN_FORMS = str.maketrans("０１２３４５６７８９，．（）－−＋％￥", "0123456789,.()--+%¥", _NO_WIDTH_CHARACTERS)
"""Full-width forms become half-width; what has no width is no gap."""
_SPACE_IN_NUMBER = re.compile(r"(?<![\d\s])\s+|\s+(?![\d\s])")
"""White space that has no digit on one of its sides parts no two groups of digits."""
_SPACE_AT_POINT = re.compile(r"(?<=[.,])\s+|\s+(?=[.,])")
_WRAPPED = re.compile(r"(?P<upper>[-+(]?[\d,]+(?:\.\d?)?)[^\S\n]*\n[^\S\n]*(?P<lower>[\d,.]+\)?)")
_GROUPED_AMOUNT = re.compile(r"\(?[-+]?\d{1,3}(?:,\d{3})*\.\d{2}\)?|[-+]?\d+\.\d{2}")
_SHORTEST_BROKEN = 6
_ONE_DECIMAL = re.compile(r"[-+(]?[\d,]*\d\.\d")
_CURRENCY = re.compile(r"(?<=^)¥|(?<=^[-+])¥")
_MOST_DIGITS = 20
"""Before the point, and after it: longer rows of digits are no amounts of money, and sums of these are exact."""
_LETTER_SPACED = re.compile(r"[-+]?\d(?:[ \u00a0\u3000][\d.,]){2,}")
"""Every character of one number by itself; of two digits alone nobody can tell whether they are one number."""
_MONEY = re.compile(r"(?P<number>.*[\d)]\s*)(?P<unit>元|千元|万元|亿元)", re.DOTALL)
_MONEY_UNITS: dict[str, Unit] = {"元": "元", "千元": "千元", "万元": "万元", "亿元": "亿元"}


class Reading(NamedTuple):
    """How a cell reads as an amount: ``value`` is None for a blank or a dash."""

    mark: Mark
    value: Decimal | None


class Money(NamedTuple):
    """An amount and the unit printed in its own cell (``12.50万元``); None where the cell prints none."""

    reading: Reading
    unit: Unit | None


@lru_cache(maxsize=1 << 16)
def read_amount(text: str) -> Reading | None:
    """Read one cell: ``1,234.50`` ``(12.00)`` ``-3`` ``￥5`` ``—`` ``/`` and blanks; None where the text is no amount.

    Parentheses mean a negative amount (GB accounting practice). White space is dropped only where it can stand in one
    number: beside ``.`` ``,`` or a sign, or between all digits alike (``1 2 3 4``); two groups of digits are two
    numbers, hence None. The superscript number of a note behind it is no part of it. A percentage, a year or a code is
    decided by the caller: this only reads the digits.
    """
    plain = without_note_marks(text).translate(_PLAIN_FORMS).strip()
    compact = without_space(plain)
    if not compact:
        return Reading("blank", None)
    if _DASHES.fullmatch(compact) or compact in _NIL_WORDS:
        return Reading("dash", None)
    wrapped = _WRAPPED.fullmatch(plain)
    joined = (join_wrapped(wrapped["upper"], wrapped["lower"]) if wrapped else None) or _joined(plain)
    return _read_digits(joined) if joined is not None else None


def points_of(text: str | None) -> Decimal | None:
    """The number of a weight or score, a per cent sign left out."""
    reading = read_amount((text or "").strip().rstrip("%％"))
    return reading.value if reading is not None else None


def read_money(text: str) -> Money | None:
    """Read a cell that may print its own unit after the number (``12.50元``); None where the text is no amount."""
    reading = read_amount(text)
    if reading is not None:
        return Money(reading, None)
    found = _MONEY.fullmatch(text.strip())
    reading = read_amount(found["number"]) if found else None
    return Money(reading, _MONEY_UNITS[found["unit"]]) if found and reading is not None else None


def holds_two_numbers(text: str) -> bool:
    """Whether a cell prints several numbers and nothing else (``100`` above ``200``): none of them is its amount."""
    pieces = _SPACE_AT_POINT.sub("", without_note_marks(text).translate(_PLAIN_FORMS)).split()
    return len(pieces) > 1 and read_amount(text) is None and all(_read_digits(piece) is not None for piece in pieces)


def compact_numbers(text: str) -> str:
    """``text`` without white space, but for one blank where white space stands between the digits of two numbers."""
    wrapped = _WRAPPED.fullmatch(text.strip())
    whole = join_wrapped(wrapped["upper"], wrapped["lower"]) if wrapped else None
    if whole is not None:
        return whole
    return re.sub(r"\s+", " ", _SPACE_IN_NUMBER.sub("", text.translate(_NO_WIDTH).strip()))


def join_wrapped(upper: str, lower: str) -> str | None:
    """The amount that a narrow cell breaks over two lines (``22,167,389.5`` over ``6``), or None.

    Together they have two decimals and whole groups of three; the upper line has one decimal, and the lower the other
    one, or it is no number by itself (``22,167,38``). Two whole numbers below each other stay two, and so do short
    ones: only a long number is broken.
    """
    whole = upper + lower
    if len(upper) < _SHORTEST_BROKEN or not _GROUPED_AMOUNT.fullmatch(whole):
        return None
    second_decimal = len(lower.rstrip(")")) == 1 and _ONE_DECIMAL.fullmatch(upper) is not None
    return whole if second_decimal or _read_digits(upper) is None else None


def is_number(text: str) -> bool:
    """Whether the text is a number (a blank and a dash are none)."""
    reading = read_amount(text)
    return reading is not None and reading.value is not None


def decimals(value: Decimal) -> int:
    """How many decimal places the number is printed with: 2 for ``941.39``, 0 for ``12``."""
    exponent = value.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _joined(text: str) -> str | None:
    """``text`` without white space where that leaves its groups of digits as they are, else None."""
    if _LETTER_SPACED.fullmatch(text):
        return without_space(text)
    joined = _SPACE_IN_NUMBER.sub("", text)
    return joined if joined == without_space(text) else None


def _read_digits(compact: str) -> Reading | None:
    negative = len(compact) > 2 and compact[0] == "(" and compact[-1] == ")"
    if negative:
        compact = compact[1:-1]
    compact = _CURRENCY.sub("", compact, count=1)
    if not _NUMBER.fullmatch(compact):
        return None
    whole, _, places = compact.replace(",", "").partition(".")
    if max(len(whole), len(places)) > _MOST_DIGITS:
        return None
    value = Decimal(compact.replace(",", ""))
    if negative:
        value = -value
    return Reading("zero" if value == 0 else "value", value)
