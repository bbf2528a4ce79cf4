"""Tiers of indicators: printed words stay, lost ones are told by words and order, and nothing is forced."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.classify.indicator_tiers import (
    ROWS_AT_ONCE,
    IndicatorRow,
    IndicatorTierModel,
    ToldTiers,
    indicator_tier_model,
)
from extractor.classify.model_file import read_model
from extractor.document.tier_words import classify_tiers
from extractor.errors import ModelError

FORM = (
    IndicatorRow("产出指标", "数量指标", "培训人数", "", "≥120人"),
    IndicatorRow("产出指标", "质量指标", "培训合格率", "", "≥95%"),
    IndicatorRow("产出指标", "时效指标", "完成率", "", "100%"),
    IndicatorRow("产出指标", "成本指标", "人均培训费用", "", "≤450元"),
    IndicatorRow("效益指标", "社会效益指标", "业务能力", "", "有效提升"),
    IndicatorRow("满意度指标", "服务对象满意度指标", "学员满意度", "", "≥90%"),
)
WORDS = st.sampled_from(["产出指标", "效益类指标", "管理类指标", "数量指标", "质量", "職工滿意度", "成本指标", "x"])
TIER = st.none() | WORDS
ROWS = st.builds(IndicatorRow, TIER, TIER, st.text(max_size=12), st.text(max_size=6), st.text(max_size=6))


def lose(form: tuple[IndicatorRow, ...], *rows: int) -> list[IndicatorRow]:
    return [row._replace(tier1=None, tier2=None) if place in rows else row for place, row in enumerate(form)]


def tell(rows: list[IndicatorRow]) -> tuple[ToldTiers, ...]:
    return indicator_tier_model().tell([rows])[0]


@pytest.mark.parametrize("rows", [(0,), (1,), (2,), (3,), (4,), (5,), (1, 2), tuple(range(6))])
def test_lost_tiers_come_back(rows: tuple[int, ...]) -> None:
    told = tell(lose(FORM, *rows))
    wanted = [classify_tiers(row.tier1, row.tier2) for row in FORM]
    assert [(row.tier1_class, row.tier2_class) for row in told] == wanted


def test_the_same_words_are_told_by_their_place() -> None:
    """完成率 is a matter of quantity in the first row, of time before 成本指标."""
    rows = [row._replace(name="完成率", target="100%") for row in FORM[:3]] + list(FORM[3:])
    for place, wanted in ((0, "数量指标"), (2, "时效指标")):
        assert tell(lose(tuple(rows), place))[place].tier2_class == wanted


@pytest.mark.parametrize(("parent", "first"), [("成本指标", "成本指标"), ("产出指标", "产出指标")])
def test_printed_words_win(parent: str, first: str) -> None:
    rows = [*FORM[:3], IndicatorRow(parent, "质量指标", "学员满意度", "", "≥90%")]
    told = tell(rows)[-1]
    assert (told.tier1_class, told.tier2_class) == (first, "质量指标")
    assert told.tier2_confidence == pytest.approx(1.0)


def test_a_form_of_merged_runs_without_grid_is_left_alone() -> None:
    """Only the first row of each run is printed: the blanks go on with it."""
    names = ["培训人数", "参训单位", "培训场次", "合格率", "优秀率", "学员满意度", "单位满意度"]
    printed = ["数量指标", None, None, "质量指标", None, "服务对象满意度指标", None]
    upper = ["产出指标", None, None, None, None, "满意度指标", None]
    rows = [IndicatorRow(a, b, name) for a, b, name in zip(upper, printed, names, strict=True)]
    told = tell(rows)
    assert [row.tier2_class for row in told] == ["数量指标"] * 3 + ["质量指标"] * 2 + ["服务对象满意度指标"] * 2
    assert [row.tier1_class for row in told] == ["产出指标"] * 5 + ["满意度指标"] * 2


def test_a_word_of_the_forms_own_has_no_class() -> None:
    rows = [IndicatorRow("管理类指标", "内控管理", "预算执行率", "", "100%"), *FORM]
    told = tell(rows)[0]
    assert (told.tier1_class, told.tier2_class) == (None, None)
    assert [row.tier1_class for row in tell(rows)[1:]] == [row.tier1 for row in FORM]


@given(st.lists(st.lists(ROWS, max_size=5), max_size=4))
def test_any_rows(forms: list[list[IndicatorRow]]) -> None:
    """A printed word keeps its class; forms do not change each other; probabilities are probabilities."""
    model = indicator_tier_model()
    told = model.tell(forms)
    for form, rows in zip(forms, told, strict=True):
        for row, said in zip(form, rows, strict=True):
            assert 0 < said.tier1_confidence <= 1 + 1e-9 and 0 < said.tier2_confidence <= 1 + 1e-9
            wanted = classify_tiers(row.tier1, row.tier2)
            assert row.tier1 is None or said.tier1_class == wanted.tier1
            assert row.tier2 is None or said.tier2_class == wanted.tier2


@pytest.mark.parametrize("text", ["", "數量指標" * 2500, "😀 完成率 rate", "\ud800", "完成率\x00"])
def test_hostile_words(text: str) -> None:
    told = tell([IndicatorRow(text, text, text, text, text), *FORM])
    assert [row.tier2_class for row in told[1:]] == [row.tier2 for row in FORM]


def test_a_form_of_any_length() -> None:
    rows = [FORM[0]._replace(tier2=None)] * (2 * ROWS_AT_ONCE + 1)
    told = tell(rows)
    assert len(told) == len(rows)
    assert {row.tier1_class for row in told} == {"产出指标"}
    assert indicator_tier_model().tell([[], rows[:1], []])[1][0].tier2_class == "数量指标"
    assert indicator_tier_model().tell([]) == ()


def test_traditional_words_are_known() -> None:
    told = tell([IndicatorRow("產出指標", "數量指標", "x"), IndicatorRow("滿意度指標", "服務對象滿意度指標", "x")])
    assert [(row.tier1_class, row.tier2_class) for row in told] == [
        ("产出指标", "数量指标"),
        ("满意度指标", "服务对象满意度指标"),
    ]


def test_a_model_of_other_states_is_refused() -> None:
    arrays = dict(read_model("indicator_tiers"))
    with pytest.raises(ModelError, match="another version"):
        IndicatorTierModel.of(arrays | {"tier2": arrays["tier2"][:-1]})
    del arrays["after"]
    with pytest.raises(ModelError, match="lacks the array 'after'"):
        IndicatorTierModel.of(arrays)


def test_shares_by_hand() -> None:
    """Without evidence a row between two printed ones takes the state that leads from one to the other."""
    told = tell([FORM[0], IndicatorRow("产出指标", None, ""), FORM[2]])
    assert told[1].tier2_class == "质量指标"
    assert np.isclose(told[0].tier2_confidence, 1.0)
