"""A report of a budget: words, and tables between them without rulings all round, as many on a page as fit."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from extractor.corpora.generate.figures import APPROPRIATED, BASIC, PROJECT, Budget, random_of
from extractor.corpora.generate.heading import Arrangement, chinese_number, draw_arrangement
from extractor.corpora.generate.model import (
    Block,
    ColumnBreak,
    Columns,
    DocumentSpec,
    Orientation,
    PageBreak,
    Rules,
    Words,
)  # fmt: skip
from extractor.corpora.generate.prose import overview
from extractor.corpora.generate.report_variety import Variety, draw_variety
from extractor.corpora.generate.sheet import Sheet, orientation_for, to_table
from extractor.corpora.generate.statements.plain_tables import PlainTables
from extractor.corpora.generate.style import Style

_NUMBERS = ("表{n}", "附表{n}", "")
_AFTERWORDS = (
    "上表各项按功能分类科目列示，类、款、项逐级汇总。",
    "表中数据取自经批准的部门预算，与批复口径一致。",
    "各项经费按规定的开支范围和标准安排，执行中从严控制。",
    "有关情况在预算执行中如有变化，按程序调整后另行公开。",
)


@dataclass(frozen=True, slots=True)
class _Section:
    """A heading, what is said below it, and its tables: two of them stand side by side."""

    title: str
    said: str
    sheets: tuple[Sheet, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """A budget and how it is told; ``group_rules``: a rule stands under the heads of groups."""

    budget: Budget
    style: Style
    tables: PlainTables
    arrangement: Arrangement
    rules: Rules
    group_rules: bool
    variety: Variety

    def sections(self, rng: random.Random) -> list[_Section]:
        """The summary, and three to six further sections in the department's order."""
        said, tables = self._money, self.tables
        year, three = self.budget.year, self.budget.three_public
        total = said(self.budget.total())
        basic, project = said(self.budget.total(uses=BASIC)), said(self.budget.total(uses=PROJECT))
        fiscal = said(self.budget.total(sources=APPROPRIATED))
        summary = _Section(
            "收支总体情况", f"{year}年收入预算{total}，支出预算{total}，收支平衡。", tables.narrow_pair()
        )
        others = (
            ("支出预算情况", f"按功能分类，基本支出{basic}，项目支出{project}。", tables.expenditure),
            ("收入预算情况", f"收入中财政拨款{fiscal}，其余为单位资金和结转资金。", tables.revenue),
            ("一般公共预算支出情况", f"与{year - 1}年相比的增减情况按科目列示如下。", tables.comparison),
            ("基本支出情况", "基本支出按经济分类科目列示如下。", tables.basic),
            ("“三公”经费情况", f"“三公”经费预算{said(three.total)}。", tables.three_public),
            ("项目支出情况", f"项目支出共{len(self.budget.projects)}项，资金来源如下。", tables.funds),
        )
        chosen = sorted(rng.sample(range(len(others)), rng.randint(3, len(others))))
        told = [_Section(title, words, (made(),)) for title, words, made in map(others.__getitem__, chosen)]
        return [summary, *self._both_sides(), *told]

    def _both_sides(self) -> Iterator[_Section]:
        if self.variety.summary_columns:
            sheet = self.tables.both_sides(self.variety.summary_columns)
            yield _Section("收支预算总表", "收入与支出对照列示，两边总计相等。", (sheet,))

    def table_blocks(self, sheets: Sequence[Sheet], before: int) -> Iterator[Block]:
        """The tables of a section, in columns where there are several; ``before`` counts the tables above."""
        if len(sheets) > 1:
            yield Columns(len(sheets))
        for place, sheet in enumerate(sheets):
            if place:
                yield ColumnBreak()
            name, year = self.budget.department.name, self.budget.year
            heading = self.arrangement.heading(before + place + 1, name, sheet.unit, year)
            table = to_table(replace(sheet, rules=self.rules), heading, self.style)
            row_rules = self.variety.ruled_rows(sheet, table.header_rows)
            yield replace(table, group_rules=self.group_rules, row_rules=row_rules)
        if len(sheets) > 1:
            yield Columns(1)

    def _money(self, amount: Decimal) -> str:
        return f"{self.style.money.spoken(amount)}{self.budget.unit}"


def build_report(template: str, seed: int, budget: Budget, style: Style) -> DocumentSpec:
    """A report of the template's rulings."""
    rng = random_of(template, seed, "words")
    report = _draw_report(template, budget, style, rng, draw_variety(random_of(template, seed, "variety")))
    name, year = budget.department.name, budget.year
    title = f"{name}{year}年部门预算情况说明"
    blocks: list[Block] = [Words(title, 1, align="centre")]
    blocks += overview(budget, rng) if style.has_prose else []
    first: Orientation = "landscape" if style.prefers_landscape else "portrait"
    orientation, tables = first, 0
    for number, section in enumerate(report.sections(rng), start=3 if style.has_prose else 1):
        sheets = tuple(map(report.variety.varied, section.sheets))
        needed = orientation_for(sheets[0], style)
        if needed != orientation:
            blocks.append(PageBreak(needed))
            orientation = needed
        blocks += [Words(f"{chinese_number(number)}、{section.title}", 2), Words(f"　　{section.said}")]
        blocks += report.table_blocks(sheets, tables)
        blocks.append(Words(f"　　{rng.choice(_AFTERWORDS)}" if rng.random() < 0.4 else ""))
        tables += len(sheets)
    return DocumentSpec(
        template=template,
        seed=seed,
        name=title,
        kind="budget",
        department=name,
        department_code=None,
        fiscal_year=year,
        blocks=tuple(blocks),
        orientation=first,
        font=style.font,
    )


def _draw_report(template: str, budget: Budget, style: Style, rng: random.Random, variety: Variety) -> Report:
    is_three_line = template == "three_line"
    return Report(
        budget=budget,
        style=style,
        tables=PlainTables(budget, style, rng.random() < 0.4),
        arrangement=draw_arrangement(rng, _NUMBERS, ("", "", "{name}")),
        rules="three_line" if is_three_line else rng.choice(("borderless", "borderless", "horizontal")),
        group_rules=rng.random() < (0.7 if is_three_line else 0.3),
        variety=variety,
    )
