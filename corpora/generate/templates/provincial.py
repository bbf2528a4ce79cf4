"""A province's department budget: line numbers, code and name under 功能分类科目, a 栏次 row under every header."""

from extractor.corpora.generate.code_rows import function_rows, total_row
from extractor.corpora.generate.draw_budget import draw_budget
from extractor.corpora.generate.figures import BASIC, Budget
from extractor.corpora.generate.model import Block, DocumentSpec, PageBreak, TableSpec, Words
from extractor.corpora.generate.style import Choices, Style, draw_style
from extractor.corpora.generate.table_builder import ABOVE, LEFT, amount, build_cells, index, name

NAME = "provincial"
CHOICES = Choices()


def build(seed: int) -> DocumentSpec:
    """The document of a seed."""
    style = draw_style(NAME, seed, CHOICES)
    budget = draw_budget(NAME, seed, style.scale)
    blocks: list[Block] = [Words(f"{budget.department.name}{budget.year}年部门预算", 1, align="centre"), PageBreak()]
    blocks.append(_expenditure(budget, style))
    return DocumentSpec(
        template=NAME,
        seed=seed,
        name=f"{budget.department.name}{budget.year}年部门预算",
        kind="budget",
        department=budget.department.name,
        department_code=budget.department.code,
        fiscal_year=budget.year,
        blocks=tuple(blocks),
        font=style.font,
    )


def _expenditure(budget: Budget, style: Style) -> TableSpec:
    header = [
        ["序号", "功能分类科目", LEFT, "合计", "基本支出", "项目支出"],
        [ABOVE, "科目编码", "科目名称", ABOVE, ABOVE, ABOVE],
        ["栏次", "1", "2", "3", "4", "5"],
    ]
    measures = [
        budget.total,
        lambda code: budget.total(code, BASIC),
        lambda code: budget.total(code, ("project", "operating")),
    ]
    rows = [total_row(["", style.total()], measures, style.money)]
    rows += function_rows(budget.codes(), measures, style.money)
    columns = [index(6), index(11), name(36), amount(15), amount(15), amount(15)]
    body = [[str(number), *row] for number, row in enumerate(rows, start=1)]
    return TableSpec(
        title="部门预算支出总表",
        kind="expenditure_summary",
        unit=style.scale.unit,
        header_rows=3,
        number_rows=1,
        cells=build_cells(header, body, columns, style.layout, number_rows=1),
        widths=tuple(column.width for column in columns),
        above=(
            (f"{budget.department.code} {budget.department.name}", ""),
            (f"预算年度：{budget.year}", f"单位：{style.scale.unit}"),
        ),
        captions=(f"{budget.department.code}{budget.department.name}", f"预算年度：{budget.year}"),
        repeats_header=style.repeats_header,
        font_size=style.font_size,
    )
