"""The tables of a central ministry's budget: this year beside the year before, changes in amount and per cent."""

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
    BUSINESS,
    CARRIED,
    CARRIED_FUND,
    FUND,
    GENERAL,
    ONLY_CAPITAL,
    ONLY_FUND,
    ONLY_GENERAL,
    OPERATING,
    OPERATING_INCOME,
    PROJECT,
    THIS_YEAR,
    ZERO,
    Budget,
    Source,
)
from extractor.corpora.generate.measures import Measure, by_economic, by_function, economic_codes, nothing
from extractor.corpora.generate.sheet import Fields, Path, Sheet, column_numbers
from extractor.corpora.generate.side_by_side import Line, beside, class_lines
from extractor.corpora.generate.style import Style
from extractor.corpora.generate.table_builder import AMOUNT, LEFT, NAME
from extractor.document.vocabulary import TableKind

_OTHER: tuple[Source, ...] = ("superior", "affiliate", "other", "fiscal_account")
_INCOME: tuple[tuple[str, tuple[Source, ...]], ...] = (
    ("一般公共预算拨款收入", ONLY_GENERAL), ("政府性基金预算拨款收入", ONLY_FUND),
    ("国有资本经营预算拨款收入", ONLY_CAPITAL), ("事业收入", BUSINESS), ("事业单位经营收入", OPERATING_INCOME),
    ("其他收入", _OTHER),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class CentralTables:
    """``prefix``: 部门 or nothing before the titles; ``compares``: the general budget beside the year before;
    ``numbered``: a 栏次 row under each header; ``total_merged``: 合计 stands over code and name."""

    budget: Budget
    style: Style
    prefix: str
    compares: bool
    numbered: bool
    total_merged: bool

    def sheets(self) -> list[Sheet]:
        """All tables in the order of the document."""
        return [
            self._summary(), self._revenue(), self._expenditure(), self._appropriation(),
            self._general_beside_prior() if self.compares else self._general(), self._basic(), self._three_public(),
            self._fund("政府性基金", FUND, "government_fund"),
            self._fund("国有资本经营", ONLY_CAPITAL, "state_capital"),
        ]  # fmt: skip

    def _text(self, amount: Decimal) -> str:
        return self.style.money.text(amount)

    def _layout(self) -> CodeLayout:
        return CodeLayout((("科目编码",),), ("科目名称",), self.style.total(), total_merged=self.total_merged)

    def _numbers(self, before: int, columns: int) -> list[str] | None:
        return column_numbers(("栏次", *[LEFT] * (before - 1)), columns) if self.numbered else None

    def _of(self, *sources: Source) -> Measure:
        return by_function(self.budget, None, sources)

    def _by_function(self, title: str, kind: TableKind, columns: Columns, codes: list[str]) -> Sheet:
        layout = self._layout()
        fields = fields_of(layout, columns)
        body = function_body(layout, columns, codes, self.style.money)
        return Sheet(title, kind, self.budget.unit, fields, body, self._numbers(layout.before, len(fields)))

    def _summary(self) -> Sheet:
        total = self.budget.total
        income: list[Line] = [
            (f"{numeral}、{label}", self._text(total(sources=sources)))
            for numeral, (label, sources) in zip("一二三四五六", _INCOME, strict=True)
        ]
        spent = class_lines([by_function(self.budget)], self.style.money, lists_all=False)
        whole, carried = self._text(total()), self._text(total(sources=CARRIED))
        body = [
            *beside(income, spent, max(len(income), len(spent)) + 1),
            ["本年收入合计", self._text(total(sources=THIS_YEAR)), "本年支出合计", whole],
            ["上年结转", carried, "结转下年", self._text(ZERO)],
            ["收入总计", whole, "支出总计", whole],
        ]
        fields: Fields = (
            (("收入", "项目"), NAME), (("收入", "预算数"), AMOUNT), (("支出", "项目（按功能分类）"), NAME),
            (("支出", "预算数"), AMOUNT),
        )  # fmt: skip
        return Sheet(f"{self.prefix}收支总表", "revenue_expenditure_summary", self.budget.unit, fields, body)

    def _revenue(self) -> Sheet:
        columns: Columns = (
            (("合计",), by_function(self.budget)),
            (("上年结转",), self._of(*CARRIED)),
            *(
                (("本年收入", label.replace("预算拨款收入", "预算拨款")), self._of(*sources))
                for label, sources in _INCOME
            ),
        )
        return self._by_function(f"{self.prefix}收入总表", "revenue_summary", columns, self.budget.codes())

    def _expenditure(self) -> Sheet:
        columns: Columns = (
            (("合计",), by_function(self.budget)),
            (("基本支出",), by_function(self.budget, BASIC)),
            (("项目支出",), by_function(self.budget, PROJECT)),
            (("上缴上级支出",), nothing),
            (("事业单位经营支出",), by_function(self.budget, OPERATING)),
            (("对附属单位补助支出",), nothing),
        )
        return self._by_function(f"{self.prefix}支出总表", "expenditure_summary", columns, self.budget.codes())

    def _appropriation(self) -> Sheet:
        total = self.budget.total
        every: tuple[Source, ...] = (*GENERAL, *FUND, *ONLY_CAPITAL)
        carried = total(sources=("carried_general", "carried_fund"))
        income: list[Line] = [
            ("一、本年收入", self._text(total(sources=APPROPRIATED))),
            ("（一）一般公共预算拨款", self._text(total(sources=ONLY_GENERAL))),
            ("（二）政府性基金预算拨款", self._text(total(sources=ONLY_FUND))),
            ("（三）国有资本经营预算拨款", self._text(total(sources=ONLY_CAPITAL))),
            ("二、上年结转", self._text(carried)),
            ("（一）一般公共预算拨款", self._text(carried - total(sources=CARRIED_FUND))),
            ("（二）政府性基金预算拨款", self._text(total(sources=CARRIED_FUND))),
        ]
        measures = [self._of(*one) for one in (every, GENERAL, FUND, ONLY_CAPITAL)]
        spent = class_lines(measures, self.style.money, lists_all=False)
        sums = [self._text(measure("")) for measure in measures]
        body = [*beside(income, spent), ["收入总计", sums[0], "支出总计", *sums]]
        heads = ("合计", "一般公共预算", "政府性基金预算", "国有资本经营预算")
        fields: Fields = (
            (("收入", "项目"), NAME), (("收入", "预算数"), AMOUNT), (("支出", "项目"), NAME),
            *((("支出", head), AMOUNT) for head in heads),
        )  # fmt: skip
        return Sheet("财政拨款收支总表", "fiscal_appropriation_summary", self.budget.unit, fields, body)

    def _general(self) -> Sheet:
        head = f"{self.budget.year}年预算数"
        columns: Columns = (
            ((head, "小计"), self._of(*GENERAL)),
            ((head, "基本支出"), by_function(self.budget, BASIC, GENERAL)),
            ((head, "项目支出"), by_function(self.budget, PROJECT, GENERAL)),
        )
        codes = self.budget.codes(sources=GENERAL)
        return self._by_function("一般公共预算支出表", "general_public_expenditure", columns, codes)

    def _general_beside_prior(self) -> Sheet:
        """Amounts of both years, the change and its percentage of the year before."""
        sheet = self._general()
        prior = f"{self.budget.year - 1}年执行数"
        change = f"{self.budget.year}年预算数比{prior}"
        before, codes = self._layout().before, ["", *self.budget.codes(sources=GENERAL)]
        body = []
        for code, row in zip(codes, sheet.body, strict=True):
            old = self.budget.total(code, None, GENERAL, prior=True)
            grown = self.budget.total(code, None, GENERAL) - old
            share = f"{grown / old * 100:.2f}%" if old else ""
            body.append([*row[:before], self._text(old), *row[before:], self._text(grown), share])
        fields: Fields = (
            *sheet.fields[:before], ((prior,), AMOUNT), *sheet.fields[before:], ((change, "增减额"), AMOUNT),
            ((change, "增减%"), AMOUNT),
        )  # fmt: skip
        numbers = self._numbers(before, len(fields))
        return Sheet(sheet.title, sheet.kind, sheet.unit, fields, body, numbers)

    def _basic(self) -> Sheet:
        layout, head = self._layout(), f"{self.budget.year}年基本支出"
        columns: Columns = (
            ((head, "合计"), by_economic(self.budget)),
            ((head, "人员经费"), by_economic(self.budget, "301", "303")),
            ((head, "公用经费"), by_economic(self.budget, "302", "310")),
        )
        fields = fields_of(layout, columns)
        body = economic_body(layout, columns, economic_codes(self.budget), self.style.money)
        numbers = self._numbers(layout.before, len(fields))
        return Sheet("一般公共预算基本支出表", "basic_expenditure", self.budget.unit, fields, body, numbers)

    def _three_public(self) -> Sheet:
        cars = "公务用车购置及运行费"
        years = [(f"{self.budget.year}年预算数", self.budget.three_public)]
        if self.compares:
            years.insert(0, (f"{self.budget.year - 1}年预算数", self.budget.prior_three_public))
        columns: list[tuple[Path, Decimal]] = []
        for head, spent in years:
            columns += [
                ((head, "合计"), spent.total), ((head, "因公出国（境）费"), spent.abroad),
                ((head, cars, "小计"), spent.vehicle), ((head, cars, "公务用车购置费"), spent.vehicle_purchase),
                ((head, cars, "公务用车运行费"), spent.vehicle_operation), ((head, "公务接待费"), spent.reception),
            ]  # fmt: skip
        fields: Fields = tuple((path, AMOUNT) for path, _ in columns)
        body = [[self._text(value) for _, value in columns]]
        return Sheet("一般公共预算“三公”经费支出表", "three_public", self.budget.unit, fields, body)

    def _fund(self, name: str, sources: tuple[Source, ...], kind: TableKind) -> Sheet:
        head = f"{self.budget.year}年{name}预算支出"
        columns: Columns = (
            ((head, "合计"), self._of(*sources)),
            ((head, "基本支出"), by_function(self.budget, BASIC, sources)),
            ((head, "项目支出"), by_function(self.budget, PROJECT, sources)),
        )
        title = f"{name}预算支出表"
        if has_amounts(columns):
            return self._by_function(title, kind, columns, self.budget.codes(sources=sources))
        layout = self._layout()
        fields = fields_of(layout, columns)
        return Sheet(
            title, kind, self.budget.unit, fields, blank_body(layout, columns, 3),
            self._numbers(layout.before, len(fields)),
            notes=(f"注：{self.budget.year}年没有使用{name}预算拨款安排的支出。",), declared_empty=True,
        )  # fmt: skip
