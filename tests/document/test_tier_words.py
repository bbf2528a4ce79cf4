"""Tier words and their classes."""

import pytest

from extractor.document.tier_words import (
    TIER1_CLASSES,
    classify_tiers,
    is_tier1_word,
    is_tier2_word,
    parent_class,
)


@pytest.mark.parametrize(
    ("tier1", "tier2", "classes"),
    [
        ("产出指标", "数量指标", ("产出指标", "数量指标")),
        ("产出类指标", "时效", ("产出指标", "时效指标")),
        ("成本指标", "经济成本指标", ("成本指标", "经济成本指标")),
        ("效益指标（30分）", "环境效益指标", ("效益指标", "生态效益指标")),
        ("满意度指标", "服务对象", ("满意度指标", "服务对象满意度指标")),
        ("管理类指标", "管理效率", (None, None)),
        (None, None, (None, None)),
    ],
)
def test_classes(tier1: str | None, tier2: str | None, classes: tuple[str | None, str | None]) -> None:
    assert tuple(classify_tiers(tier1, tier2)) == classes


def test_every_class_is_its_own_word_and_has_its_parent() -> None:
    for parent, children in TIER1_CLASSES.items():
        assert classify_tiers(parent, None).tier1 == parent
        for child in children:
            assert classify_tiers(None, child).tier2 == child
            assert parent_class(child) == parent


def test_the_cost_word_is_of_both_tiers() -> None:
    assert not is_tier1_word("成本指标")
    assert is_tier2_word("成本指标")
    assert not is_tier2_word("服务对象满意度")
