"""Answers as people and spreadsheet programs write them; what is off is named with its line."""

from pathlib import Path

import pytest

from extractor.eval.sampling.answers import (
    Answer,
    AnswersError,
    NothingAnswered,
    RepeatedAnswer,
    UnclearAnswer,
    UnknownItem,
    read_answers,
)
from extractor.eval.sampling.plan import Plan, PlannedGroup, PlannedItem, PlannedStratum

TRAITS = {"source_kind": "pdf"}


@pytest.fixture
def plan() -> Plan:
    """Three numbers of one stratum."""
    items = [
        PlannedItem(
            id=name, kind="cell", stratum=0, document="a.pdf", table="t1", cell=name, value="12.50", traits=TRAITS
        )
        for name in ("c1", "c2", "c3")
    ]
    return Plan(
        seed=1,
        confidence=0.95,
        groups={"pdf": PlannedGroup(documents=1, drawn=1, converted=1)},
        strata=(PlannedStratum(kind="cell", traits=TRAITS, population=9, drawn=3, probability=1 / 3),),
        items=tuple(items),
    )


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "answers.csv"


def test_yes_and_no_in_both_languages(file: Path, plan: Plan) -> None:
    file.write_text("id,right,true_value\nc1,Y,\nc2, 否 ,12.80\nc3,,\n", encoding="utf-8")
    assert read_answers(file, plan) == (Answer("c1", True, None), Answer("c2", False, "12.80"))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_encodings_and_separators_of_spreadsheet_programs(
    file: Path, plan: Plan, encoding: str, separator: str
) -> None:
    rows = [("document", "id", "extracted_value", "Right", "true_value"), ("预算.pdf", "c1", "12.50", "ｎ", "约十二")]
    file.write_bytes("\r\n".join(map(separator.join, rows)).encode(encoding))
    assert read_answers(file, plan) == (Answer("c1", False, "约十二"),)


def test_a_true_value_equal_to_the_extracted_one_may_be_right(file: Path, plan: Plan) -> None:
    file.write_text('id,right,true_value\nc1,y,"12.50"\n', encoding="utf-8")
    assert read_answers(file, plan)[0].right


def test_an_item_of_another_sample_is_named_with_its_line(file: Path, plan: Plan) -> None:
    file.write_text("id,right\nc1,y\nc9,y\n", encoding="utf-8")
    with pytest.raises(UnknownItem, match="line 3: 'c9'"):
        read_answers(file, plan)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("c1,perhaps,", "line 2: 'perhaps'"),
        ("c1,y,13.00", "line 2: right, and yet the true value is '13.00'"),
        ("c1,,13.00", "line 2: a true value without y or n"),
    ],
)
def test_what_is_not_clear_is_refused(file: Path, plan: Plan, line: str, said: str) -> None:
    file.write_text(f"id,right,true_value\n{line}\n", encoding="utf-8")
    with pytest.raises(UnclearAnswer, match=said):
        read_answers(file, plan)


def test_many_faults_are_counted(file: Path, plan: Plan) -> None:
    file.write_text("id,right\n" + "c1,maybe\n" * 7, encoding="utf-8")
    with pytest.raises(UnclearAnswer, match="and 2 more"):
        read_answers(file, plan)


def test_an_item_is_answered_once(file: Path, plan: Plan) -> None:
    file.write_text("id,right\nc1,y\nc1,n\n", encoding="utf-8")
    with pytest.raises(RepeatedAnswer, match="c1"):
        read_answers(file, plan)


def test_no_answer_at_all_is_refused(file: Path, plan: Plan) -> None:
    file.write_text("id,right\nc1,\n\n", encoding="utf-8")
    with pytest.raises(NothingAnswered, match="none of the 3"):
        read_answers(file, plan)


def test_what_is_no_table_of_answers_is_refused(file: Path, plan: Plan) -> None:
    with pytest.raises(AnswersError, match="can not be read"):
        read_answers(file, plan)
    file.write_text("name,right\nc1,y\n", encoding="utf-8")
    with pytest.raises(AnswersError, match="no column 'id'"):
        read_answers(file, plan)
    file.write_bytes(b"\xff\xff\xff\x00\x81")
    with pytest.raises(AnswersError, match="not a text"):
        read_answers(file, plan)
