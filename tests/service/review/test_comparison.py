"""Two documents side by side."""

from dataclasses import replace
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from extractor.document.document import Document
from extractor.document.record import Amount, Department, Line, Statement
from extractor.service.review.compared import ComparedLine
from extractor.service.review.comparison import compare


def amount(value: str, period: str | None = None) -> Amount:
    number = Decimal(value)
    yuan = number * 10_000
    return Amount("total", period, "budget", None, value, "value", number, "万元", yuan, f"t1.{value}", "proved")


def line(number: int, label: str, code: str | None, *amounts: Amount, role: str = "item") -> Line:
    return Line(f"s1.{number}", "expenditure", None, label, code, None, 1, None, role, amounts)  # type: ignore[arg-type]


def with_lines(document: Document, year: int, *lines: Line) -> Document:
    statement = Statement("s1", "expenditure_summary", "t1", "万元", None, lines)
    return replace(document, statements=(statement,), fiscal_year=year)


def lines_of(first: Document, second: Document) -> dict[str, ComparedLine]:
    return {one.label: one for one in compare(first, second).statements[0].lines}


def test_lines_are_matched_by_code_whatever_they_are_called(budget: Document) -> None:
    first = with_lines(budget, 2024, line(1, "行政运行", "2010301", amount("100.00")))
    second = with_lines(budget, 2025, line(1, "行政运行支出", "2010301", amount("125.00")))
    found = lines_of(first, second)["行政运行支出"]
    assert (found.code, found.first_label) == ("2010301", "行政运行")
    [both] = found.amounts
    assert (both.first, both.second, both.change) == (Decimal(1000000), Decimal(1250000), Decimal(250000))
    assert both.rate == Decimal("25.00")


def test_what_stands_in_one_document_only_is_new_or_gone_at_its_place(budget: Document) -> None:
    first = with_lines(budget, 2024, line(1, "甲", "201", amount("1")), line(2, "乙", "202", amount("2")))
    second = with_lines(budget, 2025, line(1, "甲", "201", amount("1")), line(2, "丙", "203", amount("3")))
    compared = compare(first, second).statements[0].lines
    assert [one.label for one in compared] == ["甲", "乙", "丙"]
    gone, new = compared[1].amounts[0], compared[2].amounts[0]
    assert (gone.second, gone.change, gone.rate) == (None, None, None)
    assert (new.first, new.change) == (None, None)


def test_shares_are_of_the_printed_total_of_the_side(budget: Document) -> None:
    total = line(1, "合计", None, amount("400"), role="total")
    document = with_lines(budget, 2025, total, line(2, "甲", "201", amount("100")))
    found = lines_of(document, document)["甲"].amounts[0]
    assert (found.first_share, found.second_share) == (Decimal("25.00"), Decimal("25.00"))


def test_a_column_of_another_year_does_not_stand_for_its_own(budget: Document) -> None:
    both = (amount("90", period="2024"), amount("100", period="2025"))
    document = with_lines(budget, 2025, line(1, "甲", "201", *both))
    assert lines_of(document, document)["甲"].amounts[0].second == Decimal(1000000)


def test_a_name_that_stands_twice_is_matched_in_its_order(budget: Document) -> None:
    first = with_lines(budget, 2024, line(1, "其他", None, amount("1")), line(2, "其他", None, amount("2")))
    second = with_lines(budget, 2025, line(1, "其他", None, amount("3")), line(2, "其他", None, amount("4")))
    changes = [one.amounts[0].change for one in compare(first, second).statements[0].lines]
    assert changes == [Decimal(20000), Decimal(20000)]


def test_a_document_beside_itself_shows_no_change(budget: Document) -> None:
    found = compare(budget, budget)
    amounts = [one for statement in found.statements for each in statement.lines for one in each.amounts]
    assert len(amounts) > 300
    assert {one.change for one in amounts if one.first is not None} == {Decimal(0)}
    assert found.same_department is True
    other = replace(budget, department=Department(None, "另一部门"))
    assert compare(budget, other).same_department is False


@given(st.lists(st.sampled_from(["201", "202", "203", "204"])), st.lists(st.sampled_from(["201", "202", "203", "204"])))
def test_every_line_of_both_documents_stands_once(budget: Document, ours: list[str], theirs: list[str]) -> None:
    first = with_lines(budget, 2024, *(line(n, f"甲{code}", code, amount("1")) for n, code in enumerate(ours)))
    second = with_lines(budget, 2025, *(line(n, f"乙{code}", code, amount("1")) for n, code in enumerate(theirs)))
    amounts = [one.amounts[0] for one in compare(first, second).statements[0].lines]
    assert sum(one.first is not None for one in amounts) == len(ours)
    assert sum(one.second is not None for one in amounts) == len(theirs)
