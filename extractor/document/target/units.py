"""The unit that stands behind a number: ``个工作日``, ``元/人·月``, ``台（套）``, ``kWh``, ``/10万``."""

import re
from functools import cache
from typing import Final

from extractor.document.target.words import (
    DECREASE,
    INCREASE,
    NAMES_A_MEASURE,
    SHARE_UNITS,
    TIME_UNITS,
    alternatives,
)

_SHARE: Final = re.compile(alternatives(SHARE_UNITS))
_NO_OTHER_UNIT: Final = re.compile(
    rf"完成|[内前后底]$|[以达为至到]|(?:{alternatives(NAMES_A_MEASURE)})$|{alternatives(INCREASE, DECREASE)}"
)
_TIME: Final = re.compile(alternatives(TIME_UNITS))
SHARE: Final = "%"


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Those of a known and of another unit, loaded when the first number of a target is read: it takes long."""
    from extractor.document.target.unit_patterns import KNOWN_UNIT, OTHER_UNIT

    return KNOWN_UNIT, OTHER_UNIT


def match_unit(plain: str, start: int, *, known_only: bool) -> int | None:
    """Where the unit that begins at ``start`` ends; None where no unit does.

    A share (``%``, 百分比) ends by itself. A unit that no list knows (樘, 茬) is at most four characters long and
    must be the last thing of its amount: what is longer is a sentence. With ``known_only`` such a unit is none.
    """
    share = _SHARE.match(plain, start)
    if share:
        return share.end()
    known_unit, other_unit = _patterns()
    known = known_unit.match(plain, start)
    if known and known.end() > start:
        return known.end()
    other = None if known_only else other_unit.match(plain, start)
    return other.end() if other and not _NO_OTHER_UNIT.search(other.group()) else None


def is_share(unit: str) -> bool:
    """Whether the unit, in plain signs, is per cent."""
    return _SHARE.fullmatch(unit) is not None


def is_time(unit: str) -> bool:
    """Whether the unit, in plain signs, counts time."""
    return _TIME.fullmatch(unit) is not None
