"""Jiangsu's department budget: tables mostly alone, income, function and use side by side, thousands separated."""

from extractor.corpora.generate.assemble import Plan, assemble
from extractor.corpora.generate.draw_budget import draw_budget
from extractor.corpora.generate.figures import random_of
from extractor.corpora.generate.heading import draw_arrangement
from extractor.corpora.generate.model import DocumentSpec, PageBreak, Words
from extractor.corpora.generate.prose import cover, explanation, overview
from extractor.corpora.generate.statements.jiangsu_purchases import purchases
from extractor.corpora.generate.statements.jiangsu_tables import JiangsuTables
from extractor.corpora.generate.style import Choices, draw_style

NAME = "jiangsu"
CHOICES = Choices(
    sizes=("short", "medium", "medium", "long"), prose=0.3, landscape=0.4, shared_pages=0.25, has_reserve=True
)


def build(seed: int) -> DocumentSpec:
    """The document of a seed."""
    style, rng = draw_style(NAME, seed, CHOICES), random_of(NAME, seed, "words")
    budget = draw_budget(NAME, seed, style.scale)
    name, year = budget.department.name, budget.year
    tables = JiangsuTables(
        budget, style, rng.random() < 0.5, rng.choice(("编码", "代码")), lists_all=rng.random() < 0.7
    )
    sheets = tables.sheets()
    if rng.random() < 0.7:
        sheets.append(purchases(budget, style, rng, merges_blanks=rng.random() < 0.4))
    title = rng.choice((f"{name}{year}年度部门预算公开表", f"{name}{year}年部门预算"))
    return assemble(
        Plan(
            template=NAME,
            seed=seed,
            name=title,
            kind="budget",
            budget=budget,
            style=style,
            arrangement=draw_arrangement(rng, ("公开{n:02d}表", "表{c}", ""), ("部门：{name}", "部门名称：{name}")),
            sheets=sheets,
            front=[
                *cover([name, f"{year}年度部门预算"]), PageBreak(),
                Words("第一部分 部门概况", 1, align="centre"), *overview(budget, rng),
                Words("第二部分 预算情况说明", 1, align="centre"), *explanation(budget, style),
            ]
            if style.has_prose
            else (),
        )
    )  # fmt: skip
