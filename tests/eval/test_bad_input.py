"""Bad input through the whole command: each case is named, excluded and counted, and the good one is measured."""

import copy
import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from extractor.cli import main

Data = dict[str, Any]
TEXT = """部门支出总表

单位：万元

科目编码\t科目名称\t合计\t基本支出\t项目支出
201\t一般公共服务支出\t10.52\t6.52\t4.00
205\t教育支出\t8.30\t8.30\t
合计\t\t18.82\t14.82\t4.00
"""
HEADS = ("科目编码", "科目名称", "合计", "基本支出", "项目支出")
ROWS = (
    ("201", "一般公共服务支出", "10.52", "6.52", "4.00"),
    ("205", "教育支出", "8.30", "8.30", ""),
    ("合计", "", "18.82", "14.82", "4.00"),
)


def true_label(sha256: str) -> Data:
    table = {
        "title": "部门支出总表",
        "kind": "expenditure_summary",
        "unit": "万元",
        "header_rows": 1,
        "columns": [{"path": [head]} for head in HEADS],
        "rows": [{"values": list(row)} for row in ROWS],
    }
    return {"label_version": 1, "document": {"sha256": sha256, "name": "a.txt"}, "tables": [table]}


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """A manifest of six sets: one good, the others each with a fault of its own."""
    digests = {}
    for name in ("good", "mistyped", "unlabelled", "nothing", "strange", "changed"):
        data = f"{TEXT}\n{name}\n".encode()
        (tmp_path / f"{name}.txt").write_bytes(data)
        digests[name] = hashlib.sha256(data).hexdigest()
        label = true_label(digests[name])
        if name == "mistyped":
            label["tabels"] = label.pop("tables")
        elif name == "nothing":
            label["tables"] = []
        elif name == "strange":
            label["document"]["sha256"] = "0" * 64
        if name != "unlabelled":
            (tmp_path / f"{name}.json").write_text(json.dumps(label), encoding="utf-8")
    (tmp_path / "changed.txt").write_bytes(TEXT.encode() + b"printed anew")
    entries = [
        f'[[set]]\nid = "{name}"\ndocument = "{name}.txt"\nsha256 = "{digest}"\norigin = "made"\n'
        f'path = "{name}.txt"\nlabels = "{name}.json"\nsplit = "dev"\n'
        for name, digest in digests.items()
    ]
    (tmp_path / "manifest.toml").write_text("\n".join(entries), encoding="utf-8")
    return tmp_path


def evaluate(corpus: Path, *words: str) -> tuple[int, Data]:
    report = corpus / "report.json"
    places = ["--manifest", str(corpus / "manifest.toml"), "--documents", str(corpus)]
    status = main(["eval", *places, "--json", str(report), *words])
    return status, json.loads(report.read_bytes())


def test_each_bad_set_is_named_excluded_and_counted(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, report = evaluate(corpus)
    assert status == 1
    assert report["outcomes"] == {"excluded": 5, "measured": 1}
    reasons = {one["id"]: one["reason"] for one in report["documents"]}
    assert reasons["good"] is None
    assert "mistyped.json does not keep the label format: tabels: Extra inputs" in reasons["mistyped"]
    assert "unlabelled.json can not be read: No such file" in reasons["unlabelled"]
    assert reasons["nothing"] == "The label holds neither tables nor projects nor prose."
    assert reasons["strange"] == "The label is of another document than the manifest says."
    assert "changed.txt has another SHA-256 here" in reasons["changed"]
    printed = capsys.readouterr().out
    assert all(f"{name}: excluded: " in printed for name in reasons if name != "good")
    assert "8 of 8 amounts are proved (0 consistent, 0 failed, 0 unchecked); 0 of" in printed
    # 8 amounts are printed; the others' labels are in no figure.
    assert report["total"]["numeric_cells"]["true_positive"] == 8
    assert report["total"]["numeric_cells"]["false_negative"] == 0
    assert "faults_caught" not in report["total"]
    # what it cost stands apart; all else is the same another time
    cost = report.pop("cost")
    assert list(cost["documents"]) == ["good"]
    assert cost["documents"]["good"]["user_seconds"] >= 0
    assert cost["total"] == {"user_seconds": 0.0, "pages": 0, "seconds_per_page": None}
    again = evaluate(corpus)[1]
    assert {name: again[name] for name in again if name != "cost"} == report


def test_the_check_catch_rate_is_measured_on_request(corpus: Path) -> None:
    total = evaluate(corpus, "--faults")[1]["total"]
    assert total["faults_caught.digit"] == {"value": 1.0, "right": 8, "total": 8, "unknown": 0}
    assert total["faults_unproved.rows_swapped"]["right"] == 0


@pytest.fixture
def files(tmp_path: Path) -> Callable[[Data, Data], list[str]]:
    def write(label: Data, prediction: Data) -> list[str]:
        paths = [tmp_path / "gold.json", tmp_path / "said.json"]
        for path, data in zip(paths, (label, prediction), strict=True):
            path.write_text(json.dumps(data), encoding="utf-8")
        return ["eval", *map(str, paths), "--json", str(tmp_path / "report.json")]

    return write


def test_overlapping_cells_are_named_left_out_and_counted(
    tmp_path: Path, label: Data, celled: Data, files: Callable[[Data, Data], list[str]]
) -> None:
    wide = copy.deepcopy(celled)
    wide["tables"][0]["cells"][7]["column_span"] = 2
    assert main(files(label, wide)) == 0
    report = json.loads((tmp_path / "report.json").read_bytes())
    assert report["problems"] == 1
    assert report["documents"][0]["problems"] == ["malformed_table t1: cells overlap at row 2, column 3"]
    assert report["total"]["cells"]["false_negative"] == 14


@pytest.mark.parametrize(
    ("change", "status", "said"),
    [
        ({"tabels": []}, 1, "tabels: Extra inputs are not permitted"),
        ({"document": {"sha256": "0" * 64, "name": "x"}}, 1, "the prediction is of another document than the label"),
        ({"tables": [], "projects": None}, 1, "The label holds neither tables nor projects nor prose."),
    ],
)
def test_a_users_own_bad_label_is_named(
    label: Data,
    prediction: Data,
    files: Callable[[Data, Data], list[str]],
    capsys: pytest.CaptureFixture[str],
    change: Data,
    status: int,
    said: str,
) -> None:
    assert main(files(label | change, prediction)) == status
    captured = capsys.readouterr()
    assert said in " ".join((captured.out + captured.err).split())
