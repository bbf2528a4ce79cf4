"""The command: a user's files, the sets, the baseline, and the words that are off."""

import argparse
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from extractor.errors import UsageError
from extractor.eval import command
from extractor.eval.jailed import JailedExtraction
from extractor.eval.prediction import PredictionError

Data = dict[str, Any]


def call(*words: str | Path) -> int:
    parser = argparse.ArgumentParser()
    command.add_arguments(parser)
    return command.run(parser.parse_args([str(word) for word in words]))


@pytest.fixture
def files(tmp_path: Path, label: Data, prediction: Data) -> tuple[Path, Path]:
    gold, predicted = tmp_path / "gold.json", tmp_path / "predicted.json"
    gold.write_text(json.dumps(label), encoding="utf-8")
    predicted.write_text(json.dumps(prediction), encoding="utf-8")
    return gold, predicted


def test_a_users_files_are_scored(files: tuple[Path, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    report = tmp_path / "report.json"
    assert call(*files, "--json", report) == 0
    data = json.loads(report.read_bytes())
    assert data["documents"][0]["id"] == "gold"
    assert data["total"]["numeric_cells"]["true_positive"] == 13
    assert data["total"]["numeric_cells"]["value"] == 1.0
    assert data["intervals"]["cells"] == {"low": 1.0, "high": 1.0, "clusters": 2}
    assert "95 % interval" in capsys.readouterr().out


def test_the_report_is_written_as_a_page(files: tuple[Path, Path], tmp_path: Path) -> None:
    page = tmp_path / "report.html"
    assert call(*files, "--report", page) == 0
    text = page.read_text(encoding="utf-8")
    assert text.startswith("<!DOCTYPE html>") and "准确率报告" in text and "gold" in text


def test_a_prediction_of_another_document_is_status_1(files: tuple[Path, Path], prediction: Data) -> None:
    files[1].write_text(json.dumps(prediction | {"source": {"sha256": "0" * 64}}))
    assert call(*files) == 1


def test_a_prediction_without_hash_is_scored_and_said(
    files: tuple[Path, Path], prediction: Data, tmp_path: Path
) -> None:
    del prediction["source"]
    files[1].write_text(json.dumps(prediction))
    assert call(*files, "--json", tmp_path / "report.json") == 0
    data = json.loads((tmp_path / "report.json").read_bytes())
    assert data["documents"][0]["problems"] == ["no_hash: the prediction does not say which document it is of"]


@pytest.mark.parametrize("text", ["{", "[]", '{"tables": 3}'])
def test_what_is_no_prediction_is_refused(files: tuple[Path, Path], text: str) -> None:
    files[1].write_text(text)
    with pytest.raises(PredictionError):
        call(*files)


def test_the_sets_are_measured_and_held_against_a_baseline(
    tmp_path: Path, predict: Callable[[Data], Data], monkeypatch: pytest.MonkeyPatch, shared: Path
) -> None:
    corpora = Path(__file__).parents[2] / "corpora"
    identity = "jiangsu-zhengxie-2018-tables"
    truth = predict(json.loads((corpora / "labels" / f"{identity}.json").read_bytes()))
    monkeypatch.setattr(JailedExtraction, "__call__", lambda self, source: truth)
    words = ("--set", identity, "--documents", shared / "documents")
    baseline = tmp_path / "baseline.json"
    baseline.write_text(json.dumps({"documents": {identity: {"numeric_cells": 1.0}, "another": {"cells": 1.0}}}))
    assert call(*words, "--baseline", baseline) == 0
    truth["tables"][0]["rows"][0]["values"][1] = "1.00"
    assert call(*words, "--baseline", baseline) == 1


@pytest.mark.parametrize(
    "words",
    [
        ("only-one",),
        ("gold", "predicted", "--faults"),
        ("--set", "no-such-set"),
        ("--documents", "/no/such/folder"),
        ("--set", "shanghai-wanli-2024", "--update-baseline"),
    ],
)
def test_words_that_are_off_are_refused(words: tuple[str, ...]) -> None:
    with pytest.raises(UsageError):
        call(*words)


def test_peers_that_are_not_installed_are_reported_not_dropped(
    tmp_path: Path, predict: Callable[[Data], Data], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    demo = Path(__file__).parents[2] / "corpora" / "demo"
    truths = {path.name.removesuffix(".json"): path for path in (demo / "truth").iterdir()}
    pdf = next(path for path in demo.iterdir() if path.suffix == ".pdf")
    label = json.loads(truths[pdf.name].read_bytes())
    (tmp_path / "manifest.toml").write_text(
        f'[[set]]\nid = "demo"\ndocument = "{pdf.name}"\nsha256 = "{label["document"]["sha256"]}"\norigin = "made"\n'
        f'path = "{pdf}"\nlabels = "{truths[pdf.name]}"\nsplit = "dev"\n',
        encoding="utf-8",
    )
    monkeypatch.setattr(JailedExtraction, "__call__", lambda self, source: predict(label))
    words = ("--manifest", tmp_path / "manifest.toml", "--documents", demo, "--json", tmp_path / "report.json")
    assert call(*words, "--peer-python", tmp_path / "none", "--peers", "pdfplumber", "camelot-lattice") == 0
    data = json.loads((tmp_path / "report.json").read_bytes())
    assert data["total"]["whole_tables"]["value"] == 1.0
    assert [tool["name"] for tool in data["peers"]["tools"]] == ["extractor", "pdfplumber", "camelot-lattice"]
    assert "can not be run" in data["peers"]["tools"][1]["missing"]
    assert "camelot-lattice: missing: " in capsys.readouterr().err


@pytest.mark.parametrize(
    "words",
    [("a.json", "b.json", "--peers"), ("--peers", "no-such-peer"), ("--peers", "--peer-time-limit", "0")],
)
def test_words_for_peers_that_are_off_are_refused(words: tuple[str, ...]) -> None:
    with pytest.raises(UsageError):
        call(*words)
