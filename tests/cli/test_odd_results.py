"""One odd result is named, and the others are checked, linked and taken."""

import json
from pathlib import Path
from typing import Any

import pytest

from extractor.cli import main
from extractor.commands import check, link
from extractor.document.document import Document
from extractor.document.wire import to_json
from tests.export.tidy.documents import document_of


@pytest.fixture
def results(tmp_path: Path) -> Path:
    """Two results, the first one to be spoilt."""
    for name in ("a.pdf", "b.pdf"):
        path = tmp_path / "results" / f"{name}.json"
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(to_json(document_of("预算")))
    return tmp_path / "results"


def spoil(path: Path, **changes: object) -> None:
    data = json.loads(path.read_bytes())
    data.update(changes)
    path.write_text(json.dumps(data), encoding="utf-8")


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"schema_version": "2.0"}, "this program reads 1.x: convert the document again"),
        ({"fiscal_year": int("9" * 4_000)}, "fiscal_year"),
    ],
)
def test_it_is_named_by_every_command(
    results: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], changes: dict[str, object], said: str
) -> None:
    spoil(results / "a.pdf.json", **changes)
    main(["check", str(results)])
    shown = capsys.readouterr()
    assert said in shown.err and f"{results / 'b.pdf.json'}: " in shown.out
    assert main(["export", str(results), "-o", str(tmp_path / "t"), "--as", "csv"]) == 1
    shown = capsys.readouterr()
    assert said in shown.err and "1 documents, 1 left out" in shown.err
    assert main(["link", str(results), "-o", str(tmp_path / "s")]) == 1
    shown = capsys.readouterr()
    assert said in shown.err and "documents: 1;" in shown.err
    assert main(["show", str(results / "a.pdf.json")]) == 1
    assert said in capsys.readouterr().err


@pytest.mark.parametrize("command", ["check", "link"])
def test_a_fault_over_it_is_named_too(
    results: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    command: str,
) -> None:
    spoil(results / "a.pdf.json", status="partial")
    module, name = (check, "verify_again") if command == "check" else (link, "draw_card")
    real = getattr(module, name)

    def fail(*given: Any) -> Any:
        if next(one for one in given if isinstance(one, Document)).status == "partial":
            raise ZeroDivisionError("a fault inside")
        return real(*given)

    monkeypatch.setattr(module, name, fail)
    assert main([command, str(results), *(["-o", str(tmp_path / "s")] if command == "link" else [])]) == 1
    shown = capsys.readouterr()
    assert f"{results / 'a.pdf.json'}: ZeroDivisionError: a fault inside." in shown.err
    assert (f"{results / 'b.pdf.json'}: " in shown.out) if command == "check" else ("documents: 1;" in shown.err)


@pytest.mark.parametrize(
    ("spoilt", "said"),
    [
        (lambda table: table["rows"][0]["values"].append("1"), "the row has"),
        (lambda table: table["rows"][0]["values"].clear(), "the row has 0 values"),
        (lambda table: table.update(columns=[]), "the table 0 columns"),
        (lambda table: table["cells"][0].update(row=10**9), "the cell reaches beyond the table"),
        (lambda table: table["cells"][0].update(row_span=10**9), "the cell reaches beyond the table"),
    ],
)
def test_a_grid_that_contradicts_itself_is_found(
    results: Path, capsys: pytest.CaptureFixture[str], spoilt: Any, said: str
) -> None:
    path = results / "a.pdf.json"
    main(["check", str(path)])
    assert said not in capsys.readouterr().out
    data = json.loads(path.read_bytes())
    spoilt(data["tables"][0])
    path.write_text(json.dumps(data), encoding="utf-8")
    assert main(["check", str(path)]) == 1
    assert said in capsys.readouterr().out
