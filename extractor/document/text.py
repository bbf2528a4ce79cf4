"""Text as the contract wants it: white space, CJK, and the forms that mean the same."""

import re
import unicodedata

_SPACE = re.compile(r"[\s\u00a0\u2000-\u200b\u3000\ufeff]+")
_SPACE_AT_CJK = re.compile(
    r"(?<=[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f“”‘’…—]) +"
    r"| +(?=[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f“”‘’…—])"
)


def without_space(text: str) -> str:
    """``text`` with every white space removed, the ideographic and zero-width ones too."""
    return _SPACE.sub("", text)


def single_spaced(text: str) -> str:
    """``text`` on one line: runs of white space become one space, and none is left beside a CJK character."""
    return _SPACE_AT_CJK.sub("", _SPACE.sub(" ", text)).strip()


def folded(text: str) -> str:
    """The form in which words are compared: NFKC (full-width forms become half-width), no white space, lower case."""
    return without_space(unicodedata.normalize("NFKC", text)).lower()


def is_cjk(character: str) -> bool:
    """Whether the character is a CJK ideograph."""
    return "\u3400" <= character <= "\u9fff" or "\uf900" <= character <= "\ufaff"
