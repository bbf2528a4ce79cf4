"""Which way words of change point: ``逐年提升`` up, ``明显下降`` down, ``不下降`` neither."""

import re
from typing import Final

from extractor.document.target.words import DECREASE, DENIALS, INCREASE, alternatives

_UP: Final = re.compile(rf"(?:{alternatives(INCREASE)})(?![率度])")
_DOWN: Final = re.compile(rf"(?:{alternatives(DECREASE)})(?![率度])")
"""增长率 and 改善度 are names of what is measured, and no change."""
_DENIED: Final = re.compile(
    rf"(?:{alternatives(DENIALS)})(?:出现|发生|明显|再|断崖式)?(?:{alternatives(INCREASE, DECREASE)})"
)
_KEPT: Final = re.compile("只减不增|负增长")
"""What is left of growth denied in these is less."""


def direction_of(plain: str) -> str | None:
    """``increase`` or ``decrease`` where all words of change in the text point the same way and none is denied."""
    kept = _KEPT.search(plain)
    rest = _KEPT.sub("", plain)
    if _DENIED.search(rest):
        return None
    up, down = _UP.search(rest) is not None, kept is not None or _DOWN.search(rest) is not None
    return None if up == down else "increase" if up else "decrease"
