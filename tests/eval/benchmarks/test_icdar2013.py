"""The benchmark as a whole: the truth as an answer is right in everything, wrong answers cost what is counted."""

import copy
import json
import re
from argparse import ArgumentParser
from contextlib import closing
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium
import pytest

from extractor.corpora.benchmarks.icdar2013 import BenchmarkDocument, Truth, TruthTable, read_icdar2013
from extractor.errors import CorruptSource, UsageError
from extractor.eval import command
from extractor.eval.benchmarks.icdar2013 import measure_icdar2013
from extractor.eval.jailed import JailedExtraction
from extractor.eval.means import DocumentMeans, Mean
from extractor.eval.score import Counts, Share

Data = dict[str, Any]


def call(*words: str | Path) -> int:
    parser = ArgumentParser()
    command.add_arguments(parser)
    return command.run(parser.parse_args([str(word) for word in words]))


def answer(truth: Truth, heights: dict[int, float]) -> Data:
    """A truth as contract JSON, the first row as header; the region stands in the box of the first cell."""
    tables = [
        table_data(table, list(region.bbox(heights[region.page])))
        for table, region in zip(truth.tables, truth.regions, strict=True)
    ]
    return {"source": {}, "tables": tables}


def table_data(table: TruthTable, box: list[float]) -> Data:
    cells = [
        {
            "row": cell.row,
            "column": cell.column,
            "row_span": cell.row_span,
            "column_span": cell.column_span,
            "text": re.sub(r"\s+", " ", cell.text).swapcase(),
            "boxes": [{"page": table.page, "bbox": box}],
        }
        for cell in table.cells
    ]
    return {
        "pages": [table.page],
        "header_rows": 1,
        "columns": [{"path": []}] * table.width,
        "rows": [{"values": [""] * table.width}] * (table.height - 1),
        "cells": cells,
    }


@pytest.fixture(scope="module")
def folder(shared: Path) -> Path:
    return shared / "benchmarks" / "icdar2013-eu"


@pytest.fixture(scope="module")
def answers(folder: Path) -> dict[Path, Data]:
    return {document.path: answer(document.truths[-1], heights_of(document)) for document in read_icdar2013(folder)}


def heights_of(document: BenchmarkDocument) -> dict[int, float]:
    with closing(pdfium.PdfDocument(document.path)) as pdf:
        return {number: page.get_height() for number, page in enumerate(pdf, 1)}


def test_the_truth_as_an_answer_is_right_in_everything(folder: Path, answers: dict[Path, Data]) -> None:
    """Also for the document with two truths, of which the answer is the second."""
    report = measure_icdar2013(folder, lambda path: answers[path])
    assert len(report.documents) == 27
    assert {document.outcome for document in report.documents} == {"measured"}
    assert {name: score.value for name, score in report.total.items()} == dict.fromkeys(report.total, 1.0)
    assert report.total["adjacency"] == DocumentMeans(27.0, 27.0, 27)


def part_of(folder: Path, tmp_path: Path, *names: str) -> Path:
    """A folder of some of the documents only."""
    for name in names:
        for ending in (".pdf", "-str.xml", "-reg.xml"):
            (tmp_path / f"{name}{ending}").symlink_to(folder / f"{name}{ending}")
    return tmp_path


def test_a_table_too_many_a_table_missed_and_a_crash(folder: Path, answers: dict[Path, Data], tmp_path: Path) -> None:
    """eu-002 has one table, said twice; of the four of eu-006 the second is missed; two can not be read."""
    said = {path.stem: copy.deepcopy(data) for path, data in answers.items()}
    said["eu-002"]["tables"] *= 2
    del said["eu-006"]["tables"][1]

    def extract(path: Path) -> Data:
        if path.stem == "eu-008":
            raise CorruptSource("broken")
        if path.stem == "eu-010":
            raise RuntimeError("crashed")
        return said[path.stem]

    some = part_of(folder, tmp_path, "eu-002", "eu-006", "eu-008", "eu-010")
    found = {document.id: document for document in measure_icdar2013(some, extract).documents}
    twice, missed, broken = (found[name].scores for name in ("eu-002", "eu-006", "eu-008"))
    assert twice["adjacency"] == DocumentMeans(1.0, 0.5, 1)
    assert twice["teds_struct"] == Mean(1.0, 2)
    assert twice["regions.exact"] == Counts(1, 1, 0)
    assert missed["grits_top"] == Mean(3.0, 4)
    assert missed["complete_regions"] == Share(3, 4)
    assert isinstance(pooled := missed["adjacency.pooled"], Counts)
    assert (pooled.false_positive, pooled.false_negative > 0) == (0, True)
    assert broken["adjacency"] == DocumentMeans(0.0, 0.0, 1)
    assert (found["eu-008"].outcome, found["eu-008"].reason) == ("failed", "corrupt_file: broken")
    assert found["eu-010"].reason == "RuntimeError: crashed"


def test_the_command_measures_the_benchmark(
    folder: Path, answers: dict[Path, Data], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    said = {path.stem: data for path, data in answers.items()}
    monkeypatch.setattr(JailedExtraction, "__call__", lambda self, path: said[path.stem])
    some = part_of(folder, tmp_path, "eu-002")
    assert call("--benchmark", "icdar2013", "--documents", some, "--json", tmp_path / "report.json") == 0
    data = json.loads((tmp_path / "report.json").read_bytes())
    assert data["total"]["adjacency"]["value"] == 1.0


@pytest.mark.parametrize("words", [("--baseline",), ("--set", "a-set"), ("gold.json", "said.json")])
def test_a_benchmark_is_measured_alone(words: tuple[str, ...]) -> None:
    with pytest.raises(UsageError, match="as a whole"):
        call("--benchmark", "icdar2013", *words)
