"""Small documents with two tables of one thing, one of them with an amount at a wrong place."""

from typing import TYPE_CHECKING, Any

from extractor.verify.facts import Facts

if TYPE_CHECKING:
    from tests.verify.conftest import Builder

_CLASSES = {"201": "一般公共服务支出", "204": "公共安全支出", "205": "教育支出", "208": "社会保障和就业支出",
            "210": "卫生健康支出", "221": "住房保障支出"}  # fmt: skip
_AMOUNTS = ("1.00", "2.00", "5.00", "8.00", "9.00", "11.00")
_SOURCES = {"general_public": "一、一般公共预算拨款", "business_income": "二、事业收入", "other": "三、其他收入"}


def two_lists(build: "Builder", *amounts: str, total: str = "36.00") -> Facts:
    """A summary by name, and a table by code whose classes have the ``amounts`` first; they make 36.00 both."""
    named = [
        build.line(f"{n}、{name}", side="expenditure", amount=text)
        for n, name, text in zip("一二三四五六", _CLASSES.values(), _AMOUNTS, strict=True)
    ]
    coded = [
        build.line(name, code, side="expenditure", total=text)
        for (code, name), text in zip(_CLASSES.items(), amounts + _AMOUNTS[len(amounts) :], strict=True)
    ]
    whole: dict[str, Any] = {"role": "total", "side": "expenditure"}
    return build.facts(
        build.statement("other", *named, build.line("支出总计", **whole, amount="36.00")),
        build.statement("operating_expenses", *coded, build.line("合计", **whole, total=total), table=2, number=2),
    )


def two_incomes(build: "Builder", business: str, other: str, *columns: str) -> Facts:
    """A summary with the sources line by line, and a table with 7.00 of 一般公共预算 and 3.00 of 其他收入."""
    printed = {"general_public": "7.00", "business_income": business, "other": other}
    lines: list[dict[str, Any]] = [
        build.line(label, side="revenue", amount=printed[source]) for source, label in _SOURCES.items()
    ]
    lines.append(build.line("收入总计", side="revenue", role="total", amount="10.00"))
    table: dict[str, Any] = {"total": "10.00", "general_public": "7.00", "business_income": "", "other": "3.00"}
    kept: dict[str, Any] = {measure: text for measure, text in table.items() if measure in ("total", *columns)}
    rows = [build.line(label, code, side="revenue", **kept) for label, code in (("教育支出", "205"), ("普通", "20501"))]
    rows.append(build.line("合计", side="revenue", role="total", **kept))
    return build.facts(
        build.statement("revenue_expenditure_summary", *lines),
        build.statement("revenue_summary", *rows, table=2, number=2),
    )


def fund_balance(build: "Builder", carried_public: str, carried_fund: str) -> Facts:
    """A fiscal summary with 8.00 of 一般公共预算 and 4.00 of 政府性基金 spent, 1.00 of the latter carried over."""
    income = (
        build.line("（一）一般公共预算拨款", side="revenue", total="8.00"),
        build.line("（二）政府性基金预算拨款", side="revenue", total="3.00"),
        build.line("二、上年结转", side="revenue", role="carry_over", total="1.00"),
        build.line("（一）一般公共预算拨款", side="revenue", role="carry_over", total=carried_public),
        build.line("（二）政府性基金预算拨款", side="revenue", role="carry_over", total=carried_fund),
        build.line("收入总计", side="revenue", role="total", total="12.00"),
    )
    spent: dict[str, Any] = {"total": "12.00", "general_public": "8.00", "government_fund": "4.00"}
    spending = build.line("支出总计", side="expenditure", role="total", **spent)
    return build.facts(build.statement("fiscal_appropriation_summary", *income, spending))


def doubled_line(build: "Builder", total: str) -> Facts:
    """A line that stands twice below ``total``."""
    rows = (("司法", "20406", total), ("行政运行", "2040601", "3.00"), ("行政运行", "2040601", "3.00"))
    lines = [build.line(label, code, total=text) for label, code, text in (*rows, ("普法宣传", "2040605", "2.00"))]
    return build.facts(build.statement("expenditure_summary", *lines))
