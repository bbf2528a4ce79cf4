"""A form with persons in it, converted with and without ``--mask personal``; persons and numbers are invented."""

import json
from pathlib import Path

import pytest
from openpyxl import Workbook

from extractor import Document, Options, OptionsError, extract
from extractor.cli import main
from extractor.document.wire import from_json, to_json

_ORIGINALS = ("王小样", "李样", "孙样样", "13900001234", "5550123", "11010519491231002X", "yang@example.invalid")
_ROWS: tuple[tuple[object, ...], ...] = (
    ("2024年项目支出绩效目标表", None, None, None),
    ("项目名称", "样板工程", "项目负责人", "王 小 样"),
    ("联系人", "李样主任", "联系电话", "0315-5550123"),
    ("手机", 13900001234, "填表人：孙样样", "证件 11010519491231002X"),
    ("年度资金总额（万元）", "12.50", "其中：财政拨款", "12.50"),
    ("年度目标", "由王小样牵头，电话１３９００００１２３４，邮箱yang@example.invalid，完成样板工程。", None, None),
    ("一级指标", "二级指标", "三级指标", "指标值"),
    ("产出指标", "数量指标", "王小样负责的工程数量", "≥3个"),
)


@pytest.fixture
def form(tmp_path: Path) -> Path:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in _ROWS:
        sheet.append(row)
    path = tmp_path / "forms" / "样板.xlsx"
    path.parent.mkdir()
    book.save(path)
    return path


def _without_space(text: str) -> str:
    half_width = str.maketrans("０１２３４５６７８９", "0123456789")
    return "".join(text.replace("\\n", "").split()).translate(half_width)


def _masked(path: Path) -> Document:
    return extract(path, options=Options.from_dict({"privacy": {"mask": "personal"}}))


def test_the_plain_document_says_that_it_names_persons(form: Path) -> None:
    document = extract(form)
    told = [problem for problem in document.problems if problem.code == "personal_data"]
    assert [problem.severity for problem in told] == ["info"]
    assert "3 names, 2 telephone numbers" in told[0].message
    ids = {cell.id for table in document.tables for cell in table.cells} | {block.id for block in document.blocks}
    assert set(told[0].subjects) <= ids
    text = _without_space(to_json(document).decode())
    assert all(original in text for original in _ORIGINALS)


def test_nothing_of_the_originals_is_left(form: Path) -> None:
    document = _masked(form)
    text = _without_space(to_json(document).decode())
    assert not [original for original in _ORIGINALS if original in text]
    assert from_json(to_json(document)) == document
    assert document.producer.options["privacy"] == {"mask": "personal"}


def test_one_person_has_one_mask(form: Path) -> None:
    document = _masked(form)
    cells = {cell.text for table in document.tables for cell in table.cells}
    assert "〔人员1〕" in cells
    assert "〔人员1〕负责的工程数量" in cells
    assert document.projects[0].indicators[0].tier3 == "〔人员1〕负责的工程数量"
    assert document.projects[0].objectives[0].startswith("由〔人员1〕牵头，电话〔电话")


def test_what_is_not_personal_stays(form: Path) -> None:
    plain, masked = extract(form), _masked(form)
    assert masked.projects[0].budget == plain.projects[0].budget
    assert masked.projects[0].indicators[0].target == plain.projects[0].indicators[0].target
    assert masked.checks == plain.checks
    assert masked.summary == plain.summary


def test_every_file_that_the_command_writes_is_masked(form: Path, tmp_path: Path) -> None:
    output = tmp_path / "out"
    words = ["convert", str(form), "-o", str(output), "--mask", "personal", "--format", "md", "--jobs", "1", "--quiet"]
    assert main(words) == 0
    written = [path for path in output.rglob("*") if path.is_file()]
    assert {path.suffix for path in written} >= {".json", ".md", ".jsonl"}
    for path in written:
        text = _without_space(path.read_text(encoding="utf-8", errors="replace"))  # the journal is a database
        assert not [original for original in _ORIGINALS if original in text], path.name


def test_pictures_would_show_the_names(form: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["convert", str(form), "-o", str(tmp_path / "out"), "--mask", "personal", "--explain", str(tmp_path)]
    assert main(words) == 2
    assert "--mask" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_there_is_nothing_else_to_mask() -> None:
    with pytest.raises(OptionsError):
        Options.from_dict({"privacy": {"mask": "everything"}})


def test_a_text_without_persons_is_untouched() -> None:
    data = "单位职责：负责人事工作。\n联系电话：\n负责人：\n".encode()
    document = extract(data, name="样.txt")
    assert not [problem for problem in document.problems if problem.code == "personal_data"]
    masked = extract(data, name="样.txt", options=Options.from_dict({"privacy": {"mask": "personal"}}))
    assert json.loads(to_json(masked))["blocks"] == json.loads(to_json(document))["blocks"]
