"""Classification codes as they are printed: ``2080501`` ``[208]`` ``208-05-01`` ``208.05.01`` ``2080501 name``."""

import re
from typing import Final, NamedTuple

from extractor.document.text import folded, without_space

_OPEN, _CLOSE = r"[\[(【〔]?", r"[\])】〕]?"
_WHOLE: Final = re.compile(rf"{_OPEN}(\d{{3}}(?:\d{{2}}){{0,3}}){_CLOSE}")
_PARTED: Final = re.compile(rf"{_OPEN}(\d{{3}})(?P<sign>[-—–.])(\d{{2}})(?:(?P=sign)(\d{{2}}))?{_CLOSE}")
_DIGITS: Final = (
    r"2\d{2}(?P<sign>[-—–.])\d{2}(?:(?P=sign)\d{2})?|2\d{2}(?:\d{2}){0,2}|[35]\d{2}[-—–]\d{2}|[35]\d{2}(?:\d{2})?"
)
_LEADING: Final = re.compile(rf"{_OPEN}(?P<code>{_DIGITS})(?!\d){_CLOSE}[-—、.:]?(?=[^-—–\d,.%万元])(?P<name>.+)")
_HALF_WIDTH: Final = str.maketrans("０１２３４５６７８９［］（）．－：，％", "0123456789[]().-:,%")
"""One character for one, so that places in the text stay."""
_PART_SIGNS: Final = re.compile(r"[-—–.]")


class PrintedCode(NamedTuple):
    """The digits of a code; ``parted`` where signs stand between 类, 款 and 项."""

    digits: str
    parted: bool


def read_code(text: str) -> PrintedCode | None:
    """A whole cell as a code of 3, 5, 7 or 9 digits; None where it is none.

    ``208.05`` is read as 20805: only the caller knows that its column holds codes and no amounts.
    """
    plain = folded(text)
    whole = _WHOLE.fullmatch(plain)
    if whole:
        return PrintedCode(whole[1], False)
    parted = _PARTED.fullmatch(plain)
    return PrintedCode("".join(part for part in parted.group(1, 3, 4) if part), True) if parted else None


def is_certain_code(text: str) -> bool:
    """Whether a text is a code and could be no amount, wherever it stands (``208.05`` could)."""
    code = read_code(text)
    return code is not None and ("." not in text or text.count(".") > 1)


def split_code(label: str) -> tuple[PrintedCode, str] | None:
    """``30201办公费`` ``[208]社会保障`` ``208-05 养老`` → the code and the name; None where no code leads the label.

    The name is without white space. Codes of the classifications (2…, 3…, 5…) only: other numbers lead names too.
    """
    text = without_space(label)
    found = _LEADING.fullmatch(text.translate(_HALF_WIDTH))
    if found is None:
        return None
    digits = _PART_SIGNS.sub("", found["code"])
    return PrintedCode(digits, digits != found["code"]), text[found.start("name") :]
