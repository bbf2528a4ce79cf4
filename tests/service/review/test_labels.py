"""A reviewed document as a label, and labels of several readers."""

from pathlib import Path
from typing import Any

import pytest

from extractor.corpora.label import Unknown, parse_label
from extractor.document.document import Document
from extractor.pipeline import extract
from extractor.service.review.applying import Reviewed, apply_entries
from extractor.service.review.entries import Entry
from extractor.service.review.errors import BadReading, Overtaken, UnknownReading
from extractor.service.review.label_making import FROM_OUTPUT, make_label
from extractor.service.review.readings import Readings, agreement, parse
from tests.service.review.small_service import database_in


def readings_in(folder: Path) -> Readings:
    database = database_in(folder)
    return Readings(lambda: database)


def said(action: str, subject: str, text: str | None = None, note: str | None = None) -> Entry:
    return Entry(1, "2026-01-02T03:04:05+00:00", "李", None, action, subject, text, None, note)  # type: ignore[arg-type]


def unsaid(document: Document) -> Reviewed:
    return apply_entries(document, [])


def test_the_label_keeps_the_format_and_says_that_it_began_as_output(budget: Document) -> None:
    import json

    label = parse_label(json.dumps(make_label(unsaid(budget), ["李"])), "made")
    assert label.document.sha256 == budget.source.sha256
    assert isinstance(label.notes_of_labeller, list) and label.notes_of_labeller[0] == FROM_OUTPUT
    assert [len(table.rows) for table in label.tables] == [len(table.rows) for table in budget.tables]
    assert label.tables[2].rows[0].values == ["合计", None, "1052.20", "735.90", "316.30", ""]


@pytest.mark.parametrize("kind", ["*.docx", "*.xlsx", "*.txt"])
def test_projects_are_labelled_in_every_format(demo: Path, kind: str) -> None:
    import json

    document = extract(next(demo.glob(kind)))
    label = parse_label(json.dumps(make_label(unsaid(document), [])), "made")
    assert label.projects is not None and len(label.projects) == len(document.projects) > 0
    indicators = label.projects[0].indicators
    assert isinstance(indicators, list) and len(indicators) == len(document.projects[0].indicators)


def test_corrections_are_in_the_label_and_doubt_is_unknown(misprinted: Document, wrong_cell: str) -> None:
    corrected = make_label(apply_entries(misprinted, [said("correct", wrong_cell, "386.42")]), [])
    assert "386.42" in corrected["tables"][2]["rows"][3]["values"]
    doubted = parse(make_label(apply_entries(misprinted, [said("uncertain", wrong_cell, note="模糊")]), []))
    values = doubted.tables[2].rows[3].values  # type: ignore[attr-defined]
    assert Unknown(unknown="模糊") in values


def test_an_own_error_names_the_checks_that_are_right_to_fail(misprinted: Document, wrong_cell: str) -> None:
    label = make_label(apply_entries(misprinted, [said("own_error", wrong_cell, note="两位数字颠倒")]), [])
    [error] = label["document_errors"]
    assert error["what"] == "两位数字颠倒"
    assert "部门支出总表" in error["where"] and "行政运行" in error["where"]
    assert error["findings"][0]["values"] == ["368.42"]
    assert "children_sum_to_parent" in error["findings"][0]["rules"]
    parse(label)


def test_versions_are_kept_and_the_newest_counts(tmp_path: Path, budget: Document, misprinted: Document) -> None:
    files = readings_in(tmp_path)
    assert files.save("d1", "李", make_label(unsaid(misprinted), [])) == 1
    assert files.save("d1", "wang", make_label(unsaid(budget), [])) == 2
    assert files.save("d1", "李", make_label(unsaid(budget), [])) == 3
    assert files.versions("d1") == {"李": 3, "wang": 2}
    assert files.read("d1", "李") == make_label(unsaid(budget), [])
    assert readings_in(tmp_path).read("d1", "wang") == make_label(unsaid(budget), [])
    with pytest.raises(UnknownReading):
        files.read("d1", "nobody")


def test_a_label_is_not_put_out_of_sight_unseen(tmp_path: Path, budget: Document) -> None:
    here, there = readings_in(tmp_path), readings_in(tmp_path)
    label = make_label(unsaid(budget), [])
    assert here.save("d1", "li", label, seen=0) == 1
    with pytest.raises(Overtaken):
        there.save("d1", "li", label, seen=0)
    assert there.save("d1", "wang", label, seen=0) == 2
    assert there.save("d1", "li", label, seen=1) == 3
    assert here.versions("d1") == {"li": 3, "wang": 2}


@pytest.mark.parametrize("reader", ["", "../x", "a b", "x" * 41, "a/b"])
def test_a_reader_is_a_plain_name(tmp_path: Path, budget: Document, reader: str) -> None:
    with pytest.raises(BadReading):
        readings_in(tmp_path).save("d1", reader, make_label(unsaid(budget), []))


@pytest.mark.parametrize("label", [None, [], {"label_version": 2}, {"label_version": 1, "document": {}}, "x"])
def test_what_is_no_label_is_refused(tmp_path: Path, label: Any) -> None:
    with pytest.raises(BadReading):
        readings_in(tmp_path).save("d1", "li", label)
    assert readings_in(tmp_path).versions("d1") == {}


def test_agreement_counts_and_names_the_place_that_differs(budget: Document, misprinted: Document) -> None:
    first, second = make_label(unsaid(misprinted), []), make_label(unsaid(budget), [])
    found = agreement(("output", first), ("li", second))
    right, total = found.parts["cells"]
    assert total - right == 1 and total > 500
    assert [(one["first"], one["second"]) for one in found.differences] == [("368.42", "386.42")]
    assert agreement(("a", second), ("b", second)).differences == ()
