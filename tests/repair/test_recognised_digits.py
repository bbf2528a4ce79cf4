"""Slips of one character that a failed identity asks for, and what the picture says of each."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.document.check import Check
from extractor.document.recognised import Alternative
from extractor.document.table import Cell, Column, Row, Table
from extractor.document.uncertain import UncertainCharacter
from extractor.repair.recognised_digits import LOOK_ALIKES, Slip, find_slips


def table_of(*texts: str, uncertain: tuple[UncertainCharacter, ...] = ()) -> Table:
    """One column of amounts; its cells are t1.r0c0, t1.r1c0 …"""
    cells = tuple(Cell(f"t1.r{n}c0", n, 0, 1, 1, text, text, "data") for n, text in enumerate(texts))
    return Table(
        id="t1", title=None, kind="other", unit="万元", reporting_unit=None, as_of=None, pages=(1,), captions=(),
        notes=(), declared_empty=False, reading="ocr", confidence=1.0, header_rows=0, columns=(Column(()),),
        rows=tuple(Row((text,)) for text in texts), parts=(), cells=cells, uncertain=uncertain,
    )  # fmt: skip


def failed(residual: str, *rows: int, rule: str = "sum") -> Check:
    """``residual`` is what the first cell has too much."""
    return Check("k1", rule, "fail", tuple(f"t1.r{n}c0" for n in rows), "", residual=Decimal(residual))


def slips_of(table: Table, *checks: Check) -> list[tuple[str, str, str, int]]:
    found = find_slips([table], checks, {"t1"})
    return [(slip.cell, slip.text, slip.witness, len(slip.checks)) for slip in found]


def test_a_digit_that_looks_alike_is_asked_for() -> None:
    table = table_of("30.00", "13.00", "11.00")  # 8 was read as 3
    assert slips_of(table, failed("5.00", 0, 1, 2)) == [("t1.r1c0", "18.00", "look_alike", 1)]
    assert slips_of(table, failed("-5.00", 0, 1, 2)) == [("t1.r1c0", "18.00", "look_alike", 1)]
    assert slips_of(table, failed("6.10", 0, 1, 2)) == []


def test_what_the_recogniser_held_possible_comes_first() -> None:
    doubt = UncertainCharacter(1, "3", 0.7, (Alternative("8", 0.2),), "t1.r2c0")
    table = table_of("41.00", "13.00", "13.00", uncertain=(doubt,))
    assert slips_of(table, failed("5.00", 0, 1, 2)) == [
        ("t1.r2c0", "18.00", "alternative", 1),
        ("t1.r1c0", "18.00", "look_alike", 1),
    ]


def test_a_digit_read_with_little_certainty_may_be_any_other() -> None:
    unsure = UncertainCharacter(0, "2", 0.6, (), "t1.r1c0")
    assert slips_of(table_of("80.00", "20.00"), failed("60.00", 0, 1)) == []
    table = table_of("80.00", "20.00", uncertain=(unsure,))
    assert slips_of(table, failed("60.00", 0, 1)) == [("t1.r1c0", "80.00", "uncertain", 1)]


def test_two_identities_that_ask_for_the_same_count() -> None:
    table = table_of("30.00", "13.00", "11.00", "30.00")
    found = slips_of(table, failed("5.00", 0, 1, 2), failed("-5.00", 1, 3, rule="row"), failed("1.00", 2, 3))
    assert found[0] == ("t1.r1c0", "18.00", "look_alike", 2)


@pytest.mark.parametrize(
    ("read", "residual", "text"),
    [
        ("30.97", "300.00", "330.97"),  # two equal digits ran together
        ("1,30.97", "0", None),
        ("1330.97", "1100.00", None),  # two characters differ
        ("3330.97", "-3000.00", "330.97"),
        ("999.00", "8000.00", None),  # 8,999.00: another digit in front of it, nothing says so
        ("1,999.00", "-1000.00", None),
    ],
)
def test_a_character_too_many_or_too_few(read: str, residual: str, text: str | None) -> None:
    found = find_slips([table_of(read)], [failed(residual, 0)], {"t1"})
    assert [slip.text for slip in found] == ([] if text is None else [text])


def within_tolerance(residual: str, *rows: int) -> Check:
    return Check("k2", "sum", "pass", tuple(f"t1.r{n}c0" for n in rows), "", residual=Decimal(residual))


def test_a_last_decimal_that_was_lost_hides_within_the_tolerance() -> None:
    amounts = [f"{n}.25" for n in range(20, 40)]
    table = table_of("63.4", "13.11", *amounts)
    assert slips_of(table, within_tolerance("0.01", 1, 0)) == [("t1.r0c0", "63.41", "short", 1)]
    assert slips_of(table, within_tolerance("0.01", 1, 2)) == []  # 20.26 looks alike, which is too little here
    mixed = table_of("63.4", "13.11", *(f"{n}.5" for n in range(20, 40)))
    assert slips_of(mixed, within_tolerance("0.01", 1, 0)) == []


def test_only_tables_read_from_pictures_are_looked_at() -> None:
    checks = [failed("5.00", 0, 1, 2)]
    assert find_slips([table_of("30.00", "13.00", "12.00")], checks, set()) == []
    passing = Check("k1", "sum", "pass", ("t1.r0c0",), "", residual=Decimal("5.00"))
    assert find_slips([table_of("13.00")], [passing], {"t1"}) == []


def test_what_is_no_amount_or_was_repaired_stays() -> None:
    assert slips_of(table_of("十三", "—", ""), failed("5.00", 0, 1, 2)) == []
    table = table_of("13.00")
    mended = replace(table, cells=(replace(table.cells[0], raw="l3.00"),))
    assert find_slips([mended], [failed("5.00", 0)], {"t1"}) == []


@given(
    amount=st.decimals("0.01", "99999.99", places=2),
    place=st.integers(0, 7),
    other=st.integers(0, 9),
    grouped=st.booleans(),
)
def test_every_look_alike_is_found_and_undone(amount: Decimal, place: int, other: int, grouped: bool) -> None:
    true = f"{amount:,.2f}" if grouped else f"{amount:.2f}"
    place %= len(true)
    misread = true[:place] + str(other) + true[place + 1 :]
    if not true[place].isdigit() or true[place] not in LOOK_ALIKES[str(other)] or misread.startswith("0"):
        return
    residual = Decimal(misread.replace(",", "")) - amount
    found: list[Slip] = find_slips([table_of(misread)], [failed(str(residual), 0)], {"t1"})
    assert true.replace(",", "") in [slip.text.replace(",", "") for slip in found]
