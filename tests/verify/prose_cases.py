"""Paragraphs beside a table; their mentions are read by the reader of the house."""

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from extractor.document.document import Block
from extractor.normalise.mentions.read import MentionContext, read_mentions
from extractor.verify.facts import Facts

if TYPE_CHECKING:
    from tests.verify.conftest import Builder


def said(build: "Builder", text: str, *lines: Any, kind: str = "expenditure_summary") -> Facts:
    """A paragraph beside a table; its mentions are read by the reader of the house."""
    block = Block("b1", "paragraph", None, None, text, None, ())
    mentions = read_mentions([block], MentionContext(2024, "budget"))
    statement = build.statement(kind, *lines)
    return replace(build.facts(statement), mentions=mentions, fiscal_year=2024)


def spending_said(build: "Builder", text: str) -> Facts:
    return said(build, text, build.line("合计", role="total", side="expenditure", total="9.00", basic="6.00"))


def shares(build: "Builder", basic: str, *, whole: bool = True) -> Facts:
    total = "2024年支出预算9.00万元，其中：" if whole else ""
    text = f"{total}基本支出6.00万元，占{basic}%；项目支出3.00万元，占33.33%。"
    return spending_said(build, text)


def expense_shares(build: "Builder", vehicles: str) -> Facts:
    text = (
        "2024年一般公共预算拨款安排的“三公”经费预算支出中，因公出国（境）费支出7.00万元，占“三公”经费的70%；"
        f"公务用车购置及运行费支出2.00万元，占“三公”经费的{vehicles}%；公务接待费支出1.00万元，占“三公”经费的10%。"
    )
    return spending_said(build, text)


def execution_said(build: "Builder", share: str) -> Facts:
    return spending_said(build, f"2024年一般公共预算财政拨款支出年初预算为20.50万元，支出决算为18.49万元，{share}。")
