"""Two readings: figures, every difference with its place, and the manifest's entry."""

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from extractor.corpora import Label, read_manifest
from extractor.eval.agreement import main
from extractor.eval.readings import Difference, Readings, compare_readings
from extractor.eval.score import Share

Data = dict[str, Any]


@pytest.fixture
def second(label: Data) -> Data:
    return copy.deepcopy(label)


@pytest.fixture
def read() -> Callable[[Data, Data], Readings]:
    return lambda first, second: compare_readings(Label.model_validate(first), Label.model_validate(second))


Reader = Callable[[Data, Data], Readings]


def test_equal_readings_agree_in_all(label: Data, second: Data, read: Reader) -> None:
    assert read(label, second) == Readings(Share(26, 26), Share(8, 8), Share(6, 6), Share(19, 19))


def test_each_difference_is_named_with_its_place(label: Data, second: Data, read: Reader) -> None:
    table = second["tables"][0]
    table["rows"][1]["values"][2] = "5.60"
    table["columns"][3]["path"] = ["基本 支出", "小计"]
    table["spans"][3] = [4, 0, 1, 2]
    table["captions"] = ["公开03表"]
    second["projects"][0]["budget"]["total"] = "30.10"
    found = read(label, second)
    assert found.differences == (
        Difference("header path", "支出总表", None, 3, "基本支出", "基本支出 / 小计"),
        Difference("span", "支出总表", 5, 0, "[5, 0, 1, 2]", None),
        Difference("span of the second only", "支出总表", 4, 0, None, "[4, 0, 1, 2]"),
        Difference("cell", "支出总表", 1, 2, "5.50", "5.60"),
        Difference("captions", "支出总表", None, None, "[]", "['公开03表']"),
        Difference("budget.total", "业务经费", None, None, "30.00", "30.10"),
    )
    assert (found.cells, found.header_paths, found.spans) == (Share(25, 26), Share(7, 8), Share(5, 7))
    assert found.facts == Share(18, 19)


def test_a_row_of_one_reading_only_differs_in_its_cells(label: Data, second: Data, read: Reader) -> None:
    del second["tables"][0]["rows"][1]
    second["tables"][0]["spans"].pop()
    found = read(label, second)
    assert found.cells == Share(22, 26)
    assert [(d.row, d.column, d.first, d.second) for d in found.differences if d.what == "cell"] == [
        (1, column, text, "") for column, text in enumerate(["208", "社会保障支出", "5.50", "5.50"])
    ]
    turned = read(second, label)
    assert turned.cells == Share(22, 26)
    assert [d.row for d in turned.differences if d.what == "cell of the second only"] == [1, 1, 1, 1]


def test_only_what_both_hold_is_compared(label: Data, second: Data, read: Reader) -> None:
    del second["tables"][0]
    second["projects"][0] |= {"code": "13022523P004RE210022B", "name": "评审费"}
    found = read(label, second)
    assert (found.cells, found.facts) == (Share(12, 12), Share())
    assert found.unmatched == ("评审费",)
    assert read(second, label).unmatched == ("支出总表", "业务经费")


def test_unknown_agrees_with_unknown_only(label: Data, second: Data, read: Reader) -> None:
    unknown = {"unknown": "torn"}
    for reading in (label, second):
        reading["tables"][0]["rows"][0]["values"][2] = unknown
        reading["projects"][0]["indicators"][0]["target"] = unknown
        reading["projects"][0]["objectives"] = unknown
    assert read(label, second).differences == ()
    second["tables"][0]["rows"][0]["values"][2] = "10.00"
    second["projects"][0]["objectives"] = ["1.目标"]
    assert read(label, second).differences == (
        Difference("cell", "支出总表", 0, 2, "<unknown>", "10.00"),
        Difference("objectives", "业务经费", None, None, "<unknown>", "1.目标"),
    )


def test_the_figures_go_into_the_manifest_and_nothing_else_changes(
    tmp_path: Path, label: Data, second: Data, capsys: pytest.CaptureFixture[str]
) -> None:
    second["tables"][0]["rows"][1]["values"][2] = "5.60"
    (tmp_path / "a.json").write_text(json.dumps(label))
    (tmp_path / "b.json").write_text(json.dumps(second))
    entry = (
        f'[[set]]\nid = "{{name}}"\ndocument = "x.pdf"\nsha256 = "{label["document"]["sha256"]}"\norigin = "made"\n'
        'path = "documents/x.pdf"\nlabels = "a.json"\nsecond = "{second}"\nsplit = "dev"\n'
    )
    path = tmp_path / "manifest.toml"
    before = "# kept\n\n" + entry.format(name="one", second="b.json") + "\n" + entry.format(name="two", second="c.json")
    path.write_text(before)
    for _ in range(2):
        assert main(["--manifest", str(path), "--write", "--json", str(tmp_path / "out.json")]) == 1
    said = capsys.readouterr()
    assert "支出总表, row 1, column 2: cell: first '5.50', second '5.60'" in said.out
    assert "two: not compared" in said.err
    one, two = read_manifest(path).sets
    assert one.agreement is not None
    assert (one.agreement.cells, one.agreement.cells_compared) == (round(25 / 26, 4), 26)
    assert two.agreement is None
    kept = [line for line in path.read_text().splitlines() if not line.startswith("agreement")]
    assert kept == before.splitlines()
    assert len(json.loads((tmp_path / "out.json").read_bytes())["one"]["differences"]) == 1
