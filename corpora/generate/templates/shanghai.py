"""Shanghai's department budget: amounts in 元, codes in the columns 类 款 项, long tables over pages."""

from extractor.corpora.generate.assemble import Plan, assemble
from extractor.corpora.generate.draw_budget import draw_budget
from extractor.corpora.generate.figures import random_of
from extractor.corpora.generate.heading import draw_arrangement
from extractor.corpora.generate.model import DocumentSpec, PageBreak, Words
from extractor.corpora.generate.prose import cover, explanation, glossary, overview
from extractor.corpora.generate.statements.shanghai_tables import ShanghaiTables
from extractor.corpora.generate.style import Choices, draw_style

NAME = "shanghai"
CHOICES = Choices(
    units=(("元", 0), ("元", 0), ("元", 2)),
    nils=("zero", "zero", "blank"),
    sizes=("short", "medium", "long", "long"),
    landscape=0.6,
    shared_pages=0.0,
)


def build(seed: int) -> DocumentSpec:
    """The document of a seed."""
    style, rng = draw_style(NAME, seed, CHOICES), random_of(NAME, seed, "words")
    budget = draw_budget(NAME, seed, style.scale)
    name, year = budget.department.name, budget.year
    department = rng.choice(("编制部门：{name}", "编制部门：{name}", "部门：{name}"))
    return assemble(
        Plan(
            template=NAME,
            seed=seed,
            name=f"{name}{year}年部门预算" if rng.random() < 0.5 else f"{name}{year % 100}年预算",
            kind="budget",
            budget=budget,
            style=style,
            arrangement=draw_arrangement(rng, ("",), (department,)),
            sheets=ShanghaiTables(budget, style, f"{year}年部门").sheets(),
            front=[
                *cover([name, f"{year}年部门预算"]), PageBreak(), *overview(budget, rng), *glossary(rng),
                Words("部门预算编制说明", 1, align="centre"), *explanation(budget, style),
            ]
            if style.has_prose
            else (),
        )
    )  # fmt: skip
