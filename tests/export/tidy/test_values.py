"""What the tables hold: exact decimals within bounds, no empty texts, no numbers that are none."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from extractor.export.tidy.values import PRECISION, SCALE, decimal_text, in_yuan, storable


@given(st.integers(-(10**37), 10**37), st.integers(0, SCALE))
def test_a_decimal_that_fits_stays_as_it_is(digits: int, places: int) -> None:
    value = Decimal((digits < 0, tuple(map(int, str(abs(digits)))), -places))
    fits = abs(digits) < 10 ** (PRECISION - SCALE + places)
    assert storable(value) == (value if fits else None)
    assert Decimal(decimal_text(value)).as_tuple() == value.as_tuple(), "all its digits, and no more"


def test_what_no_table_holds_is_none() -> None:
    for value in (Decimal("0.123456789"), Decimal("1e30"), Decimal("NaN"), Decimal("1e999999"), float("nan"), 2**63):
        assert storable(value) is None


def test_noughts_that_only_say_nothing_are_cut() -> None:
    assert storable(Decimal("941.3900000000")) == Decimal("941.39")
    assert decimal_text(Decimal("1e5")) == "100000"
    assert str(storable(Decimal("1e5"))) == "100000.00000000"


def test_an_empty_text_is_none_and_a_bool_stays_one() -> None:
    assert (storable(""), storable("0"), storable(False), storable(0)) == (None, "0", False, 0)


def test_yuan_of_many_digits_is_exact() -> None:
    value = Decimal("1234567890123456789012345678.91")
    assert in_yuan(value, 10_000) == Decimal("12345678901234567890123456789100.00")
    assert in_yuan(value, None) is None
