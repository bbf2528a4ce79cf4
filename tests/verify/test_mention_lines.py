"""Amounts of the prose beside lines of tables that are called alike: the same amount, or nothing."""

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from extractor.document.document import Block
from extractor.document.vocabulary import TableKind
from extractor.normalise.mentions.read import MentionContext, read_mentions
from extractor.verify.facts import Facts
from extractor.verify.marks import mark_mentions
from extractor.verify.mention_lines import lines_called_alike
from extractor.verify.verification import verify

if TYPE_CHECKING:
    from tests.verify.conftest import Builder


def _said(
    build: "Builder", text: str, *lines: dict[str, Any], kind: TableKind = "revenue_expenditure_summary"
) -> Facts:
    block = Block("b1", "paragraph", None, None, text, None, ())
    mentions = read_mentions([block], MentionContext(2024, "budget"))
    return replace(build.facts(build.statement(kind, *lines)), mentions=mentions, fiscal_year=2024)


def _sides(build: "Builder") -> list[dict[str, Any]]:
    return [
        build.line("上年结转资金", side="revenue", amount="1.50"),
        build.line("一、文化旅游体育与传媒支出", side="expenditure", amount="5.00"),
        build.line("二、事业收入", side="revenue", amount="4.00"),
        build.line("三、事业支出", side="expenditure", amount="4.00"),
        build.line("四、住房保障支出", side="expenditure", amount="0.00"),
    ]


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("文化旅游体育与传媒支出5.00万元。", ["t1.r2c0"]),
        ("文化旅游体育与传媒（类）支出5万元。", ["t1.r2c0"]),
        ("文化旅游体育与传媒支出预算5.00万元。", ["t1.r2c0"]),
        ("文化旅游体育与传媒支出5.01万元。", []),
        ("2023年文化旅游体育与传媒支出5.00万元。", []),
        ("事业支出4.00万元。", ["t1.r4c0"]),
        ("住房保障支出0万元。", []),
        ("旅游5.00万元。", []),
    ],
)
def test_the_same_name_and_amount(text: str, cells: list[str], build: "Builder") -> None:
    facts = _said(build, text, *_sides(build))
    (mention,) = facts.mentions
    assert [amount.cell for amount in lines_called_alike(facts, mention)] == cells


def test_a_mention_names_the_cell_and_another_amount_is_no_fault(build: "Builder") -> None:
    facts = _said(build, "文化旅游体育与传媒支出5.00万元，住房保障支出3.00万元。", *_sides(build))
    checks = verify(facts).checks
    found = [check for check in checks if check.rule == "mention_agrees_with_table"]
    assert [check.status for check in found] == ["pass"]
    assert [mention.cells for mention in mark_mentions(facts.mentions, checks)] == [("t1.r2c0",), ()]


@pytest.mark.parametrize(("beside", "cells"), [((), ["t1.r4c0"]), (("会议费",), [])])
def test_the_total_of_a_table_of_public_expenses(beside: tuple[str, ...], cells: list[str], build: "Builder") -> None:
    names = ("因公出国（境）费", "公务接待费", "公务用车购置及运行费")
    lines = [build.line(name, amount="2.00") for name in names]
    lines += [build.line("合计", role="total", amount="6.00"), *(build.line(name, amount="1.00") for name in beside)]
    facts = _said(build, "“三公”经费预算6.00万元。", *lines, kind="three_public")
    (mention,) = facts.mentions
    assert [amount.cell for amount in lines_called_alike(facts, mention)] == cells
