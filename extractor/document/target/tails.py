"""What may follow an amount without changing it: a note in brackets, words that say of what it is."""

import re
from typing import Final

from extractor.document.target.cursor import Cursor
from extractor.document.target.quantities import Quantity
from extractor.document.target.words import AFTER, BEFORE, CLOSING, NAMES_A_MEASURE, alternatives

_NOTE: Final = re.compile(r"\([^()]*\)")
_LONGEST: Final = 12
_LONGEST_NAME: Final = 4
_OTHER_MEASURE: Final = re.compile(
    rf"[\d%‰≥≤<>=±:+×*/]|(?:{alternatives(NAMES_A_MEASURE)})$|{alternatives(*BEFORE.values(), *AFTER.values())}"
)
"""In the words behind an amount: that they say another amount, or name an indicator."""
_CLOSING: Final = re.compile(alternatives(CLOSING))
_PARTED: Final = re.compile("[,;、。.!]")


def reads_tail(cursor: Cursor, quantity: Quantity, *, is_bounded: bool, is_duration: bool) -> bool:
    """Whether the rest of the text leaves the amount as it is.

    Words may follow a unit: 0件重大差错. They may not follow a bare number, and where no operator or the like
    (``is_bounded``) makes the whole a target, neither a numeral (一次性通过), nor a duration, which then is how long
    something goes on (24小时值班); longer ones are a clause of their own (9个网络系统正常运行).
    """
    rest = cursor.plain[cursor.place :]
    note = _NOTE.match(rest)
    while note:
        rest = rest[note.end() :]
        note = _NOTE.match(rest)
    if not rest or _CLOSING.fullmatch(rest):
        return True
    if len(rest) > (_LONGEST if is_bounded else _LONGEST_NAME) or _OTHER_MEASURE.search(rest) or _PARTED.search(rest):
        return False
    return quantity.unit is not None and (is_bounded or not (is_duration or quantity.numeral))
