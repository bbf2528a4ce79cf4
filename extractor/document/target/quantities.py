"""A number and its unit: ``1,250份``, ``百分之三点五``, ``九成五``, ``一个半月``, ``60.00(人次)``, ``零事故``."""

import re
from decimal import Decimal
from typing import Final, NamedTuple

from extractor.document.chinese_numeral import read_chinese_numeral
from extractor.document.target.cursor import Cursor
from extractor.document.target.lexer import Token
from extractor.document.target.units import SHARE, is_share
from extractor.document.target.words import BAD_EVENTS, SHARES_OF, alternatives

_EVENT: Final = re.compile(f"(?:安全|责任|重大|质量|有效|责|较大)*(?:{alternatives(BAD_EVENTS)})")
_BRACKET_UNIT: Final = re.compile(r"\((?!含)([^()\d]{1,12})\)")
_TENTHS: Final = "成"
_HALF: Final = Decimal("0.5")


class Quantity(NamedTuple):
    """``value`` is a decimal string with the printed digits; ``unit`` as printed, ``%`` for a share.

    ``numeral`` where the number is in Chinese characters, ``event`` where 零事故 says of what.
    """

    value: str
    unit: str | None
    numeral: bool = False


def read_quantity(cursor: Cursor, *, bare: bool = False) -> Quantity | None:
    """The quantity at the cursor, which moves behind it; None where none begins there.

    A number in Chinese characters needs a unit, unless ``bare``: 一 alone leads too many words.
    """
    token = cursor.take("hundred_percent")
    if token:
        return Quantity("100", SHARE)
    share = cursor.take("share_of")
    if share:
        number = cursor.take("number", "numeral")
        value = _value_of(number) if number else None
        return Quantity(value, SHARES_OF[share.text]) if value is not None else None
    number = cursor.take("number", "numeral", "half")
    if number is None:
        return None
    value = "0.5" if number.kind == "half" else _value_of(number)
    if value is None:
        return None
    return _with_unit(cursor, number, value, bare=bare)


def _with_unit(cursor: Cursor, number: Token, value: str, *, bare: bool) -> Quantity | None:
    numeral = number.kind != "number"
    cursor.take("some")
    unit = cursor.take("unit")
    if unit is None:
        return _without_unit(cursor, number, value, bare=bare)
    printed = cursor.printed(unit)
    if cursor.take("some"):
        rest = cursor.take("unit")
        printed += cursor.printed(rest) if rest else ""
    if cursor.take("half"):
        rest = cursor.take("unit")
        printed += cursor.printed(rest) if rest else ""
        value = format(Decimal(value) + _HALF, "f")
    if unit.text == _TENTHS:
        return _tenths(cursor, value)
    return Quantity(value, SHARE if is_share(unit.text) else printed, numeral)


def _without_unit(cursor: Cursor, number: Token, value: str, *, bare: bool) -> Quantity | None:
    """A bare number, one with its unit in brackets, or 零 before what shall not happen."""
    bracket = _BRACKET_UNIT.match(cursor.plain, cursor.place)
    if bracket:
        unit = cursor.raw[bracket.start(1) : bracket.end(1)]
        _move_to(cursor, bracket.end())
        return Quantity(value, SHARE if is_share(bracket[1]) else unit)
    if number.kind == "number":
        return Quantity(value, None)
    event = _EVENT.fullmatch(cursor.plain, cursor.place)
    if number.text == "零" and (event or cursor.peek() is None):
        _move_to(cursor, len(cursor.plain))
        return Quantity("0", None, numeral=True)
    follower = cursor.peek()
    is_bare = bare or (follower is not None and follower.kind == "dash")
    return Quantity(value, None, numeral=True) if is_bare else None


def _tenths(cursor: Cursor, value: str) -> Quantity:
    """九成五 is 95 per cent."""
    more = cursor.take("numeral", "number")
    extra = Decimal(_value_of(more) or "0") if more else Decimal(0)
    return Quantity(format(Decimal(value) * 10 + extra, "f"), SHARE, numeral=True)


def _value_of(token: Token) -> str | None:
    if token.kind == "number":
        return token.text.replace(",", "")
    value = read_chinese_numeral(token.text)
    return format(value, "f") if value is not None else None


def _move_to(cursor: Cursor, place: int) -> None:
    while cursor.peek() is not None and cursor.place < place:
        cursor.at += 1
