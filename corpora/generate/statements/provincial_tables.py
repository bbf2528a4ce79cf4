"""The nine statements of a province's department budget."""

from dataclasses import dataclass

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
    CARRIED,
    FISCAL_ACCOUNT,
    FUND,
    GENERAL,
    ONLY_CAPITAL,
    OPERATING,
    PROJECT,
    THIS_YEAR,
    UNIT_FUNDS,
    ZERO,
    Budget,
    Source,
)
from extractor.corpora.generate.measures import Measure, by_economic, by_function, economic_codes, nothing
from extractor.corpora.generate.sheet import Fields, Sheet, column_numbers
from extractor.corpora.generate.side_by_side import Line, beside, class_lines
from extractor.corpora.generate.style import Style
from extractor.corpora.generate.table_builder import AMOUNT, INDEX, NAME, STEP
from extractor.document.vocabulary import TableKind

_INCOME: tuple[tuple[str, tuple[Source, ...]], ...] = (
    ("财政拨款收入", APPROPRIATED), ("财政专户收入", FISCAL_ACCOUNT), ("事业收入", ("business",)),
    ("经营收入", ("operating_income",)), ("上级补助收入", ("superior",)), ("附属单位上缴收入", ("affiliate",)),
    ("其他收入", ("other",)),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ProvincialTables:
    """``prefix`` stands before each title; ``lists_all``: summaries name every class of expenditure."""

    budget: Budget
    style: Style
    prefix: str
    lists_all: bool
    details_income: bool = False
    """What the unit's own funds consist of stands below them, as 其中."""
    carried_first: bool = False
    """The carry-over stands before this year's income."""

    def sheets(self) -> list[Sheet]:
        """All statements in the order of the document."""
        return [
            self._summary(), self._revenue(), self._expenditure(), self._appropriation(), self._general(),
            self._basic(), self._fund("政府性基金", FUND, "government_fund"),
            self._fund("国有资本经营", ONLY_CAPITAL, "state_capital"), self._three_public(),
        ]  # fmt: skip

    def _layout(self, head: str) -> CodeLayout:
        return CodeLayout(((head, "科目编码"),), (head, "科目名称"), self.style.total(), line_number=("序号",))

    def _by_function(self, title: str, kind: TableKind, columns: Columns, codes: list[str]) -> Sheet:
        layout = self._layout("功能分类科目")
        fields = fields_of(layout, columns)
        return Sheet(
            f"{self.prefix}{title}", kind, self.budget.unit, fields,
            function_body(layout, columns, codes, self.style.money), column_numbers(("栏次",), len(fields)),
        )  # fmt: skip

    def _of(self, *sources: Source) -> Measure:
        return by_function(self.budget, None, sources)

    def _summary(self) -> Sheet:
        total, money = self.budget.total, self.style.money
        income: list[Line] = [
            (label, money.text(total(sources=sources)))
            for label, sources in (
                ("一、一般公共预算拨款收入", ("general",)), ("二、政府性基金预算拨款收入", ("fund",)),
                ("三、国有资本经营预算拨款收入", ("capital",)), ("四、财政专户管理资金收入", FISCAL_ACCOUNT),
                ("五、单位资金收入", UNIT_FUNDS),
            )
        ]  # fmt: skip
        if self.details_income:
            income += [
                (f"{STEP}{'其中：' if number == 0 else ''}{label}", money.text(total(sources=sources)))
                for number, (label, sources) in enumerate(_INCOME[2:])
            ]
        spent = class_lines([by_function(self.budget)], money, lists_all=self.lists_all)
        whole, carried = money.text(total()), money.text(total(sources=CARRIED))
        body = [
            *beside(income, spent),
            ["本年收入合计", money.text(total(sources=THIS_YEAR)), "本年支出合计", whole],
            ["上年结转结余", carried, "年终结转结余", money.text(ZERO)],
            ["收入总计", whole, "支出总计", whole],
        ]
        fields = (
            (("序号",), INDEX), (("收入", "项目"), NAME), (("收入", "预算数"), AMOUNT), (("支出", "项目"), NAME),
            (("支出", "预算数"), AMOUNT),
        )  # fmt: skip
        return self._numbered("收支总表", "revenue_expenditure_summary", fields, body)

    def _numbered(self, title: str, kind: TableKind, fields: Fields, body: list[list[str]]) -> Sheet:
        """With a line number before each row and a 栏次 row."""
        rows = [[str(number), *row] for number, row in enumerate(body, start=1)]
        numbers = column_numbers(("栏次",), len(fields))
        return Sheet(f"{self.prefix}{title}", kind, self.budget.unit, fields, rows, numbers)

    def _revenue(self) -> Sheet:
        years = [
            ("小计", self._of(*THIS_YEAR)),
            *((label, self._of(*sources)) for label, sources in _INCOME),
        ]
        columns: Columns = (
            (("合计",), by_function(self.budget)),
            *((("本年收入", label), measure) for label, measure in years),
        )
        carried: Columns = ((("上年结转",), self._of(*CARRIED)),)
        columns = (columns[0], *carried, *columns[1:]) if self.carried_first else (*columns, *carried)
        return self._by_function("收入总表", "revenue_summary", columns, self.budget.codes())

    def _expenditure(self) -> Sheet:
        columns = (
            (("合计",), by_function(self.budget)),
            (("基本支出",), by_function(self.budget, BASIC)),
            (("项目支出",), by_function(self.budget, PROJECT)),
            (("经营支出",), by_function(self.budget, OPERATING)),
            (("上解上级支出",), nothing),
            (("对附属单位补助支出",), nothing),
        )
        return self._by_function("支出总表", "expenditure_summary", columns, self.budget.codes())

    def _appropriation(self) -> Sheet:
        money, total = self.style.money, self.budget.total
        budgets: tuple[tuple[Source, ...], ...] = (GENERAL, FUND, ONLY_CAPITAL)
        labels = ("一、一般公共预算拨款", "二、政府性基金预算拨款", "三、国有资本经营预算拨款")
        this_year = [tuple(source for source in sources if source in THIS_YEAR) for sources in budgets]
        carried = [tuple(source for source in sources if source in CARRIED) for sources in budgets]
        every = tuple(source for sources in budgets for source in sources)
        measures = [self._of(*every), *(self._of(*sources) for sources in budgets)]
        income: list[Line] = [
            (label, money.text(total(sources=sources))) for label, sources in zip(labels, this_year, strict=True)
        ]
        spent = [money.text(measure("")) for measure in measures]
        old = tuple(source for sources in carried for source in sources)
        nil = ["年末财政拨款结转和结余", *[money.text(ZERO)] * 4]
        body = [
            *beside(income, class_lines(measures, money, lists_all=self.lists_all)),
            ["本年收入合计", money.text(total(sources=APPROPRIATED)), "本年支出合计", *spent],
            ["年初财政拨款结转和结余", money.text(total(sources=old)), *nil],
            *([label, money.text(total(sources=sources) if sources else ZERO), *[""] * 5]
              for label, sources in zip(labels, carried, strict=True)),
            ["收入总计", spent[0], "支出总计", *spent],
        ]  # fmt: skip
        heads = ("合计", "一般公共预算财政拨款", "政府性基金预算财政拨款", "国有资本经营预算财政拨款")
        fields = (
            (("序号",), INDEX), (("收入", "项目"), NAME), (("收入", "金额"), AMOUNT), (("支出", "项目"), NAME),
            *((("支出", head), AMOUNT) for head in heads),
        )  # fmt: skip
        return self._numbered("财政拨款收支总表", "fiscal_appropriation_summary", fields, body)

    def _general(self) -> Sheet:
        columns = (
            (("合计",), self._of(*GENERAL)),
            (("基本支出",), by_function(self.budget, BASIC, GENERAL)),
            (("项目支出",), by_function(self.budget, PROJECT, GENERAL)),
        )
        codes = self.budget.codes(sources=GENERAL)
        return self._by_function("一般公共预算财政拨款支出表", "general_public_expenditure", columns, codes)

    def _basic(self) -> Sheet:
        layout, head = self._layout("支出部门经济分类科目"), "一般公共预算基本支出"
        columns = (
            ((head, "合计"), by_economic(self.budget)),
            ((head, "人员经费"), by_economic(self.budget, "301", "303")),
            ((head, "公用经费"), by_economic(self.budget, "302", "310")),
        )
        fields = fields_of(layout, columns)
        return Sheet(
            f"{self.prefix}一般公共预算财政拨款基本支出表", "basic_expenditure", self.budget.unit, fields,
            economic_body(layout, columns, economic_codes(self.budget), self.style.money),
            column_numbers(("栏次",), len(fields)),
        )  # fmt: skip

    def _fund(self, name: str, sources: tuple[Source, ...], kind: TableKind) -> Sheet:
        columns = (
            (("合计",), self._of(*sources)),
            (("基本支出",), by_function(self.budget, BASIC, sources)),
            (("项目支出",), by_function(self.budget, PROJECT, sources)),
        )
        title = f"{name}预算财政拨款支出表"
        if has_amounts(columns):
            return self._by_function(title, kind, columns, self.budget.codes(sources=sources))
        layout = self._layout("功能分类科目")
        fields, rows = fields_of(layout, columns), (len(self.budget.economic) + len(name)) % 4
        return Sheet(
            f"{self.prefix}{title}", kind, self.budget.unit, fields, blank_body(layout, columns, rows),
            column_numbers(("栏次",), len(fields)), notes=(f"注：本部门没有安排{name}预算支出，本表以空表列示。",),
            declared_empty=True,
        )  # fmt: skip

    def _three_public(self) -> Sheet:
        money, spent = self.style.money, self.budget.three_public
        lines = (
            (self.style.total(), spent.total), ("“三公”经费小计", spent.total),
            ("一、因公出国（境）费", spent.abroad), (f"{STEP}其中：教学科研人员因公出国（境）费", ZERO),
            (f"{STEP}其他因公出国（境）费", spent.abroad), ("二、公务用车购置及运维费", spent.vehicle),
            (f"{STEP}其中：公务用车购置费", spent.vehicle_purchase),
            (f"{STEP}公务用车运行维护费", spent.vehicle_operation), ("三、公务接待费", spent.reception),
        )  # fmt: skip
        body = [[label, money.text(value), money.text(value), *[money.text(ZERO)] * 2] for label, value in lines]
        head, heads = "资金性质", ("合计", "一般公共预算财政拨款", "政府性基金预算拨款", "国有资本经营预算财政拨款")
        fields = ((("序号",), INDEX), (("项目",), NAME), *(((head, one), AMOUNT) for one in heads))
        return self._numbered("财政拨款“三公”经费支出表", "three_public", fields, body)
