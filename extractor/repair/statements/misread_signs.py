"""Amounts and codes of statements with a letter for a digit in them, or with white space within."""

import re
from collections.abc import Collection
from typing import Final, NamedTuple

from extractor.document.budget_code import read_code
from extractor.document.text import without_space
from extractor.repair.forms.misread_numbers import LETTER_DIGITS
from extractor.repair.statements.cell_types import ColumnType

_AMOUNT: Final = re.compile(r"-?(?:(?P<grouped>\d{1,3}(?:,\d{3})+)|(?P<plain>0|[1-9]\d*))(?:\.(?P<decimals>\d+))?")
_POINT: Final = "。"
_COMMA: Final = "，"
_FEWEST_DIGITS: Final = 2
_PART_DIGITS: Final = 2
_LONGEST_NUMBER: Final = 4
_THOUSAND: Final = 4
"""Digits of a number that is printed in groups where a table does so."""
MISREAD: Final = 0.95
SPACED: Final = 0.93


class Style(NamedTuple):
    """How a table prints its amounts: the decimals of nearly all of them (None: no common number), whether thousands
    are set apart by commas, whether it counts things in a column beside them, and whether it prints a lone 0."""

    places: int | None
    grouped: bool
    counts: bool
    zeros: bool = False


class Mend(NamedTuple):
    """What a text is without its misread signs, and what kind of repair that is."""

    text: str
    kind: str
    confidence: float


def mend_amount(text: str, style: Style) -> Mend | None:
    """An amount as it must have been printed; None where it is sound, or may be two amounts.

    With a letter in it: one number in the table's style but for letters that look like digits; so with a full stop for
    the point (。), or the words' comma for the one between thousands, where the table prints that one.
    With white space in it: in the style as a whole, and some piece is not by itself. Where a table counts things, a
    count may stand before its amount: then nothing is put together.
    """
    plain = without_space(text)
    digits = _with_marks("".join(LETTER_DIGITS.get(character, character) for character in plain), style)
    pieces = text.split()
    if digits == "0" != plain and style.zeros:
        return Mend(digits, "misread_number", MISREAD)
    if sum(character.isdigit() for character in plain) < _FEWEST_DIGITS or not _in_style(digits, style):
        return None
    if len(pieces) == 1:
        return Mend(digits, "misread_number", MISREAD) if digits != plain else None
    if digits != plain or style.counts or all(_in_style(piece, style) for piece in pieces):
        return None
    return Mend(plain, "spaced_number", SPACED)


def mend_code(text: str, others: Collection[str]) -> Mend | None:
    """A code with digits for the letters in it; None where it has none, or another line has that code.

    A 款 or 项 in a column of its own has two digits, and many lines have the same.
    """
    plain = without_space(text)
    digits = "".join(LETTER_DIGITS.get(character, character) for character in plain)
    code = read_code(digits)
    if digits == plain or not digits.isdigit() or plain.isalpha():
        return None
    if len(digits) != _PART_DIGITS and (code is None or digits in others):
        return None
    return Mend(digits, "misread_number", MISREAD)


def mend_line_number(text: str) -> Mend | None:
    """A line number with digits for the letters in it; None where it has none, or letters alone."""
    plain = text.strip()
    digits = "".join(LETTER_DIGITS.get(character, character) for character in plain)
    if digits == plain or not digits.isdigit() or len(digits) > _LONGEST_NUMBER or plain.isalpha():
        return None
    return Mend(digits, "misread_number", MISREAD)


def mend_sign(text: str, kind: ColumnType, style: Style, codes: Collection[str]) -> Mend | None:
    """What a text must have been in a column that holds amounts, codes or line numbers."""
    if kind == "amount":
        return mend_amount(text, style)
    if kind == "number":
        return mend_line_number(text)
    return mend_code(text, codes) if kind == "code" else None


def _with_marks(digits: str, style: Style) -> str:
    """The digits with their own point and comma for those of words; a comma where the table has that of digits."""
    pointed = digits.replace(_POINT, ".") if digits.count(_POINT) == 1 and "." not in digits else digits
    return pointed.replace(_COMMA, ",") if style.grouped else pointed


def _in_style(text: str, style: Style) -> bool:
    found = _AMOUNT.fullmatch(text)
    if found is None:
        return False
    if style.places is not None and len(found["decimals"] or "") != style.places:
        return False
    return not (style.grouped and found["plain"] is not None and len(found["plain"]) >= _THOUSAND)
