"""Statements as reports print them between their words: headers of two and three rows, comparisons of two years."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from extractor.corpora.generate.code_names import function_names
from extractor.corpora.generate.code_table import CodeLayout, Columns, economic_body, fields_of, function_body
from extractor.corpora.generate.figures import (
    APPROPRIATED,
    BASIC,
    CARRIED,
    FISCAL_ACCOUNT,
    GENERAL,
    ONLY_CAPITAL,
    ONLY_GENERAL,
    OPERATING,
    PERSONNEL,
    PROJECT,
    PUBLIC,
    UNIT_FUNDS,
    ZERO,
    Budget,
    Source,
    Use,
)
from extractor.corpora.generate.heading import chinese_number
from extractor.corpora.generate.measures import Measure, by_economic, by_function, economic_codes
from extractor.corpora.generate.sheet import Fields, Path, Sheet
from extractor.corpora.generate.side_by_side import beside, class_lines
from extractor.corpora.generate.style import Style
from extractor.corpora.generate.table_builder import AMOUNT, INDEX, NAME, STEP, Column
from extractor.document.vocabulary import TableKind

_NARROW: Final = Column(8.0, "row_attribute", "left", 12.0)
"""Names in tables that stand side by side."""
_SOURCES: Final[tuple[tuple[str, tuple[Source, ...]], ...]] = (
    ("财政拨款收入", APPROPRIATED), ("财政专户管理资金", FISCAL_ACCOUNT), ("单位资金收入", UNIT_FUNDS),
    ("上年结转", CARRIED),
)  # fmt: skip
_USES: Final[tuple[tuple[str, tuple[Use, ...]], ...]] = (
    ("人员经费", PERSONNEL), ("公用经费", PUBLIC), ("项目支出", PROJECT), ("经营支出", OPERATING),
)  # fmt: skip
"""All uses of a report's budget: none of its departments sets money aside."""


@dataclass(frozen=True, slots=True)
class PlainTables:
    """``is_deep``: one more header row stands over the groups."""

    budget: Budget
    style: Style
    is_deep: bool

    def expenditure(self) -> Sheet:
        """Expenditure by function code: basic (personnel, public), projects, operating where there is any."""
        basic = self._under("本年支出", "基本支出")
        columns: list[tuple[Path, Measure]] = [
            (self._under("本年支出", "合计"), by_function(self.budget)),
            ((*basic, "小计"), by_function(self.budget, BASIC)),
            ((*basic, "人员经费"), by_function(self.budget, PERSONNEL)),
            ((*basic, "公用经费"), by_function(self.budget, PUBLIC)),
            (self._under("本年支出", "项目支出"), by_function(self.budget, PROJECT)),
        ]
        if self.budget.total(uses=OPERATING):
            columns.append((self._under("本年支出", "经营支出"), by_function(self.budget, OPERATING)))
        return self._by_function("部门支出预算表", "expenditure_summary", tuple(columns), self.budget.codes())

    def revenue(self) -> Sheet:
        """Income by function code: fiscal appropriation by budget, the fiscal account, own funds, what was carried."""
        fiscal = self._under("本年收入", "财政拨款收入")
        columns: Columns = (
            (("总计",), by_function(self.budget)),
            ((*fiscal, "小计"), self._of(*APPROPRIATED)),
            ((*fiscal, "一般公共预算"), self._of(*ONLY_GENERAL)),
            ((*fiscal, "政府性基金预算"), self._of("fund")),
            ((*fiscal, "国有资本经营预算"), self._of(*ONLY_CAPITAL)),
            (self._under("本年收入", "财政专户管理资金"), self._of(*FISCAL_ACCOUNT)),
            (self._under("本年收入", "单位资金"), self._of(*UNIT_FUNDS)),
            (("上年结转",), self._of(*CARRIED)),
        )
        return self._by_function("部门收入预算表", "revenue_summary", columns, self.budget.codes())

    def basic(self) -> Sheet:
        """The general budget's basic expenditure by economic code."""
        head = f"{self.budget.year}年基本支出"
        columns: Columns = (
            ((head, "合计"), by_economic(self.budget)),
            ((head, "人员经费"), by_economic(self.budget, "301", "303")),
            ((head, "公用经费"), by_economic(self.budget, "302", "310")),
        )
        layout = self._layout("经济分类科目")
        body = economic_body(layout, columns, economic_codes(self.budget), self.style.money)
        title = "一般公共预算基本支出表"
        return Sheet(title, "basic_expenditure", self.budget.unit, fields_of(layout, columns), body)

    def comparison(self) -> Sheet:
        """The general budget's expenditure of two years by function code, the change as an amount and in per cent."""
        year, change = self.budget.year, f"比{self.budget.year - 1}年增减"
        fields: Fields = (
            (("功能分类科目", "编码"), INDEX), (("功能分类科目", "名称"), NAME),
            *((self._under("预算数", f"{one}年"), AMOUNT) for one in (year - 1, year)),
            ((*self._under("预算数", change), "金额"), AMOUNT), ((*self._under("预算数", change), "幅度（%）"), AMOUNT),
        )  # fmt: skip
        codes = self.budget.codes(sources=GENERAL, prior=True)
        body = [["", self.style.total(), *self._change("")]]
        body += [[code, STEP * (len(code) // 2 - 1) + function_names()[code], *self._change(code)] for code in codes]
        return Sheet("一般公共预算支出对比表", "general_public_expenditure", self.budget.unit, fields, body)

    def three_public(self) -> Sheet:
        """The three public expenses of two years."""
        year = self.budget.year
        now, before = self.budget.three_public, self.budget.prior_three_public
        lines = (
            (self.style.total(), "total"), ("一、因公出国（境）费", "abroad"), ("二、公务接待费", "reception"),
            ("三、公务用车购置及运行费", "vehicle"), (f"{STEP}其中：公务用车购置费", "vehicle_purchase"),
            (f"{STEP}公务用车运行费", "vehicle_operation"),
        )  # fmt: skip
        body = []
        for label, name in lines:
            old, new = getattr(before, name), getattr(now, name)
            body.append([label, *(self.style.money.text(amount) for amount in (old, new, new - old))])
        fields: Fields = (
            (("项目",), NAME), *((self._under("财政拨款", f"{one}年预算数"), AMOUNT) for one in (year - 1, year)),
            (self._under("财政拨款", "增减额"), AMOUNT),
        )  # fmt: skip
        return Sheet("“三公”经费预算对比表", "three_public", self.budget.unit, fields, body)

    def funds(self) -> Sheet:
        """Projects and where their money is from."""
        money, projects = self.style.money, self.budget.projects
        groups = [(head, sources) for head, sources in _SOURCES if any(one.total(sources) for one in projects)]
        fields: Fields = (
            (("项目名称",), NAME), (("功能科目",), INDEX), (("资金来源", "合计"), AMOUNT),
            *((("资金来源", head), AMOUNT) for head, _ in groups),
        )  # fmt: skip
        body = [
            [one.name, one.function, money.text(one.total()), *(money.text(one.total(own)) for _, own in groups)]
            for one in projects
        ]
        sums = [sum((one.total(own) for one in projects), ZERO) for _, own in groups]
        body.append([self.style.total(), "", money.text(sum(sums, ZERO)), *map(money.text, sums)])
        return Sheet("项目支出预算表", "project_expenditure", self.budget.unit, fields, body)

    def narrow_pair(self) -> tuple[Sheet, Sheet]:
        """Income by source and expenditure by class: two tables of two columns that stand side by side."""
        money = self.style.money
        income = [[head, money.text(self.budget.total(sources=sources))] for head, sources in _SOURCES]
        classes = [code for code in self.budget.codes() if len(code) == 3]
        spent = [[function_names()[code], money.text(self.budget.total(code))] for code in classes]
        total = [self.style.total(), money.text(self.budget.total())]
        fields: Fields = ((("项目",), _NARROW), (("预算数",), AMOUNT))
        unit = self.budget.unit
        return (
            Sheet("收入来源情况", "revenue_summary", unit, fields, [*income, total]),
            Sheet("支出方向情况", "expenditure_summary", unit, fields, [*spent, total]),
        )

    def both_sides(self, columns: int) -> Sheet:
        """Income by source beside expenditure by class (four columns) and by use (six), the totals in the last row."""
        money, total = self.style.money, self.style.money.text(self.budget.total())
        income = [
            (f"{chinese_number(number)}、{head}", money.text(self.budget.total(sources=sources)))
            for number, (head, sources) in enumerate(_SOURCES, start=1)
        ]
        spent = class_lines([by_function(self.budget)], money, lists_all=self.is_deep)
        uses = [
            (f"{chinese_number(number)}、{head}", money.text(self.budget.total(uses=one)))
            for number, (head, one) in enumerate(_USES, start=1)
        ]
        body = beside(income, spent, len(uses))
        sums = ["收入总计", total, "支出总计", total]
        heads = [("收入", "项目"), ("收入", "预算数"), ("支出", "功能分类"), ("支出", "预算数")]
        if columns > len(heads):
            body = beside([tuple(row) for row in body], uses)
            sums += ["支出总计", total]
            heads += [("支出用途", "项目"), ("支出用途", "预算数")]
        fields: Fields = tuple((path, AMOUNT if path[1] == "预算数" else _NARROW) for path in heads)
        title = "收支预算总表"
        return Sheet(title, "revenue_expenditure_summary", self.budget.unit, fields, [*body, sums])

    def _of(self, *sources: Source) -> Measure:
        return by_function(self.budget, None, sources)

    def _under(self, head: str, *path: str) -> Path:
        return (head, *path) if self.is_deep else path

    def _layout(self, head: str) -> CodeLayout:
        return CodeLayout(((head, "编码"),), (head, "名称"), self.style.total(), total_merged=True)

    def _by_function(self, title: str, kind: TableKind, columns: Columns, codes: list[str]) -> Sheet:
        layout = self._layout("功能分类科目")
        body = function_body(layout, columns, codes, self.style.money)
        return Sheet(title, kind, self.budget.unit, fields_of(layout, columns), body)

    def _change(self, code: str) -> list[str]:
        """Both years, the difference, and what it is of the earlier one; a dash where that was nothing."""
        old = self.budget.total(code, None, GENERAL, prior=True)
        new = self.budget.total(code, None, GENERAL)
        share = f"{((new - old) * 100 / old).quantize(Decimal('0.1'), ROUND_HALF_UP)}" if old else "—"
        return [*(self.style.money.text(amount) for amount in (old, new, new - old)), share]
