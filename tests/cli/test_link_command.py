"""``extractor link`` from the outside: results of a folder, or documents, become sets on disk."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from extractor.cli import main


def links(folder: Path) -> dict[str, dict[str, Any]]:
    lines = (folder / "links.jsonl").read_text(encoding="utf-8").splitlines()
    return {line["document"]: line for line in map(json.loads, lines)}


def test_a_folder_of_documents_is_converted_and_linked(
    demo: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    assert main(["link", str(demo), "-o", str(out), "--jobs", "2"]) == 0
    said = links(out)
    budget = "示例市数据服务局-2025-budget"
    assert {line["set"] for line in said.values()} == {budget}, "the forms of its own unit (本级) are the department's"
    one = json.loads((out / f"{budget}.set.json").read_bytes())
    assert {member["document"] for member in one["members"]} == {k for k, v in said.items() if v["set"] == budget}
    assert len(one["members"]) > 1
    assert "sets: 1" in capsys.readouterr().err
    again = tmp_path / "again"
    assert main(["link", str(out), "-o", str(again), "--quiet"]) == 0
    assert capsys.readouterr().err == ""
    assert (again / "links.jsonl").read_bytes() == (out / "links.jsonl").read_bytes()
    assert (again / f"{budget}.set.json").read_bytes() == (out / f"{budget}.set.json").read_bytes()
    _check_and_show(out, again / f"{budget}.set.json", capsys)


def _check_and_show(results: Path, stored: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(results)]) == 0, "the folder's results and its set"
    said = capsys.readouterr().out
    assert said.count(".json: ") == 5 and "0 failed; 0 contradictions" in said
    assert main(["check", str(stored)]) == 1, "its documents are elsewhere"
    assert "not verified again" in capsys.readouterr().out
    assert main(["check", str(stored), "--results", str(results)]) == 0
    capsys.readouterr()
    one = json.loads(stored.read_bytes())
    one["members"][0]["sha256"] = "0" * 64
    document = one["members"][0]["document"]
    subject = {"document": document, "cell": "t1.r1c1", "mention": None}
    invented = {"id": "x1", "rule": "same_line_in_two_files", "relation": "same_set", "status": "fail"}
    one["checks"].append({**invented, "subjects": [subject], "message": "not so"})
    stored.write_text(json.dumps(one, ensure_ascii=False), encoding="utf-8")
    assert main(["check", str(stored), "--results", str(results)]) == 1
    said = capsys.readouterr().out
    assert f"{document}: is another file" in said
    assert f"same_line_in_two_files {document}#t1.r1c1: the file says fail, it is gone" in said
    assert main(["show", str(stored), "--no-color"]) == 0
    shown = capsys.readouterr().out
    assert all(member["document"] in shown for member in one["members"])
    assert "Failed checks between files" in shown and f"{document}#t1.r1c1: not so" in shown
    assert main(["show", str(stored), "--table", "t1"]) == 2
    assert main(["show", str(results)]) == 2
    assert "show draws one document" in capsys.readouterr().err
    assert main(["show", str(results / document), "--no-color"]) == 0
    assert "amounts: " in capsys.readouterr().out


def test_what_an_earlier_run_wrote_is_replaced_and_a_broken_result_costs_no_other(
    demo: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    results = tmp_path / "results"
    assert main(["convert", str(next(demo.glob("*.xlsx"))), "-o", str(results), "--quiet"]) == 0
    (results / "broken.json").write_text('{"schema_version": "1.0"}', encoding="utf-8")
    out = tmp_path / "out"
    out.mkdir()
    (out / "old.set.json").write_text('{"set_schema_version": "1.0"}', encoding="utf-8")
    (out / "mine.set.json").write_text("{}", encoding="utf-8")
    assert main(["link", str(results), "-o", str(out), "--quiet"]) == 1
    assert "broken.json does not keep the contract" in capsys.readouterr().err
    assert not (out / "old.set.json").exists() and (out / "mine.set.json").exists()
    assert len(links(out)) == 1


def test_words_that_are_off_are_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    (tmp_path / "file").write_text("x", encoding="utf-8")
    for folder, output in (("gone", "out"), ("empty", "file"), ("empty", "out")):
        assert main(["link", str(tmp_path / folder), "-o", str(tmp_path / output), "--quiet"]) == 2
    assert "holds neither results nor documents" in capsys.readouterr().err


def test_a_set_is_no_input_of_a_conversion(demo: Path, tmp_path: Path) -> None:
    shutil.copy(next(demo.glob("*.xlsx")), tmp_path / "form.xlsx")
    assert main(["link", str(tmp_path), "-o", str(tmp_path), "--quiet"]) == 0
    assert main(["convert", str(tmp_path), "-o", str(tmp_path / "out"), "--quiet"]) == 0
    lines = (tmp_path / "out" / "manifest.jsonl").read_text(encoding="utf-8").splitlines()
    sources = [json.loads(line)["source"] for line in lines]
    assert sources == ["form.xlsx"]


def test_the_schema_of_a_set_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema", "set"]) == 0
    schema = json.loads(capsys.readouterr().out)
    assert {"members", "checks", "related"} <= set(schema["properties"])
