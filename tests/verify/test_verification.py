"""States of amounts: what proves, what is consistent, what vouches for itself, and the cost of it all."""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.document.record import Amount, Line, Statement
from extractor.verify.facts import Facts
from extractor.verify.identity import tolerance_of
from extractor.verify.verification import verify
from tests.verify.statement_cases import changes

if TYPE_CHECKING:
    from tests.verify.conftest import Builder


def _codes(build: "Builder", parent: str, *children: str) -> Facts:
    lines = [build.line("类", "201", total=parent)]
    lines += [build.line("款", f"2010{n}", total=text) for n, text in enumerate(children, 1)]
    return build.facts(build.statement("expenditure_summary", *lines))


def test_tolerance_is_half_a_unit_of_the_last_place_for_each_member() -> None:
    assert tolerance_of([Decimal("9.00"), Decimal("4.00"), Decimal("5.00")]) == Decimal("0.015")
    assert tolerance_of([Decimal("46.56"), Decimal("25"), Decimal("21.56")]) == Decimal("0.015")
    assert tolerance_of([Decimal(3), Decimal(1), Decimal(2)]) == Decimal("1.5")


@pytest.mark.parametrize(
    ("texts", "state"),
    [
        (("7.00", "5.00", "2.00"), "proved"),
        (("7.01", "5.00", "2.00"), "consistent"),
        (("7.02", "5.00", "2.00"), "failed"),
        (("7.00", "7.00", ""), "proved"),
        (("7.00", "7.00", "0.00"), "proved"),
        (("0.00", "0.00", "0.00"), "unchecked"),
        (("7.00", "", ""), "unchecked"),
        (("7.00", "—", ""), "unchecked"),
    ],
)
def test_state_of_a_parent(texts: tuple[str, ...], state: str, build: "Builder") -> None:
    assert verify(_codes(build, *texts)).states["t1.r1c0"] == state


def test_blanks_have_no_state_and_a_blank_total_is_insufficient(build: "Builder") -> None:
    result = verify(_codes(build, "", "5.00", "2.00"))
    assert "t1.r1c0" not in result.states
    assert [check.status for check in result.checks if check.rule == "children_sum_to_parent"] == ["insufficient"]
    assert result.states["t1.r2c0"] == "unchecked"


def _two_funds(build: "Builder", *rows: tuple[str, str, str, str]) -> Facts:
    """A class with its items: a total, two funds that are its parts, and a third fund."""
    named = [("类", "201"), *((f"款{n}", f"2010{n}") for n in range(1, len(rows)))]
    lines = [
        build.line(label, code, total=row[0], general_public=row[1], government_fund=row[2], state_capital=row[3])
        for (label, code), row in zip(named, rows, strict=True)
    ]
    table = build.table(("合计",), ("一般公共预算",), ("政府性基金预算",), ("国有资本经营预算",))
    return build.facts(build.statement("expenditure_summary", *lines), tables=(table,))


def test_rows_that_slid_by_a_column_together_are_not_proved_by_their_own_sums(build: "Builder") -> None:
    whole = ("9.00", "7.00", "2.00", "")
    sound = verify(_two_funds(build, whole, ("5.00", "4.00", "1.00", ""), ("4.00", "3.00", "1.00", "")))
    assert set(sound.states.values()) == {"proved"}
    slid = verify(_two_funds(build, whole, ("5.00", "", "4.00", "1.00"), ("4.00", "", "3.00", "1.00")))
    assert {cell for cell, state in slid.states.items() if state == "proved"} <= {"t1.r1c0", "t1.r2c0", "t1.r3c0"}
    assert slid.states["t1.r2c2"] == slid.states["t1.r3c2"] == "failed"


def test_a_misread_amount_takes_no_proof_from_the_others_of_its_sums(build: "Builder") -> None:
    rows = [("9.00", "7.00", "2.00", ""), ("5.00", "4.50", "1.00", ""), ("4.00", "3.00", "1.00", "")]
    states = verify(_two_funds(build, *rows)).states
    assert states["t1.r2c1"] == "failed"
    assert states["t1.r1c1"] == states["t1.r3c1"] == states["t1.r3c2"] == "proved"


def test_an_amount_does_not_vouch_for_itself(build: "Builder") -> None:
    facts = _codes(build, "7.00", "5.00", "2.00")
    made = replace(facts, derived={"t1.r3c0": frozenset({"t1.r1c0", "t1.r2c0"})})
    assert set(verify(facts).states.values()) == {"proved"}
    assert set(verify(made).states.values()) == {"unchecked"}


@pytest.mark.parametrize(("printed", "state"), [("7.00", "proved"), ("7.01", "consistent"), ("7.02", "failed")])
def test_two_printings_of_one_amount_may_differ_by_their_rounding(printed: str, state: str, build: "Builder") -> None:
    income = build.line("收入总计", side="revenue", role="total", amount="7.00")
    spending = build.line("支出总计", side="expenditure", role="total", amount=printed)
    facts = build.facts(build.statement("revenue_expenditure_summary", income, spending))
    assert set(verify(facts).states.values()) == {state}


def test_a_missing_level_is_no_fault(build: "Builder") -> None:
    lines = (build.line("类", "201", total="7.00"), build.line("款", "20101", total="3.00"))
    mixed = build.statement("expenditure_summary", *lines, build.line("项", "2010501", total="1.00"))
    assert not [check for check in verify(build.facts(mixed)).checks if check.status == "fail"]


def test_checks_are_numbered_in_a_stable_order(build: "Builder") -> None:
    facts = _codes(build, "7.00", "5.00", "2.00")
    checks = verify(facts).checks
    assert [check.id for check in checks] == [f"k{n}" for n in range(1, len(checks) + 1)]
    assert checks == verify(facts).checks


@pytest.mark.parametrize(
    ("name", "least_proved", "own_slips"),
    [
        ("hebei-leting-2024-budget", 0.94, {"制度改革支出"}),
        ("jiangsu-shengwei-2019-tables", 0.99, set()),
        ("jiangsu-zhengxie-2018-tables", 0.99, set()),
    ],
)
def test_labelled_documents_add_up(
    name: str, least_proved: float, own_slips: set[str], labelled: Callable[[str], Facts]
) -> None:
    facts = labelled(name)
    result = verify(facts)
    states = Counter(result.states.values())
    assert {check.actual for check in result.checks if check.status == "fail"} == own_slips
    assert states["proved"] >= least_proved * sum(states.values())


@pytest.mark.parametrize("name", ["hebei-leting-2024-budget", "jiangsu-zhengxie-2018-tables"])
def test_planted_digit_faults_are_caught(name: str, labelled: Callable[[str], Facts]) -> None:
    """One digit of each proved amount in turn: a fault that changes the value by more than rounding is found."""
    facts = labelled(name)
    proved = [cell for cell, state in verify(facts).states.items() if state == "proved"]
    faults = [
        (facts_with_fault, cell)
        for cell in proved[::6]
        for facts_with_fault in [_plant(facts, cell)]
        if facts_with_fault
    ]
    missed = [cell for faulty, cell in faults if not _finds_fault(faulty)]
    assert len(faults) > 20
    assert missed == []


def _finds_fault(facts: Facts) -> bool:
    return any(check.status == "fail" for check in verify(facts).checks)


def _plant(facts: Facts, cell: str) -> Facts | None:
    """The facts with the first digit of one amount raised by one; None for a zero."""
    changed = False

    def fault(amount: Amount) -> Amount:
        nonlocal changed
        if amount.cell != cell or not amount.value:
            return amount
        changed = True
        return replace(amount, value=amount.value + Decimal(10) ** amount.value.adjusted())

    statements = tuple(
        replace(s, lines=tuple(replace(line, amounts=tuple(map(fault, line.amounts))) for line in s.lines))
        for s in facts.statements
    )
    return replace(facts, statements=statements) if changed else None


cents = st.integers(min_value=1, max_value=10_000_000).map(lambda n: Decimal(n).scaleb(-2))


def _whole(parts: list[list[Decimal]]) -> Facts:
    """A statement of classes, divisions and a total that adds up."""
    whole = sum((value for division in parts for value in division), Decimal(0))
    rows: list[tuple[str | None, Decimal, str]] = [(None, whole, "total")]
    for place, division in enumerate(parts):
        rows.append((f"{201 + place}", sum(division, Decimal(0)), "item"))
        rows += [(f"{201 + place}{n:02}", value, "item") for n, value in enumerate(division, 1)]
    lines = tuple(
        Line(f"s1.{n}", None, None, code or "合计", code, None, 1, None, role, (  # type: ignore[arg-type]
            Amount("total", "2024", "budget", None, str(value), "value", value, "万元", None, f"t1.r{n}c3"),))
        for n, (code, value, role) in enumerate(rows, 1)
    )  # fmt: skip
    return Facts.gather((), (Statement("s1", "expenditure_summary", "t1", "万元", None, lines),))


@settings(max_examples=60, deadline=None)
@given(parts=st.lists(st.lists(cents, min_size=1, max_size=6), min_size=2, max_size=5), data=st.data())
def test_a_changed_digit_of_a_proved_amount_fails_a_check(parts: list[list[Decimal]], data: st.DataObject) -> None:
    facts = _whole(parts)
    states = verify(facts).states
    assert set(states.values()) == {"proved"}
    faulty = _plant(facts, data.draw(st.sampled_from(sorted(states))))
    assert faulty is not None
    changed = _changed_by(facts, faulty)
    caught = verify(faulty)
    if changed >= Decimal("0.05"):
        assert any(check.status == "fail" for check in caught.checks)
    assert any(check.residual for check in caught.checks)


def _changed_by(facts: Facts, faulty: Facts) -> Decimal:
    pairs = zip(facts.statements[0].lines, faulty.statements[0].lines, strict=True)
    none = Decimal(0)
    return max(abs((b.amounts[0].value or none) - (a.amounts[0].value or none)) for a, b in pairs)


def test_a_statement_of_five_thousand_rows_is_proved_whole() -> None:
    facts = _whole([[Decimal("1.25")] * 99 for _ in range(50)])
    assert len(facts.statements[0].lines) > 5_000
    result = verify(facts)
    assert set(result.states.values()) == {"proved"}


def test_what_was_made_of_facts_is_not_kept_for_a_changed_copy() -> None:
    facts = _whole([[Decimal("1.25"), Decimal("2.50")]] * 2)
    assert not any(check.status == "fail" for check in verify(facts).checks)
    again = verify(facts)
    assert again == verify(facts)
    faulty = _plant(facts, sorted(again.states)[0])
    assert faulty is not None
    assert any(check.residual for check in verify(faulty).checks)


def test_a_table_of_no_known_kind_proves_its_changes_and_what_they_are_of(build: "Builder") -> None:
    states = verify(changes(build, "9.00", "-6.00")).states
    assert {cell: state for cell, state in states.items() if cell.startswith("t1.r7c")} == {
        "t1.r7c1": "proved",
        "t1.r7c2": "proved",
        "t1.r7c3": "proved",
    }
    assert verify(changes(build, "9.00", "-5.00")).states["t1.r7c3"] == "failed"
