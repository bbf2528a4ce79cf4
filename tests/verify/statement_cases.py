"""Small statements with one thing wrong, or right: what the rules within one statement look at."""

from dataclasses import replace
from typing import TYPE_CHECKING

from extractor.document.table import Cell, Column, Row, Table
from extractor.verify.facts import Facts

if TYPE_CHECKING:
    from tests.verify.conftest import Builder


def code_tree(build: "Builder", total: str, first: str, second: str) -> Facts:
    return build.facts(
        build.statement(
            "expenditure_summary",
            build.line("一般公共服务支出", "201", total=total),
            build.line("政府办公厅事务", "20103", total=first),
            build.line("行政运行", "2010301", total=first),
            build.line("政协事务", "20102", total=second),
        )
    )


def of_which(build: "Builder", part: str) -> Facts:
    lines = (build.line("一、税收", total="10.00"), build.line("其中：增值税", role="of_which", parent=1, total=part))
    return build.facts(build.statement("revenue_summary", *lines))


def balanced(build: "Builder", income: str, label: str = "总计") -> Facts:
    return build.facts(
        build.statement(
            "revenue_expenditure_summary",
            build.line("一、拨款", side="revenue", amount=income),
            build.line(f"收入{label}", side="revenue", role="total", amount=income),
            build.line("一、服务", side="expenditure", amount="7.30"),
            build.line(f"支出{label}", side="expenditure", role="total", amount="7.30"),
        )
    )


def sum_of_lines(build: "Builder", total: str) -> Facts:
    return build.facts(
        build.statement(
            "revenue_expenditure_summary",
            build.line("一、拨款", amount="4.00"),
            build.line("1.一般公共预算", parent=1, amount="4.00"),
            build.line("二、其他", amount="1.50"),
            build.line("本年收入合计", role="total", amount="5.50"),
            build.line("上年结转", role="carry_over", amount="0.50"),
            build.line("收入总计", role="total", amount=total),
        )
    )


def sum_of_columns(build: "Builder", *names: str, total: str) -> Facts:
    paths = (("合计",), ("支出", names[0]), ("支出", names[1]))
    line = build.line("合计", role="total", total=total, basic="3.00", project="2.00")
    return build.facts(build.statement("expenditure_summary", line), tables=(build.table(*paths),))


def unprinted_column(build: "Builder", total: str) -> Facts:
    """Of 二、交通 2.00 is of a third fund, which the header does not name."""
    table = build.table(("合计",), ("一般公共预算",), ("政府性基金",))
    lines = (
        build.line("一、教育", total="4.00", general_public="3.00", government_fund="1.00"),
        build.line("二、交通", total="7.00", general_public="5.00", government_fund="0.00"),
        build.line("支出总计", role="total", total=total, general_public="8.00", government_fund="1.00"),
    )
    return build.facts(build.statement("expenditure_summary", *lines), tables=(table,))


def vehicles(build: "Builder", whole: str) -> Facts:
    paths = (("因公出国",), ("用车",), ("用车购置",), ("用车运行",))
    line = build.line("三公", abroad="9.00", vehicle=whole, vehicle_purchase="1.00", vehicle_operation="2.50")
    return build.facts(build.statement("three_public", line), tables=(build.table(*paths),))


def uses_of_spending(build: "Builder", second: str) -> Facts:
    return build.facts(
        build.statement(
            "revenue_expenditure_summary",
            build.line("一、基本支出", side="use", amount="3.00"),
            build.line("二、项目支出", side="use", amount=second),
            build.line("支出合计", side="expenditure", role="total", amount="5.00"),
        )
    )


def stray_number(text: str, name: str = "住房", total: str = "") -> Facts:
    texts = [["项目", "合计", "金额"], ["1", "2", "3"], [name, total, text], ["其他", "92.05", "92.05"]]
    roles = ["column_attribute", "column_number", "data", "data"]
    cells = tuple(
        Cell(f"t1.r{r}c{c}", r, c, 1, 1, value, value, roles[r])  # type: ignore[arg-type]
        for r, row in enumerate(texts)
        for c, value in enumerate(row)
    )
    columns = (Column(("项目",), "name"), Column(("合计",), "total"), Column(("金额",), "amount"))
    rows = tuple(Row(tuple(row)) for row in texts[2:])
    table = Table(
        "t1", None, "other", "万元", None, None, (), (), (), False, "native", 1.0, 2, columns, rows, (), cells
    )  # fmt: skip
    return Facts.gather((table,), ())


def expense_lines(build: "Builder", operation: str) -> Facts:
    lines = (
        build.line("三、公务用车购置及运行费", amount="5.00"),
        build.line("其中：公务用车购置费", role="of_which", amount="2.00"),
        build.line("公务用车运行费", role="of_which", amount=operation),
    )
    return build.facts(build.statement("three_public", *lines))


def fund_table(build: "Builder", spent: str, name: str = "本年收入") -> Facts:
    paths = (("年初结转和结余",), (name,), ("本年支出", "小计"), ("年末结转和结余",))
    line = build.line("合计", role="total", carry_over="1.00", amount="5.00", subtotal=spent, carry_forward="2.00")
    return build.facts(build.statement("government_fund", line), tables=(build.table(*paths),))


def both_sides(build: "Builder", spending: str) -> Facts:
    return build.facts(
        build.statement(
            "revenue_expenditure_summary",
            build.line("收入总计", side="revenue", role="total", amount="7.00"),
            build.line("支出总计", side="expenditure", role="total", amount=spending),
        )
    )


def slid(build: "Builder", total: str, place: str) -> Facts:
    paths = (("合计",), ("基本支出",), ("项目支出",))
    lines = (
        build.line("教育支出", "205", total=total, basic="", project=""),
        build.line("科学技术支出", "206", total=place, basic="3.00", project="2.00"),
    )
    return build.facts(build.statement("expenditure_summary", *lines), tables=(build.table(*paths),))


def blank_totals(build: "Builder", total: str) -> Facts:
    lines = (
        build.line("教育支出", "205", total="", basic="", project="4.00"),
        build.line("科学技术支出", "206", total=total, basic="3.00", project="2.00"),
    )
    paths = (("合计",), ("基本支出",), ("项目支出",))
    return build.facts(build.statement("expenditure_summary", *lines), tables=(build.table(*paths),))


def slid_carry_over(build: "Builder", subtotal: str, carried: str) -> Facts:
    lines = (
        build.line("一、拨款", amount="4.00"),
        build.line("二、其他", amount="1.00"),
        build.line("当年收入小计", role="subtotal", amount=subtotal),
        build.line("上年结转", role="carry_over", amount=carried),
    )
    return build.facts(build.statement("revenue_expenditure_summary", *lines))


def allowances(build: "Builder", personnel: str) -> Facts:
    line = build.line("退休费", "30302", total="3.00", personnel=personnel, public="3.00")
    return build.facts(build.statement("basic_expenditure", line))


def named_lines(build: "Builder", *names: str, year: int = 2024) -> Facts:
    lines = [build.line(name, "22102", total="1.00") for name in names]
    statements = [build.statement("expenditure_summary", line, table=n, number=n) for n, line in enumerate(lines, 1)]
    return replace(build.facts(*statements), fiscal_year=year)


def expenses_and(build: "Builder", *names: str) -> Facts:
    lines = [
        build.line("因公出国（境）费", amount="1.00"),
        build.line("公务接待费", amount="3.00"),
        build.line("合计", role="total", amount="4.00"),
        *(build.line(name, amount="2.00") for name in names),
        build.line("合计", role="total", amount="4.00"),
    ]
    return build.facts(build.statement("three_public", *lines))


def changes(build: "Builder", last: str, change: str, rate: str = "") -> Facts:
    header = ("项目", "上年预算", "本年预算", "比上年增减额", "比上年增减%")
    rows = [
        ("教育支出", "5.00", "7.50", "2.50", "50"),
        ("科学技术支出", "4.00", "1.00", "-3.00", "-75"),
        ("农林水支出", "—", "6.25", "6.25", ""),
        ("城乡社区支出", "2.00", "2.00", "", ""),
        ("交通运输支出", "2.00", "—", "-2.00", "-100"),
        ("住房保障支出", "3.00", "4.00", "1.00", "33.3%"),
        ("其他支出", last, "3.00", change, rate),
    ]
    cells = tuple(
        Cell(f"t1.r{row}c{column}", row, column, 1, 1, text, text, "data")
        for row, line in enumerate(rows, 1)
        for column, text in enumerate(line)
    )
    return build.facts(tables=(replace(build.table(*((name,) for name in header)), cells=cells),))


def changes_of_parts(build: "Builder", before: str) -> Facts:
    """A table that divides this year and the change from last year; that is one column, or ``before`` too."""
    paths = (
        ("项目",),
        ("上年预算", before),
        ("本年预算", "合计"),
        ("本年预算", "基本支出"),
        ("比上年增减", "基本支出"),
    )
    rows = [
        ("教育支出", "5.00", "7.50", "7.50", "2.50"),
        ("科学技术支出", "4.00", "6.00", "6.00", "2.00"),
        ("农林水支出", "1.00", "5.00", "5.00", "4.00"),
        ("城乡社区支出", "2.00", "8.00", "8.00", "6.00"),
        ("合计", "12.00", "27.50", "26.50", "14.50"),
    ]
    cells = tuple(
        Cell(f"t1.r{row}c{column}", row, column, 1, 1, text, text, "data")
        for row, line in enumerate(rows, 1)
        for column, text in enumerate(line)
    )
    return build.facts(tables=(replace(build.table(*paths), cells=cells),))
