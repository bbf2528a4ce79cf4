"""``extractor check`` believes the amounts, not the marks."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from extractor import extract
from extractor.cli import main
from extractor.commands.consistency import find_broken_references, find_differences


@pytest.fixture(scope="module")
def output(demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("out")
    assert main(["convert", str(next(demo.glob("*.pdf"))), "-o", str(folder), "--quiet"]) == 0
    return next(folder.glob("*.pdf.json"))


def test_an_output_holds(output: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(output)]) == 0
    out = capsys.readouterr().out
    counted = json.loads(output.read_text(encoding="utf-8"))["summary"]["amounts"]
    assert f"{counted} amounts: {counted} proved, 0 consistent, 0 failed, 0 unchecked" in out


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


def _set(path: str, value: object) -> Callable[[Any], None]:
    """A change of one place of the JSON, ``statements.2.lines.3.parent``."""

    def change(document: Any) -> None:
        *way, last = [int(step) if step.isdigit() else step for step in path.split(".")]
        for step in way:
            document = document[step]
        assert document[last] != value, "a change that changes something"
        document[last] = value

    return change


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (_set("statements.2.lines.3.amounts.0.raw", "7.77"), "the amount was read from '7.77', the cell says"),
        (_set("statements.2.lines.3.amounts.0.value", "7.77"), "the amount is 7.77 (value), the cell says"),
        (_set("statements.2.lines.3.amounts.0.mark", "dash"), "(dash), the cell says"),
        (_set("statements.2.lines.3.amounts.0.yuan", "7.77"), "yuan is 7.77, "),
        (_set("statements.2.lines.3.amounts.0.unit", "元"), " 元 are "),
        (_set("statements.2.lines.3.amounts.0.check", "unchecked"), "the amount is unchecked, the cell proved"),
        (_set("summary.proved", 1), "summary: the file says"),
        (_set("summary.failed_checks", 1), "summary: the file says that 1 checks failed, it is 0"),
        (_set("tables.2.rows.0.values.1", "别的"), "the row says '别的', the cell"),
        (_set("statements.2.lines.3.parent", "s1.1"), "s3.4: it names s1.1 as a parent, which is not there"),
        (_set("statements.2.lines.3.parent", "s3.4"), "s3.4: it is its own ancestor"),
        (_set("statements.2.lines.3.amounts.0.cell", "t9.r1c1"), "s3.4: it names t9.r1c1, which is not there"),
        (_set("statements.2.table", "t99"), "s3: it names t99, which is not there"),
        (_set("tables.0.reporting_unit", "u9"), "t1: it names u9, which is not there"),
        (_set("tables.0.cells.1.id", "t1.r0c0"), "t1.r0c0: 2 things have this id"),
        (_set("checks.0.subjects", ["t99.r0c0"]), "k1: it names t99.r0c0, which is not there"),
    ],
)
def test_a_file_that_contradicts_itself_is_found(
    output: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], change: Callable[[Any], None], said: str
) -> None:
    document = json.loads(output.read_text(encoding="utf-8"))
    change(document)
    changed = tmp_path / "changed.json"
    changed.write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")
    assert main(["check", str(changed)]) == 1
    assert said in capsys.readouterr().out


def test_a_cell_that_was_changed_is_found_and_named(
    output: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    document = json.loads(output.read_text(encoding="utf-8"))
    name = document["statements"][2]["lines"][3]["amounts"][0]["cell"]
    cell = next(cell for table in document["tables"] for cell in table["cells"] if cell["id"] == name)
    cell["text"] = "1.00"
    changed = tmp_path / "changed.json"
    changed.write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")
    assert main(["check", str(changed)]) == 1
    lines = [line for line in capsys.readouterr().out.splitlines() if line.startswith(f"  {name}")]
    assert len(lines) == 3, "the row, what was read, and the value"


def test_a_projects_money_stands_in_its_cells(demo: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["convert", str(next(demo.glob("*.docx"))), "-o", str(tmp_path), "--quiet"]) == 0
    result = next(tmp_path.glob("*.docx.json"))
    capsys.readouterr()
    main(["check", str(result)])
    assert "0 contradictions" in capsys.readouterr().out
    document = json.loads(result.read_text(encoding="utf-8"))
    document["projects"][0]["budget"]["total"] = "98765.43"
    result.write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")
    assert main(["check", str(result)]) == 1
    assert "p1: budget.total is 98765.43" in capsys.readouterr().out


def test_what_is_written_for_real_documents_never_contradicts_itself(shared: Path) -> None:
    for name in ("seeds/003_e1c91ba5a22e089b.txt", "shanghai/上海市普陀区人民政府万里街道办事处25年预算.pdf"):
        document = extract(shared / "documents" / name)
        assert list(find_broken_references(document)) == []
        assert list(find_differences(document)) == []


@pytest.mark.parametrize(("words", "code"), [("{}", "keep the contract"), ("no JSON", "keep the contract")])
def test_what_is_no_output_is_refused(
    tmp_path: Path, words: str, code: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "x.json"
    path.write_text(words, encoding="utf-8")
    assert main(["check", str(path), str(tmp_path / "gone.json")]) == 1
    err = capsys.readouterr().err
    assert code in err and "can not be read" in err


def test_words_that_mean_no_result_are_refused(tmp_path: Path, demo: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for words in (tmp_path, next(demo.glob("*.pdf"))):
        assert main(["check", str(words)]) == 2
        assert "extractor convert" in capsys.readouterr().err
