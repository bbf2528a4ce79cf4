"""Words for sums, as they are printed."""

import pytest

from extractor.document.total_words import bare_label, is_carried_over, is_grand_total, is_subtotal, is_sum, is_total

TOTALS = [
    "合计",
    "合计：",
    "合计（万元）",
    "合 计*",
    "总　计",
    "收入总计",
    "本年支出合计:",
    "共计",
    "*合计",
    "（合计）",
    "合计数",
]


@pytest.mark.parametrize("label", TOTALS)
def test_totals(label: str) -> None:
    assert is_total(label)
    assert is_sum(label)
    assert not is_subtotal(label)


@pytest.mark.parametrize("label", ["小计", "小 计：", "人员经费小计（元）"])
def test_subtotals(label: str) -> None:
    assert is_subtotal(label)
    assert is_sum(label)
    assert not is_total(label)


@pytest.mark.parametrize("label", ["", "统计事务", "合计划拨", "会计", "累计折旧", "总计划", "办公费"])
def test_no_sums(label: str) -> None:
    assert not is_sum(label)


@pytest.mark.parametrize(
    ("label", "grand"),
    [("合计：", True), ("收入总计（万元）", True), ("本年支出合计", True), ("人员经费合计", False), ("小计", False)],
)
def test_grand_totals(label: str, grand: bool) -> None:
    assert is_grand_total(label) is grand


@pytest.mark.parametrize(
    ("label", "carried"), [("上年结转", True), ("年末结转和结余", True), ("结余分配", True), ("办公费", False)]
)
def test_carried_over(label: str, carried: bool) -> None:
    assert is_carried_over(label) is carried


def test_the_bare_label() -> None:
    assert bare_label("合　计（万元）：") == "合计"
