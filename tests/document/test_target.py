"""Target cells: operators, numbers, units, ranges, dates, words of change."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.document.target import compose_target, is_measured, parse_target
from extractor.document.text import without_space


@pytest.mark.parametrize(
    ("text", "kind", "operator", "value", "value_to", "unit"),
    [
        ("≥5000件", "quantity", ">=", "5000", None, "件"),
        ("≥98百分比", "percentage", ">=", "98", None, "%"),
        ("＞90％", "percentage", ">", "90", None, "%"),
        ("8个", "quantity", None, "8", None, "个"),
        ("≥36宗/批", "quantity", ">=", "36", None, "宗/批"),
        ("3860元/月/人", "quantity", None, "3860", None, "元/月/人"),
        ("≤32. 04 万元", "quantity", "<=", "32.04", None, "万元"),
        ("1,234.50万元", "quantity", None, "1234.50", None, "万元"),
        ("≥13459.00(平方米)", "quantity", ">=", "13459.00", None, "平方米"),
        ("=100.00(%)", "percentage", "=", "100.00", None, "%"),
        ("不低于95%", "percentage", ">=", "95", None, "%"),
        ("不超过3次", "quantity", "<=", "3", None, "次"),
        ("95%以上", "percentage", ">=", "95", None, "%"),
        ("10人以下", "quantity", "<=", "10", None, "人"),
        ("90%-95%", "percentage", None, "90", "95", "%"),
        ("3至5次", "quantity", None, "3", "5", "次"),
        ("50000", "quantity", None, "50000", None, None),
        ("98%%", "percentage", None, "98", None, "%"),
        ("100%覆盖", "percentage", None, "100", None, "%"),
        ("5000余人", "quantity", None, "5000", None, "人"),
        ("10多个", "quantity", None, "10", None, "个"),
        ("1200㎡", "quantity", None, "1200", None, "㎡"),
        ("≤5℃", "quantity", "<=", "5", None, "℃"),
        ("24小时内", "quantity", "<=", "24", None, "小时"),
        ("30个工作日内", "quantity", "<=", "30", None, "个工作日"),
        ("6个月以内", "quantity", "<=", "6", None, "个月"),
        ("控制在3%以内", "percentage", "<=", "3", None, "%"),
        ("100%（含）以上", "percentage", ">=", "100", None, "%"),
        ("不少于10个以上", "quantity", ">=", "10", None, "个"),
    ],
)
def test_measured(
    text: str, kind: str, operator: str | None, value: str, value_to: str | None, unit: str | None
) -> None:
    target = parse_target(text)
    assert target is not None
    found = (target.kind, target.operator, target.value, target.value_to, target.unit)
    assert found == (kind, operator, value, value_to, unit)


@pytest.mark.parametrize(
    ("text", "operator", "value"),
    [
        ("每月15日前", "<=", "每月15日"),
        ("2024年12月底前", "<=", "2024年12月底"),
        ("12月31日之前", "<=", "12月31日"),
        ("2024-12-31", None, "2024-12-31"),
        ("年底前", "<=", "年底"),
        ("10月", None, "10月"),
        ("2024年内", "<=", "2024年"),
        ("1-12月", None, "1-12月"),
        ("2023-2025年", None, "2023-2025年"),
    ],
)
def test_date(text: str, operator: str | None, value: str) -> None:
    target = parse_target(text)
    assert target is not None
    assert (target.kind, target.operator, target.value, target.unit) == ("date", operator, value, None)


@pytest.mark.parametrize(
    ("text", "direction"),
    [("逐年提升", "increase"), ("明显下降", "decrease"), ("合规", None), ("提高效率、降低成本", None)],
)
def test_words(text: str, direction: str | None) -> None:
    target = parse_target(text)
    assert target is not None
    assert (target.kind, target.value, target.direction) == ("text", None, direction)


@pytest.mark.parametrize(
    "text",
    [
        "保证2个科室正常运行",
        "1600人、200人",
        "不低于上年水平",
        "按时完成",
        "3.1.2",
        "2024.12",
        "3月内",
        "不超过5个以上",
    ],
)
def test_a_sentence_with_numbers_is_text(text: str) -> None:
    assert not is_measured(text)


@pytest.mark.parametrize(
    ("value", "sign", "unit", "raw", "kind", "operator", "number", "own_unit"),
    [
        ("98%", "≥", "%", "≥98%", "percentage", ">=", "98", "%"),
        ("95", "正向", "%", "95%", "percentage", None, "95", "%"),
        ("3", "反向", "个/人", "3个/人", "quantity", None, "3", "个/人"),
        ("优良", "定性", "", "优良", "text", None, None, None),
        ("优良", "≥", "级", "优良", "text", None, None, None),
        ("100", "≤", "万元", "≤100万元", "quantity", "<=", "100", "万元"),
        ("90", "大于等于", "百分比", "大于等于90百分比", "percentage", ">=", "90", "%"),
        ("2024.12", "≤", "万元", "≤2024.12万元", "quantity", "<=", "2024.12", "万元"),
        ("12", "", "月", "12月", "quantity", None, "12", "月"),
        ("≥5", "=", "个", "≥5个", "quantity", ">=", "5", "个"),
        ("10万", "≤", "元", "≤10万元", "quantity", "<=", "10", "万元"),
        ("1200", "＝", "（㎡）", "＝1200（㎡）", "quantity", "=", "1200", "㎡"),
        ("7", "=", "按要求完成的批次数", "=7按要求完成的批次数", "quantity", "=", "7", "按要求完成的批次数"),
        ("12月底前", "≤", "", "12月底前", "date", "<=", "12月底", None),
    ],
)
def test_a_target_in_three_columns(
    value: str,
    sign: str,
    unit: str,
    raw: str,
    kind: str,
    operator: str | None,
    number: str | None,
    own_unit: str | None,
) -> None:
    target = compose_target(value, sign, unit)
    assert target is not None
    found = (target.raw, target.kind, target.operator, target.value, target.unit)
    assert found == (raw, kind, operator, number, own_unit)


@pytest.mark.parametrize("text", ["", "  ", "\u3000"])
def test_a_blank_is_no_target(text: str) -> None:
    assert parse_target(text) is None


@given(st.text(alphabet="≥≤><=0123456789.%-~至（）()万元个前月日年底以上提升 ", max_size=40))
def test_raw_is_kept_and_numbers_come_from_it(text: str) -> None:
    target = parse_target(text)
    if target is None:
        assert not without_space(text)
        return
    assert target.raw == without_space(text)
    if target.kind != "text":
        assert target.value
        assert set(target.value) <= set(target.raw)
