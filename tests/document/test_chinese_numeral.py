"""Chinese numerals: with places, digit by digit, colloquial, and what is none."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.document.chinese_numeral import read_chinese_numeral

_DIGITS = "零一二三四五六七八九"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("三十二", "32"),
        ("十", "10"),
        ("十二", "12"),
        ("一百〇五", "105"),
        ("一百二", "120"),
        ("一千零五十", "1050"),
        ("二万五", "25000"),
        ("二万五千", "25000"),
        ("三亿", "300000000"),
        ("三点五", "3.5"),
        ("二〇二五", "2025"),
        ("两", "2"),
        ("叁拾", "30"),
        ("壹仟貳佰萬", "12000000"),
    ],
)
def test_value(text: str, value: str) -> None:
    assert read_chinese_numeral(text) == Decimal(value)


@pytest.mark.parametrize("text", ["", "点五", "五点", "二十三四", "人", "3", "十" * 30])
def test_what_is_no_numeral(text: str) -> None:
    assert read_chinese_numeral(text) is None


@given(st.integers(min_value=1, max_value=9_999))
def test_what_is_written_out_is_read_back(number: int) -> None:
    assert read_chinese_numeral(_written(number)) == number


def _written(number: int) -> str:
    """The number with its places, 零 for a gap within it."""
    places = [(1000, "千"), (100, "百"), (10, "十"), (1, "")]
    text, gap = "", False
    for place, sign in places:
        digit = number // place % 10
        if digit:
            text += ("零" if gap and text else "") + _DIGITS[digit] + sign
        gap = digit == 0
    return text
