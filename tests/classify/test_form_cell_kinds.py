"""Cells of an indicator matrix by their words alone."""

import numpy as np
import pytest

from extractor.classify.form_cell_kinds import FORM_CELL_KINDS, FormCellKindModel, form_cell_kind_model
from extractor.classify.model_file import read_model
from extractor.errors import ModelError


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("产出类指标", "tier1"),
        ("社会效益指标", "tier2"),
        ("时效", "tier2"),
        ("参训人员合格率", "tier3"),
        ("≥1200人次", "target"),
        ("2024年11月底前", "target"),
        ("有效提升", "target"),
        ("年度工作计划", "basis"),
    ],
)
def test_the_likeliest_kind(text: str, kind: str) -> None:
    shares = form_cell_kind_model().probabilities([text])[0]
    assert FORM_CELL_KINDS[int(shares.argmax())] == kind


@pytest.mark.parametrize("text", ["", "\ud800", "😀", "數量指標", "完成" * 5000, "a b\tc"])
def test_hostile_texts(text: str) -> None:
    shares = form_cell_kind_model().probabilities([text, "数量指标"])
    assert shares.sum(axis=1) == pytest.approx(np.ones(2))
    assert FORM_CELL_KINDS[int(shares[1].argmax())] == "tier2"


def test_no_texts() -> None:
    assert form_cell_kind_model().probabilities([]).shape == (0, len(FORM_CELL_KINDS))


def test_a_model_of_other_kinds_is_refused() -> None:
    arrays = dict(read_model("form_cell_kinds"))
    with pytest.raises(ModelError, match="another version"):
        FormCellKindModel.of(arrays | {"kinds": arrays["kinds"][::-1]})
    del arrays["words_start"]
    with pytest.raises(ModelError, match="lacks the array 'words_start'"):
        FormCellKindModel.of(arrays)
