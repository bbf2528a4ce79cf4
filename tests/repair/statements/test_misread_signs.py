"""Amounts and codes with a letter for a digit, or with white space within."""

import pytest

from extractor.repair.statements.cell_types import ColumnType
from extractor.repair.statements.misread_signs import Style, mend_amount, mend_code, mend_sign

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
        ("-1Z.5O", _CENTS, "-12.50"),
        ("O.85", _CENTS, "0.85"),
        ("l2,3SO", _YUAN, "12,350"),
        ("1,886.\u30000 2", _CENTS, "1,886.02"),
        ("O", Style(2, True, False, zeros=True), "0"),
        ("1,268。31", _CENTS, "1,268.31"),
        ("2，122.47", _CENTS, "2,122.47"),
        ("253。26", Style(2, False, False), "253.26"),
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
        ("B级", _YUAN),
        ("1,B86", _CENTS),  # the decimals are gone: another number than the table prints
        ("1B86.02", _CENTS),
        ("O12.50", _CENTS),  # no number begins with a nought
        ("12.5Z 3.00", _CENTS),
        ("4S.33 1", _CENTS),  # a letter and a gap: two doubts in one cell
        ("1O,00", _CENTS),
        ("2，122.47", Style(2, False, False)),  # the table prints no comma of digits: this may be its own
        ("1。268。31", _CENTS),
        ("12。5.00", _CENTS),
        ("12，50", _CENTS),
        ("", _CENTS),
    ],
)
def test_what_is_sound_or_may_be_two_stays(printed: str, style: Style) -> None:
    assert mend_amount(printed, style) is None


def test_a_code_is_put_right_unless_another_line_has_it() -> None:
    mend = mend_code("302I3", ())
    assert mend is not None and mend.text == "30213"
    assert mend_code("302I3", {"30213"}) is None
    assert mend_code("30213", ()) is None


@pytest.mark.parametrize("printed", ["3O2", "2O1O3", "2O1O3O1", "302 I3"])
def test_codes_of_every_level_are_put_right(printed: str) -> None:
    mend = mend_code(printed, ())
    assert mend is not None and mend.text == printed.replace("O", "0").replace("I", "1").replace(" ", "")
    assert (mend.kind, mend.confidence >= 0.9) == ("misread_number", True)


def test_a_part_of_a_code_in_a_column_of_its_own_is_put_right_though_others_have_it() -> None:
    mend = mend_code("O7", {"07", "01"})
    assert mend is not None and mend.text == "07"
    assert mend_code("07", {"07"}) is None


@pytest.mark.parametrize("printed", ["30213", "302 13", "IO", "30213X", "类", "合计"])
def test_what_is_no_code_but_for_letters_stays(printed: str) -> None:
    assert mend_code(printed, ()) is None


@pytest.mark.parametrize("kind", ["name", "number", "any"])
def test_columns_of_other_things_are_left_alone(kind: ColumnType) -> None:
    assert mend_sign("1,B86.02", kind, _CENTS, ()) is None
    assert mend_sign("302I3", kind, _CENTS, ()) is None


def test_a_code_is_no_amount_and_an_amount_no_code() -> None:
    assert mend_sign("302I3", "amount", _CENTS, ()) is None
    assert mend_sign("1,B86.02", "code", _CENTS, ()) is None
