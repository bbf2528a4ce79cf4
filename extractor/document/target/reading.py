"""A target cell as a date, an amount, or words: the first production that reads the whole cell."""

import re
from functools import lru_cache
from typing import Final

from extractor.document.chinese_numeral import NUMERAL_SIGNS
from extractor.document.record import Target
from extractor.document.target.amounts import read_amount
from extractor.document.target.dates import is_date_or_amount, read_date
from extractor.document.target.directions import direction_of
from extractor.document.target.signs import plain_signs
from extractor.document.text import without_space

_IN_CALENDAR: Final = re.compile("[年月日号季旬周底末初中]|\\d[-/.:]\\d")
"""Signs without which a text names no date."""
_COUNTED: Final = re.compile(f"[\\d半{NUMERAL_SIGNS}]")
"""Signs without which a text holds no number."""
_LONGEST_MEASURED: Final = 60
"""A longer cell is a sentence; it is not searched for numbers."""
_LONGEST_DIRECTED: Final = 600
"""The words of change of a longer one are not weighed: it says many things."""


@lru_cache(maxsize=1 << 14)
def parse_target(text: str) -> Target | None:
    """Read a target cell; None for a blank.

    ``raw`` is the cell without white space. ``value`` is a decimal string with the printed digits (separators left
    out, Chinese numerals as digits) or the words of a date; an operator is read only where a sign or a word such as
    不低于 or 以上 prints it. A ``direction``, ``increase`` or ``decrease``, is what all words of change say. The guide
    to each case is in ``corpora/indicators/README.md``.
    """
    raw = without_space(text)
    if not raw:
        return None
    plain = plain_signs(raw[:_LONGEST_DIRECTED])
    measured = None
    if len(raw) <= _LONGEST_MEASURED and not is_date_or_amount(plain):
        whole = plain.rstrip("。.;,、") or plain
        measured = read_date(raw, whole) if _IN_CALENDAR.search(whole) else None
        if measured is None and _COUNTED.search(whole):
            measured = read_amount(raw, whole)
    return measured or _words(raw, plain)


def is_measured(text: str) -> bool:
    """Whether the text is a target with a number or a date and nothing else before it."""
    target = parse_target(text)
    return target is not None and target.kind != "text"


def _words(raw: str, plain: str) -> Target:
    return Target(raw, "text", direction=direction_of(plain) if len(raw) <= _LONGEST_DIRECTED else None)
