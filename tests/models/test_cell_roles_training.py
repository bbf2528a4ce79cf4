"""``extractor train cell-roles``: the same model bit for bit, from train data only, and it learns what is there."""

import json
import sys
from argparse import Namespace
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from extractor.classify.cell_role_inputs import ROLES
from extractor.classify.cell_role_model import CellRoleModel
from extractor.classify.model_file import read_model
from extractor.cli import main
from extractor.corpora import MANIFEST_PATH, read_manifest
from extractor.corpora.generate.splits import split_of
from extractor.document.content import GridCell
from extractor.errors import UsageError
from extractor.models.training import command
from extractor.models.training.boosting import Boosting
from extractor.models.training.cell_roles import RoleTraining, fit_cell_roles
from extractor.models.training.kept_forms import FORM_SEEDS, kept_bytes, read_kept_forms
from extractor.models.training.role_samples import form_samples, im_tqa_samples
from extractor.models.training.write_model import write_model

SMALL = RoleTraining(folds=2, word_rounds=10, first=Boosting(8, 0.3), second=Boosting(8, 0.3))
TINY = RoleTraining(folds=2, word_rounds=2, first=Boosting(1, 0.3), second=Boosting(1, 0.3))


def vertical(number: int) -> dict[str, Any]:
    """Names below 项目, amounts below 期末; every other table is turned, its names above the amounts."""
    names = [f"名{chr(0x4E00 + number * 7 + place)}" for place in range(3)]
    texts = ["项目", "期末余额", *[text for name in names for text in (name, f"{number + 1}.50")]]
    matrix = np.arange(8).reshape(4, 2)
    turned = number % 2 == 1
    roles = {"column_attribute": [0, 1], "row_index": [2, 4, 6], "row_attribute": [], "column_index": []}
    if turned:
        roles = {"row_attribute": [0, 1], "column_index": [2, 4, 6], "column_attribute": [], "row_index": []}
    return {
        "table_id": f"t{number}",
        "table_type": "horizontal" if turned else "vertical",
        "cell_ID_matrix": (matrix.T if turned else matrix).tolist(),
        "chinese_cell_value_list": texts,
        **roles,
    }


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("im-tqa")
    text = json.dumps([vertical(number) for number in range(60)])
    (folder / "train_tables.json").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def tiny(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("extractor.models.training.cell_roles.RoleTraining", lambda: TINY)
    few = partial(read_kept_forms, seeds={1})
    monkeypatch.setattr("extractor.models.training.kept_forms.read_kept_forms", few)


@pytest.fixture
def opened() -> Iterator[list[str]]:
    """The paths of all files that are opened while the test runs."""
    paths: list[str] = []
    listening = [True]

    def listen(event: str, arguments: tuple[Any, ...]) -> None:
        if listening and event == "open":
            paths.append(str(arguments[0]))

    sys.addaudithook(listen)
    yield paths
    listening.clear()


@pytest.mark.usefixtures("tiny")
def test_the_command_makes_the_same_file_again_from_train_data_only(
    data: Path, tmp_path: Path, opened: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("first", "again"):
        assert main(["train", "cell-roles", "--data", str(data), "-o", str(tmp_path / name)]) == 0
    first, again = ((tmp_path / name / "cell_roles.npz").read_bytes() for name in ("first", "again"))
    assert first == again
    assert len(set(capsys.readouterr().out.split())) == 1
    tests = read_manifest(MANIFEST_PATH).of_split("test").sets
    kept_apart = {entry.document for entry in tests} | {Path(entry.labels).name for entry in tests}
    read = {Path(path).name for path in opened}
    assert "train_tables.json" in read
    assert not read & (kept_apart | {"dev_tables.json", "test_tables.json"})


def test_what_was_learned_holds_for_a_new_table(data: Path) -> None:
    model = CellRoleModel.of(fit_cell_roles((*im_tqa_samples(data), *form_samples((1,), 0.5)), SMALL))
    texts = ["项目", "期末余额", "新名", "9.50", "旧名", "8.50", "别名", "7.50"]
    upright = [GridCell(place // 2, place % 2, text) for place, text in enumerate(texts)]
    turned = [GridCell(place % 2, place // 2, text) for place, text in enumerate(texts)]
    assert model.tell(upright, is_form=False) == ("column_attribute", "column_attribute", *("row_index", "data") * 3)
    assert model.tell(turned, is_form=False) == ("row_attribute", "row_attribute", *("column_index", "data") * 3)


def test_kept_forms_are_those_of_the_generator_and_of_train_seeds(tmp_path: Path) -> None:
    (tmp_path / "forms").write_bytes(kept_bytes(form_samples((1,), 0.5)))
    assert read_kept_forms(0.5, path=tmp_path / "forms") == form_samples((1,), 0.5)
    kept = read_kept_forms(1.0)
    assert {sample.group for sample in kept} == {*FORM_SEEDS}
    assert {split_of(sample.group) for sample in kept} == {"train"}
    assert read_kept_forms(1.0, seeds={1}) == kept[: sum(sample.group == 1 for sample in kept)]


def test_forms_are_of_train_seeds_and_blank_labels_have_no_role() -> None:
    samples = form_samples((1,), 0.5)
    assert {sample.group for sample in samples} == {1}
    assert all(sample.is_form and sample.weight == 0.5 for sample in samples)
    roles = {role for sample in samples for role in sample.roles}
    assert roles <= {*ROLES, None}
    for sample in samples:
        for cell, role in zip(sample.cells, sample.roles, strict=True):
            assert role is not None or not cell.raw.strip()
    with pytest.raises(UsageError, match="100 is not for training"):
        form_samples((1, 100), 0.5)


def test_a_model_takes_its_own_section_of_the_manifest(tmp_path: Path) -> None:
    write_model("one", {"a": np.array([1])}, tmp_path)
    write_model("two", {"a": np.array([2])}, tmp_path)
    write_model("one", {"a": np.array([3])}, tmp_path)
    assert read_model("one", tmp_path)["a"].tolist() == [3]
    assert read_model("two", tmp_path)["a"].tolist() == [2]


def test_without_scikit_learn_it_says_what_to_install(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "sklearn.linear_model", None)
    monkeypatch.delitem(sys.modules, "extractor.models.training.cell_roles")
    with pytest.raises(UsageError, match=r"pip install 'extractor\[train\]'"):
        command.run(Namespace(model="cell-roles", data=data, output=data))
