"""The tables of Jiangsu's department budgets: income, function and use of expenditure beside one another."""

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
    FISCAL_ACCOUNT,
    ONLY_CAPITAL,
    ONLY_FUND,
    ONLY_GENERAL,
    OPERATING_INCOME,
    PROJECT,
    RESERVE,
    THIS_YEAR,
    UNIT_FUNDS,
    ZERO,
    Budget,
    Source,
)
from extractor.corpora.generate.measures import Measure, by_economic, by_function, economic_codes
from extractor.corpora.generate.sheet import Fields, Sheet
from extractor.corpora.generate.side_by_side import Line, beside, class_lines
from extractor.corpora.generate.style import Style
from extractor.corpora.generate.table_builder import ABOVE, AMOUNT, LEFT, NAME, STEP
from extractor.document.vocabulary import TableKind

_OTHER: tuple[Source, ...] = ("superior", "affiliate", "other")
_BLANK_ROWS = 4


@dataclass(frozen=True, slots=True)
class JiangsuTables:
    """``names_scheme``: （功能科目） or （经济科目） stands behind the titles; ``word``: 代码 or 编码."""

    budget: Budget
    style: Style
    names_scheme: bool
    word: str
    lists_all: bool

    def sheets(self) -> list[Sheet]:
        """All tables in the order of the document, but the purchases."""
        function, economic = ("（功能科目）", "（经济科目）") if self.names_scheme else ("", "")
        return [
            self._summary(), self._revenue(), self._expenditure(), self._appropriation(),
            self._by_function(f"财政拨款支出预算表{function}", "fiscal_appropriation_expenditure", APPROPRIATED),
            self._by_economic(f"财政拨款基本支出预算表{economic}", "fiscal_appropriation_basic"),
            self._by_function(f"一般公共预算支出预算表{function}", "general_public_expenditure", ONLY_GENERAL),
            self._by_economic(f"一般公共预算基本支出预算表{economic}", "basic_expenditure"),
            self._three_public(), self._by_function("财政拨款政府性基金支出预算表", "government_fund", ONLY_FUND),
            self._operating(),
        ]  # fmt: skip

    def _text(self, amount: Decimal) -> str:
        return self.style.money.text(amount)

    def _uses(self, sources: tuple[Source, ...] | None) -> list[Line]:
        labels = (("一、基本支出", BASIC), ("二、项目支出", (*PROJECT, "operating")), ("三、单位预留机动经费", RESERVE))
        return [(label, self._text(self.budget.total("", uses, sources))) for label, uses in labels]

    def _summary(self) -> Sheet:
        total, text = self.budget.total, self._text
        capital: list[Line] = []
        if total(sources=ONLY_CAPITAL):
            capital = [(f"{STEP}3.国有资本经营预算", text(total(sources=ONLY_CAPITAL)))]
        income: list[Line] = [
            ("一、财政拨款", text(total(sources=APPROPRIATED))),
            (f"{STEP}1.一般公共预算", text(total(sources=ONLY_GENERAL))),
            (f"{STEP}2.政府性基金预算", text(total(sources=ONLY_FUND))), *capital,
            ("二、财政专户管理资金", text(total(sources=FISCAL_ACCOUNT))),
            ("三、其他资金", text(total(sources=UNIT_FUNDS))),
        ]  # fmt: skip
        spent = class_lines([by_function(self.budget)], self.style.money, lists_all=self.lists_all)
        lines = [
            (*by_function_line, *use)
            for by_function_line, use in zip(spent, self._padded_uses(len(spent)), strict=True)
        ]
        whole, carried = text(total()), text(total(sources=CARRIED))
        body = [
            *beside(income, lines),
            ["当年收入小计", text(total(sources=THIS_YEAR)), "当年支出小计", LEFT, LEFT, whole],
            ["上年结转资金", carried, "结转下年资金", LEFT, LEFT, text(ZERO)],
            ["收入合计", whole, "支出合计", LEFT, LEFT, whole],
        ]
        fields: Fields = (
            (("收入", "项目名称"), NAME), (("收入", "金额"), AMOUNT), (("支出", "功能分类", "功能科目名称"), NAME),
            (("支出", "功能分类", "金额"), AMOUNT), (("支出", "支出用途", "项目名称"), NAME),
            (("支出", "支出用途", "金额"), AMOUNT),
        )  # fmt: skip
        return Sheet("收支预算总表", "revenue_expenditure_summary", self.budget.unit, fields, body)

    def _padded_uses(self, rows: int) -> list[Line]:
        uses = self._uses(None)
        return [*uses, *[("", "")] * (rows - len(uses))]

    def _revenue(self) -> Sheet:
        total, text = self.budget.total, self._text
        groups: list[tuple[str, list[tuple[str, Decimal]]]] = [
            ("一般公共预算资金", [
                ("小计", total(sources=ONLY_GENERAL)), ("公共财政拨款（补助）资金", total(sources=ONLY_GENERAL)),
                ("专项收入", ZERO),
            ]),
            ("政府性基金", [("小计", total(sources=ONLY_FUND))]),
            ("财政专户管理资金", [
                ("小计", total(sources=FISCAL_ACCOUNT)), ("专户管理教育收费", ZERO),
                ("其他非税收入", total(sources=FISCAL_ACCOUNT)),
            ]),
            ("其他资金", [
                ("小计", total(sources=UNIT_FUNDS)), ("事业收入", total(sources=BUSINESS)),
                ("经营收入", total(sources=OPERATING_INCOME)), ("其他收入", total(sources=_OTHER)),
            ]),
            ("上年结转和结余资金", [
                ("小计", total(sources=CARRIED)), ("其中：动用上年结转和结余资金", total(sources=CARRIED)),
            ]),
        ]  # fmt: skip
        if total(sources=ONLY_CAPITAL):
            groups.insert(2, ("国有资本经营预算", [("小计", total(sources=ONLY_CAPITAL))]))
        body = [["收入总计", LEFT, text(total())]]
        for group, lines in groups:
            body += [
                [group if number == 0 else ABOVE, label, text(value)] for number, (label, value) in enumerate(lines)
            ]
        path = ("项目名称",)
        fields: Fields = ((path, NAME), (path, NAME), (("金额",), AMOUNT))
        header = [["项目名称", LEFT, "金额"]]
        return Sheet("收入预算总表", "revenue_summary", self.budget.unit, fields, body, header=header)

    def _expenditure(self) -> Sheet:
        total = self.budget.total
        values = [total(), total(uses=BASIC), total(uses=(*PROJECT, "operating")), total(uses=RESERVE), ZERO]
        heads = ("合计", "基本支出", "项目支出", "单位预留机动经费", "结转下年资金")
        fields: Fields = tuple(((head,), AMOUNT) for head in heads)
        body = [[*map(self._text, values)]]
        return Sheet("支出预算总表", "expenditure_summary", self.budget.unit, fields, body)

    def _appropriation(self) -> Sheet:
        total, text = self.budget.total, self._text
        income: list[Line] = [
            ("一、一般公共预算", text(total(sources=ONLY_GENERAL))),
            ("二、政府性基金预算", text(total(sources=ONLY_FUND))),
        ]  # fmt: skip
        if total(sources=ONLY_CAPITAL):
            income.append(("三、国有资本经营预算", text(total(sources=ONLY_CAPITAL))))
        whole = text(total(sources=APPROPRIATED))
        body = [*beside(income, self._uses(APPROPRIATED)), ["收入合计", whole, "支出合计", whole]]
        fields: Fields = (
            (("收入", "项目名称"), NAME), (("收入", "金额"), AMOUNT), (("支出", "支出用途", "项目名称"), NAME),
            (("支出", "支出用途", "金额"), AMOUNT),
        )  # fmt: skip
        return Sheet("财政拨款收支预算总表", "fiscal_appropriation_summary", self.budget.unit, fields, body)

    def _layout(self, code: str, name: str) -> CodeLayout:
        return CodeLayout(((code,),), (name,), self.style.total(), total_merged=True)

    def _by_function(self, title: str, kind: TableKind, sources: tuple[Source, ...]) -> Sheet:
        layout = self._layout(f"功能科目{self.word}", "功能科目名称")
        columns: Columns = ((("金额",), by_function(self.budget, None, sources)),)
        if not has_amounts(columns):
            return Sheet(
                title, kind, self.budget.unit, fields_of(layout, columns), blank_body(layout, columns, _BLANK_ROWS),
                notes=("注：本部门没有此类收支项目，表中无数据。",), declared_empty=True,
            )  # fmt: skip
        body = function_body(layout, columns, self.budget.codes(sources=sources), self.style.money)
        return Sheet(title, kind, self.budget.unit, fields_of(layout, columns), body)

    def _by_economic(self, title: str, kind: TableKind) -> Sheet:
        return self._economic_sheet(title, kind, "金额", by_economic(self.budget), economic_codes(self.budget))

    def _operating(self) -> Sheet:
        groups = ("302", "310")
        measure, codes = by_economic(self.budget, *groups), economic_codes(self.budget, *groups)
        title = "一般公共预算机关运行经费支出预算表"
        return self._economic_sheet(title, "operating_expenses", "机关运行经费支出", measure, codes)

    def _economic_sheet(self, title: str, kind: TableKind, head: str, measure: Measure, codes: list[str]) -> Sheet:
        layout = self._layout("科目编码", "科目名称")
        columns: Columns = (((head,), measure),)
        body = economic_body(layout, columns, codes, self.style.money)
        return Sheet(title, kind, self.budget.unit, fields_of(layout, columns), body)

    def _three_public(self) -> Sheet:
        spent, three, cars = self.budget.three_public, "“三公”经费", "公务用车购置及运行维护费"
        columns = (
            (("合计",), spent.total + spent.conference + spent.training), ((three, "小计"), spent.total),
            ((three, "因公出国（境）费"), spent.abroad), ((three, cars, "小计"), spent.vehicle),
            ((three, cars, "公务用车购置费"), spent.vehicle_purchase),
            ((three, cars, "公务用车运行维护费"), spent.vehicle_operation), ((three, "公务接待费"), spent.reception),
            (("会议费",), spent.conference), (("培训费",), spent.training),
        )  # fmt: skip
        fields: Fields = tuple((path, AMOUNT) for path, _ in columns)
        body = [[self._text(value) for _, value in columns]]
        title = "“三公”经费、会议费、培训费支出预算表"
        return Sheet(title, "three_public", self.budget.unit, fields, body)
