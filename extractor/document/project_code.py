"""Project codes: the check character of the 21-character codes of the integrated budget system.

Observed on the codes of one province; whether a document uses the scheme is for its own codes to show.
"""

from collections.abc import Iterable
from fractions import Fraction
from typing import Final

ALPHABET: Final = "0123456789ABCDEFGHJKLMNPQRTUWXY"
"""The digits and letters that a code is made of, each with its place as value; I O S V Z are not among them."""
LENGTH: Final = 21
SCHEME_WITNESSES: Final = 3
"""So many different codes of a document must keep the rule before it is used there."""
SCHEME_SHARE: Final = Fraction(3, 5)
"""This part of the document's different codes of that length must keep it: by chance one in 31 does, so that of a
hundred codes of another scheme three keep it too."""
_MODULUS: Final = 31
_VALUES: Final = {character: value for value, character in enumerate(ALPHABET)}


def check_character(stem: str) -> str | None:
    """The check character for the first 20 characters, or None where one of them is not of the alphabet.

    The value is (30 - sum of value x 3**i mod 31) mod 31 over the places i from 0.
    """
    if len(stem) != LENGTH - 1 or any(character not in _VALUES for character in stem):
        return None
    total = sum(_VALUES[character] * pow(3, place, _MODULUS) for place, character in enumerate(stem))
    return ALPHABET[(_MODULUS - 1 - total) % _MODULUS]


def keeps_check(code: str) -> bool:
    """Whether the code has 21 characters of which the last is the check character of the others."""
    return len(code) == LENGTH and check_character(code[:-1]) == code[-1]


def uses_check(codes: Iterable[str | None]) -> bool:
    """Whether a document's codes show that they carry the check character: at least three different ones keep it,
    and these are a clear majority (60 %) of its different codes of that length."""
    known = {code for code in codes if code is not None and len(code) == LENGTH}
    kept = sum(keeps_check(code) for code in known)
    return kept >= SCHEME_WITNESSES and kept >= SCHEME_SHARE * len(known)
