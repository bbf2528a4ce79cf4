"""Project codes mended where the check character and the siblings agree."""

from collections.abc import Callable

import pytest

from extractor.document.project_code import check_character
from extractor.document.table import Table
from extractor.repair.project_codes import propose_code_repairs

MakeTable = Callable[..., Table]
_SOUND = ("13022524P004RE210041X", "13022524P004RE210040A", "13022524P004RE210038B")


def _table(make_table: MakeTable, *codes: str) -> Table:
    return make_table([["项目编码", code] for code in codes])


def test_a_look_alike_is_mended(make_table: MakeTable) -> None:
    repairs, (table,) = propose_code_repairs([_table(make_table, *_SOUND, "13022524P004RF210042H")])
    assert [(r.before, r.after, r.applied) for r in repairs] == [
        ("13022524P004RF210042H", "13022524P004RE210042H", True)
    ]
    assert table.cells[-1].text == "13022524P004RE210042H"
    assert table.cells[-1].raw == "13022524P004RF210042H"
    assert table.rows[-1].values == ("项目编码", "13022524P004RE210042H")


def test_without_the_scheme_nothing_is_said(make_table: MakeTable) -> None:
    tables = [_table(make_table, *_SOUND[:2], "13022524P004RF210042H")]
    assert propose_code_repairs(tables) == ([], tables)


@pytest.mark.parametrize("code", ["13022524P004RE2100421", "13022524P004RK210042H"])
def test_no_other_character_is_tried(make_table: MakeTable, code: str) -> None:
    tables = [_table(make_table, *_SOUND, code)]
    repairs, repaired = propose_code_repairs(tables)
    assert [(r.applied, r.after) for r in repairs] == [(False, code)]
    assert repaired == tables


def test_a_sound_code_is_left_alone(make_table: MakeTable) -> None:
    stem = "13022524P004RE21009"
    sound = next(stem + d + c for d in "0123456789" if (c := check_character(stem + d)) is not None)
    assert propose_code_repairs([_table(make_table, *_SOUND, sound)])[0] == []


def test_a_check_that_would_pass_mends_nothing_by_itself(make_table: MakeTable) -> None:
    """Sound codes print both characters at the place: that the mended code passes is chance as likely as not."""
    stems = ("13022524P004RE21005", "13022524P004RF21006", "13022524P004RE21007")
    sound = [next(s + d + c for d in "0123456789" if (c := check_character(s + d)) is not None) for s in stems]
    right = next(
        stem + c for d in "0123456789" if (c := check_character(stem := f"13022524P004RE21008{d}")) is not None
    )
    misread = right.replace("RE", "RF")
    repairs, (table,) = propose_code_repairs([_table(make_table, *sound, misread)])
    assert [(r.before, r.after, r.applied) for r in repairs] == [(misread, misread, False)]
    assert table.cells[-1].text == misread
    spoken_for, _ = propose_code_repairs(
        [_table(make_table, *(code for code in sound if "RE" in code), right, misread)]
    )
    assert [r.applied for r in spoken_for] == [False], "a code that stands there already is no mend"
