"""Amounts and codes with a letter for a digit, or with white space within."""

import pytest

from extractor.repair.statements.misread_signs import Style, mend_amount, mend_code

_CENTS = Style(2, True, False)
_YUAN = Style(None, True, False)


@pytest.mark.parametrize(
    ("printed", "style", "meant"),
    [
        ("1,B86.02", _CENTS, "1,886.02"),
        ("179.7Z", _CENTS, "179.72"),
        ("4 5.33", _CENTS, "45.33"),
        ("31,118,48 9.13", _CENTS, "31,118,489.13"),
        ("300,0 00", _YUAN, "300,000"),
    ],
)
def test_one_number_in_the_style_of_the_table_is_put_right(printed: str, style: Style, meant: str) -> None:
    mend = mend_amount(printed, style)
    assert mend is not None and mend.text == meant


@pytest.mark.parametrize(
    ("printed", "style"),
    [
        ("1,886.02", _CENTS),
        ("2 57,700", _YUAN),  # two amounts as well as one
        ("1.00 2.00", _CENTS),
        ("1 234.50", _CENTS),  # a thousand would have its comma
        ("2 19.75", Style(2, True, True)),  # a count before its amount
        ("D", _YUAN),
    ],
)
def test_what_is_sound_or_may_be_two_stays(printed: str, style: Style) -> None:
    assert mend_amount(printed, style) is None


def test_a_code_is_put_right_unless_another_line_has_it() -> None:
    mend = mend_code("302I3", ())
    assert mend is not None and mend.text == "30213"
    assert mend_code("302I3", {"30213"}) is None
    assert mend_code("30213", ()) is None
