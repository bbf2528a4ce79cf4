"""Small documents with two tables or more that print the same money."""

from typing import TYPE_CHECKING, Any

from extractor.verify.facts import Facts

if TYPE_CHECKING:
    from tests.verify.conftest import Builder


def two_tables(
    build: "Builder", kinds: tuple[str, str], line: str, total: str = "8.00", measure: str = "total"
) -> Facts:
    def one(number: int, kind: str, printed: str, whole: str) -> Any:
        amounts: dict[str, Any] = {"total": whole, measure: whole}
        lines = (
            build.line("合计", role="total", side="expenditure", **amounts),
            build.line("公共安全支出", "204", side="expenditure", total=printed),
        )
        return build.statement(kind, *lines, table=number, number=number)

    return build.facts(one(1, kinds[0], "6.00", "8.00"), one(2, kinds[1], line, total))


def classes(
    build: "Builder",
    kinds: tuple[str, str],
    *lines: tuple[str, str | None, str, str],
    totals: tuple[str, str],
    labels: tuple[str, str] = ("支出总计", "合计"),
) -> Facts:
    """Two tables: each line is (label, code, amount in the first, amount in the second)."""

    def one(number: int) -> Any:
        side = "expenditure"
        rows = [build.line(labels[number], role="total", side=side, amount=totals[number])]
        for label, code, *amounts in lines:
            rows.append(build.line(label, code, side=side, amount=amounts[number]))
        return build.statement(kinds[number], *rows, table=number + 1, number=number + 1)

    return build.facts(one(0), one(1))


def wider(build: "Builder", wide: str) -> Facts:
    kinds = ("expenditure_summary", "general_public_expenditure")
    return classes(build, kinds, ("公共安全支出", "204", wide, "5.00"), totals=("9.00", "8.00"))


def by_function(build: "Builder", income: str) -> Facts:
    kinds, totals = ("revenue_summary", "expenditure_summary"), ("9.00", "9.00")
    return classes(build, kinds, ("公共安全支出", "204", income, "5.00"), totals=totals, labels=("合计", "合计"))


def operating(build: "Builder", power: str, goods: str = "9.00") -> Facts:
    kinds, labels = ("operating_expenses", "basic_expenditure"), ("合计", "合计")
    goods_line = ("商品和服务支出", "302", "9.00", goods)
    return classes(build, kinds, goods_line, ("电费", "30206", power, "5.00"), totals=("9.00", "20.00"), labels=labels)


def receptions(build: "Builder", printed: str) -> Facts:
    expenses = build.statement("three_public", build.line("公务接待费", reception=printed))
    basic = build.statement("basic_expenditure", build.line("公务接待费", "30217", total="3.00"), table=2, number=2)
    return build.facts(expenses, basic)


def summary_uses(build: "Builder", project: str, whole: str = "9.00") -> Facts:
    summary = build.statement(
        "revenue_expenditure_summary",
        build.line("支出合计", side="expenditure", role="total", amount="9.00"),
        build.line("一、基本支出", side="use", amount="6.00"),
        build.line("二、项目支出", side="use", amount=project),
    )
    line = build.line("合计", role="total", total=whole, basic="6.00", project="3.00")
    return build.facts(summary, build.statement("expenditure_summary", line, table=2, number=2))


def funds(build: "Builder", general: str, fund: str) -> Facts:
    def one(number: int, kind: str, amounts: tuple[str, str]) -> Any:
        lines = (
            build.line("1.一般公共预算", side="revenue", amount=amounts[0]),
            build.line("2.政府性基金预算", side="revenue", amount=amounts[1]),
        )
        return build.statement(kind, *lines, table=number, number=number)

    first = one(1, "revenue_expenditure_summary", ("8.00", ""))
    return build.facts(first, one(2, "fiscal_appropriation_summary", (general, fund)))


def fiscal(build: "Builder", general: str, carried: str = "") -> Facts:
    whole: dict[str, Any] = {"total": "9.00", "general_public": "8.00", "government_fund": "1.00", "state_capital": ""}
    total = build.line("支出总计", side="expenditure", role="total", **whole)
    carry = build.line("年末结转", side="expenditure", role="carry_over", total=carried)
    statements = [build.statement("fiscal_appropriation_summary", total, carry)]
    tables = (("general_public_expenditure", general), ("government_fund", "1.00"), ("state_capital", ""))
    for number, (kind, text) in enumerate(tables, 2):
        line = build.line("合计", side="expenditure", role="total", total=text)
        statements.append(build.statement(kind, line, table=number, number=number))
    return build.facts(*statements)
