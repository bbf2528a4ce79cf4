"""The loader opens the splits that are asked for, keeps every word, and says where a file breaks the format."""

import dataclasses
import json
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any, get_args

import pytest

from extractor.corpora.indicators import Field, load_projects, load_targets
from extractor.corpora.indicators.load import FOLDER
from extractor.corpora.label import LabelError
from extractor.corpora.manifest import Split

SPLITS: tuple[Split, ...] = get_args(Split)


def test_no_file_of_another_split_is_opened(
    files_opened: Callable[[], AbstractContextManager[set[Path]]],
) -> None:
    with files_opened() as opened:
        load_projects("train", "dev")
        load_targets("train", "dev")
    assert {path.parent.name for path in opened if FOLDER in path.parents} == {"train", "dev"}


def test_the_loader_keeps_every_word_of_the_files() -> None:
    read = {row.id: dataclasses.asdict(row) for row in load_targets(*SPLITS)}
    lines = [json.loads(line) for split in SPLITS for line in _lines(split, "targets")]
    assert [_without_none(read[line["id"]]) for line in lines] == [_without_none(line) for line in lines]


@pytest.mark.parametrize(
    "line",
    [
        "{",
        "[]",
        '{"id": "p1", "field": "mining", "style": "provincial", "name": "n"}',
        '{"id": "p1", "field": "water", "style": "provincial", "name": "n", "surplus": 1}',
        '{"field": "water", "style": "provincial", "name": "n"}',
    ],
    ids=["torn", "list", "unknown field", "surplus key", "no id"],
)
def test_a_line_that_breaks_the_format_is_refused_by_its_place(tmp_path: Path, line: str) -> None:
    _write_split(tmp_path, projects=line)
    with pytest.raises(LabelError, match=r"train/projects\.jsonl:1"):
        load_projects("train", folder=tmp_path)


def test_rows_of_an_unnamed_project_are_refused(tmp_path: Path) -> None:
    row = {"project": "p9", "order": 1, "tier1": "产出", "tier2": "数量", "name": "n", "target": "1"}
    _write_split(tmp_path, water=json.dumps({**row, "tier1_class": None, "tier2_class": None}))
    with pytest.raises(LabelError, match="p9"):
        load_projects("train", folder=tmp_path)


def test_an_absent_split_is_said(tmp_path: Path) -> None:
    with pytest.raises(LabelError, match="can not be read"):
        load_targets("train", folder=tmp_path)


def _write_split(folder: Path, **texts: str) -> None:
    (folder / "train").mkdir()
    for name in ("projects", *get_args(Field)):
        (folder / "train" / f"{name}.jsonl").write_text(texts.get(name, ""), encoding="utf-8")


def _lines(split: Split, name: str) -> list[str]:
    return (FOLDER / split / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()


def _without_none(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without_none(inner) for key, inner in value.items() if inner is not None}
    return value
