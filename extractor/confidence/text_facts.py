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
_LONG = 30

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
    compact = without_space(text)
    reading = read_amount(text)
    number = reading is not None and reading.value is not None
    has_digit = any(character.isdigit() for character in compact)
    return (
        not compact,
        number,
        reading is not None and reading.mark == "dash",
        bool(_CODE.fullmatch(compact)),
        has_digit and not number and holds_two_numbers(text),
        has_digit and not number and bool(_FUSED.search(compact)),
        (not number and has_digit and bool(_DAMAGED.search(compact))) or "\ufffd" in compact,
        len(compact) > _LONG,
        len(compact) == 1 and not has_digit and reading is None,
    )
