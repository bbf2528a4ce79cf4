"""A central ministry's department budget, 公开01表 to 公开09表 and the projects, beside the year before."""

from extractor.corpora.generate.assemble import Plan, assemble
from extractor.corpora.generate.draw_budget import draw_budget
from extractor.corpora.generate.figures import random_of
from extractor.corpora.generate.heading import draw_arrangement
from extractor.corpora.generate.model import DocumentSpec, PageBreak, Words
from extractor.corpora.generate.prose import cover, explanation, glossary, overview
from extractor.corpora.generate.statements.central_tables import CentralTables
from extractor.corpora.generate.statements.lists import projects
from extractor.corpora.generate.style import Choices, draw_style

NAME = "central_budget"
CHOICES = Choices(nils=("blank", "blank", "zero", "dash"), shared_pages=0.3)


def build(seed: int) -> DocumentSpec:
    """The document of a seed."""
    style, rng = draw_style(NAME, seed, CHOICES), random_of(NAME, seed, "words")
    budget = draw_budget(NAME, seed, style.scale)
    name, year = budget.department.name, budget.year
    tables = CentralTables(
        budget, style, prefix=rng.choice(("部门", "")), compares=rng.random() < 0.6,
        numbered=rng.random() < 0.3, total_merged=rng.random() < 0.6,
    )  # fmt: skip
    sheets = tables.sheets()
    if rng.random() < 0.5:
        sheets.append(projects(budget, style, "项目支出表"))
    return assemble(
        Plan(
            template=NAME,
            seed=seed,
            name=f"{name}{year}年部门预算",
            kind="budget",
            budget=budget,
            style=style,
            arrangement=draw_arrangement(
                rng, ("公开{n:02d}表", "预算公开表{n}", "附件{n}", "附表{n}", "表{c}"),
                ("部门：{name}", "部门/单位：{name}", "填报单位：{name}", ""), ("", "", "{year}年"),
            ),
            sheets=sheets,
            front=[
                *cover([name, f"{year}年部门预算"]), PageBreak(),
                Words("第一部分 部门概况", 1, align="centre"), *overview(budget, rng),
                Words("第二部分 预算情况说明", 1, align="centre"), *explanation(budget, style),
                Words("第三部分 预算表", 1, align="centre"),
            ]
            if style.has_prose
            else (),
            back=glossary(rng) if style.has_prose else (),
        )
    )  # fmt: skip
