"""Numbers as Word prints them before the paragraphs of a list, by the name of their format (ECMA-376 part 1, 17.18.59).

Only what is certain: a format or a value that is not here has no text, and who asks says so.
"""

from collections.abc import Callable, Mapping
from typing import Final

_TENS: Final = (("m", 1000), ("cm", 900), ("d", 500), ("cd", 400), ("c", 100), ("xc", 90), ("l", 50), ("xl", 40),
                ("x", 10), ("ix", 9), ("v", 5), ("iv", 4), ("i", 1))  # fmt: skip
_MOST_ROMAN: Final = 3999
_MOST_LETTERS: Final = 26 * 5
_DIGITS: Final = "零一二三四五六七八九"
_LEGAL_DIGITS: Final = "零壹贰叁肆伍陆柒捌玖"
_FULL_WIDTH: Final = str.maketrans("0123456789", "０１２３４５６７８９")


def numeral(value: int, form: str) -> str | None:
    """The text of a number from 0 on; None where the format, or this number in it, is not known surely."""
    if form in _SIGNS:
        first, most = _SIGNS[form]
        return chr(ord(first) + value - 1) if 1 <= value <= most else None
    if form in _ROWS:
        row = _ROWS[form]
        return row[value - 1] if 1 <= value <= len(row) else None
    write = _WRITTEN.get(form)
    return None if write is None or value < 0 else write(value)


def _roman(value: int) -> str | None:
    if not 0 < value <= _MOST_ROMAN:
        return None
    text = ""
    for sign, worth in _TENS:
        text += sign * (value // worth)
        value %= worth
    return text


def _letters(value: int) -> str | None:
    """a to z, then aa to zz: the same letter again, not as columns of a sheet."""
    return chr(97 + (value - 1) % 26) * ((value - 1) // 26 + 1) if 0 < value <= _MOST_LETTERS else None


def _upper(write: Callable[[int], str | None]) -> Callable[[int], str | None]:
    def upper(value: int) -> str | None:
        text = write(value)
        return None if text is None else text.upper()

    return upper


def _counted(most: int) -> Callable[[int], str | None]:
    """Counting in Chinese: 九, 十, 十一, 二十, 九十九; beyond a hundred 一百零一, 一百一十."""

    def write(value: int) -> str | None:
        if not 0 < value <= most:
            return None
        hundreds, rest = divmod(value, 100)
        if not hundreds:
            return _under_hundred(rest)
        tail = "" if not rest else f"零{_DIGITS[rest]}" if rest < 10 else _under_hundred(rest, "一")
        return f"{_DIGITS[hundreds]}百{tail}"

    return write


def _under_hundred(value: int, ten: str = "") -> str:
    tens, ones = divmod(value, 10)
    leading = "" if not tens else (ten if tens == 1 else _DIGITS[tens]) + "十"
    return leading + (_DIGITS[ones] if ones else "")


def _legal(value: int) -> str | None:
    """As on cheques: 玖, 壹拾, 贰拾壹."""
    if not 0 < value < 100:
        return None
    tens, ones = divmod(value, 10)
    return (f"{_LEGAL_DIGITS[tens]}拾" if tens else "") + (_LEGAL_DIGITS[ones] if ones else "")


_SIGNS: Final[Mapping[str, tuple[str, int]]] = {
    "decimalEnclosedCircle": ("①", 20),
    "decimalEnclosedCircleChinese": ("①", 20),
    "decimalEnclosedParen": ("⑴", 20),
    "decimalEnclosedFullstop": ("⒈", 20),
    "ideographEnclosedCircle": ("㊀", 10),
}
"""Formats that have a character for each number: the first, and how many there are."""
_ROWS: Final = {
    "ideographTraditional": "甲乙丙丁戊己庚辛壬癸",
    "ideographZodiac": "子丑寅卯辰巳午未申酉戌亥",
    "ideographDigital": _DIGITS[1:],
    "taiwaneseDigital": _DIGITS[1:],
    "lowerLetterToZ": "abcdefghijklmnopqrstuvwxyz",
    "upperLetterToZ": "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
}
_WRITTEN: Final[Mapping[str, Callable[[int], str | None]]] = {
    "decimal": str,
    "decimalHalfWidth": str,
    "decimalZero": "{:02d}".format,
    "decimalFullWidth": lambda value: str(value).translate(_FULL_WIDTH),
    "upperRoman": _upper(_roman),
    "lowerRoman": _roman,
    "upperLetter": _upper(_letters),
    "lowerLetter": _letters,
    # beyond 99 these two go on digit by digit, or not, from one version of Word to the next
    "chineseCounting": _counted(99),
    "japaneseCounting": _counted(99),
    "taiwaneseCounting": _counted(99),
    "chineseCountingThousand": _counted(999),
    "taiwaneseCountingThousand": _counted(999),
    "chineseLegalSimplified": _legal,
}
