"""Text as the contract wants it: white space, CJK, and the forms that mean the same."""

import re
import unicodedata
from functools import lru_cache

_SPACE_AT_CJK = re.compile(
    r"(?<=[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f“”‘’…—]) +"
    r"| +(?=[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f“”‘’…—])"
)

_RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾"
_RAISED_FORMS = str.maketrans("0123456789+-()", _RAISED)
_NOTE_MARK = re.compile(
    rf"(?<!^)(?<![A-Za-z\u3380-\u33df{_RAISED}])(?:[\[［〔【(（]\s*[{_RAISED}]+\s*[\]］〕】)）]|[{_RAISED}]+(?:[,，、]\s*[{_RAISED}]+)*)"
)
"""Raised digits after anything but a letter: after one they belong to a unit (m²), and alone they may be an amount."""

_LONGEST_KEPT = 64
"""Longer texts are paragraphs: said once, not worth keeping."""


_CACHED = 1 << 14
"""Texts whose forms are kept: the labels of a document are compared again and again."""


@lru_cache(_CACHED)
def without_space(text: str) -> str:
    """``text`` with every white space removed, the ideographic and zero-width ones too."""
    return "".join(_spaced(text).split())


@lru_cache(_CACHED)
def single_spaced(text: str) -> str:
    """``text`` on one line: runs of white space become one space, and none is left beside a CJK character."""
    line = " ".join(_spaced(text).split())
    return _SPACE_AT_CJK.sub("", line) if " " in line else line


def raised(text: str) -> str:
    """A text that is set as a superscript, its digits as superscript digits: ``100`` and a note's ``1`` are no 1001."""
    return text.translate(_RAISED_FORMS)


def without_note_marks(text: str) -> str:
    """``text`` without the superscript numbers of its notes (``合计¹``, ``300.00⁽²⁾``, ``收入[¹]``)."""
    return text if text.isascii() else _NOTE_MARK.sub("", text)


@lru_cache(_CACHED)
def folded(text: str) -> str:
    """The form in which words are compared: NFKC (full-width forms become half-width), no numbers of notes, no white
    space, lower case."""
    return _folded_label(text) if len(text) <= _LONGEST_KEPT else _folded(text)


def _folded(text: str) -> str:
    return without_space(unicodedata.normalize("NFKC", without_note_marks(text))).lower()


_folded_label = lru_cache(maxsize=1 << 14)(_folded)
"""The same few thousand labels are compared again and again, by every stage."""


def _spaced(text: str) -> str:
    """The text with the zero-width characters that count as white space here turned into spaces; every other one is
    white space to Python as well."""
    if "\u200b" in text or "\ufeff" in text:
        return text.replace("\u200b", " ").replace("\ufeff", " ")
    return text


def is_cjk(character: str) -> bool:
    """Whether the character is a CJK ideograph."""
    return "\u3400" <= character <= "\u9fff" or "\uf900" <= character <= "\ufaff"
