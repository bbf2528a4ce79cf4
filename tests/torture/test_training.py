"""The models whose fit takes minutes come out of their command as they ship: ``make torture``.

``DATA`` names the folder of the confidence model's documents (models/confidence.md says how they are made).
"""

import os
from pathlib import Path

import pytest

from extractor.classify.model_file import MODELS_FOLDER, read_models_manifest
from extractor.cli import main

pytestmark = pytest.mark.torture


def test_the_cell_roles_come_out_again(shared: Path, tmp_path: Path) -> None:
    data = shared / "benchmarks" / "im-tqa"
    assert main(["train", "cell-roles", "--data", str(data), "-o", str(tmp_path)]) == 0
    assert_same("cell_roles", tmp_path)


def test_the_kinds_of_tables_come_out_again(tmp_path: Path) -> None:
    assert main(["train", "table-kinds", "-o", str(tmp_path)]) == 0
    assert_same("table_kinds", tmp_path)


@pytest.mark.skipif("DATA" not in os.environ, reason="DATA names no documents to learn from")
def test_the_confidence_comes_out_again(tmp_path: Path) -> None:
    assert main(["train", "confidence", "--data", os.environ["DATA"], "-o", str(tmp_path)]) == 0
    assert_same("confidence", tmp_path)


def assert_same(name: str, folder: Path) -> None:
    assert read_models_manifest(folder)[name] == read_models_manifest()[name]
    assert (folder / f"{name}.npz").read_bytes() == (MODELS_FOLDER / f"{name}.npz").read_bytes()
