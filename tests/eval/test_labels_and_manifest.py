"""The stored labels keep their format, fit the manifest, and score whole against themselves."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from extractor.corpora import LabelError, parse_label, read_label, read_manifest
from extractor.eval.score import Counts, Scores, Share
from extractor.verify.rules import RULES

Data = dict[str, Any]
CORPORA = Path(__file__).parents[2] / "corpora"
LABELS = sorted(CORPORA.glob("labels/*.json"))
SECONDS = sorted(CORPORA.glob("second/*.json"))


def test_there_are_labels() -> None:
    assert LABELS
    assert SECONDS


@pytest.mark.parametrize("path", [*LABELS, *SECONDS], ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_every_label_keeps_the_format_and_belongs_to_a_set(path: Path) -> None:
    label = read_label(path)
    sets = {entry.id: entry for entry in read_manifest(CORPORA / "manifest.toml").sets}
    assert label.document.sha256 == sets[path.stem].sha256
    assert label.document.name == sets[path.stem].document


@pytest.mark.parametrize("path", LABELS, ids=lambda path: path.stem)
def test_every_label_is_whole_against_itself(
    path: Path, score: Callable[[Data, Data], Scores], predict: Callable[[Data], Data]
) -> None:
    label = json.loads(path.read_bytes())
    scores = score(label, predict(without_unknown(label)))
    for name, figure in scores.items():
        assert figure.value in (None, 1.0), name
    counted = sum(figure.unknown for name, figure in scores.items() if name in ("cells", "project_facts"))
    assert isinstance(scores["cells"], Counts)
    assert isinstance(scores["whole_tables"], Share)
    assert (counted > 0) == ('"unknown"' in path.read_text(encoding="utf-8"))


def without_unknown(value: Any, field: str = "") -> Any:
    """A label as a tool might have said it: something stands where the label knows nothing."""
    if isinstance(value, list):
        return [without_unknown(item, field) for item in value]
    if not isinstance(value, dict):
        return value
    if set(value) == {"unknown"}:
        return {"path": ["?"], "target": {"raw": "?"}}.get(field, "?")
    return {key: without_unknown(item, key) for key, item in value.items()}


def test_the_findings_of_the_labels_name_rules_that_there_are() -> None:
    rules = {rule.code for rule in RULES}
    found = [finding for path in LABELS for error in read_label(path).document_errors for finding in error.findings]
    assert len(found) > 12
    assert {rule for finding in found for rule in finding.rules} <= rules


def test_the_hashes_of_the_manifest_are_well_formed_and_no_document_is_named_twice() -> None:
    sets = read_manifest(CORPORA / "manifest.toml").sets
    assert all(re.fullmatch(r"[0-9a-f]{64}", entry.sha256) for entry in sets)
    assert len({entry.sha256 for entry in sets}) == len(sets)
    assert all(entry.path.endswith(entry.document) for entry in sets)


def test_the_manifest_names_its_documents_by_their_hash(shared: Path) -> None:
    import hashlib

    for entry in read_manifest(CORPORA / "manifest.toml").sets:
        folder = shared if entry.path.startswith("documents/") else CORPORA
        assert hashlib.sha256((folder / entry.path).read_bytes()).hexdigest() == entry.sha256


def cells_of(table: Data) -> list[Data]:
    """One blank cell for each place of the grid."""
    height, width = table["header_rows"] + len(table["rows"]), len(table["columns"])
    return [{"row": row, "column": column, "text": ""} for row in range(height) for column in range(width)]


def test_cells_that_fill_the_grid_are_read(label: Data) -> None:
    table = label["tables"][0]
    table["cells"] = [{"row": 0, "column": 0, "column_span": 4, "text": "支出", "role": "column_attribute"}]
    table["cells"] += cells_of(table)[4:]
    read = parse_label(json.dumps(label), "mine.json").tables[0]
    assert read.cells is not None
    assert len(read.cells) == 21
    assert read.cells[0].role == "column_attribute"


def damaged(label: Data, fault: str) -> Data:
    table = label["tables"][0]
    if fault == "narrow row":
        table["rows"][0]["values"].pop()
    elif fault == "span outside":
        table["spans"][0] = [0, 3, 1, 2]
    elif fault == "span overlap":
        table["spans"].append([0, 0, 2, 1])
    elif fault.startswith("cell"):
        table["cells"] = cells_of(table)
        if fault == "cell outside":
            table["cells"][-1]["column_span"] = 2
        elif fault == "cell overlap":
            table["cells"][0]["row_span"] = 2
        elif fault == "cells missing":
            table["cells"].pop()
        else:
            table["cells"][0]["role"] = "heading"
    elif fault == "unknown field":
        table["heading"] = "x"
    else:
        label["document"]["sha256"] = "short"
    return label


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        ("narrow row", "tables.0: Value error, row 0 has 3 values for 4 columns"),
        ("span outside", "leaves the 6 x 4 grid"),
        ("span overlap", "overlaps another one"),
        ("cell outside", "the cell at row 5, column 3 leaves the 6 x 4 grid"),
        ("cell overlap", "the cell at row 1, column 0 overlaps another one"),
        ("cells missing", "the cells cover 23 of the 24 places of the grid"),
        ("cell role", "tables.0.cells.0.role"),
        ("unknown field", "tables.0.heading: Extra inputs are not permitted"),
        ("short hash", "document.sha256"),
    ],
)
def test_a_bad_label_is_refused_by_name_and_place(label: Data, fault: str, said: str) -> None:
    with pytest.raises(LabelError, match=r"mine\.json") as caught:
        parse_label(json.dumps(damaged(label, fault)), "mine.json")
    assert said in caught.value.message


def test_what_is_no_json_and_what_is_no_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(LabelError, match="is not JSON"):
        parse_label("{", "mine.json")
    with pytest.raises(LabelError, match="can not be read"):
        read_label(tmp_path / "absent.json")
