"""Amounts as printed."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.document.number import decimals, is_number, read_amount


@pytest.mark.parametrize(
    ("text", "mark", "value"),
    [
        ("941.39", "value", "941.39"),
        ("16,070.48", "value", "16070.48"),
        ("１２３．４０", "value", "123.40"),
        ("(12.00)", "value", "-12.00"),
        ("-3", "value", "-3"),
        ("32. 04", "value", "32.04"),
        ("0.00", "zero", "0.00"),
        ("", "blank", None),
        (" \n", "blank", None),
        ("—", "dash", None),
        ("——", "dash", None),
    ],
)
def test_marks_and_values(text: str, mark: str, value: str | None) -> None:
    reading = read_amount(text)
    assert reading is not None
    assert reading.mark == mark
    assert reading.value == (None if value is None else Decimal(value))


@pytest.mark.parametrize("text", ["一般公共服务支出", "12%", "1,23", "2024年", "1.2.3", "3=1+2"])
def test_words_are_no_amounts(text: str) -> None:
    assert read_amount(text) is None
    assert not is_number(text)


@given(st.decimals(min_value=-(10**12), max_value=10**12, places=2, allow_nan=False, allow_infinity=False))
def test_grouped_print_reads_back(value: Decimal) -> None:
    reading = read_amount(f"{value:,.2f}")
    assert reading is not None
    assert reading.value == value
    assert decimals(reading.value) == 2
