"""A cell's text → yes-or-no facts of it alone, each text looked at once."""

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from extractor.document.classification_names import all_known_names
from extractor.document.number import holds_two_numbers, read_amount
from extractor.document.text import without_space

TEXT_FACTS = (
    "blank", "number", "dash", "code", "two_numbers", "two_amounts", "fused", "damaged", "long", "short_words",
    "code_and_words", "doubled", "open", "part_of_name", "page_mark",
)  # fmt: skip
"""``blank``: nothing; ``number``: an amount with a value; ``dash``: no amount is said (—, /); ``code``: digits alone,
3, 5 or 7 of them; ``two_numbers``: numbers with gaps between; ``two_amounts``: the first of them has decimals;
``fused``: words and an amount with decimals in one cell; ``damaged``: U+FFFD, or a letter among the digits of a number;
``long``: more than 30 characters; ``short_words``: a single character that is no digit; ``code_and_words``: words right
behind three digits or more; ``doubled``: the first character twice, or three ideographs and more that come again;
``open``: a bracket without its other one, or a sign at the beginning or the end that stands within a text;
``part_of_name``: the beginning or the end of few known names of classifications, and none itself; ``page_mark``: 续表,
the number of a page, 栏次: what repeats on pages."""

_CODE = re.compile(r"\d{3}(?:\d{2}){0,2}")
_FUSED = re.compile(r"[\u3400-\u9fff].*\d[\d,]*\.\d{2}(?!\d)|\d[\d,]*\.\d{2}(?!\d).*[\u3400-\u9fff]", re.DOTALL)
_DAMAGED = re.compile("\ufffd|^[\\d,.]*[OoIl|S][\\d,.OoIl|S]*$")
_PLAIN_AMOUNT = re.compile(r"\d{1,3}(?:,\d{3})*\.\d+|\d+\.\d+", re.ASCII)
_TWO_AMOUNTS = re.compile(r"\d\.\d+\s+[-－(（]?\d")
_DIGIT = re.compile(r"\d")
_CODE_AND_WORDS = re.compile(r"\d{3}[\d ]*(?![年月日元万亿个])[\u3400-\u9fff]{2}")
_DOUBLED = re.compile(r"^([\u3400-\u9fff])\1|([\u3400-\u9fff]{3,}).*\2")
_BEGINS_WITHIN, _ENDS_WITHIN = tuple("，、；。：）)》”的及"), tuple("、（(《“的及和与")
_BRACKETS = (("（", "("), ("）", ")"))
_ITEM = re.compile(r"[(（]?[\d一二三四五六七八九十]{1,3}[)）]")
_PAGE_MARK = re.compile(
    r"续表\d{0,2}|栏次|[-—–]+\d{1,3}[-—–]+|第\d{1,3}页(?:[,，]?共\d{1,3}页)?|[(（]续[)）]|\d{1,3}/\d{1,3}页?"
)
_LONG = 30
_LONGEST_DASH = 8
_SHORTEST_PART = 2
_FEW_NAMES = 3
_OF_AMOUNT = tuple(name == "number" for name in TEXT_FACTS)
"""What is said of an amount with decimals, most of what budgets print."""

Facts = NDArray[np.bool_]


def text_facts(texts: Sequence[str]) -> Facts:
    """One row a text, a column a fact of ``TEXT_FACTS``."""
    known: dict[str, tuple[bool, ...]] = {}
    for text in texts:
        if text not in known:
            known[text] = _facts_of(text)
    found = [known[text] for text in texts]
    return np.array(found, dtype=np.bool_).reshape(len(found), len(TEXT_FACTS))


def decimals_of(texts: Sequence[str]) -> NDArray[np.intp]:
    """How many characters stand behind the last point of each text; 0 where it has none."""
    return np.array([len(text) - text.rfind(".") - 1 if "." in text else 0 for text in texts], dtype=np.intp)


def _facts_of(text: str) -> tuple[bool, ...]:
    if _PLAIN_AMOUNT.fullmatch(text):
        return _OF_AMOUNT
    compact = without_space(text)
    has_digit = _DIGIT.search(compact) is not None
    # no dash and no word for nothing is long
    reading = read_amount(text) if has_digit or len(compact) <= _LONGEST_DASH else None
    number = reading is not None and reading.value is not None
    words = has_digit and not number
    plain = bool(compact) and reading is None
    return (
        not compact,
        number,
        reading is not None and reading.mark == "dash",
        number and bool(_CODE.fullmatch(compact)),
        words and holds_two_numbers(text),
        words and bool(_TWO_AMOUNTS.search(text)) and holds_two_numbers(text),
        words and bool(_FUSED.search(compact)),
        (words and bool(_DAMAGED.search(compact))) or "\ufffd" in compact,
        len(compact) > _LONG,
        len(compact) == 1 and not has_digit and reading is None,
        words and bool(_CODE_AND_WORDS.match(text)),
        plain and len(compact) <= _LONG and bool(_DOUBLED.search(compact)),
        plain and _is_open(compact),
        plain and not has_digit and compact in _parts_of_names(),
        plain and bool(_PAGE_MARK.fullmatch(compact)),
    )


def _is_open(text: str) -> bool:
    """Whether the text seems to be cut off at one of its ends."""
    if text.startswith(_BEGINS_WITHIN) or text.endswith(_ENDS_WITHIN):
        return True
    opened, closed = (sum(text.count(sign) for sign in signs) for signs in _BRACKETS)
    return opened != closed and not _ITEM.match(text)


@cache
def _parts_of_names() -> frozenset[str]:
    """The proper beginnings and ends of the known names that few of them share: others are words (支出, 其他)."""
    names = all_known_names()
    cuts = Counter(
        part for name in names for place in range(_SHORTEST_PART, len(name)) for part in {name[:place], name[-place:]}
    )
    return frozenset(part for part, times in cuts.items() if times <= _FEW_NAMES and part not in names)
