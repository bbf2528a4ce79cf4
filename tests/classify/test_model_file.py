"""A model is read only as the manifest has it: every other byte is refused."""

import hashlib
import io
from pathlib import Path

import numpy as np
import pytest

from extractor.classify.cell_role_inputs import FEATURE_NAMES, ROLES
from extractor.classify.cell_role_model import MODEL_NAME, CellRoleModel, cell_role_model
from extractor.classify.model_file import read_model
from extractor.document.content import GridCell
from extractor.errors import ModelError


def store(folder: Path, data: bytes) -> None:
    (folder / "one.npz").write_bytes(data)
    text = f'[one]\nfile = "one.npz"\nsha256 = "{hashlib.sha256(data).hexdigest()}"\n'
    (folder / "manifest.toml").write_text(text, encoding="utf-8")


def archive(weights: np.ndarray) -> bytes:
    buffer = io.BytesIO()
    np.savez(buffer, weights=weights)
    return buffer.getvalue()


def test_arrays_come_back(tmp_path: Path) -> None:
    store(tmp_path, archive(weights=np.array([1.0, 2.0])))
    assert read_model("one", tmp_path)["weights"].tolist() == [1.0, 2.0]


def test_a_changed_byte_is_refused(tmp_path: Path) -> None:
    data = archive(weights=np.array([1.0, 2.0]))
    store(tmp_path, data)
    (tmp_path / "one.npz").write_bytes(data[:-1] + bytes([data[-1] ^ 1]))
    with pytest.raises(ModelError, match="its SHA-256 differs"):
        read_model("one", tmp_path)


@pytest.mark.parametrize("data", [b"", b"no archive", archive(np.array([{}], dtype=object))])
def test_what_is_no_archive_of_plain_arrays_is_refused(data: bytes, tmp_path: Path) -> None:
    store(tmp_path, data)
    with pytest.raises(ModelError, match="does not hold plain arrays"):
        read_model("one", tmp_path)


def test_an_absent_model_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="manifest of models can not be read"):
        read_model("one", tmp_path)
    store(tmp_path, b"")
    with pytest.raises(ModelError, match="has no two"):
        read_model("two", tmp_path)
    (tmp_path / "one.npz").unlink()
    with pytest.raises(ModelError, match="one can not be read"):
        read_model("one", tmp_path)
    (tmp_path / "manifest.toml").write_text("[one]\nfile = 'one.npz'\n", encoding="utf-8")
    with pytest.raises(ModelError, match="manifest of models can not be read"):
        read_model("one", tmp_path)


def test_a_model_of_another_version_is_refused() -> None:
    other = {"roles": np.array(ROLES), "features": np.array(FEATURE_NAMES[1:])}
    with pytest.raises(ModelError, match="another version"):
        CellRoleModel.of(other)
    with pytest.raises(ModelError, match="lacks the array"):
        CellRoleModel.of({**other, "features": np.array(FEATURE_NAMES)})


def test_the_model_that_ships_is_the_manifest_s_and_gives_probabilities() -> None:
    assert set(read_model(MODEL_NAME)) >= {"roles", "features", "words_weight"}
    cells = [GridCell(place // 2, place % 2, text) for place, text in enumerate(["项目", "金额", "现金", "1.00"])]
    found = cell_role_model().probabilities(cells, is_form=False)
    assert found.sum(axis=1) == pytest.approx(np.ones(4), abs=1e-5)
    assert cell_role_model().tell(cells, is_form=False)[3] == "data"
    assert cell_role_model().tell([], is_form=True) == ()
