"""Numbering, units and header words."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.document.vocabulary import YUAN_PER_UNIT, Unit
from extractor.normalise.numbering import chinese_number, is_of_which, read_numbering
from extractor.normalise.statements.measures import Defaults, phase_in, read_column
from extractor.normalise.units import as_unit, in_yuan, unit_in


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("一、甲", (1, 1)),
        ("二十一、甲", (1, 21)),
        ("（三）甲", (2, 3)),
        ("(十)甲", (2, 10)),
        ("1.甲", (3, 1)),
        ("2、甲", (3, 2)),
        ("3．甲", (3, 3)),
        ("（4）甲", (4, 4)),
        ("②甲", (5, 2)),
        ("1.5倍", None),
        ("一般公共服务支出", None),
        ("十、", (1, 10)),
    ],
)
def test_numbering(label: str, expected: tuple[int, int] | None) -> None:
    found = read_numbering(label)
    assert (found and (found.level, found.ordinal)) == expected


@given(st.integers(1, 99))
def test_chinese_numbers(number: int) -> None:
    tens, ones = divmod(number, 10)
    digits = " 一二三四五六七八九"
    text = ("" if tens == 0 else "十" if tens == 1 else digits[tens] + "十") + (digits[ones] if ones else "")
    assert chinese_number(text) == number


def test_of_which() -> None:
    assert is_of_which("其中：甲") and is_of_which("1.其中:甲")
    assert not is_of_which("甲其中：乙")


@given(st.decimals(-(10**12), 10**12, places=2), st.sampled_from(sorted(YUAN_PER_UNIT)))
def test_yuan_is_exact_and_without_exponent(value: Decimal, unit: Unit) -> None:
    yuan = in_yuan(value, unit)
    assert yuan is not None and yuan == value * YUAN_PER_UNIT[unit]
    assert "E" not in str(yuan)


def test_units() -> None:
    assert str(in_yuan(Decimal("941.39"), "万元")) == "9413900.00"
    assert in_yuan(Decimal(1), None) is None
    assert (unit_in("单位：万元"), unit_in("金额（元）"), unit_in("元旦"), as_unit("角")) == ("万元", "元", None, None)


@pytest.mark.parametrize(
    ("path", "measure"),
    [
        (("合计",), "total"),
        (("资金性质", "合计1"), "total"),
        (("本年支出", "小计"), "subtotal"),
        (("基本支出", "人员经费"), "personnel"),
        (("上缴上级支出",), "remitted_to_superior"),
        (("对附属单位补助支出",), "subsidy_to_affiliates"),
        (("附属单位上缴收入",), "affiliate_remittance"),
        (("经营支出",), "operating"),
        (("事业单位经营收入",), "operating_income"),
        (("财政专户管理资金收入",), "fiscal_account"),
        (("国有资本经营预算财政拨款",), "state_capital"),
        (("年末结转和结余",), "carry_forward"),
        (("年初结转和结余",), "carry_over"),
        (("公务用车购置及运行维护费",), "vehicle"),
        (("公务用车购置及运行费", "购置费"), "vehicle_purchase"),
        (("“三公”经费", "小计"), "three_public"),
        (("预算数",), "amount"),
    ],
)
def test_measures(path: tuple[str, ...], measure: str) -> None:
    assert read_column(path, Defaults(2024, "budget", None, "万元")).measure == measure


def test_budget_in_the_name_of_a_fund_is_no_phase() -> None:
    assert phase_in(["政府性基金预算财政拨款"]) is None
    assert phase_in(["一般公共预算财政拨款支出决算表"]) == "actual"
    assert phase_in(["调整预算数"]) == "adjusted"
