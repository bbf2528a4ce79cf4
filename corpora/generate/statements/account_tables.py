"""The statements of a central ministry's final account, 公开01表 to 公开09表, but the basic expenditure."""

from dataclasses import dataclass
from decimal import Decimal

from extractor.corpora.generate.code_table import (
    CodeLayout,
    Columns,
    blank_body,
    fields_of,
    function_body,
    has_amounts,
)
from extractor.corpora.generate.draw_account import Account
from extractor.corpora.generate.figures import (
    APPROPRIATED,
    BASIC,
    CARRIED,
    CARRIED_FUND,
    FUND,
    GENERAL,
    ONLY_CAPITAL,
    ONLY_FUND,
    OPERATING,
    PROJECT,
    THIS_YEAR,
    ZERO,
    Source,
    ThreePublic,
)
from extractor.corpora.generate.measures import Measure, by_function, nothing
from extractor.corpora.generate.sheet import Fields, Path, Sheet, column_numbers
from extractor.corpora.generate.side_by_side import Line, beside, class_lines
from extractor.corpora.generate.style import Style
from extractor.corpora.generate.table_builder import AMOUNT, INDEX, LEFT, NAME, Column
from extractor.document.vocabulary import TableKind

_INCOME: tuple[tuple[str, tuple[Source, ...]], ...] = (
    ("财政拨款收入", APPROPRIATED), ("上级补助收入", ("superior",)), ("事业收入", ("business", "fiscal_account")),
    ("经营收入", ("operating_income",)), ("附属单位上缴收入", ("affiliate",)), ("其他收入", ("other",)),
)  # fmt: skip
_BUDGETS: tuple[tuple[str, tuple[Source, ...]], ...] = (
    ("一般公共预算财政拨款", GENERAL), ("政府性基金预算财政拨款", FUND), ("国有资本经营预算财政拨款", ONLY_CAPITAL),
)  # fmt: skip
_EVERY: tuple[Source, ...] = (*GENERAL, *FUND, *ONLY_CAPITAL)
_OPENING: tuple[Source, ...] = ("carried_general", "carried_fund")


@dataclass(frozen=True, slots=True)
class AccountTables:
    """``has_numbers``: a 行次 column beside the labels and a 栏次 row under the header; ``splits_code``: the code in
    the columns 类 款 项; ``note``: each table says below what it shows."""

    account: Account
    style: Style
    has_numbers: bool
    splits_code: bool
    lists_all: bool
    has_notes: bool

    def summaries(self) -> list[Sheet]:
        """公开01表 to 公开05表."""
        return [self._summary(), self._revenue(), self._expenditure(), self._appropriation(), self._general()]

    def funds_and_three_public(self) -> list[Sheet]:
        """公开07表 to 公开09表."""
        return [self._fund(), self._capital(), self._three_public()]

    def note(self, words: str) -> tuple[str, ...]:
        """What stands below a table."""
        return (f"注：本表列示{words}。",) if self.has_notes else ()

    def text(self, amount: Decimal) -> str:
        """An amount as printed."""
        return self.style.money.text(amount)

    def numbers(self, before: int, columns: int) -> list[str] | None:
        """The 栏次 row: its word over the columns before the amounts."""
        return column_numbers(("栏次", *[LEFT] * (before - 1)), columns) if self.has_numbers else None

    def _layout(self) -> CodeLayout:
        if self.splits_code:
            codes: tuple[Path, ...] = tuple(("项目", "功能分类科目编码", level) for level in ("类", "款", "项"))
        else:
            codes = (("项目", "功能分类科目编码"),)
        return CodeLayout(codes, ("项目", "科目名称"), self.style.total(), total_merged=True)

    def _by_function(
        self, title: str, kind: TableKind, columns: Columns, codes: list[str], note: tuple[str, ...]
    ) -> Sheet:
        layout = self._layout()
        fields = fields_of(layout, columns)
        body = function_body(layout, columns, codes, self.style.money)
        numbers = self.numbers(layout.before, len(fields))
        return Sheet(title, kind, self.account.funds.unit, fields, body, numbers, notes=note)

    def _income(self, *sources: Source) -> Measure:
        return by_function(self.account.funds, None, sources)

    def _spent(self, *sources: Source) -> Measure:
        return by_function(self.account.spent, None, sources)

    def _summary(self) -> Sheet:
        funds, spent, left = self.account.funds.total, self.account.spent.total, self.account.left.total
        income: list[Line] = [
            (f"{numeral}、{label}收入", self.text(funds(sources=tuple(one for one in sources if one in THIS_YEAR))))
            for numeral, (label, sources) in zip("一二三", _BUDGETS, strict=True)
        ]
        income += [
            (f"{numeral}、{label}", self.text(funds(sources=sources)))
            for numeral, (label, sources) in zip("四五六七八", _INCOME[1:], strict=True)
        ]
        classes = class_lines([by_function(self.account.spent)], self.style.money, lists_all=self.lists_all)
        whole = self.text(funds())
        totals: list[tuple[Line, Line]] = [
            (("本年收入合计", self.text(funds(sources=THIS_YEAR))), ("本年支出合计", self.text(spent()))),
            (("使用非财政拨款结余", self.text(ZERO)), ("结余分配", self.text(ZERO))),
            (("年初结转和结余", self.text(funds(sources=CARRIED))), ("年末结转和结余", self.text(left()))),
            (("总计", whole), ("总计", whole)),
        ]
        body = [*beside(income, classes), *([*one, *other] for one, other in totals)]
        sheet = Sheet(
            "收入支出决算总表", "revenue_expenditure_summary", self.account.funds.unit,
            (
                (("收入", "项目"), NAME), (("收入", self._amount_word), AMOUNT), (("支出", "项目"), NAME),
                (("支出", self._amount_word), AMOUNT),
            ),
            body, notes=self.note("部门全年的收入、支出和年末结余"),
        )  # fmt: skip
        return self._with_line_numbers(sheet, (1, 3))

    @property
    def _amount_word(self) -> str:
        return "金额" if self.has_numbers else "决算数"

    def _with_line_numbers(self, sheet: Sheet, places: tuple[int, int]) -> Sheet:
        """A 行次 column behind the labels of both sides, counted down the left side and on down the right one."""
        if not self.has_numbers:
            return sheet
        fields: list[tuple[Path, Column]] = list(sheet.fields)
        body = [list(row) for row in sheet.body]
        for side, place in reversed(list(enumerate(places))):
            fields.insert(place, ((fields[place - 1][0][0], "行次"), INDEX))
            for number, row in enumerate(body, start=1):
                row.insert(place, str(number + side * len(body)))
        count = 0
        numbers: list[str] = []
        for path, column in fields:
            count += column is AMOUNT
            numbers.append(str(count) if column is AMOUNT else "栏次" if path[-1] == "项目" else "")
        return Sheet(sheet.title, sheet.kind, sheet.unit, tuple(fields), body, numbers, notes=sheet.notes)

    def _revenue(self) -> Sheet:
        columns: Columns = (
            (("本年收入合计",), self._income(*THIS_YEAR)),
            *(((label,), self._income(*sources)) for label, sources in _INCOME),
        )
        codes = self.account.funds.codes(sources=THIS_YEAR)
        return self._by_function("收入决算表", "revenue_summary", columns, codes, self.note("部门当年取得的各项收入"))

    def _expenditure(self) -> Sheet:
        spent = self.account.spent
        columns: Columns = (
            (("本年支出合计",), by_function(spent)),
            (("基本支出",), by_function(spent, BASIC)),
            (("项目支出",), by_function(spent, PROJECT)),
            (("上缴上级支出",), nothing),
            (("经营支出",), by_function(spent, OPERATING)),
            (("对附属单位补助支出",), nothing),
        )
        note = self.note("部门当年的各项支出")
        return self._by_function("支出决算表", "expenditure_summary", columns, spent.codes(), note)

    def _appropriation(self) -> Sheet:
        funds, left = self.account.funds.total, self.account.left.total
        this_year = [tuple(one for one in sources if one in THIS_YEAR) for _, sources in _BUDGETS]
        income: list[Line] = [
            (f"{numeral}、{label}", self.text(funds(sources=sources)))
            for numeral, (label, _), sources in zip("一二三", _BUDGETS, this_year, strict=True)
        ]
        measures = [self._spent(*_EVERY), *(self._spent(*sources) for _, sources in _BUDGETS)]
        opening: list[Line] = [
            (
                label,
                self.text(funds(sources=tuple(one for one in sources if one in CARRIED)) if label[0] != "国" else ZERO),
            )
            for label, sources in _BUDGETS
        ]
        available = [self.text(funds(sources=_EVERY)), *(self.text(funds(sources=one)) for _, one in _BUDGETS)]
        remaining = [self.text(left(sources=_EVERY)), *(self.text(left(sources=one)) for _, one in _BUDGETS)]
        body = [
            *beside(income, class_lines(measures, self.style.money, lists_all=self.lists_all)),
            ["本年收入合计", self.text(funds(sources=APPROPRIATED)), "本年支出合计",
             *(self.text(measure("")) for measure in measures)],
            ["年初财政拨款结转和结余", self.text(funds(sources=_OPENING)), "年末财政拨款结转和结余", *remaining],
            *([*line, *[""] * 5] for line in opening),
            ["总计", available[0], "总计", *available],
        ]  # fmt: skip
        heads = ("合计", *(label for label, _ in _BUDGETS))
        fields: Fields = (
            (("收入", "项目"), NAME), (("收入", self._amount_word), AMOUNT), (("支出", "项目"), NAME),
            *((("支出", head), AMOUNT) for head in heads),
        )  # fmt: skip
        sheet = Sheet(
            "财政拨款收入支出决算总表", "fiscal_appropriation_summary", self.account.funds.unit, fields, body,
            notes=self.note("部门全年的财政拨款收支和结余"),
        )  # fmt: skip
        return self._with_line_numbers(sheet, (1, 3))

    def _general(self) -> Sheet:
        spent = self.account.spent
        columns: Columns = (
            (("本年支出", "小计"), self._spent(*GENERAL)),
            (("本年支出", "基本支出"), by_function(spent, BASIC, GENERAL)),
            (("本年支出", "项目支出"), by_function(spent, PROJECT, GENERAL)),
        )
        title, note = "一般公共预算财政拨款支出决算表", self.note("一般公共预算财政拨款的当年支出")
        return self._by_function(title, "general_public_expenditure", columns, spent.codes(sources=GENERAL), note)

    def _fund(self) -> Sheet:
        spent, funds, left = self.account.spent, self.account.funds, self.account.left
        columns: Columns = (
            (("年初结转和结余",), by_function(funds, None, CARRIED_FUND)),
            (("本年收入",), by_function(funds, None, ONLY_FUND)),
            (("本年支出", "小计"), self._spent(*FUND)),
            (("本年支出", "基本支出"), by_function(spent, BASIC, FUND)),
            (("本年支出", "项目支出"), by_function(spent, PROJECT, FUND)),
            (("年末结转和结余",), by_function(left, None, FUND)),
        )
        title = "政府性基金预算财政拨款收入支出决算表"
        return self._or_blank(title, "government_fund", columns, "政府性基金预算", FUND)

    def _capital(self) -> Sheet:
        spent = self.account.spent
        columns: Columns = (
            (("本年支出", "合计"), self._spent(*ONLY_CAPITAL)),
            (("本年支出", "基本支出"), by_function(spent, BASIC, ONLY_CAPITAL)),
            (("本年支出", "项目支出"), by_function(spent, PROJECT, ONLY_CAPITAL)),
        )
        title = "国有资本经营预算财政拨款支出决算表"
        return self._or_blank(title, "state_capital", columns, "国有资本经营预算", ONLY_CAPITAL)

    def _or_blank(self, title: str, kind: TableKind, columns: Columns, name: str, sources: tuple[Source, ...]) -> Sheet:
        if has_amounts(columns):
            codes = self.account.funds.codes(sources=sources)
            return self._by_function(title, kind, columns, codes, self.note(f"{name}财政拨款的收支"))
        layout = self._layout()
        fields = fields_of(layout, columns)
        note = f"注：本部门没有{name}财政拨款收支，本表为空表。"
        return Sheet(
            title, kind, self.account.funds.unit, fields, blank_body(layout, columns, 5),
            self.numbers(layout.before, len(fields)), notes=(note,), declared_empty=True,
        )  # fmt: skip

    def _three_public(self) -> Sheet:
        sides = (("预算数", self.account.planned_three_public), ("决算数", self.account.funds.three_public))
        columns = [(path, value) for head, figures in sides for path, value in _three_public_columns(head, figures)]
        fields: Fields = tuple((path, AMOUNT) for path, _ in columns)
        numbers = column_numbers((), len(columns)) if self.has_numbers else None
        return Sheet(
            "财政拨款“三公”经费支出决算表", "three_public", self.account.funds.unit, fields,
            [[self.text(value) for _, value in columns]], numbers, notes=self.note("“三公”经费的预算和决算"),
        )  # fmt: skip


def _three_public_columns(head: str, figures: ThreePublic) -> list[tuple[Path, Decimal]]:
    cars = "公务用车购置及运行维护费"
    return [
        ((head, "合计"), figures.total), ((head, "因公出国（境）费"), figures.abroad),
        ((head, cars, "小计"), figures.vehicle), ((head, cars, "公务用车购置费"), figures.vehicle_purchase),
        ((head, cars, "公务用车运行维护费"), figures.vehicle_operation), ((head, "公务接待费"), figures.reception),
    ]  # fmt: skip
