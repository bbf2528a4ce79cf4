"""``extractor check`` believes the amounts, not the marks."""

import json
from pathlib import Path

import pytest

from extractor.cli import main


@pytest.fixture(scope="module")
def output(demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("out")
    assert main(["convert", str(next(demo.glob("*.pdf"))), "-o", str(folder), "--quiet"]) == 0
    return next(folder.glob("*.pdf.json"))


def test_an_output_holds(output: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(output)]) == 0
    assert "0 failed, 0 unchecked" in capsys.readouterr().out


def test_an_amount_that_was_changed_is_found(output: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    document = json.loads(output.read_text(encoding="utf-8"))
    amount = document["statements"][2]["lines"][3]["amounts"][0]
    amount["value"] = str(float(amount["value"]) + 10)
    changed = tmp_path / "changed.json"
    changed.write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")
    assert main(["check", str(output), str(changed)]) == 1
    out = capsys.readouterr().out
    assert "children_sum_to_parent" in out
    assert f"{amount['cell']}: the file says proved, it is failed" in out


@pytest.mark.parametrize(("words", "code"), [("{}", "keep the contract"), ("no JSON", "keep the contract")])
def test_what_is_no_output_is_refused(
    tmp_path: Path, words: str, code: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "x.json"
    path.write_text(words, encoding="utf-8")
    assert main(["check", str(path), str(tmp_path / "gone.json")]) == 1
    err = capsys.readouterr().err
    assert code in err and "can not be read" in err
