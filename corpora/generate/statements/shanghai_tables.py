"""The nine tables of Shanghai's department budgets: codes in the columns 类 款 项, the total at the end."""

from dataclasses import dataclass
from decimal import Decimal

from extractor.corpora.generate.code_table import (
    CodeLayout,
    Columns,
    blank_body,
    economic_body,
    fields_of,
    function_body,
    has_amounts,
)
from extractor.corpora.generate.figures import (
    APPROPRIATED,
    BASIC,
    FUND,
    GENERAL,
    ONLY_CAPITAL,
    OPERATING_INCOME,
    PROJECT,
    Budget,
    Source,
)
from extractor.corpora.generate.measures import Measure, by_economic, by_function, economic_codes
from extractor.corpora.generate.money import MoneyStyle
from extractor.corpora.generate.sheet import Fields, Sheet
from extractor.corpora.generate.side_by_side import Line, beside, class_lines
from extractor.corpora.generate.style import Style
from extractor.corpora.generate.table_builder import AMOUNT, NAME
from extractor.document.vocabulary import YUAN_PER_UNIT, TableKind

_ITEM = "项目"
_FUNDS: tuple[tuple[str, tuple[Source, ...]], ...] = (
    ("一般公共预算", GENERAL), ("政府性基金预算", FUND), ("国有资本经营预算", ONLY_CAPITAL),
)  # fmt: skip
_OTHER: tuple[Source, ...] = ("superior", "affiliate", "other", "carried_other")
_BLANK_ROWS = 3
"""Ruled rows left free above the totals of a summary."""


@dataclass(frozen=True, slots=True)
class ShanghaiTables:
    """``prefix`` (2024年部门) stands before each title."""

    budget: Budget
    style: Style
    prefix: str

    def sheets(self) -> list[Sheet]:
        """All tables in the order of the document."""
        fund, capital = _FUNDS[1:]
        return [
            self._summary(), self._revenue(), self._expenditure(), self._appropriation(),
            self._by_fund("一般公共预算", GENERAL, "general_public_expenditure"),
            self._by_fund(*fund, "government_fund"), self._by_fund(*capital, "state_capital"), self._basic(),
            self._three_public(),
        ]  # fmt: skip

    def _of(self, *sources: Source) -> Measure:
        return by_function(self.budget, None, sources)

    def _layout(self) -> CodeLayout:
        head = "功能分类科目编码"
        return CodeLayout(
            tuple((_ITEM, head, level) for level in ("类", "款", "项")), (_ITEM, "功能分类科目名称"),
            self.style.total(), "bottom", total_merged=True,
        )  # fmt: skip

    def _by_function(self, title: str, kind: TableKind, columns: Columns, codes: list[str]) -> Sheet:
        layout = self._layout()
        body = function_body(layout, columns, codes, self.style.money)
        return Sheet(f"{self.prefix}{title}", kind, self.budget.unit, fields_of(layout, columns), body)

    def _summary(self) -> Sheet:
        total, money = self.budget.total, self.style.money
        income: list[Line] = [
            ("一、财政拨款收入", money.text(total(sources=(*APPROPRIATED, "carried_general", "carried_fund")))),
            *((f"{number}. {label}", money.text(total(sources=sources)))
              for number, (label, sources) in enumerate(_FUNDS, start=1)),
            ("二、事业收入", money.text(total(sources=("business", "fiscal_account")))),
            ("三、事业单位经营收入", money.text(total(sources=OPERATING_INCOME))),
            ("四、其他收入", money.text(total(sources=_OTHER))),
        ]  # fmt: skip
        spent = class_lines([by_function(self.budget)], money, lists_all=False)
        whole = money.text(total())
        rows = max(len(income), len(spent)) + _BLANK_ROWS
        body = [*beside(income, spent, rows), ["收入总计", whole, "支出总计", whole]]
        fields: Fields = (
            (("本年收入", _ITEM), NAME), (("本年收入", "预算数"), AMOUNT), (("本年支出", _ITEM), NAME),
            (("本年支出", "预算数"), AMOUNT),
        )  # fmt: skip
        return Sheet(f"{self.prefix}财务收支预算总表", "revenue_expenditure_summary", self.budget.unit, fields, body)

    def _revenue(self) -> Sheet:
        head = "收入预算"
        columns: Columns = (
            ((head, "合计"), by_function(self.budget)),
            ((head, "财政拨款收入"), self._of(*APPROPRIATED, "carried_general", "carried_fund")),
            ((head, "事业收入"), self._of("business", "fiscal_account")),
            ((head, "事业单位经营收入"), self._of("operating_income")),
            ((head, "其他收入"), self._of(*_OTHER)),
        )
        return self._by_function("收入预算总表", "revenue_summary", columns, self.budget.codes())

    def _expenditure(self) -> Sheet:
        head = "支出预算"
        columns: Columns = (
            ((head, "合计"), by_function(self.budget)),
            ((head, "基本支出"), by_function(self.budget, BASIC)),
            ((head, "项目支出"), by_function(self.budget, (*PROJECT, "operating"))),
        )
        return self._by_function("支出预算总表", "expenditure_summary", columns, self.budget.codes())

    def _appropriation(self) -> Sheet:
        money = self.style.money
        income: list[Line] = [
            (
                f"{numeral}、{label.removesuffix('预算') if numeral == '二' else label}",
                money.text(self._of(*sources)("")),
            )
            for numeral, (label, sources) in zip("一二三", _FUNDS, strict=True)
        ]
        every = tuple(source for _, sources in _FUNDS for source in sources)
        measures = [self._of(*every), *(self._of(*sources) for _, sources in _FUNDS)]
        spent = class_lines(measures, money, lists_all=False)
        sums = [money.text(measure("")) for measure in measures]
        rows = max(len(income), len(spent)) + _BLANK_ROWS
        body = [*beside(income, spent, rows), ["收入总计", sums[0], "支出总计", *sums]]
        fields: Fields = (
            (("财政拨款收入", _ITEM), NAME), (("财政拨款收入", "预算数"), AMOUNT), (("财政拨款支出", _ITEM), NAME),
            *((("财政拨款支出", head), AMOUNT) for head in ("合计", *(label for label, _ in _FUNDS))),
        )  # fmt: skip
        return Sheet(
            f"{self.prefix}财政拨款收支预算总表", "fiscal_appropriation_summary", self.budget.unit, fields, body
        )

    def _by_fund(self, name: str, sources: tuple[Source, ...], kind: TableKind) -> Sheet:
        head, title = f"{name}支出", f"{name}支出功能分类预算表"
        columns: Columns = (
            ((head, "合计"), self._of(*sources)),
            ((head, "基本支出"), by_function(self.budget, BASIC, sources)),
            ((head, "项目支出"), by_function(self.budget, PROJECT, sources)),
        )
        if has_amounts(columns):
            return self._by_function(title, kind, columns, self.budget.codes(sources=sources))
        layout = self._layout()
        note = f"注：{self.budget.year}年没有{name}财政拨款安排的支出，本表没有数据。"
        return Sheet(
            f"{self.prefix}{title}", kind, self.budget.unit, fields_of(layout, columns),
            blank_body(layout, columns, 11), notes=(note,), declared_empty=True,
        )  # fmt: skip

    def _basic(self) -> Sheet:
        head, codes = "一般公共预算基本支出", "部门预算经济分类科目编码"
        layout = CodeLayout(
            tuple((_ITEM, codes, level) for level in ("类", "款")), (_ITEM, "经济分类科目名称"), self.style.total(),
            "bottom", total_merged=True,
        )  # fmt: skip
        columns: Columns = (
            ((head, "合计"), by_economic(self.budget)),
            ((head, "人员经费"), by_economic(self.budget, "301", "303")),
            ((head, "公用经费"), by_economic(self.budget, "302", "310")),
        )
        body = economic_body(layout, columns, economic_codes(self.budget), self.style.money)
        title = f"{self.prefix}一般公共预算基本支出部门预算经济分类预算表"
        return Sheet(title, "basic_expenditure", self.budget.unit, fields_of(layout, columns), body)

    def _three_public(self) -> Sheet:
        spent, head = self.budget.three_public, f"{self.budget.year}年“三公”经费预算数"
        operating = round(by_economic(self.budget, "302", "310")("") / self._share, 2)
        values = [
            *(amount / self._share for amount in (spent.total, spent.abroad, spent.reception, spent.vehicle,
                                                  spent.vehicle_purchase, spent.vehicle_operation)),
            operating,
        ]  # fmt: skip
        cars = "公务用车购置及运行费"
        fields: Fields = tuple(
            (path, AMOUNT)
            for path in (
                (head, "合计"), (head, "因公出国(境)费"), (head, "公务接待费"), (head, cars, "小计"),
                (head, cars, "购置费"), (head, cars, "运行费"), (f"{self.budget.year}年机关运行经费预算数",),
            )
        )  # fmt: skip
        body = [[_plain(value, self.style.money) for value in values]]
        return Sheet("部门“三公”经费和机关运行经费预算表", "three_public", "万元", fields, body)

    @property
    def _share(self) -> int:
        """How many of the document's units are 万元, in which the three public expenses are printed."""
        return 10_000 // YUAN_PER_UNIT[self.budget.unit]


def _plain(value: Decimal, money: MoneyStyle) -> str:
    """An amount in 万元 with as many places as it needs."""
    if not value:
        return "" if money.nil == "blank" else "0"
    return f"{round(value, 2).normalize():f}"
