"""A digit misread for another: mended where two sums ask for it in a text with other misread signs, else recorded."""

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.document.check import Repair
from extractor.document.document import Document
from extractor.pipeline import extract
from extractor.repair.statements.cell_types import value_of
from extractor.repair.statements.digit_moves import with_one_digit

_HEADER = ["科目编码", "科目名称", "合计", "基本支出", "项目支出"]
_ROWS = [
    ["", "合计", "170.50", "130.25", "40.25"],
    ["205", "教育支出", "125.40", "85.15", "40.25"],
    ["20502", "普通教育", "125.40", "85.15", "40.25"],
    ["2050201", "学前教育", "46.31", "6.06", "40.25"],
    ["2050202", "小学教育", "79.09", "79.09", "0.00"],
    ["208", "社会保障和就业支出", "45.10", "45.10", "0.00"],
    ["20805", "行政事业单位养老支出", "45.10", "45.10", "0.00"],
    ["2080502", "事业单位离退休", "12.60", "12.60", "0.00"],
    ["2080505", "机关事业单位基本养老保险缴费支出", "32.50", "32.50", "0.00"],
]


def _read(folder: Path, cells: dict[tuple[int, int], str]) -> Document:
    rows = [[cells.get((r, c), text) for c, text in enumerate(row)] for r, row in enumerate(_ROWS)]
    path = folder / "dump.txt"
    lines = "\n".join("\t".join(row) for row in (_HEADER, *rows))
    path.write_text(f"部门支出预算表\n部门：某县教育局\n单位：万元\n{lines}\n", encoding="utf-8")
    return extract(path)


def _values(document: Document) -> list[list[str]]:
    return [[text or "" for text in row.values] for row in document.tables[0].rows]


def _digits(document: Document) -> list[Repair]:
    return [repair for repair in document.repairs if repair.kind == "misread_digit"]


@pytest.mark.parametrize(("place", "text"), [((3, 2), "48.31"), ((4, 3), "29.09"), ((8, 2), "32.80")])
def test_a_digit_is_mended_in_a_text_with_other_misread_signs(
    tmp_path: Path, place: tuple[int, int], text: str
) -> None:
    document = _read(tmp_path, {place: text, (7, 3): "l2.60"})
    assert _values(document) == _ROWS
    assert [(repair.applied, len(repair.alternatives)) for repair in _digits(document)] == [(True, 0)]
    row, column = place
    cell = next(c for c in document.tables[0].cells if (c.row, c.column) == (row + 1, column))
    assert (cell.text, cell.raw) == (_ROWS[row][column], text)


def test_a_text_without_misread_signs_says_what_it_says(tmp_path: Path) -> None:
    document = _read(tmp_path, {(3, 2): "48.31"})
    assert _values(document)[3][2] == "48.31"
    assert [repair.applied for repair in _digits(document)] == [False]
    assert any(check.status == "fail" for check in document.checks)


def test_one_sum_alone_changes_no_digit(tmp_path: Path) -> None:
    document = _read(tmp_path, {(4, 2): "79.08", (4, 3): "79.08", (7, 3): "l2.60"})
    assert _values(document)[4][2:4] == ["79.08", "79.08"]
    assert not _digits(document)


def test_sums_that_ask_for_different_digits_change_none(tmp_path: Path) -> None:
    document = _read(tmp_path, {(3, 2): "48.31", (2, 2): "128.40", (1, 2): "128.40", (0, 2): "173.50", (7, 3): "l2.60"})
    assert _values(document)[3][2] == "48.31"
    assert not [repair for repair in _digits(document) if repair.applied]


def test_amounts_of_three_digits_are_no_codes_when_the_style_is_told(tmp_path: Path) -> None:
    path = tmp_path / "dump.txt"
    rows = [
        ["", "合计", "826.72", "326.72", "500.00"],
        ["205", "教育支出", "826.72", "326.72", "500.00"],
        ["20502", "普通教育", "826.72", "326.72", "500.00"],
        ["2050201", "学前教育", "326.72", "3 26.72", ""],
        ["2050202", "小学教育", "500.00", "", "500.00"],
    ]
    lines = "\n".join("\t".join(row) for row in (_HEADER, *rows))
    path.write_text(f"部门支出预算表\n部门：某县教育局\n单位：万元\n{lines}\n", encoding="utf-8")
    document = extract(path)
    assert document.tables[0].rows[3].values[3] == "326.72"
    assert [repair.kind for repair in document.repairs if repair.applied] == ["spaced_number"]


@given(
    number=st.integers(min_value=0, max_value=10**9),
    place=st.integers(min_value=0, max_value=20),
    digit=st.sampled_from("0123456789"),
    grouped=st.booleans(),
)
def test_the_exchanged_digit_is_the_only_change(number: int, place: int, digit: str, grouped: bool) -> None:
    text = f"{number / 100:,.2f}" if grouped else f"{number / 100:.2f}"
    at = place % len(text)
    misread = text[:at] + digit + text[at + 1 :] if text[at].isdigit() else text
    value = value_of(text)
    assert value is not None
    found = with_one_digit(misread, value)
    if misread == text or value_of(misread) in (None, value):
        assert found is None
    else:
        assert found is not None
        assert value_of(found) == value
        assert sum(a != b for a, b in zip(found, misread, strict=True)) == 1


@pytest.mark.parametrize(("text", "value"), [("", "1"), ("—", "1"), ("12.50", "12.50"), ("12.50", "98.50")])
def test_nothing_is_exchanged_where_no_single_digit_does_it(text: str, value: str) -> None:
    assert with_one_digit(text, Decimal(value)) is None


def test_a_row_below_of_which_asks_for_its_digit_too(tmp_path: Path) -> None:
    rows = [[*row[:3], row[3], *row[3:]] for row in _ROWS]
    rows[3] = ["2O50201", "学前教育", "48.31", *rows[3][3:]]
    head = [["科目编码", "科目名称", "合计", "其中", "", ""], ["", "", "", "基本支出", "", "项目支出"]]
    head += [["", "", "", "小计", "人员经费", ""]]
    path = tmp_path / "dump.txt"
    lines = "\n".join("\t".join(row) for row in (*head, *rows))
    path.write_text(f"部门支出预算表\n部门：某县教育局\n单位：万元\n{lines}\n", encoding="utf-8")
    document = extract(path)
    assert _values(document)[3][:3] == _ROWS[3][:3]
    assert [repair.applied for repair in _digits(document)] == [True]
