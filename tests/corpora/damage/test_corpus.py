"""The command: documents, labels, records and a manifest that an evaluation reads."""

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from extractor.corpora import Label, read_label, read_manifest
from extractor.corpora.damage.command import main
from extractor.corpora.damage.errors import BadKind
from extractor.corpora.damage.record import mended, read_torn_record
from extractor.corpora.damage.tears import GROUPS, KINDS
from extractor.corpora.damage.wanted import ConversionWanted, TearWanted, known_kinds, read_kind
from extractor.eval.run import evaluate

PDF = Path(__file__).parents[2] / "data" / "plain.pdf"


@pytest.fixture
def manifest(tmp_path: Path, label: Label) -> Path:
    """A set with a PDF, one whose document is a text, one of the test split."""
    folder = tmp_path / "labelled"
    folder.mkdir()
    folder.joinpath("one.pdf").write_bytes(PDF.read_bytes())
    digest = hashlib.sha256(PDF.read_bytes()).hexdigest()
    entries = []
    for identity, name, split in (("one", "one.pdf", "dev"), ("two", "two.txt", "train"), ("three", "x.pdf", "test")):
        data = label.model_dump(mode="json") | {"document": {"sha256": digest, "name": name, "origin": None}}
        folder.joinpath(f"{identity}.json").write_text(json.dumps(data), encoding="utf-8")
        fields = {
            "id": identity, "document": name, "sha256": digest, "origin": "made “for” a test", "path": name,
            "labels": f"{identity}.json", "split": split,
        }  # fmt: skip
        entries.append("[[set]]\n" + "".join(f"{key} = {json.dumps(value)}\n" for key, value in fields.items()))
    path = folder / "manifest.toml"
    path.write_text("\n".join(entries), encoding="utf-8")
    return path


def make(manifest: Path, folder: Path, *words: str) -> int:
    return main([str(manifest), str(folder), *words])


def test_torn_texts_come_with_label_record_and_manifest(manifest: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert make(manifest, out, "--kinds", "torn:slid", "torn:none", "torn-cells:lost", "--rate", "0.3") == 0
    made = read_manifest(out / "manifest.toml")
    assert [entry.id for entry in made.sets] == [
        *("one-torn-slid", "one-torn-none", "one-torn-cells-lost"),
        *("two-torn-slid", "two-torn-none", "two-torn-cells-lost"),
    ]
    assert [entry.split for entry in made.sets] == ["dev"] * 3 + ["train"] * 3
    clean = (out / made.sets[1].path).read_text(encoding="utf-8")
    for entry in made.sets:
        data = (out / entry.path).read_bytes()
        truth = read_label(out / entry.labels)
        assert entry.sha256 == truth.document.sha256 == hashlib.sha256(data).hexdigest()
        assert truth.document.name == entry.document
        record = read_torn_record(out / "records" / f"{entry.id}.json")
        assert bool(record.faults) == ("none" not in entry.id)
        if record.dialect == "rows":
            assert mended(data.decode(), record.faults) == clean


def test_an_evaluation_finds_and_measures_them(manifest: Path, tmp_path: Path) -> None:
    make(manifest, tmp_path / "out", "--kinds", "torn:none")
    made = read_manifest(tmp_path / "out" / "manifest.toml")

    def nothing(path: Path) -> dict[str, Any]:
        return {"source": {"sha256": hashlib.sha256(path.read_bytes()).hexdigest()}, "tables": []}

    report = evaluate(made, None, nothing)
    assert [document.outcome for document in report.documents] == ["measured", "measured"]


def test_scans_and_page_pictures_are_written_for_pdf_only(
    manifest: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    assert make(manifest, out, "--kinds", "scan:bad", "--pictures", "png") == 0
    assert [entry.id for entry in read_manifest(out / "manifest.toml").sets] == ["one-scan-bad"]
    assert (out / "documents" / "one-scan-bad.pdf").read_bytes().startswith(b"%PDF")
    assert (out / "pages" / "one-scan-bad-001.png").read_bytes().startswith(b"\x89PNG")
    record = json.loads((out / "records" / "one-scan-bad.json").read_text(encoding="utf-8"))
    assert record["sort"] == "scan" and len(record["pages"][0]["transform"]) == 6
    truth, old = read_label(out / "labels" / "one-scan-bad.json"), read_label(manifest.parent / "one.json")
    assert truth.model_copy(update={"document": old.document}) == old
    assert "left out: two-scan-bad: only a PDF can be scanned or converted" in capsys.readouterr().err


def test_a_conversion_has_the_truth_without_pages(
    manifest: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tools = tmp_path / "tools"
    tools.mkdir()
    fake = tools / "pdftotext"
    fake.write_text('#!/bin/sh\nif [ "$1" = -v ]; then echo "pdftotext 1" >&2; else echo text; fi\n', encoding="utf-8")
    fake.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tools}:/bin:/usr/bin")
    out = tmp_path / "out"
    assert make(manifest, out, "--kinds", "pdftotext-layout") == 0
    assert (out / "documents" / "one-pdftotext-layout.txt").read_text(encoding="utf-8") == "text\n"
    truth = read_label(out / "labels" / "one-pdftotext-layout.json")
    assert (truth.tables[0].pages, truth.tables[0].spans) == ([], None)
    record = json.loads((out / "records" / "one-pdftotext-layout.json").read_text(encoding="utf-8"))
    assert record["producer"] == "pdftotext 1 -layout"


def test_a_missing_program_is_said_and_fails(
    manifest: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert make(manifest, tmp_path / "out", "--kinds", "pdftotext", "torn:lost") == 1
    said = capsys.readouterr()
    assert "one-pdftotext: The program pdftotext (poppler-utils) is not installed." in said.err
    assert said.out.startswith("2 documents in")


def test_a_document_that_is_not_here_or_another_one_is_left_out(
    manifest: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    manifest.parent.joinpath("one.pdf").write_bytes(b"%PDF- another")
    assert make(manifest, tmp_path / "out", "--kinds", "scan:bad") == 1
    assert "one-scan-bad: the document one.pdf is not the labelled one" in capsys.readouterr().err
    manifest.parent.joinpath("one.pdf").unlink()
    assert make(manifest, tmp_path / "out", "--kinds", "scan:bad") == 1
    assert "one-scan-bad: the document one.pdf is not here" in capsys.readouterr().err
    manifest.parent.joinpath("one.json").unlink()
    assert make(manifest, tmp_path / "out", "--kinds", "torn:lost") == 1
    assert "one-torn-lost: The label file one.json can not be read" in capsys.readouterr().err


def test_the_same_seed_gives_the_same_folder(manifest: Path, tmp_path: Path) -> None:
    folders = [tmp_path / name for name in ("a", "b", "c")]
    for folder, seed in zip(folders, ("4", "4", "5"), strict=True):
        make(manifest, folder, "--kinds", "torn:all", "torn-cells:slid", "--seed", seed)
    first, second, other = ({p.relative_to(f): p.read_bytes() for p in f.rglob("*") if p.is_file()} for f in folders)
    assert first == second and first != other and len(first) == 13


def test_the_test_split_is_touched_only_when_named(manifest: Path, tmp_path: Path) -> None:
    assert make(manifest, tmp_path / "out", "--kinds", "torn:none", "--split", "test") == 0
    assert [entry.id for entry in read_manifest(tmp_path / "out" / "manifest.toml").sets] == ["three-torn-none"]


def test_a_set_without_room_for_a_fault_is_left_out(
    manifest: Path, tmp_path: Path, label: Label, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, update in (("one", {"projects": None}), ("two", {"tables": [], "projects": []})):
        data = label.model_copy(update=update).model_dump(mode="json")
        manifest.parent.joinpath(f"{name}.json").write_text(json.dumps(data), encoding="utf-8")
    assert make(manifest, tmp_path / "out", "--kinds", "torn:lost_tier") == 1
    said = capsys.readouterr().err
    assert "one-torn-lost-tier: it has no place for such a fault" in said
    assert "two-torn-lost-tier: nothing of its label can be printed as a text" in said


def test_every_known_kind_is_read_and_no_other() -> None:
    assert all(read_kind(name) for name in known_kinds())
    assert read_kind("torn-cells:fused") == TearWanted(("fused_cells", "fused_rows"), "cells")
    assert read_kind("torn:none") == TearWanted((), "rows")
    assert read_kind("pdftotext") == ConversionWanted(layout=False)
    assert {kind for kinds in GROUPS.values() for kind in kinds} == set(KINDS)
    for name in ("scan", "scan:worse", "torn", "torn:slipped", "pdftotext:x", ""):
        with pytest.raises(BadKind):
            read_kind(name)


def test_words_that_are_off_are_said(manifest: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert make(manifest, tmp_path / "out", "--kinds", "torn:slipped") == 2
    assert "There is no damage 'torn:slipped'." in capsys.readouterr().err
    assert not (tmp_path / "out").exists()
    assert make(tmp_path / "none.toml", tmp_path / "out", "--kinds", "torn:lost") == 2
    with pytest.raises(SystemExit):
        make(manifest, tmp_path / "out", "--kinds", "torn:lost", "--rate", "2")


def test_without_the_picture_libraries_scans_are_said_to_be_missing(
    manifest: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    import sys

    monkeypatch.setitem(sys.modules, "extractor.corpora.damage.scan", None)
    assert make(manifest, tmp_path / "out", "--kinds", "scan:bad") == 1
    assert "one-scan-bad: Scans need the library extractor.corpora.damage.scan." in capsys.readouterr().err
