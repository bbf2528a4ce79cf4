"""Telephone and identity numbers: what is one, and which long numbers are none; all are invented."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.document.personal.numbers import is_identity_number, numbers_in


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("13900001234", ["13900001234"]),
        ("139-0000-1234", ["139-0000-1234"]),
        ("139 0000 1234", ["139 0000 1234"]),
        ("１３９００００１２３４", ["１３９００００１２３４"]),
        ("0315-5550123", ["0315-5550123"]),
        ("（0315）5550123转801", ["（0315）5550123转801"]),
        ("13900001234元", []),
        ("13900001234.00", []),
        ("213900001234", []),
        ("5550123", []),
        ("2024-12345678", []),
        ("13022523P004RE2100256", []),
        ("样@example.invalid", []),
        ("yang@example.invalid", ["yang@example.invalid"]),
        ("13,900,001,234", []),
        ("", []),
    ],
)
def test_numbers_without_a_label(text: str, numbers: list[str]) -> None:
    assert [found.text for found in numbers_in(text)] == numbers


@pytest.mark.parametrize("text", ["5550123", "85550123", "03155550123", "85550123-801"])
def test_a_label_makes_bare_digits_a_telephone(text: str) -> None:
    assert [(found.kind, found.text) for found in numbers_in(text, labelled=True)] == [("telephone", text)]


def test_an_identity_number_has_a_birthday_and_a_check_character() -> None:
    number = "11010519491231002X"  # the example of GB 11643-1999
    assert [(found.kind, found.text) for found in numbers_in(f"证件 {number}。")] == [("identity_number", number)]


@pytest.mark.parametrize("text", ["110105194912310021", "110105194913310020", "91110000000000000X"])
def test_other_eighteen_signs_are_none(text: str) -> None:
    assert not is_identity_number(text)


@given(st.text(alphabet="0123456789-() 转元.,@aXＸ０", max_size=60))
def test_what_is_found_is_in_the_text(text: str) -> None:
    for labelled in (False, True):
        assert all(found.text in text for found in numbers_in(text, labelled=labelled))
