"""The fault bench: what is planted, what becomes of it, and that the same seed gives the same figures."""

from decimal import Decimal
from pathlib import Path
from random import Random

import pytest

from extractor.document.document import Document
from extractor.document.wire import to_data
from extractor.eval.faults import Tally, fault_scores, main, measure_faults
from extractor.eval.planting import KINDS, choose_faults, plant
from extractor.eval.score import Counts, Scores, Share
from extractor.pipeline import extract

_TEXT = """部门支出总表

单位：万元

科目编码\t科目名称\t合计\t基本支出\t项目支出
201\t一般公共服务支出\t10.52\t6.52\t4.00
205\t教育支出\t8.30\t8.30\t
合计\t\t18.82\t14.82\t4.00
"""


@pytest.fixture(scope="module")
def document() -> Document:
    return extract(_TEXT.encode(), name="a.txt")


def _values(document: Document) -> dict[str, Decimal | None]:
    lines = (line for statement in document.statements for line in statement.lines)
    return {amount.cell: amount.value for line in lines for amount in line.amounts}


def test_each_kind_plants_its_own_fault(document: Document) -> None:
    true = _values(document)
    for kind in KINDS:
        faults = choose_faults(document, kind, 100, Random(1))  # noqa: S311 - a sample, no secret
        assert faults, kind
        for fault in faults:
            wrong = _values(plant(document, fault))
            changed = {cell: value for cell, value in wrong.items() if value != true[cell]}
            assert changed == dict(fault)
            assert all(amount != true[cell] for cell, amount in fault.items())


def test_a_swap_and_a_slide_keep_the_amounts_and_a_double_adds_one(document: Document) -> None:
    true = sorted(value for value in _values(document).values() if value is not None)
    for kind in ("rows_swapped", "slid_row", "slid_column", "doubled"):
        for fault in choose_faults(document, kind, 100, Random(1)):  # noqa: S311 - a sample, no secret
            wrong = sorted(value for value in _values(plant(document, fault)).values() if value is not None)
            assert (wrong == true) is (kind != "doubled")
            assert len(wrong) == len(true) + (kind == "doubled")


def test_wrong_digits_are_caught_and_a_swap_within_one_sum_is_not(document: Document) -> None:
    digits = measure_faults(document, "digit")
    assert digits.planted == digits.at_cell == 8
    assert digits.proved == 0
    assert measure_faults(document, "rows_swapped") == Tally(planted=1, proved=1, hidden=1)


def test_the_same_seed_gives_the_same_figures_and_the_cap_holds(document: Document) -> None:
    assert measure_faults(document, "digit", 3, 7) == measure_faults(document, "digit", 3, 7)
    assert measure_faults(document, "digit", 3, 7).planted == 3


def test_the_catch_rate_is_measured_where_every_number_is_read_as_labelled(document: Document) -> None:
    data = to_data(document)
    right: Scores = {"numeric_cells": Counts(8)}
    scores = fault_scores(data, right)
    tallies = {kind: measure_faults(document, kind) for kind in KINDS}
    planted = sum(tally.planted for tally in tallies.values())
    assert scores["faults_caught.digit"] == scores["faults_unproved.digit"] == Share(8, 8)
    assert scores["faults_caught.rows_swapped"] == scores["faults_unproved.rows_swapped"] == Share(0, 1)
    assert scores["faults_caught"] == Share(sum(tally.anywhere for tally in tallies.values()), planted)
    assert scores["faults_unproved"] == Share(planted - sum(tally.proved for tally in tallies.values()), planted)
    assert scores["faults_caught.outcomes"].data()["counts"]["planted"] == planted
    for wrong in (Counts(8, 1, 0), Counts(7, 0, 1), Counts()):
        assert fault_scores(data, {"numeric_cells": wrong}) == {}
    assert fault_scores(data, {}) == {}


def test_without_documents_the_command_says_so(tmp_path: Path) -> None:
    assert main(["--documents", str(tmp_path)]) == 1


def test_digit_faults_in_real_documents_leave_no_wrong_amount_proved(
    shared: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--documents", str(shared / "documents" / "jiangsu"), "--most", "5"]) == 0
    digits = [line for line in capsys.readouterr().out.splitlines() if line.startswith("| digit")]
    assert len(digits) > 2
    assert all("| 0 (0%) | 0 (0%) |" in line for line in digits)
