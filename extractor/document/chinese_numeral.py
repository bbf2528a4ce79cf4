"""Numbers written in Chinese characters: ``三十二``, ``一百〇五``, ``三点五``, ``二〇二五``, ``叁拾``."""

from decimal import Decimal
from typing import Final

_DIGITS: Final = {sign: value for value, sign in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "两": 2}
_TENS: Final = {"十": 10, "百": 100, "千": 1_000}
_MYRIADS: Final = {"万": 10_000, "亿": 100_000_000}
FORMAL: Final = str.maketrans("壹贰叁肆伍陆柒捌玖拾佰仟貳參陸萬億兩", "一二三四五六七八九十百千二三六万亿两")
"""The signs of cheques and contracts, and the traditional forms, as plain ones."""
NUMERAL_SIGNS: Final = "".join([*_DIGITS, *_TENS, *_MYRIADS, *map(chr, FORMAL)]) + "点"
"""Every character that may stand in a numeral."""
_LONGEST: Final = 24
"""A longer run of such characters is no number that anybody writes."""
WRITTEN_YEAR: Final = "二[〇○零][〇○零一二三四五六七八九]{2}"
"""A year of this century written out, digit by digit (二〇二五), as a pattern."""


def read_chinese_numeral(text: str) -> Decimal | None:
    """The value of a whole text as a numeral; None where it is none.

    Digits without 十, 百, 千 are read one by one (二〇二五 is 2025); 一百二 is 120, 一百零二 is 102. Two digits side by
    side in a numeral with places (二十三四) are two guesses, hence None.
    """
    if not 0 < len(text) <= _LONGEST:
        return None
    whole, point, fraction = text.translate(FORMAL).partition("点")
    if point and not (fraction and all(sign in _DIGITS for sign in fraction)):
        return None
    value = _read_digits(whole) if all(sign in _DIGITS for sign in whole) else _read_places(whole)
    if value is None:
        return None
    digits = "".join(str(_DIGITS[sign]) for sign in fraction)
    return Decimal(f"{value}.{digits}") if digits else Decimal(value)


def _read_digits(text: str) -> int | None:
    return int("".join(str(_DIGITS[sign]) for sign in text)) if text else None


def _read_places(text: str) -> int | None:
    """A numeral with places: sections of up to 千, each closed by 万 or 亿; 十 alone is 10."""
    total, section, digit, last_place = 0, 0, None, 0
    for sign in text:
        if sign in _DIGITS:
            if digit not in (None, 0):
                return None
            digit, last_place = _DIGITS[sign], 0 if _DIGITS[sign] == 0 else last_place
        elif sign in _TENS:
            section += (1 if digit is None else digit) * _TENS[sign]
            digit, last_place = None, _TENS[sign]
        elif sign in _MYRIADS:
            total = (total + section + (digit or 0)) * _MYRIADS[sign]
            section, digit, last_place = 0, None, _MYRIADS[sign]
        else:
            return None
    rest = digit or 0
    # the last digit of 一百二 counts the place below 百, that of 一百零二 and 十二 counts ones
    return total + section + (rest * last_place // 10 if last_place > 10 else rest)
