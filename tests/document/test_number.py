"""Amounts as printed."""

from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from extractor.document.number import (
    compact_numbers,
    decimals,
    holds_two_numbers,
    is_number,
    join_wrapped,
    read_amount,
    read_money,
)


@pytest.mark.parametrize(
    ("text", "mark", "value"),
    [
        ("941.39", "value", "941.39"),
        ("16,070.48", "value", "16070.48"),
        ("100.00¹", "value", "100.00"),
        ("(12.00)⁽²⁾", "value", "-12.00"),
        ("１２３．４０", "value", "123.40"),
        ("(12.00)", "value", "-12.00"),
        ("-3", "value", "-3"),
        ("32. 04", "value", "32.04"),
        ("0.00", "zero", "0.00"),
        ("", "blank", None),
        (" \n", "blank", None),
        ("—", "dash", None),
        ("——", "dash", None),
        ("－－－", "dash", None),
        ("/", "dash", None),
        ("／", "dash", None),
        ("无", "dash", None),
        ("1,234,\n567.00", "value", "1234567.00"),
        ("1 2 3 4", "value", "1234"),
        ("1 2 3 . 5", "value", "123.5"),
        ("- 3", "value", "-3"),
        ("＋3", "value", "3"),
        ("￥1,234.00", "value", "1234.00"),
        ("-¥3", "value", "-3"),
        ("10\u200b000", "value", "10000"),
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


@pytest.mark.parametrize(
    "text", ["100\n200", "12 34", "3 4", "1\n2\n3", "5.0 0", "12.00 (3.00)", "100 -200", "1.00 2.00"]
)
def test_two_numbers_are_no_amount(text: str) -> None:
    assert read_amount(text) is None
    assert holds_two_numbers(text)


@pytest.mark.parametrize("text", ["", "—", "1,234,\n567.00", "1 2 3 4", "甲 12 34", "无", "12 月"])
def test_what_is_not_two_numbers(text: str) -> None:
    assert not holds_two_numbers(text)


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [("12.50元", "12.50", "元"), ("1,200.5 万元", "1200.5", "万元"), ("￥3千元", "3", "千元"), ("7", "7", None)],
)
def test_a_unit_in_the_cell(text: str, value: str, unit: str | None) -> None:
    money = read_money(text)
    assert money is not None
    assert (money.reading.value, money.unit) == (Decimal(value), unit)


@pytest.mark.parametrize("text", ["元", "万元", "12元/人", "约12元", "12 34元", "12元5角"])
def test_no_unit_in_the_cell(text: str) -> None:
    assert read_money(text) is None


digits = st.from_regex(r"[1-9][0-9]{0,5}(\.[0-9]{1,2})?", fullmatch=True)


@given(digits, digits, st.sampled_from(["\n", " ", "  ", "\u3000", "\t"]))
def test_no_two_numbers_become_one(one: str, other: str, gap: str) -> None:
    assume(gap != "\n" or join_wrapped(one, other) is None)
    assert read_amount(f"{one}{gap}{other}") is None


@pytest.mark.parametrize(
    ("upper", "lower", "whole"),
    [
        ("22,167,389.5", "6", "22167389.56"),
        ("22,167,38", "9.56", "22167389.56"),
        ("1224.8", "0", "1224.80"),
        ("(22,167,389.5", "6)", "-22167389.56"),
    ],
)
def test_a_long_amount_broken_over_two_lines_is_one(upper: str, lower: str, whole: str) -> None:
    reading = read_amount(f"{upper}\n{lower}")
    assert reading is not None
    assert reading.value == Decimal(whole)
    assert compact_numbers(f"{upper}\n{lower}") == upper + lower
    assert not holds_two_numbers(f"{upper}\n{lower}")


@pytest.mark.parametrize(("upper", "lower"), [("12.5", "6"), ("1224.80", "5"), ("1,224", "6"), ("22,167.56", "12.00")])
def test_two_amounts_below_each_other_are_two(upper: str, lower: str) -> None:
    assert join_wrapped(upper, lower) is None
    assert read_amount(f"{upper}\n{lower}") is None


@given(st.decimals(min_value=-(10**12), max_value=10**12, places=2, allow_nan=False, allow_infinity=False))
def test_grouped_print_reads_back(value: Decimal) -> None:
    reading = read_amount(f"{value:,.2f}")
    assert reading is not None
    assert reading.value == value
    assert decimals(reading.value) == 2
