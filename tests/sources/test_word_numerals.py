"""Numbers as Word prints them: the numerals that a reader of Chinese takes for the same number, and no guesses."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.document.chinese_numeral import read_chinese_numeral
from extractor.sources.word_numerals import numeral


@given(st.integers(1, 999))
def test_counting_in_chinese_is_read_back(value: int) -> None:
    for form in ("chineseCountingThousand", "chineseCounting", "chineseLegalSimplified"):
        text = numeral(value, form)
        if text is None:
            assert value > 99 and form != "chineseCountingThousand"
        else:
            assert read_chinese_numeral(text) == Decimal(value)


@pytest.mark.parametrize(
    ("value", "form", "text"),
    [
        (10, "chineseCounting", "十"),
        (21, "japaneseCounting", "二十一"),
        (101, "chineseCountingThousand", "一百零一"),
        (110, "chineseCountingThousand", "一百一十"),
        (200, "chineseCountingThousand", "二百"),
        (11, "chineseLegalSimplified", "壹拾壹"),
        (7, "decimalZero", "07"),
        (12, "decimalFullWidth", "１２"),
        (20, "decimalEnclosedCircleChinese", "⑳"),
        (3, "decimalEnclosedParen", "⑶"),
        (10, "ideographTraditional", "癸"),
        (28, "lowerLetter", "bb"),
        (49, "upperRoman", "XLIX"),
        (0, "decimal", "0"),
    ],
)
def test_a_number_in_its_format(value: int, form: str, text: str) -> None:
    assert numeral(value, form) == text


@pytest.mark.parametrize(
    ("value", "form"),
    [
        (100, "chineseCounting"),
        (1000, "chineseCountingThousand"),
        (21, "decimalEnclosedCircle"),
        (0, "decimalEnclosedCircle"),
        (11, "ideographTraditional"),
        (0, "ideographDigital"),
        (0, "upperRoman"),
        (0, "lowerLetter"),
        (10**9, "lowerLetter"),
        (10**9, "upperRoman"),
        (1, "cardinalText"),
        (1, ""),
    ],
)
def test_what_is_not_known_surely_has_no_text(value: int, form: str) -> None:
    assert numeral(value, form) is None
