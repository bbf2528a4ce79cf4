"""The unit that stands behind a number: ``个工作日``, ``元/人·月``, ``台（套）``, ``kWh``, ``/10万``."""

import re
from functools import cache
from typing import Final

from extractor.document.target.words import (
    ABOUT_AFTER,
    AFTER,
    DECREASE,
    INCREASE,
    MULTIPLES,
    NAMES_A_MEASURE,
    SERVED,
    SHARE_UNITS,
    TIME_UNITS,
    UNITS,
    alternatives,
)

_AFTER: Final = alternatives(*AFTER.values(), ABOUT_AFTER)
_BASE: Final = alternatives(UNITS, TIME_UNITS)
_MULTIPLE: Final = f"(?:{alternatives(MULTIPLES)})"
_SYMBOL: Final = r"(?:[A-Za-zµμΩ]{1,6}[²³\u2080-\u2089]?(?:[23](?!\d))?(?:\([A-Z]\))?)"
_END: Final = rf"(?=$|[-~至到]\d|[(),;、。≤≥<>=±]|(?:{_AFTER})(?:$|[(),;、。完办]))"
"""Where a unit that no list knows may end."""
_FURTHER: Final = rf"(?:\((?:{_BASE})(?:[、,/](?:{_BASE}))*\))?"
"""台（套）, 头（只、羽）: further units in brackets."""
_KNOWN: Final = rf"(?:{_BASE})(?:次|套|件)?{_FURTHER}"
_UNKNOWN: Final = r"[\u4e00-\u9fff㎀-㏟]{1,4}?"
_WHOM: Final = rf"(?:(?:半|两)?(?:{alternatives(UNITS, TIME_UNITS, SERVED)}){_FURTHER}|{_SYMBOL}|{_UNKNOWN}{_END})"
_PER: Final = rf"(?:/(?:10+{_MULTIPLE}?|{_MULTIPLE})(?:{_WHOM})?|[/·*]{_WHOM}|/\({_WHOM}(?:[/·*]{_WHOM})+\)|每{_WHOM})"
_SHARE: Final = re.compile(alternatives(SHARE_UNITS))
_NO_OTHER_UNIT: Final = re.compile(
    rf"完成|[内前后底]$|[以达为至到]|(?:{alternatives(NAMES_A_MEASURE)})$|{alternatives(INCREASE, DECREASE)}"
)
_TIME: Final = re.compile(alternatives(TIME_UNITS))
SHARE: Final = "%"


@cache
def _unit() -> re.Pattern[str]:
    """A known unit with what it is per; compiled when a target is first read, since it takes a third of a second."""
    return re.compile(
        rf"{_MULTIPLE}?(?:{_KNOWN}|{_SYMBOL}(?![A-Za-z\d%])){_PER}*|{_MULTIPLE}(?:(?=[余多])|{_PER}*{_END})|(?:/(?:10+{_MULTIPLE}?|{_MULTIPLE}))+"
    )


@cache
def _other_unit() -> re.Pattern[str]:
    """A unit that no list knows."""
    return re.compile(rf"{_MULTIPLE}?{_UNKNOWN}(?:{_PER}+|{_END})")


def match_unit(plain: str, start: int, *, known_only: bool) -> int | None:
    """Where the unit that begins at ``start`` ends; None where no unit does.

    A share (``%``, 百分比) ends by itself. A unit that no list knows (樘, 茬) is at most four characters long and
    must be the last thing of its amount: what is longer is a sentence. With ``known_only`` such a unit is none.
    """
    share = _SHARE.match(plain, start)
    if share:
        return share.end()
    known = _unit().match(plain, start)
    if known and known.end() > start:
        return known.end()
    other = None if known_only else _other_unit().match(plain, start)
    return other.end() if other and not _NO_OTHER_UNIT.search(other.group()) else None


def is_share(unit: str) -> bool:
    """Whether the unit, in plain signs, is per cent."""
    return _SHARE.fullmatch(unit) is not None


def is_time(unit: str) -> bool:
    """Whether the unit, in plain signs, counts time."""
    return _TIME.fullmatch(unit) is not None
