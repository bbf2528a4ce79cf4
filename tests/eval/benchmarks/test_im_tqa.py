"""IM-TQA as a benchmark of roles: the truth as an answer is right, wrong roles cost what is counted."""

import json
from argparse import ArgumentParser
from collections.abc import Sequence
from pathlib import Path

import pytest

from extractor.document.content import GridCell
from extractor.document.vocabulary import CellRole
from extractor.eval import command
from extractor.eval.benchmarks.im_tqa import measure_im_tqa, pipeline_roles
from extractor.eval.score import Counts

TEXTS = ["项目", "期末余额", "现金", "1.00", "存款", "2.00"]
TABLES = [
    {
        "table_id": name,
        "table_type": kind,
        "cell_ID_matrix": [[0, 1], [2, 3], [4, 5]],
        "chinese_cell_value_list": TEXTS,
        "column_attribute": [0, 1],
        "row_attribute": [],
        "column_index": [],
        "row_index": [2, 4],
    }
    for name, kind in (("a", "vertical"), ("b", "complex"))
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "dev_tables.json").write_text(json.dumps(TABLES), encoding="utf-8")
    return tmp_path


def truth(cells: Sequence[GridCell]) -> list[CellRole]:
    return ["column_attribute", "column_attribute", "row_index", "data", "row_index", "data"]


def names_are_attributes(cells: Sequence[GridCell]) -> list[CellRole]:
    return ["row_attribute" if role == "row_index" else role for role in truth(cells)]


def test_each_way_has_a_figure_of_its_own(folder: Path) -> None:
    total = measure_im_tqa(folder, "dev", {"right": truth, "other": names_are_attributes}).total
    assert total["right"].value == 1.0
    # column_attribute and data are right, row_index is missed, row_attribute is said in vain
    assert total["other"].value == pytest.approx(2 / 4)
    assert total["other.row_index"] == Counts(0, 0, 4)
    assert total["other.row_attribute"] == Counts(0, 4, 0)
    assert total["other.of_vertical"].items == 6
    assert total["right.of_complex"].value == 1.0


def test_the_rules_see_a_header_a_name_and_an_amount() -> None:
    cells = [GridCell(i // 2, i % 2, text) for i, text in enumerate(TEXTS)]
    assert pipeline_roles(cells)[:2] == ("column_attribute", "column_attribute")
    assert pipeline_roles(cells)[3] == "data"


def test_the_command_measures_the_half_that_it_is_told(folder: Path, tmp_path: Path) -> None:
    parser = ArgumentParser()
    command.add_arguments(parser)
    words = ["--benchmark", "im-tqa", "--documents", str(folder), "--json", str(tmp_path / "report.json")]
    assert command.run(parser.parse_args(words)) == 0
    report = json.loads((tmp_path / "report.json").read_bytes())
    assert [document["id"] for document in report["documents"]] == ["vertical a", "complex b"]
    assert report["total"]["cell_roles.data"]["recall"] == 1.0
