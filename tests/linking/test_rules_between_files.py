"""Each rule between files passes, fails and keeps silent where it should."""

from collections import Counter
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

from extractor.document.document import Document
from extractor.document.document_set import SetRelation
from extractor.verify.across.pairing import facts_of, reference_of
from extractor.verify.across.registry import pair_rule
from extractor.verify.across.rules import PAIR_RULES
from extractor.verify.across.verification import Found, verify_related, verify_set

if TYPE_CHECKING:
    from tests.linking.conftest import Files

TABLE = {"合计": "600.00", "201 一般公共服务支出": "400.00", "221 住房保障支出": "200.00"}


def within(one: Document, other: Document) -> tuple[Found, ...]:
    return verify_set({"one": facts_of(one, "one"), "two": facts_of(other, "two")})


def against(one: Document, other: Document, relation: SetRelation) -> tuple[Found, ...]:
    return verify_related({"one": facts_of(one, "one")}, {"two": facts_of(other, "two")}, relation)


def statuses(found: tuple[Found, ...]) -> Counter[tuple[str, str]]:
    return Counter((one.rule.code, one.finding.status) for one in found)


def test_the_same_line_in_two_files(files: "Files") -> None:
    one = files.document("厅", statements=(files.statement("expenditure_summary", TABLE),))
    same = files.document("厅", statements=(files.statement("expenditure_summary", TABLE),))
    assert statuses(within(one, same)) == {("same_line_in_two_files", "pass"): 3}
    other = files.document(
        "厅", statements=(files.statement("expenditure_summary", {**TABLE, "221 住房保障支出": "201.00"}),)
    )
    assert statuses(within(one, other)) == {
        ("same_line_in_two_files", "pass"): 2,
        ("same_line_in_two_files", "fail"): 1,
    }


def test_lines_of_tables_with_other_totals_are_of_something_else(files: "Files") -> None:
    one = files.document("厅", statements=(files.statement("expenditure_summary", TABLE),))
    wider = {"合计": "700.00", "201 一般公共服务支出": "500.00", "221 住房保障支出": "200.00"}
    other = files.document("厅", statements=(files.statement("expenditure_summary", wider),))
    assert statuses(within(one, other)) == {("same_line_in_two_files", "fail"): 1}


def test_tables_of_another_kind_or_twice_in_a_file_are_not_compared(files: "Files") -> None:
    one = files.document("厅", statements=(files.statement("expenditure_summary", TABLE),))
    kind = files.document("厅", statements=(files.statement("general_public_expenditure", TABLE),))
    twice = files.document(
        "厅",
        statements=(files.statement("expenditure_summary", TABLE), files.statement("expenditure_summary", TABLE, 2)),
    )
    assert within(one, kind) == within(one, twice) == ()


def test_amounts_in_other_units_agree_within_their_rounding(files: "Files") -> None:
    one = files.document("厅", statements=(files.statement("expenditure_summary", TABLE),))
    in_yuan = {"合计": "6000049.00", "201 一般公共服务支出": "4000000.00", "221 住房保障支出": "2100000.00"}
    other = files.document("厅", statements=(files.statement("expenditure_summary", in_yuan, unit="元"),))
    assert statuses(within(one, other)) == {
        ("same_line_in_two_files", "pass"): 2,
        ("same_line_in_two_files", "fail"): 1,
    }


def test_prose_against_the_tables_of_another_file(files: "Files") -> None:
    tables = files.document("厅", statements=(files.statement("expenditure_summary", TABLE),))
    said = (
        files.mention("expenditure_total", "600", 1),
        files.mention("classified_line", "210.00", 2, label="住房保障(类)"),
        files.mention("procurement", "5.00", 3),
        files.mention("expenditure_total", "580.00", 4, period="2017"),
    )
    found = within(files.document("厅", mentions=said), tables)
    rule = "mention_agrees_with_other_file"
    assert statuses(found) == {(rule, "pass"): 1, (rule, "fail"): 1, (rule, "insufficient"): 1}
    assert {subject for one in found for subject in map(reference_of, one.finding.subjects) if subject.cell}


def test_what_a_files_own_tables_print_needs_no_other(files: "Files") -> None:
    said = (files.mention("expenditure_total", "600", 1),)
    both = files.document("厅", mentions=said, statements=(files.statement("expenditure_summary", TABLE),))
    other = files.document("厅", statements=(files.statement("three_public", {"合计": "1.00"}),))
    assert within(both, other) == ()


@pytest.mark.parametrize(("value", "status"), [("100.00", "pass"), ("90.00", "insufficient")])
def test_a_change_against_last_years_table(files: "Files", value: str, status: str) -> None:
    last = files.document("厅", 2017, statements=(files.statement("expenditure_summary", TABLE, period="2017"),))
    said = (
        files.mention("expenditure_total", "700.00", 1),
        files.mention("expenditure_total", value, 2, kind="change", direction="increase", of="m1", phase=None),
    )
    found = against(files.document("厅", mentions=said), last, "year_before")
    assert statuses(found) == {("change_agrees_with_year_before", status): 1}


def test_a_rate_against_last_years_table(files: "Files") -> None:
    last = files.document("厅", 2017, statements=(files.statement("expenditure_summary", TABLE, period="2017"),))
    said = (
        files.mention("expenditure_total", "700.00", 1),
        files.mention("expenditure_total", "16.67", 2, kind="change", direction="increase", of="m1", unit="%"),
        files.mention("expenditure_total", "16.67", 3, kind="change", direction="decrease", of="m1", unit="%"),
    )
    rule = "change_agrees_with_year_before"
    found = against(files.document("厅", mentions=said), last, "year_before")
    assert statuses(found) == {(rule, "pass"): 1, (rule, "insufficient"): 1}


def test_last_years_figures_against_last_years_tables(files: "Files") -> None:
    last = files.document("厅", 2017, statements=(files.statement("expenditure_summary", TABLE, period="2017"),))
    now = files.document("厅", statements=(files.statement("expenditure_summary", TABLE, period="2017"),))
    assert statuses(against(now, last, "year_before")) == {("last_year_figure_agrees", "pass"): 3}
    done = files.document(
        "厅", statements=(files.statement("expenditure_summary", TABLE, period="2017", phase="actual"),)
    )
    assert against(done, last, "year_before") == (), "what was spent is not what was planned"


def test_the_budget_in_a_final_account_against_the_budget(files: "Files") -> None:
    budget = files.document("厅", statements=(files.statement("expenditure_summary", TABLE),))
    said = (
        files.mention("expenditure_total", "600.00", 1),
        files.mention("expenditure_total", "590.00", 2, phase="actual"),
    )
    other = {**TABLE, "221 住房保障支出": "150.00"}
    account = files.document(
        "厅", kind="final_account", mentions=said, statements=(files.statement("expenditure_summary", other),)
    )
    assert statuses(against(account, budget, "budget_of_account")) == {
        ("mention_agrees_with_other_file", "pass"): 1,
        ("initial_budget_agrees", "pass"): 2,
        ("initial_budget_agrees", "fail"): 1,
    }


def _tables_of(files: "Files", homes: str, year: int = 2018, **fields: Any) -> Document:
    """A document whose one table has so much of 住房保障支出."""
    lines = {**TABLE, "221 住房保障支出": homes}
    return files.document("厅", year, statements=(files.statement("expenditure_summary", lines, **fields),))


def _said_in_another(files: "Files", value: str) -> tuple[Found, ...]:
    said = (files.mention("classified_line", value, 1, label="住房保障(类)"),)
    return within(files.document("厅", mentions=said), _tables_of(files, "200.00"))


def _changed(files: "Files", before: str) -> tuple[Found, ...]:
    last = {**TABLE, "合计": before}
    then = files.document("厅", 2017, statements=(files.statement("expenditure_summary", last, period="2017"),))
    said = (
        files.mention("expenditure_total", "700.00", 1),
        files.mention("expenditure_total", "100.00", 2, kind="change", direction="increase", of="m1", phase=None),
    )
    return against(files.document("厅", mentions=said), then, "year_before")


def _last_year(files: "Files", homes: str) -> tuple[Found, ...]:
    then = _tables_of(files, "200.00", 2017, period="2017")
    return against(_tables_of(files, homes, period="2017"), then, "year_before")


def _account(files: "Files", homes: str) -> tuple[Found, ...]:
    lines = {**TABLE, "221 住房保障支出": homes}
    statements = (files.statement("expenditure_summary", lines),)
    account = files.document("厅", kind="final_account", statements=statements)
    return against(account, _tables_of(files, "200.00"), "budget_of_account")


CASES: dict[str, tuple[Callable[["Files"], tuple[Found, ...]], Callable[["Files"], tuple[Found, ...]]]] = {
    "mention_agrees_with_other_file": (
        lambda files: _said_in_another(files, "210.00"),
        lambda files: _said_in_another(files, "200.00"),
    ),
    "change_agrees_with_year_before": (
        lambda files: _changed(files, "600.00"),
        lambda files: _changed(files, "650.00"),
    ),
    "same_line_in_two_files": (
        lambda files: within(_tables_of(files, "200.00"), _tables_of(files, "201.00")),
        lambda files: within(_tables_of(files, "200.00"), _tables_of(files, "200.00")),
    ),
    "last_year_figure_agrees": (lambda files: _last_year(files, "150.00"), lambda files: _last_year(files, "200.00")),
    "initial_budget_agrees": (lambda files: _account(files, "150.00"), lambda files: _account(files, "200.00")),
}
"""For each rule files in which it fires, and files in which it stays silent."""
FIRES_BY_PASSING = {"change_agrees_with_year_before"}
"""A rule that never fails fires where it confirms."""


def test_every_rule_has_files_of_both_kinds() -> None:
    assert CASES.keys() == {rule.code for rule in PAIR_RULES}


@pytest.mark.parametrize("code", CASES)
def test_a_rule_fires_and_stays_silent(files: "Files", code: str) -> None:
    fired = "pass" if code in FIRES_BY_PASSING else "fail"
    first, second = (statuses(case(files)) for case in CASES[code])
    assert (code, fired) in first
    assert (code, fired) not in second
    assert (code, "fail") not in second


def test_each_rule_has_its_code_once() -> None:
    codes = [rule.code for rule in PAIR_RULES]
    assert len(codes) == len(set(codes)) == 5
    with pytest.raises(ValueError, match="registered twice"):
        pair_rule(code=codes[0], severity="error", english="", chinese="", against="all")(lambda pair: iter(()))
