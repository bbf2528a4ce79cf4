"""Numbers that belong to a person: mobile and fixed telephones, identity numbers, and addresses of mail."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Final, Literal, NamedTuple

from extractor.document.text import without_space

PersonalKind = Literal["name", "telephone", "identity_number", "mail"]

_GAP: Final = r"[-—–－ \u3000]?"
_MOBILE: Final = rf"(?:\+?86{_GAP})?1[3-9]\d(?:{_GAP}\d{{4}}){{2}}"
_FIXED: Final = r"(?:[(（]0\d{2,3}[)）]|0\d{2,3}[-—–－ ])\s?[2-9]\d{2,3}[ ]?\d{4}(?:[-—–－转]\d{1,6})?"
_LOCAL: Final = r"[2-9]\d{6,7}(?:[-—–－转]\d{1,6})?"
_NOT_IN_NUMBER: Final = r"(?<![\d.,A-Za-z])"
_NOT_AN_AMOUNT: Final = r"(?![\d.,]*\d|[A-Za-z]|\s*(?:[万亿]?元|[万亿]))"
_TELEPHONE: Final = re.compile(rf"{_NOT_IN_NUMBER}(?:{_FIXED}|{_MOBILE}){_NOT_AN_AMOUNT}")
_LABELLED: Final = re.compile(rf"{_NOT_IN_NUMBER}(?:{_FIXED}|0\d{{9,11}}|{_MOBILE}|{_LOCAL}){_NOT_AN_AMOUNT}")
_IDENTITY: Final = re.compile(r"(?<![\dA-Za-z])[1-9]\d{16}[\dXx](?![\dA-Za-z])")
_MAIL: Final = re.compile(r"[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63})+")
_MAY_HOLD: Final = re.compile(r"(?:[\d０-９][^\d０-９]{0,2}){7}|[@＠]")
"""Seven digits near each other, or the sign of an address: looked for first, for they are rare."""
_WEIGHTS: Final = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK_SIGNS: Final = "10X98765432"
_HALF_WIDTH: Final = str.maketrans("０１２３４５６７８９（）－＠．", "0123456789()-@.")


_ALIKE: Final = str.maketrans("０１２３４５６７８９（）－—–＠．", "0123456789()---@.")


class FoundNumber(NamedTuple):
    kind: PersonalKind
    text: str


def plain_number(text: str) -> str:
    """The form in which two prints of one number, or of one name, are the same: half-width, without white space."""
    return without_space(text).translate(_ALIKE)


def numbers_in(text: str, *, labelled: bool = False) -> Iterator[FoundNumber]:
    """The numbers of persons in a text, as printed.

    A telephone is a mobile number of eleven digits or one with its area code set off; where a label announces one
    (``labelled``) the bare digits of a local number are one too. An identity number has a date of birth and a check
    character that fits (GB 11643-1999).
    """
    if not _MAY_HOLD.search(text):
        return
    plain = text.translate(_HALF_WIDTH)
    for found in _IDENTITY.finditer(plain):
        if is_identity_number(found.group()):
            yield FoundNumber("identity_number", text[found.start() : found.end()])
    for found in (_LABELLED if labelled else _TELEPHONE).finditer(plain):
        yield FoundNumber("telephone", text[found.start() : found.end()])
    for found in _MAIL.finditer(plain):
        yield FoundNumber("mail", text[found.start() : found.end()])


def is_identity_number(text: str) -> bool:
    """Whether eighteen signs are a citizen's number: a date of birth, and the check character of ISO 7064 mod 11-2."""
    try:
        born = date(int(text[6:10]), int(text[10:12]), int(text[12:14]))
    except ValueError:
        return False
    total = sum(int(digit) * weight for digit, weight in zip(text, _WEIGHTS, strict=False))
    return 1900 <= born.year <= 2100 and _CHECK_SIGNS[total % 11] == text[17].upper()
