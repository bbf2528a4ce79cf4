"""IM-TQA's files as typed values: merged cells, roles, and files that are not the benchmark's."""

import json
from pathlib import Path
from typing import Any

import pytest

from extractor.corpora.benchmarks.errors import BenchmarkError
from extractor.corpora.benchmarks.im_tqa import read_im_tqa
from extractor.document.content import GridCell

TABLE: dict[str, Any] = {
    "table_id": "a",
    "table_type": "hierarchical",
    "cell_ID_matrix": [[0, 1, 1], [0, 2, 3], [4, 5, 6]],
    "chinese_cell_value_list": ["项目", "金额", "期末", "期初", "现金", "1.00", "2.00"],
    "column_attribute": [0, 1, 2, 3],
    "row_attribute": [0],
    "column_index": [],
    "row_index": [4],
}


def write(folder: Path, text: str, half: str = "dev") -> Path:
    (folder / f"{half}_tables.json").write_text(text, encoding="utf-8")
    return folder


def test_a_number_in_several_slots_is_a_merged_cell_and_unlisted_cells_are_data(tmp_path: Path) -> None:
    (table,) = read_im_tqa(write(tmp_path, json.dumps([TABLE])), "dev")
    assert (table.id, table.kind) == ("a", "hierarchical")
    assert table.cells[:4] == (
        GridCell(0, 0, "项目", 2, 1),
        GridCell(0, 1, "金额", 1, 2),
        GridCell(1, 1, "期末"),
        GridCell(1, 2, "期初"),
    )
    assert table.roles == ("column_attribute",) * 4 + ("row_index", "data", "data")


def test_each_half_is_a_file_of_its_own(tmp_path: Path) -> None:
    write(tmp_path, json.dumps([TABLE, TABLE]), "train")
    assert len(read_im_tqa(tmp_path, "train")) == 2
    with pytest.raises(BenchmarkError, match="holds no dev half"):
        read_im_tqa(tmp_path, "dev")


@pytest.mark.parametrize(
    "text",
    [
        "[",
        "[1]",
        "[{}]",
        json.dumps([{**TABLE, "cell_ID_matrix": []}]),
        json.dumps([{**TABLE, "chinese_cell_value_list": ["项目"]}]),
    ],
)
def test_a_broken_file_is_named(text: str, tmp_path: Path) -> None:
    with pytest.raises(BenchmarkError, match=r"dev_tables\.json breaks the format"):
        read_im_tqa(write(tmp_path, text), "dev")


def test_the_published_tables_are_read(shared: Path) -> None:
    """Counts of the benchmark's README: 936 tables to train on, 224 of them vertical."""
    tables = read_im_tqa(shared / "benchmarks" / "im-tqa", "train")
    assert len(tables) == 936
    assert sum(table.kind == "vertical" for table in tables) == 224
