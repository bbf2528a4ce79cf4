"""A central ministry's final account, 公开01表 to 公开09表: 行次 columns and 栏次 rows, or neither."""

from extractor.corpora.generate.assemble import Plan, assemble
from extractor.corpora.generate.draw_account import draw_account
from extractor.corpora.generate.figures import random_of
from extractor.corpora.generate.heading import draw_arrangement
from extractor.corpora.generate.model import DocumentSpec, PageBreak, Words
from extractor.corpora.generate.prose import account_explanation, cover, glossary, overview
from extractor.corpora.generate.statements.account_tables import AccountTables
from extractor.corpora.generate.statements.basic_blocks import basic_blocks
from extractor.corpora.generate.style import Choices, draw_style

NAME = "central_account"
CHOICES = Choices(
    units=(("万元", 2), ("万元", 2), ("元", 2)),
    nils=("blank", "blank", "zero", "dash"),
    landscape=0.3,
    shared_pages=0.1,
)


def build(seed: int) -> DocumentSpec:
    """The document of a seed."""
    style, rng = draw_style(NAME, seed, CHOICES), random_of(NAME, seed, "words")
    account = draw_account(NAME, seed, style.scale)
    budget = account.funds
    name, year = budget.department.name, budget.year
    tables = AccountTables(
        account, style, has_numbers=rng.random() < 0.7, splits_code=rng.random() < 0.3,
        lists_all=rng.random() < 0.8, has_notes=rng.random() < 0.6,
    )  # fmt: skip
    basic = basic_blocks(
        account.spent, style, public_blocks=rng.choice((1, 2)), lists_all=rng.random() < 0.5,
        note=tables.note("一般公共预算财政拨款基本支出的明细"),
    )  # fmt: skip
    return assemble(
        Plan(
            template=NAME,
            seed=seed,
            name=f"{name}{year}年度部门决算",
            kind="final_account",
            budget=budget,
            style=style,
            arrangement=draw_arrangement(
                rng, ("公开{n:02d}表", "公开{n:02d}表", "公开表{n}", ""),
                ("部门：{name}", "编制单位：{name}", "公开部门：{name}"), ("", "{year}年度"),
            ),
            sheets=[*tables.summaries(), basic, *tables.funds_and_three_public()],
            front=[
                *cover([name, f"{year}年度部门决算"]), PageBreak(),
                Words("第一部分 部门概况", 1, align="centre"), *overview(budget, rng),
                Words("第二部分 决算情况说明", 1, align="centre"), *account_explanation(account, style),
                Words("第三部分 决算表", 1, align="centre"),
            ]
            if style.has_prose
            else (),
            back=glossary(rng) if style.has_prose else (),
        )
    )  # fmt: skip
