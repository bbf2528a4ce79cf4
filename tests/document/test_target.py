"""Target cells: operators, numbers, units, ranges, dates, words of change."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.document.target import is_measured, parse_target
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


@pytest.mark.parametrize("text", ["保证2个科室正常运行", "1600人、200人", "不低于上年水平", "按时完成", "3.1.2"])
def test_a_sentence_with_numbers_is_text(text: str) -> None:
    assert not is_measured(text)


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
