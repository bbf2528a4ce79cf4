"""The roles of labelled columns."""

import json
from pathlib import Path
from typing import get_args

import pytest

from extractor.document.vocabulary import ColumnRole
from extractor.eval.column_roles import ROLES_PATH, RoleOfColumn, role_figures, told_columns


def test_labelled_columns_get_the_role_that_a_reader_gave_them() -> None:
    figures = role_figures(list(told_columns()))
    assert figures.columns >= 300
    assert figures.accuracy >= 0.99
    assert figures.macro_f1 >= 0.985


def test_two_readers_give_the_same_columns_nearly_the_same_roles() -> None:
    settled, second = (_given(path) for path in (ROLES_PATH, ROLES_PATH.with_name("column_roles_second.json")))
    assert settled.keys() == second.keys()
    agreed = sum(settled[column] == second[column] for column in settled)
    assert agreed >= 0.98 * len(settled)
    assert {*settled.values(), *second.values()} <= {*get_args(ColumnRole)}


def _given(path: Path) -> dict[tuple[str, str, int], str]:
    sets = json.loads(path.read_text(encoding="utf-8"))
    return {
        (name, table, column): role
        for name, tables in sets.items()
        for table, roles in tables.items()
        for column, role in enumerate(roles)
    }


def test_a_wrong_role_counts_on_both_sides() -> None:
    right = RoleOfColumn("a", ("合计",), "total", "total")
    wrong = RoleOfColumn("a", ("资产类别",), "name", "text")
    figures = role_figures([right, right, wrong])
    assert (figures.columns, figures.wrong) == (3, (wrong,))
    assert figures.accuracy == pytest.approx(2 / 3)
    assert figures.macro_f1 == pytest.approx(0.5)
    assert role_figures([]).accuracy == 0
