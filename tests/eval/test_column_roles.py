"""The roles of labelled columns."""

import pytest

from extractor.eval.column_roles import RoleOfColumn, role_figures, told_columns


def test_labelled_columns_get_the_role_that_a_reader_gave_them() -> None:
    figures = role_figures(list(told_columns()))
    assert figures.columns >= 300
    assert figures.accuracy >= 0.99
    assert figures.macro_f1 >= 0.99


def test_a_wrong_role_counts_on_both_sides() -> None:
    right = RoleOfColumn("a", ("合计",), "total", "total")
    wrong = RoleOfColumn("a", ("资产类别",), "name", "text")
    figures = role_figures([right, right, wrong])
    assert (figures.columns, figures.wrong) == (3, (wrong,))
    assert figures.accuracy == pytest.approx(2 / 3)
    assert figures.macro_f1 == pytest.approx(0.5)
    assert role_figures([]).accuracy == 0
