"""``extractor train form-cell-kinds``: the shipped file bit for bit."""

from pathlib import Path

import pytest

from extractor.classify.model_file import MODELS_FOLDER
from extractor.cli import main
from extractor.corpora.indicators import load_projects
from extractor.errors import UsageError
from extractor.models.training.form_cell_kinds import kind_samples


def test_the_command_makes_the_shipped_file_again(tmp_path: Path) -> None:
    assert main(["train", "form-cell-kinds", "-o", str(tmp_path)]) == 0
    assert (tmp_path / "form_cell_kinds.npz").read_bytes() == (MODELS_FOLDER / "form_cell_kinds.npz").read_bytes()


def test_a_form_counts_a_text_once() -> None:
    project = load_projects("train")[0]
    samples = kind_samples([project])
    assert len(samples) == len(set(samples))
    assert {text for text, kind in samples if kind == "tier1"} == {row.tier1 for row in project.indicators}
    assert len(kind_samples([project, project])) == 2 * len(samples)


def test_a_model_of_outside_data_needs_its_folder() -> None:
    from argparse import Namespace

    from extractor.models.training.command import run

    with pytest.raises(UsageError, match="name its data"):
        run(Namespace(model="cell-roles", data=None, output=Path()))
