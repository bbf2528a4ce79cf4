"""The bench of scans: readings kept, repairs undone, figures added up. The conversion itself is another's test."""

import hashlib
import io
import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from extractor.corpora import Label
from extractor.corpora.damage.picture_pdf import picture_pdf
from extractor.eval import scans
from extractor.eval.as_printed import without_repairs
from extractor.eval.scan_reading import ReadingCost, ScanReading, load_reading, read_apart, write_reading
from extractor.eval.scan_scores import score_reading, score_table, scores_as_data

Data = dict[str, Any]
CellAt = Callable[[Data, str], Data]
COST = ReadingCost(user_seconds=3.0, wall_seconds=4.0, peak_bytes=300 * 1024 * 1024)


@pytest.fixture
def repaired(celled: Data, cell: CellAt) -> Data:
    """One amount was read as 18.00 and mended to what the label says."""
    cell(celled, "t1.r2c2")["raw"] = "18.00"
    celled["repairs"] = [{"id": "r1", "kind": "misread_number", "subjects": ["t1.r2c2"], "applied": True}]
    return celled


def test_without_repairs_a_cell_says_what_was_printed(repaired: Data) -> None:
    before = without_repairs(repaired)
    assert before["tables"][0]["rows"][0]["values"] == ["201", "一般公共服务支出", "18.00", "6.00"]
    assert before["tables"][1:] == repaired["tables"][1:] and before["repairs"] == []
    assert repaired["tables"][0]["rows"][0]["values"][2] == "10.00"  # its own input stays


def test_without_repairs_a_merged_cell_is_undone_in_every_row(celled: Data, cell: CellAt) -> None:
    table = celled["tables"][0]
    first = cell(celled, "t1.r2c0")
    first |= {"row_span": 2, "raw": "2 0I"}
    table["cells"].remove(cell(celled, "t1.r3c0"))
    before = without_repairs(celled)["tables"][0]
    assert [row["values"][0] for row in before["rows"]] == ["20I", "20I", "221", "合计"]


def test_figures_before_and_after_repair(label: Data, repaired: Data) -> None:
    score = score_reading(Label.model_validate(label), ScanReading(repaired, None, COST), 2)
    after, before = score.scores["numeric_cells"], score.scores["numeric_cells_before_repair"]
    assert after.value == 1.0 and before.value == pytest.approx(12 / 13)
    assert (score.repaired("mended"), score.repaired("damaged"), score.wrong_among_proved) == (1, 0, 0)
    assert score.figures()[-2:] == ["1.50", "300"]


def test_a_wrong_amount_that_is_proved_is_counted(label: Data, celled: Data, cell: CellAt) -> None:
    wrong = cell(celled, "t1.r2c2")
    wrong |= {"text": "10.01", "raw": "10.01", "check": "proved"}
    cell(celled, "t1.r3c2")["check"] = "proved"
    celled["checks"] = []
    assert score_reading(Label.model_validate(label), ScanReading(celled, None, COST), 2).wrong_among_proved == 1


def test_a_scan_that_is_not_read_misses_every_label(label: Data, repaired: Data) -> None:
    truth = Label.model_validate(label)
    failed = score_reading(truth, ScanReading(None, "no_text_layer: pictures", COST), 1)
    assert failed.scores["numeric_cells"].value == failed.scores["numeric_cells_before_repair"].value == 0
    assert failed.line().startswith("FAILED no_text_layer: pictures, numeric F1 0.0000")
    scores = {"a": failed, "b": score_reading(truth, ScanReading(repaired, None, COST), 2)}
    *_, together = score_table(scores).splitlines()
    assert together.startswith("| together | 0.6667 |") and together.endswith("| 0 | 1 | 0 | 2.00 | 300 |")
    assert scores_as_data(scores)["together"]["failed"] == ["no_text_layer: pictures"]
    assert scores_as_data({}) == {} and len(score_table({}).splitlines()) == 2


def test_a_reading_is_kept(tmp_path: Path, repaired: Data) -> None:
    reading = ScanReading(repaired, None, COST)
    write_reading(reading, tmp_path / "one.json")
    assert load_reading(tmp_path / "one.json") == reading
    assert [path.name for path in tmp_path.iterdir()] == ["one.json"]


def test_another_process_says_why_a_file_is_not_read(tmp_path: Path) -> None:
    source = tmp_path / "no.pdf"
    source.write_bytes(b"%PDF-1.7 cut off")
    reading = read_apart(source)
    assert reading.document is None and reading.failed is not None and reading.failed.startswith("corrupt_file")
    assert reading.cost.user_seconds >= 0 and reading.cost.peak_bytes > 1024 * 1024


def test_a_process_that_crashes_or_hangs_is_a_failed_reading(monkeypatch: pytest.MonkeyPatch) -> None:
    def crash(command: list[str], **_: object) -> subprocess.CompletedProcess[bytes]:
        return subprocess.CompletedProcess(command, -11, b"half a", b"Traceback\nMemoryError: no more\n")

    def hang(command: list[str], **_: object) -> subprocess.CompletedProcess[bytes]:
        raise subprocess.TimeoutExpired(command, 1.0)

    monkeypatch.setattr(subprocess, "run", crash)
    assert read_apart(Path("x.pdf")).failed == "MemoryError: no more"
    monkeypatch.setattr(subprocess, "run", hang)
    assert read_apart(Path("x.pdf"), 5).failed == "took longer than 5 s"


@pytest.fixture
def labelled(tmp_path: Path, label: Data) -> Path:
    """A manifest of one labelled PDF of one page, and one of the test split that is nowhere."""
    stream = io.BytesIO()
    Image.new("RGB", (80, 100), "white").save(stream, "JPEG")
    data = picture_pdf([(stream.getvalue(), 80.0, 100.0)])
    label["document"]["sha256"] = digest = hashlib.sha256(data).hexdigest()
    (tmp_path / "small.pdf").write_bytes(data)
    (tmp_path / "small.json").write_text(json.dumps(label), encoding="utf-8")
    entry = '[[set]]\nid = "{}"\ndocument = "small.pdf"\nsha256 = "{}"\norigin = "made"\npath = "small.pdf"\n'
    entry += 'labels = "small.json"\nsplit = "{}"\n'
    manifest = tmp_path / "manifest.toml"
    manifest.write_text(
        entry.format("small", digest, "dev") + entry.format("closed", "0" * 64, "test"), encoding="utf-8"
    )
    return manifest


def test_a_run_goes_on_where_it_stood(
    labelled: Path, repaired: Data, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    asked: list[Path] = []

    def read(scan: Path) -> ScanReading:
        asked.append(scan)
        digest = hashlib.sha256(scan.read_bytes()).hexdigest()
        return ScanReading(repaired | {"source": {"sha256": digest}}, None, COST)

    monkeypatch.setattr(scans, "read_apart", read)
    out = labelled.parent / "out"
    words = [str(out), "--manifest", str(labelled), "--documents", str(labelled.parent), "--dpi", "150", "--seed", "4"]
    assert scans.main([*words, "--json", str(labelled.parent / "figures.json")]) == 0
    assert scans.main(words) == 0
    assert [path.name for path in asked] == ["small-desk150-4.pdf"]
    assert scans.main([*words, "--again"]) == 0 and len(asked) == 2
    assert "| small | 1.0000 |" in capsys.readouterr().out
    figures = json.loads((labelled.parent / "figures.json").read_bytes())
    assert figures["together"]["scores"]["numeric_cells"]["value"] == 1.0
    assert scans.main([*words, "--most-pages", "0"]) == 1
    assert scans.main([str(out), "--manifest", str(out / "none.toml")]) == 2
