"""Texts that a spreadsheet would take for formulas, made harmless: an apostrophe stands before them.

The signs are those that the OWASP page on CSV injection names (``=`` ``+`` ``-`` ``@`` tab, carriage return), with the
line feed and the full-width forms that Chinese input methods give and some programs take for the same.
"""

import re
import unicodedata

_SIGNS = frozenset("=+-@＝＋－＠﹢﹣﹦﹫−")
_BREAKS = frozenset("\t\r\n")
_GUARD = "'"
_HARMLESS = re.compile(r"[-－−]+|[-－−+＋]?[\d.,]+[%％]?", re.ASCII)
"""A number with its sign, and dashes alone, which say that there is no amount: no formula ends there."""
_UNSEEN = frozenset(("Cc", "Cf", "Zs", "Zl", "Zp", "Mn"))
"""Categories of what leads a text without being seen: blanks, marks without width, controls."""


def guarded(text: str) -> str:
    """The text as it can stand in a cell; an apostrophe is put before what would be taken for a formula.

    ``unguarded`` gives the text back: one that has such an apostrophe already gets another.
    """
    return _GUARD + text if _is_risky(text.lstrip(_GUARD)) else text


def unguarded(text: str) -> str:
    """What ``guarded`` was given."""
    is_guarded = text.startswith(_GUARD) and _is_risky(text.lstrip(_GUARD))
    return text[1:] if is_guarded else text


def _is_risky(text: str) -> bool:
    if not text or _HARMLESS.fullmatch(text):
        return False
    if text[0] in _SIGNS:
        return True
    for character in text:
        if character in _BREAKS:
            return True
        if unicodedata.category(character) not in _UNSEEN:
            return character in _SIGNS
    return False
