"""What is written over personal data: the same person or number has the same mask all through a document."""

import re
from collections.abc import Iterable
from typing import Final

from extractor.document.personal.finding import PersonalData
from extractor.document.personal.numbers import PersonalKind, plain_number

_WORDS: Final[dict[PersonalKind, str]] = {
    "name": "人员",
    "telephone": "电话",
    "identity_number": "证件",
    "mail": "邮箱",
}
_GAP: Final = r"[\s\u00a0\u2000-\u200b\u3000\ufeff]*"
_FULL_WIDTH: Final = {str(digit): f"[{digit}{chr(0xFF10 + digit)}]" for digit in range(10)}
_SIGNS: Final = {"-": "[-—–－]", "(": "[(（]", ")": "[)）]", "@": "[@＠]"}


class Masks:
    """Writes ``〔人员1〕`` over the first name of a document wherever it stands, ``〔电话1〕`` over the first number.

    A text is found with white space within it and in full-width digits too, a longer one before a shorter one that is
    part of it.
    """

    def __init__(self, data: Iterable[PersonalData]) -> None:
        self._masks: dict[str, str] = {}
        counts = dict.fromkeys(_WORDS, 0)
        for one in data:
            text = plain_number(one.text)
            if text not in self._masks:
                counts[one.kind] += 1
                self._masks[text] = f"〔{_WORDS[one.kind]}{counts[one.kind]}〕"
        longest_first = sorted(self._masks, key=lambda text: (-len(text), text))
        self._pattern = re.compile("|".join(map(_spaced, longest_first))) if longest_first else None

    def over(self, text: str) -> str:
        """The text with all personal data masked."""
        return self._pattern.sub(self._mask_of, text) if self._pattern else text

    def touches(self, text: str) -> bool:
        """Whether the text holds any."""
        return self._pattern is not None and self._pattern.search(text) is not None

    def _mask_of(self, found: re.Match[str]) -> str:
        return self._masks[plain_number(found.group())]


def _spaced(text: str) -> str:
    """A pattern of the text with white space between any two of its signs; digits of a number end with it."""
    body = _GAP.join(_FULL_WIDTH.get(sign) or _SIGNS.get(sign) or re.escape(sign) for sign in text)
    return rf"(?<!\d){body}(?!\d)" if text[0].isdigit() and text[-1].isdigit() else body
