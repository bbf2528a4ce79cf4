"""A province's department budget: line numbers, code and name under 功能分类科目, a 栏次 row under every header."""

import random

from extractor.corpora.generate.assemble import Plan, assemble
from extractor.corpora.generate.draw_budget import draw_budget
from extractor.corpora.generate.figures import random_of
from extractor.corpora.generate.heading import draw_arrangement
from extractor.corpora.generate.model import DocumentSpec, PageBreak, Words
from extractor.corpora.generate.prose import cover, explanation, glossary, overview
from extractor.corpora.generate.statements.lists import assets, organisation, procurement, projects
from extractor.corpora.generate.statements.provincial_tables import ProvincialTables
from extractor.corpora.generate.style import Choices, draw_style

NAME = "provincial"
CHOICES = Choices(sizes=("short", "medium", "medium", "long"), nils=("blank", "blank", "zero"), prose=0.7)


def build(seed: int) -> DocumentSpec:
    """The document of a seed."""
    style, rng = draw_style(NAME, seed, CHOICES), random_of(NAME, seed, "words")
    budget = draw_budget(NAME, seed, style.scale)
    department, year = budget.department, budget.year
    tables = ProvincialTables(
        budget, style, rng.choice(("部门预算", "", f"{year}年部门预算")), lists_all=rng.random() < 0.7,
        details_income=rng.random() < 0.3, carried_first=rng.random() < 0.3,
    )  # fmt: skip
    sheets = tables.sheets()
    if rng.random() < 0.6:
        sheets.append(projects(budget, style, "项目支出表"))
    if style.has_prose:
        sheets.append(organisation(budget, rng))
        sheets += [procurement(budget, style, rng), assets(style, rng)]
    title = [department.name, f"{year}年部门预算"]
    return assemble(
        Plan(
            template=NAME,
            seed=seed,
            name="".join(title),
            kind="budget",
            budget=budget,
            style=style,
            arrangement=draw_arrangement(
                rng, ("", "", "附件{n}", "预算{n:02d}表"), ("{name}", "{name}", ""), ("预算年度：{year}", "")
            ),
            sheets=sheets,
            front=[*cover(title), PageBreak(), *_front(tables, rng)] if style.has_prose else (),
            back=glossary(rng) if style.has_prose else (),
            heading_name=f"{department.code} {department.name}",
        )
    )


def _front(tables: ProvincialTables, rng: random.Random) -> list[Words]:
    budget, style = tables.budget, tables.style
    return [
        Words("第一部分 部门概况", 1, align="centre"), *overview(budget, rng),
        Words("第二部分 预算安排说明", 1, align="centre"), *explanation(budget, style),
    ]  # fmt: skip
