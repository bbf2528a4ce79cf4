"""A cell's text → yes-or-no facts of it alone, each text looked at once."""

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from extractor.document.number import holds_two_numbers, read_amount
from extractor.document.text import without_space

TEXT_FACTS = ("blank", "number", "dash", "code", "two_numbers", "fused", "damaged", "long", "short_words")
"""``blank``: nothing; ``number``: an amount with a value; ``dash``: no amount is said (—, /); ``code``: digits alone,
3, 5 or 7 of them; ``two_numbers``: numbers with gaps between; ``fused``: words and an amount with decimals in one cell;
``damaged``: U+FFFD, or a letter among the digits of a number; ``long``: more than 30 characters; ``short_words``: a
single character that is no digit."""

_CODE = re.compile(r"\d{3}(?:\d{2}){0,2}")
_FUSED = re.compile(r"[\u3400-\u9fff].*\d[\d,]*\.\d{2}(?!\d)|\d[\d,]*\.\d{2}(?!\d).*[\u3400-\u9fff]", re.DOTALL)
_DAMAGED = re.compile("\ufffd|^[\\d,.]*[OoIl|S][\\d,.OoIl|S]*$")
_PLAIN_AMOUNT = re.compile(r"\d{1,3}(?:,\d{3})*\.\d+|\d+\.\d+", re.ASCII)
_DIGIT = re.compile(r"\d")
_LONG = 30
_LONGEST_DASH = 8
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


def _facts_of(text: str) -> tuple[bool, ...]:
    if _PLAIN_AMOUNT.fullmatch(text):
        return _OF_AMOUNT
    compact = without_space(text)
    has_digit = _DIGIT.search(compact) is not None
    # no dash and no word for nothing is long
    reading = read_amount(text) if has_digit or len(compact) <= _LONGEST_DASH else None
    number = reading is not None and reading.value is not None
    words = has_digit and not number
    return (
        not compact,
        number,
        reading is not None and reading.mark == "dash",
        number and bool(_CODE.fullmatch(compact)),
        words and holds_two_numbers(text),
        words and bool(_FUSED.search(compact)),
        (words and bool(_DAMAGED.search(compact))) or "\ufffd" in compact,
        len(compact) > _LONG,
        len(compact) == 1 and not has_digit and reading is None,
    )
