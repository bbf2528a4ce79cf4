"""A sum does not prove the place of its parts: what a sibling table, or a sum that fails, says against it."""

from typing import TYPE_CHECKING

import pytest

from extractor.verify.facts import Facts
from extractor.verify.verification import verify
from tests.verify.sibling_cases import doubled_line, fund_balance, two_incomes, two_lists

if TYPE_CHECKING:
    from tests.verify.conftest import Builder


def _proved(facts: Facts) -> set[str]:
    return {cell for cell, state in verify(facts).states.items() if state == "proved"}


def test_lines_swapped_in_one_of_two_lists_are_proved_in_neither(build: "Builder") -> None:
    assert len(_proved(two_lists(build))) == 14
    found = _proved(two_lists(build, "1.00", "5.00", "2.00"))
    assert found.isdisjoint({"t1.r2c0", "t1.r3c0", "t2.r2c0", "t2.r3c0"})
    assert {"t1.r7c0", "t2.r7c0", "t1.r1c0", "t2.r4c0"} <= found


def test_a_source_one_row_off_is_not_proved_by_its_column_where_the_table_has_it_elsewhere(build: "Builder") -> None:
    columns = ("general_public", "business_income", "other")
    assert "t1.r3c0" in _proved(two_incomes(build, "", "3.00", *columns))
    slid = verify(two_incomes(build, "3.00", "", *columns))
    assert slid.states["t1.r2c0"] == "failed"
    assert slid.states["t1.r1c0"] == slid.states["t1.r4c0"] == "proved"


def test_a_source_that_the_table_may_count_under_another_name_is_only_doubted(build: "Builder") -> None:
    slid = verify(two_incomes(build, "3.00", "", "general_public", "other"))
    assert slid.states["t1.r2c0"] == "unchecked"
    assert not any(check.status == "fail" for check in slid.checks)
    assert slid.states["t2.r3c2"] == "proved"


def test_the_side_that_more_than_one_sum_holds_at_its_place_stays_proved(build: "Builder") -> None:
    """The table's 其他收入 stands in its row and its column; no neighbour is blank throughout."""
    columns = ("general_public", "other")
    assert {"t2.r1c2", "t2.r3c2"} <= _proved(two_incomes(build, "3.00", "", *columns))


def test_what_was_carried_over_of_another_budget_is_found_by_the_balance_of_each(build: "Builder") -> None:
    right = verify(fund_balance(build, "", "1.00"))
    wrong = verify(fund_balance(build, "1.00", ""))
    assert [c.status for c in right.checks if c.rule == "fund_balances_in_summary"] == ["pass", "pass"]
    assert [c.status for c in wrong.checks if c.rule == "fund_balances_in_summary"] == ["fail", "fail"]
    assert wrong.states["t1.r4c0"] == "failed"


@pytest.mark.parametrize(("total", "states"), [("5.00", {"failed"}), ("8.00", {"proved"})])
def test_a_doubled_line_is_proved_at_neither_place(total: str, states: set[str], build: "Builder") -> None:
    result = verify(doubled_line(build, total))
    assert {result.states["t1.r2c0"], result.states["t1.r3c0"]} == states


def test_an_amount_that_fits_a_blank_of_another_sum_is_doubted_where_that_sum_lacks_it(build: "Builder") -> None:
    """3.00 stands under the second fund; the first lacks just that, and the row's sum can not tell."""
    lines = [
        build.line("类", "201", total="9.00", general_public="9.00", government_fund=""),
        build.line("款1", "20101", total="6.00", general_public="6.00", government_fund=""),
        build.line("款2", "20102", total="3.00", general_public="", government_fund="3.00"),
    ]
    table = build.table(("合计",), ("一般公共预算",), ("政府性基金预算",))
    states = verify(build.facts(build.statement("expenditure_summary", *lines), tables=(table,))).states
    assert states["t1.r3c2"] != "proved"
    assert states["t1.r3c0"] == states["t1.r1c0"] == "proved"
