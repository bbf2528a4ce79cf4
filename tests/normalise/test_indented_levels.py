"""Levels of lines by how far their names are set in."""

from decimal import Decimal

import pytest

from extractor.document.record import Amount
from extractor.normalise.statements.codes import Code
from extractor.normalise.statements.draft import DraftLine
from extractor.normalise.statements.indented_levels import indented_levels, numbered_levels

FUND = [
    ("合计", 0.0, "1380.59"),
    ("城乡社区支出", 0.0, "1380.59"),
    ("国有土地使用权出让收入安排的支出", 1.26, "1266.13"),
    ("城市建设支出", 2.52, "542.54"),
    ("农村基础设施建设支出", 2.54, "552.07"),
    ("其他国有土地使用权出让收入安排的支出", 2.52, "171.52"),
    ("污水处理费安排的支出", 1.29, "114.46"),
    ("污水处理设施建设和运营", 2.52, "114.46"),
]


def amount(value: str) -> Amount:
    return Amount("total", "2025", "budget", None, value, "value", Decimal(value), "万元", None, "t1.r0c1")


def draft(label: str, value: str, code: Code | None = None) -> DraftLine:
    return DraftLine(None, None, label, code, (amount(value),))


def levels_of(rows: list[tuple[str, float, str]]) -> tuple[int | None, ...]:
    return indented_levels([draft(label, value) for label, _, value in rows], [indent for _, indent, _ in rows])


def test_steps_whose_sums_agree_are_levels() -> None:
    assert levels_of(FUND) == (None, 1, 2, 3, 3, 3, 2, 3)


def test_a_total_over_single_lines_is_a_sum_too() -> None:
    rows = [
        ("城乡社区支出", 0.0, "107.95"),
        ("国有土地使用权出让收入安排的支出", 1.0, "107.95"),
        ("其他支出", 0.0, "254.36"),
        ("彩票公益金安排的支出", 1.0, "254.36"),
        ("合计", 0.0, "362.31"),
    ]
    assert levels_of(rows) == (1, 2, 1, 2, None)
    assert levels_of(rows[:-1]) == (None,) * 4, "equal neighbours alone say nothing"
    assert levels_of([*rows[:-1], ("合计", 0.0, "724.62")]) == (None,) * 5, "the sum of all lines"
    assert levels_of([*rows[:-1], ("小计", 0.0, "362.31")]) == (None,) * 5


def test_a_centred_total_has_no_level() -> None:
    assert levels_of([("合计", 7.3, "1380.59"), *FUND[1:]]) == (None, 1, 2, 3, 3, 3, 2, 3)


@pytest.mark.parametrize(
    "rows",
    [
        [(label, 0.0, value) for label, _, value in FUND],
        [FUND[0], *((label, indent, "7.00") for label, indent, _ in FUND[1:])],
        [FUND[0], ("城乡社区支出", 2.5, "1380.59"), *FUND[2:]],
        [FUND[0], ("一、城乡社区支出", 0.0, "1380.59"), *FUND[2:]],
        [FUND[0], ("其中：城乡社区支出", 0.0, "1380.59"), *FUND[2:]],
        FUND[6:],
        [],
    ],
    ids=["none set in", "no sum agrees", "begins deep", "numbered", "of which", "one sum by chance", "no line"],
)
def test_without_evidence_there_are_no_levels(rows: list[tuple[str, float, str]]) -> None:
    assert levels_of(rows) == (None,) * len(rows)


def test_codes_say_the_level_themselves() -> None:
    lines = [draft(label, value) for label, _, value in FUND]
    lines[1] = draft("城乡社区支出", "1380.59", Code("212", "printed"))
    assert set(indented_levels(lines, [indent for _, indent, _ in FUND])) == {None}


USES = [
    ("一、基本支出", "1841.12"),
    ("工资福利支出", "1581.72"),
    ("商品和服务支出", "259.40"),
    ("二、项目支出", "1143.14"),
    ("支出总计", "2984.26"),
]


@pytest.mark.parametrize(
    ("changes", "levels"),
    [
        ({}, (1, 2, 2, 1, None)),
        (
            {4: ("本年支出小计", "2984.26"), 5: ("结转下年", "9.00"), 6: ("支出总计", "2993.26")},
            (1, 2, 2, 1, None, None, None),
        ),
        ({3: ("二、上年结转", "1143.14")}, (1, 2, 2, 1, None)),
        ({1: ("工资福利支出", "1500.00")}, (None,) * 5),
        ({4: ("支出总计", "4825.38")}, (None,) * 5),
        ({1: ("（一）工资福利支出", "1581.72")}, (None,) * 5),
        ({1: ("上年结转", "1581.72")}, (None,) * 5),
        ({0: ("基本支出", "1841.12")}, (None,) * 5),
    ],
    ids=[
        "as printed",
        "two sums",
        "numbered carry-over",
        "parts do not add up",
        "a total of all lines",
        "two styles",
        "carried over",
        "begins plain",
    ],
)
def test_plain_lines_between_numbered_ones_are_their_parts_where_the_sums_agree(
    changes: dict[int, tuple[str, str]], levels: tuple[int | None, ...]
) -> None:
    rows = list(({**dict(enumerate(USES)), **changes}).values())
    assert numbered_levels([draft(label, value) for label, value in rows]) == levels
