"""A run over a manifest: no set is dropped, bad input is named, excluded and counted."""

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from extractor.corpora import Manifest, ManifestError, read_manifest
from extractor.errors import EmptySource
from extractor.eval.baseline import (
    Baseline,
    BaselineError,
    find_falls,
    noise_of,
    not_compared,
    read_baseline,
    write_baseline,
)
from extractor.eval.cost import Cost
from extractor.eval.intervals import report_intervals
from extractor.eval.report import cost_data, print_report, report_data
from extractor.eval.run import DocumentResult, Report, evaluate, source_kind
from extractor.eval.score import Counts, Scores, Share, add_scores

Data = dict[str, Any]
BYTES = b"a document"


@pytest.fixture
def manifest(tmp_path: Path, label: Data) -> Manifest:
    """Five sets: good, absent document, absent label, label of another document, label with a fault."""
    (tmp_path / "documents" / "deep").mkdir(parents=True)
    (tmp_path / "documents" / "deep" / "renamed.pdf").write_bytes(BYTES)
    here, absent = hashlib.sha256(BYTES).hexdigest(), "cd" * 32
    write_label(tmp_path / "good.json", label, here)
    write_label(tmp_path / "absent.json", label, absent)
    (tmp_path / "faulty.json").write_text('{"label_version": 2}')
    entries = [("good", here), ("absent", absent), ("unlabelled", here), ("strange", here), ("faulty", here)]
    write_label(tmp_path / "strange.json", label, "ef" * 32)
    text = "\n".join(
        f'[[set]]\nid = "{name}"\ndocument = "x.pdf"\nsha256 = "{digest}"\norigin = "made"\n'
        f'path = "documents/x.pdf"\nlabels = "{name}.json"\nsecond = "{name}-second.json"\nsplit = "dev"\n'
        for name, digest in entries
    )
    (tmp_path / "manifest.toml").write_text(text, encoding="utf-8")
    return read_manifest(tmp_path / "manifest.toml")


def write_label(path: Path, label: Data, digest: str) -> None:
    label["document"]["sha256"] = digest
    path.write_text(json.dumps(label, ensure_ascii=False), encoding="utf-8")


@pytest.fixture
def extracted(manifest: Manifest, predict: Callable[[Data], Data]) -> Callable[[Path], Data]:
    truth = predict(json.loads((manifest.folder / "good.json").read_bytes()))
    return lambda path: truth


def test_every_set_says_what_became_of_it(manifest: Manifest, extracted: Callable[[Path], Data]) -> None:
    report = evaluate(manifest, manifest.folder / "documents", extracted)
    outcomes = {document.id: document.outcome for document in report.documents}
    assert outcomes == {
        "good": "measured",
        "absent": "not_measured",
        "unlabelled": "excluded",
        "strange": "excluded",
        "faulty": "excluded",
    }
    reasons = {document.id: document.reason or "" for document in report.documents}
    assert "x.pdf is not here" in reasons["absent"]
    assert "unlabelled.json can not be read" in reasons["unlabelled"]
    assert "another document" in reasons["strange"]
    assert "label_version" in reasons["faulty"]
    assert report_data(report)["outcomes"] == {"excluded": 3, "measured": 1, "not_measured": 1}
    assert report.total["numeric_cells"] == Counts(13)


def test_without_documents_nothing_is_measured_and_nothing_dropped(manifest: Manifest) -> None:
    report = evaluate(manifest, None, lambda path: {})
    assert len(report.documents) == 5
    assert report.total == {}
    assert not any(document.outcome == "measured" for document in report.documents)


@pytest.mark.parametrize(
    ("error", "said"),
    [(EmptySource("It has no bytes."), "empty_file: It has no bytes."), (KeyError("x"), "KeyError: 'x'")],
)
def test_a_failed_extraction_misses_every_label(manifest: Manifest, error: Exception, said: str) -> None:
    def extract(path: Path) -> Data:
        raise error

    good = evaluate(manifest, manifest.folder / "documents", extract).documents[0]
    assert (good.outcome, good.reason) == ("failed", said)
    assert good.scores["numeric_cells"] == Counts(0, 0, 13)
    assert good.scores["whole_tables"] == Share(0, 2)
    assert good.scores["project_facts"] == Counts(0, 0, 19)
    assert good.cost is None


def test_another_file_at_a_documents_place_does_not_fit_its_label(
    manifest: Manifest, extracted: Callable[[Path], Data]
) -> None:
    (manifest.folder / "documents" / "deep" / "renamed.pdf").unlink()
    (manifest.folder / "documents" / "x.pdf").write_bytes(b"printed anew")
    good, absent = evaluate(manifest, manifest.folder / "documents", extracted).documents[:2]
    said = "the label does not fit the document: x.pdf has another SHA-256 here"
    assert [(one.outcome, one.reason) for one in (good, absent)] == [("excluded", said)] * 2


def test_a_label_that_labels_nothing_is_excluded(manifest: Manifest, extracted: Callable[[Path], Data]) -> None:
    label = json.loads((manifest.folder / "good.json").read_bytes()) | {"tables": [], "projects": None}
    (manifest.folder / "good.json").write_text(json.dumps(label))
    good = evaluate(manifest, manifest.folder / "documents", extracted).documents[0]
    assert (good.outcome, good.reason) == ("excluded", "The label holds neither tables nor projects nor prose.")


def test_cost_is_told_apart_from_accuracy(manifest: Manifest, extracted: Callable[[Path], Data]) -> None:
    clock = iter((10.0, 12.5))
    prediction = extracted(Path()) | {"pages": [{"number": number} for number in range(1, 11)]}
    report = evaluate(manifest, manifest.folder / "documents", lambda path: prediction, clock=lambda: next(clock))
    cost = {"user_seconds": 2.5, "pages": 10, "seconds_per_page": 0.25}
    assert cost_data(report) == {"documents": {"good": cost}, "total": cost}
    assert "seconds" not in json.dumps(report_data(report))


def test_a_format_without_pages_has_no_seconds_a_page() -> None:
    documents = (
        DocumentResult("dump", "measured", {}, cost=Cost(3.0, 0)),
        DocumentResult("pages", "measured", {}, cost=Cost(1.0, 4)),
    )
    report = Report(documents)
    assert cost_data(report)["documents"]["dump"]["seconds_per_page"] is None
    assert report.cost == Cost(1.0, 4)


def test_further_scores_are_asked_of_what_was_measured(manifest: Manifest, extracted: Callable[[Path], Data]) -> None:
    documents = manifest.folder / "documents"
    report = evaluate(manifest, documents, extracted, lambda data, scores: {"tables": Share(len(data["tables"]), 2)})
    assert report.total["tables"] == Share(2, 2)


def test_a_prediction_of_another_document_is_excluded(manifest: Manifest, extracted: Callable[[Path], Data]) -> None:
    other = extracted(Path()) | {"source": {"sha256": "12" * 32}}
    good = evaluate(manifest, manifest.folder / "documents", lambda path: other).documents[0]
    assert good.outcome == "excluded"
    assert good.scores == {}


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ({"row": 0, "column": 1}, "cells overlap at row 0, column 1"),
        ({"row": 5, "column": 3, "row_span": 2}, "leaves the 6 x 4 grid"),
        ({"row": -1, "column": 0}, "has no place"),
        ({"row": "x", "column": 0}, "cells.4.row"),
    ],
)
def test_malformed_tables_are_named_left_out_and_counted(
    manifest: Manifest, extracted: Callable[[Path], Data], cell: Data, said: str
) -> None:
    prediction = extracted(Path())
    prediction["tables"][0]["cells"].append(cell)
    report = evaluate(manifest, manifest.folder / "documents", lambda path: prediction)
    good = report.documents[0]
    assert len(good.problems) == 1
    assert good.problems[0].startswith("malformed_table t1: ")
    assert said in good.problems[0]
    assert report_data(report)["problems"] == 1
    assert good.scores["numeric_cells"] == Counts(6, 0, 7)


def test_a_row_of_another_width_and_a_project_that_is_none_are_malformed(
    manifest: Manifest, extracted: Callable[[Path], Data]
) -> None:
    prediction = extracted(Path())
    prediction["tables"][1]["rows"][0]["values"].append("1")
    prediction["projects"].append("a project")
    good = evaluate(manifest, manifest.folder / "documents", lambda path: prediction).documents[0]
    assert good.problems == (
        "malformed_table t2: row 0 has 5 values for 4 columns",
        "malformed_project 2: not an object",
    )


def test_two_runs_give_the_same_report(manifest: Manifest, extracted: Callable[[Path], Data]) -> None:
    runs = [evaluate(manifest, manifest.folder / "documents", extracted) for _ in range(2)]
    first, second = (json.dumps(report_data(report, report_intervals(report))) for report in runs)
    assert first == second


def test_the_terminal_shows_every_set_and_every_reason(manifest: Manifest, extracted: Callable[[Path], Data]) -> None:
    report = evaluate(manifest, manifest.folder / "documents", extracted)
    console = Console(width=200, record=True, quiet=False, file=(manifest.folder / "out.txt").open("w"))
    print_report(report, console, fields=True)
    console.file.close()
    text = console.export_text()
    assert "good" in text
    assert "absent (not measured)" in text
    assert "100.00%" in text
    assert "budget.total" in text
    assert "faulty: excluded: " in text


def test_a_fall_beyond_the_noise_is_named(manifest: Manifest, extracted: Callable[[Path], Data]) -> None:
    path = manifest.folder / "baseline.json"
    documents = manifest.folder / "documents"
    good = evaluate(manifest, documents, extracted)
    write_baseline(good, path)
    baseline = read_baseline(path)
    assert baseline.documents["good"]["numeric_cells"] == 1.0
    assert find_falls(good, baseline) == []
    worse = extracted(Path())
    worse["tables"][0]["title"] = "别的"
    fallen = evaluate(manifest, documents, lambda path: worse)
    assert find_falls(fallen, Baseline(documents={"good": {"whole_tables": 1.0, "titles": 1.0, "cells": 1.0}})) == [
        "good: whole_tables fell from 1.0000 to 0.5000",
        "good: titles fell from 1.0000 to 0.5000",
    ]
    assert find_falls(fallen, Baseline(documents={"good": {"titles": 0.5}})) == []
    assert find_falls(fallen, Baseline(documents={"good": {"titles": 0.5001}}))


@pytest.mark.parametrize(
    ("name", "score", "noise"),
    [
        ("cells", Counts(499, 7, 0), 0.0),
        ("cells", Counts(400, 7, 100), 1 / 500),
        ("whole_tables", Share(12, 12), 0.0),
        ("proved", Share(700, 1000), 1 / 1000),
        ("repairs", Counts(3, 1, 2), 1 / 5),
        ("check_alarms", Share(), 1.0),
    ],
)
def test_the_noise_is_one_item_of_many_and_none_of_few(name: str, score: Counts | Share, noise: float) -> None:
    assert noise_of(name, score) == noise


def test_of_many_items_one_may_be_lost(manifest: Manifest) -> None:
    baseline = Baseline(documents={"good": {"cells": 1.0}})
    one, two = (Counts(600 - lost, lost, lost) for lost in (1, 2))
    assert find_falls(Report((DocumentResult("good", "measured", {"cells": one}),)), baseline) == []
    assert find_falls(Report((DocumentResult("good", "measured", {"cells": two}),)), baseline) == [
        "good: cells fell from 1.0000 to 0.9967"
    ]


def test_figures_over_mistakes_may_vanish_and_planted_faults_are_asked_for(manifest: Manifest) -> None:
    baseline = Baseline(documents={"good": {"check_alarms": 0.5, "proved": 0.9, "faults_caught": 0.8}})
    scores: Scores = {"check_alarms": Share(), "proved": Share()}
    assert find_falls(Report((DocumentResult("good", "measured", scores),)), baseline) == [
        "good: proved is no longer measured (was 0.9000)"
    ]
    scores = {"check_alarms": Share(), "proved": Share(9, 10), "faults_caught": Share()}
    assert find_falls(Report((DocumentResult("good", "measured", scores),)), baseline) == [
        "good: faults_caught is no longer measured (was 0.8000)"
    ]


def test_nothing_slips_out_of_the_baseline(manifest: Manifest, extracted: Callable[[Path], Data]) -> None:
    report = evaluate(manifest, manifest.folder / "documents", extracted)
    figures = {"cells": 0.5}
    baseline = Baseline(documents={"absent": figures, "faulty": figures, "gone": figures, "good": {"new": 0.1}})
    assert find_falls(report, baseline) == [
        "faulty: excluded",
        "gone: gone from the manifest",
        "good: new is no longer measured (was 0.1000)",
    ]
    assert not_compared(report, baseline) == ["absent"]


def test_an_absent_document_keeps_its_figures(manifest: Manifest, extracted: Callable[[Path], Data]) -> None:
    path = manifest.folder / "baseline.json"
    path.write_text('{"documents": {"absent": {"cells": 0.5}, "faulty": {"cells": 0.5}}}')
    write_baseline(evaluate(manifest, manifest.folder / "documents", extracted), path)
    assert list(read_baseline(path).documents) == ["absent", "good"]


def test_an_unusable_baseline_or_manifest_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "file"
    with pytest.raises(BaselineError):
        read_baseline(path)
    with pytest.raises(ManifestError):
        read_manifest(path)
    path.write_text("[")
    with pytest.raises(BaselineError):
        read_baseline(path)
    with pytest.raises(ManifestError):
        read_manifest(path)


def test_scores_of_two_sorts_do_not_add_up() -> None:
    with pytest.raises(TypeError):
        add_scores({"a": Counts()}, {"a": Share()})


def test_a_measured_document_keeps_what_it_was_measured_from(
    manifest: Manifest, extracted: Callable[[Path], Data]
) -> None:
    documents = {one.id: one for one in evaluate(manifest, manifest.folder / "documents", extracted).documents}
    good, absent = documents["good"], documents["absent"]
    assert good.source_kind == "pdf"
    assert good.comparison is not None and len(good.comparison.tables.pairs) == 2
    assert absent.source_kind is None and absent.comparison is None


def test_a_source_kind_is_the_ending_in_lower_case() -> None:
    assert [source_kind(name) for name in ("预算.PDF", "a.b.xlsx", "README")] == ["pdf", "xlsx", None]
