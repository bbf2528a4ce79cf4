"""Target cells: operators, numbers, units, ranges, dates, words of change (guide: corpora/indicators/README.md)."""

import json
from collections.abc import Iterator, Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.corpora import MANIFEST_PATH, read_manifest
from extractor.corpora.indicators.load import load_targets
from extractor.corpora.indicators.model import LabelledTarget
from extractor.document.target import compose_target, is_measured, parse_target
from extractor.document.text import without_space

_SIGNS = "≥≤><=0123456789.,%-~±至和[]（）()含介于间千壹拾佰万元个前月日年底以上内提升到由每半一两十百分之成零"
"""What targets are made of."""


@pytest.mark.parametrize("sample", load_targets("train", "dev"), ids=lambda sample: sample.id)
def test_the_written_targets(sample: LabelledTarget) -> None:
    if sample.columns is None:
        assert parse_target(sample.printed or "") == sample.target
    else:
        columns = sample.columns
        assert compose_target(columns.value, columns.sign or "", columns.unit or "") == sample.target


def _real_targets() -> Iterator[Mapping[str, str]]:
    """The labelled targets of the real development forms; their labels leave directions of words out."""
    for entry in read_manifest(MANIFEST_PATH).of_split("dev").sets:
        label = json.loads((MANIFEST_PATH.parent / entry.labels).read_text(encoding="utf-8"))
        for project in label.get("projects") or ():
            for indicator in project.get("indicators") or ():
                for name in ("target", "mid_term_target"):
                    target = indicator.get(name)
                    if target and "raw" in target:
                        yield target


def test_the_targets_of_the_real_forms_and_the_generated_ones() -> None:
    targets = list(_real_targets())
    wrong = []
    for label in targets:
        found = parse_target(label["raw"])
        parts = ("kind", "operator", "value", "value_to", "unit")
        if found is None or any(getattr(found, part) != label.get(part) for part in parts):
            wrong.append(label["raw"])
    assert len(targets) > 300
    assert not wrong


@pytest.mark.parametrize(
    ("text", "kind", "operator", "value", "value_to", "unit"),
    [
        ("≥5000件", "quantity", ">=", "5000", None, "件"),
        ("≥98百分比", "percentage", ">=", "98", None, "%"),
        ("＞90％", "percentage", ">", "90", None, "%"),
        ("≥36宗/批", "quantity", ">=", "36", None, "宗/批"),
        ("≤32. 04 万元", "quantity", "<=", "32.04", None, "万元"),
        ("1,234.50万元", "quantity", None, "1234.50", None, "万元"),
        ("≥13459.00(平方米)", "quantity", ">=", "13459.00", None, "平方米"),
        ("=100.00(%)", "percentage", "=", "100.00", None, "%"),
        ("90%-95%", "percentage", None, "90", "95", "%"),
        ("50000", "quantity", None, "50000", None, None),
        ("95%。", "percentage", None, "95", None, "%"),
        ("5000余人", "quantity", None, "5000", None, "人"),
        ("10多个", "quantity", None, "10", None, "个"),
        ("3万余人次", "quantity", None, "3", None, "万人次"),
        ("1200㎡", "quantity", None, "1200", None, "㎡"),
        ("412樘", "quantity", None, "412", None, "樘"),
        ("≥-5℃", "quantity", ">=", "-5", None, "℃"),
        ("6个月以内", "quantity", "<=", "6", None, "个月"),
        ("100%（含）以上", "percentage", ">=", "100", None, "%"),
        ("2次以上（含2次）", "quantity", ">=", "2", None, "次"),
        ("不少于10个以上", "quantity", ">=", "10", None, "个"),
        ("10-15天以内", "quantity", "<=", "10", "15", "天"),
        ("100%≥X≥90%", "percentage", None, "90", "100", "%"),
        ("二万五千人", "quantity", None, "25000", None, "人"),
        ("两年半", "quantity", None, "2.5", None, "年"),
        ("一年两次", "quantity", None, "2", None, "次/年"),
        ("月人均不低于143元", "quantity", ">=", "143", None, "元/人/月"),
        ("每年≥4次/年", "quantity", ">=", "4", None, "次/年"),
        ("≥2次/(人·年)", "quantity", ">=", "2", None, "次/(人·年)"),
        ("3个社区", "quantity", None, "3", None, "个"),
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
    ("text", "operator", "value", "value_to"),
    [
        ("12月31日之前", "<=", "12月31日", None),
        ("2024-12-31", None, "2024-12-31", None),
        ("2024-12", None, "2024-12", None),
        ("年底前", "<=", "年底", None),
        ("2024年内", "<=", "2024年", None),
        ("每周五前", "<=", "每周五", None),
        ("第一季度末前", "<=", "第一季度末", None),
        ("1-12月", None, "1月", "12月"),
        ("2024年1-12月", None, "2024年1月", "12月"),
        ("每月10-15日", None, "每月10日", "15日"),
        ("2024年9月30日前全部支付完毕", "<=", "2024年9月30日", None),
        ("2023年至2025年", None, "2023年", "2025年"),
        ("每日6时至22时", None, "每日6时", "22时"),
    ],
)
def test_date(text: str, operator: str | None, value: str, value_to: str | None) -> None:
    target = parse_target(text)
    assert target is not None
    found = (target.kind, target.operator, target.value, target.value_to, target.unit)
    assert found == ("date", operator, value, value_to, None)


@pytest.mark.parametrize(
    ("text", "direction"),
    [
        ("逐年提升", "increase"),
        ("明显下降", "decrease"),
        ("合规", None),
        ("提高效率、降低成本", None),
        ("未出现下降", None),
        ("增长率达标", None),
    ],
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
        "98%%",
        "1/3",
        "一体化",
        "三公经费",
        "两会保障",
        "3个项目完成率",
        "12345热线工单办结率",
        "4座/612延米",
        "5次不少于3人",
        "由5%",
        "≥",
        "100±",
        "90-80%",
        "5000-1万元",
        "500元-1万元",
        "(90%,100%)",
        "[90%",
        "10%以下20%以上",
        "12月底前完成率",
        "12月底前支付率100%",
        "6月30日前后",
        "10个工作日前",
        "数十人",
    ],
)
def test_what_is_no_single_amount_is_text(text: str) -> None:
    assert not is_measured(text)


@pytest.mark.parametrize(
    ("value", "sign", "unit", "raw", "kind", "operator", "number", "own_unit"),
    [
        ("98%", "≥", "%", "≥98%", "percentage", ">=", "98", "%"),
        ("95", "正向", "%", "95%", "percentage", None, "95", "%"),
        ("3", "反向", "个/人", "3个/人", "quantity", None, "3", "个/人"),
        ("优良", "定性", "", "优良", "text", None, None, None),
        ("优良", "≥", "级", "优良", "text", None, None, None),
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


@pytest.mark.parametrize("sign", ["三", "1", "元", "≥", "(", "不", "1-", "每人", "人次", "😊", "提高", "ａ"])
def test_a_cell_of_ten_thousand_signs_is_text(sign: str) -> None:
    target = parse_target(sign * (10_000 // len(sign)))
    assert target is not None
    assert (target.kind, target.value) == ("text", None)


@given(st.text(alphabet=_SIGNS, max_size=40))
def test_what_is_read_was_printed(text: str) -> None:
    target = parse_target(text)
    if target is None:
        assert not without_space(text)
        return
    assert target.raw == without_space(text)
    assert (target.value is None) == (target.kind == "text")
    assert (target.unit == "%") == (target.kind == "percentage")


@given(
    st.integers(min_value=0, max_value=10**6),
    st.integers(min_value=0, max_value=10**6),
    st.sampled_from(["{0}-{1}人", "{0}人至{1}人", "[{0}人,{1}人]", "{0}人以上{1}人以下", "不少于{0}人,不超过{1}人"]),
)
def test_a_range_goes_upwards_or_is_text(first: int, last: int, form: str) -> None:
    target = parse_target(form.format(first, last))
    assert target is not None
    expected = (str(first), str(last), "人", None) if first <= last else (None, None, None, None)
    assert (target.value, target.value_to, target.unit, target.operator) == expected


@given(st.decimals(min_value=0, max_value=10**9, places=2), st.sampled_from(["≥", "不低于", "至少"]))
def test_every_number_with_an_operator_is_read(number: object, operator: str) -> None:
    target = parse_target(f"{operator}{number}万元")
    assert target is not None
    assert (target.operator, target.value, target.unit) == (">=", str(number), "万元")
