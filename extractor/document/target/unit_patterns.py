"""The patterns of units of targets: in a module of their own, since to compile them takes a third of a second."""

import re
from typing import Final

from extractor.document.target.words import ABOUT_AFTER, AFTER, MULTIPLES, SERVED, TIME_UNITS, UNITS, alternatives

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

KNOWN_UNIT: Final = re.compile(
    rf"{_MULTIPLE}?(?:{_KNOWN}|{_SYMBOL}(?![A-Za-z\d%])){_PER}*|{_MULTIPLE}(?:(?=[余多])|{_PER}*{_END})|(?:/(?:10+{_MULTIPLE}?|{_MULTIPLE}))+"
)
"""A known unit with what it is per."""
OTHER_UNIT: Final = re.compile(rf"{_MULTIPLE}?{_UNKNOWN}(?:{_PER}+|{_END})")
"""A unit that no list knows."""
