"""Which columns the header says to add up."""

from typing import Any

import pytest

from extractor.verify.header_tree import column_sums
from extractor.verify.measures import is_partition
from extractor.verify.verification import verify

_THREE_PUBLIC = (
    ("合计",),
    ("三公", "小计"),
    ("三公", "因公出国（境）费"),
    ("三公", "公务用车", "小计"),
    ("三公", "公务用车", "购置费"),
    ("三公", "公务用车", "运行费"),
    ("三公", "公务接待费"),
    ("会议费",),
    ("培训费",),
)


def _sums(*paths: tuple[str, ...]) -> dict[int, list[tuple[int, ...]]]:
    return {found.total: [part.columns for part in found.parts] for found in column_sums(dict(enumerate(paths)))}


def test_nested_headings() -> None:
    assert _sums(*_THREE_PUBLIC) == {0: [(1, 2, 3, 4, 5, 6), (7,), (8,)], 1: [(2,), (3, 4, 5), (6,)], 3: [(4,), (5,)]}


def test_a_group_without_a_sum_says_nothing() -> None:
    assert _sums(("收入", "预算数"), ("支出", "预算数")) == {}


def test_a_last_total_sums_what_stands_before_it() -> None:
    assert _sums(("基本支出",), ("项目支出",), ("合计",)) == {2: [(0,), (1,)]}


def test_two_totals_at_one_level_divide_the_columns() -> None:
    assert _sums(("收入合计",), ("拨款",), ("支出合计",), ("基本",), ("项目",)) == {0: [(1,)], 2: [(3,), (4,)]}


@pytest.mark.parametrize(
    ("measures", "whole"),
    [
        (["basic", "project"], True),
        (["general_public", "government_fund", "carry_over"], True),
        (["basic"], False),
        (["basic", "general_public"], False),
        (["fiscal_appropriation", "general_public"], False),
        (["three_public", "abroad", "reception"], False),
        (["basic", "basic"], False),
    ],
)
def test_partitions(measures: list[str], whole: bool) -> None:
    assert is_partition(measures) is whole


@pytest.mark.parametrize(("meetings", "status"), [("933.50", "pass"), ("934.50", "fail")])
def test_a_total_that_holds_more_than_the_three_public_expenses(meetings: str, status: str, build: Any) -> None:
    amounts = {
        "total": "1471.70", "three_public": "508.20", "abroad": "70.00", "vehicle": "411.20",
        "vehicle_purchase": "", "vehicle_operation": "411.20", "reception": "27.00", "conference": meetings,
        "training": "30.00",
    }  # fmt: skip
    statement = build.statement("three_public", build.line("数", **amounts))
    checks = verify(build.facts(statement, tables=(build.table(*_THREE_PUBLIC),))).checks
    found = {check.subjects[0]: check.status for check in checks}
    assert found == {"t1.r1c0": status, "t1.r1c1": "pass", "t1.r1c3": "pass"}


def test_a_column_of_unknown_meaning_keeps_a_miss_from_counting(build: Any) -> None:
    line = build.line("合计", total="9.00", basic="3.00", project="2.00", amount="1.00")
    table = build.table(("合计",), ("基本",), ("项目",), ("预留份额",))
    checks = verify(build.facts(build.statement("procurement", line), tables=(table,))).checks
    assert [check.status for check in checks] == ["not_applicable"]
