"""Where a table prints what the prose names: a total of each year and phase by itself, two totals instead of one."""

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from extractor.document.document import Block
from extractor.document.record import Mention, Statement
from extractor.normalise.mentions.read import MentionContext, read_mentions
from extractor.verify.mention_cells import cells_of
from extractor.verify.mention_sources import TOTAL_MEASURES, amounts_of

if TYPE_CHECKING:
    from tests.verify.conftest import Builder


def mention_of(text: str) -> Mention:
    (mention,) = read_mentions([Block("b1", "paragraph", None, None, text, None, ())], MentionContext(2024, "budget"))
    return mention


def cells(build: "Builder", text: str, *statements: Statement) -> list[str]:
    facts = replace(build.facts(*statements), fiscal_year=2024)
    return [amount.cell for amount in cells_of(facts, mention_of(text))]


def test_a_budget_of_one_column_does_not_hide_the_whole_of_what_was_spent(build: "Builder") -> None:
    (line,) = build.statement(
        "general_public_expenditure",
        build.line("公路建设", "2140104", amount="570.28", subtotal="432.38", basic="0.00"),
    ).lines
    budget, spent, basic = line.amounts
    spent, basic = (replace(amount, phase="actual") for amount in (spent, basic))
    line = replace(line, amounts=(budget, spent, basic))
    assert [(a.raw, a.phase) for a in amounts_of(line, TOTAL_MEASURES)] == [("570.28", "budget"), ("432.38", "actual")]
    assert [a.raw for a in amounts_of(line, frozenset(("basic",)))] == ["0.00"]


def test_beside_a_total_of_its_phase_a_part_total_is_no_whole(build: "Builder") -> None:
    (line,) = build.statement("expenditure_summary", build.line("甲", total="9.00", subtotal="4.00")).lines
    assert [a.raw for a in amounts_of(line, TOTAL_MEASURES)] == ["9.00"]


@pytest.mark.parametrize(("public", "found"), [("3.00", ["t2.r1c0"]), ("4.00", [])])
def test_personnel_of_all_where_both_totals_make_all_basic_expenditure(
    build: "Builder", public: str, found: list[str]
) -> None:
    spent = build.statement(
        "expenditure_summary", build.line("合计", role="total", side="expenditure", total="12.00", basic="9.00")
    )
    divided = build.statement(
        "basic_expenditure",
        build.line("人员经费合计", role="total", side="expenditure", amount="6.00"),
        build.line("公用经费合计", role="total", side="expenditure", amount=public),
        table=2,
        number=2,
    )
    assert cells(build, "人员经费6.00万元。", spent, divided) == found


def test_goods_and_services_are_lines_of_the_procurement(build: "Builder") -> None:
    lines = [
        build.line(name, side="expenditure", amount=amount) for name, amount in (("货物类", "3.00"), ("服务", "4.00"))
    ]
    statement = build.statement("procurement", *lines)
    assert cells(build, "政府采购货物预算3.00万元。", statement) == ["t1.r1c0"]
    assert cells(build, "政府采购服务预算4.00万元。", statement) == ["t1.r2c0"]
    assert cells(build, "政府采购工程预算4.00万元。", statement) == []
