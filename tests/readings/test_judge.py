"""What other readings say of a failed identity, by hand-made cells."""

from collections.abc import Mapping
from decimal import Decimal

import pytest

from extractor.document.check import Check
from extractor.document.geometry import BBox, Place
from extractor.document.table import Cell, Column, Row, Table
from extractor.readings.judge import Doubt, find_doubts, find_winners, weigh
from extractor.readings.reading import OtherCell, OtherReading

WIDTH, HEIGHT = 80.0, 20.0


def box(row: int) -> BBox:
    return BBox(100, row * HEIGHT, 100 + WIDTH, (row + 1) * HEIGHT)


def table_of(*texts: str, boxed: bool = True) -> Table:
    """A column of amounts, a row each, the total first."""
    cells = tuple(
        Cell(f"t1.r{n}c0", n, 0, 1, 1, text, text, "data", (Place(1, box(n)),) if boxed else ())
        for n, text in enumerate(texts)
    )
    return Table(
        id="t1", title="表", kind="other", unit="万元", reporting_unit=None, as_of=None, pages=(1,), captions=(),
        notes=(), declared_empty=False, reading="native", confidence=1.0, header_rows=0,
        columns=(Column(("金额",), "amount"),), rows=tuple(Row((text,)) for text in texts), parts=(), cells=cells,
    )  # fmt: skip


def failed(count: int, identity: str = "k1", residual: str | None = "10") -> Check:
    subjects = tuple(f"t1.r{n}c0" for n in range(count))
    return Check(
        identity, "total_is_sum_of_parts", "fail", subjects, "", residual=Decimal(residual) if residual else None
    )


def reading_of(*texts: str | None, moved: float = 0.0) -> OtherReading:
    """What pdfplumber reads of the same column; None where it has no cell."""
    cells = (
        OtherCell(BBox(b.x0 + moved, b.top, b.x1 + moved, b.bottom), text)
        for n, text in enumerate(texts)
        if text is not None
        for b in (box(n),)
    )
    return OtherReading("pdfplumber", {1: tuple(cells)})


def doubt_of(*texts: str) -> Doubt:
    (doubt,) = find_doubts([table_of(*texts)], [failed(len(texts))])
    return doubt


def sums(check: Check, texts: Mapping[str, str], printed: tuple[str, ...]) -> bool:
    total, *parts = [Decimal(texts.get(f"t1.r{n}c0", text)) for n, text in enumerate(printed)]
    return total == sum(parts)


def test_the_same_amounts_everywhere_agree_however_they_are_written() -> None:
    opinion = weigh(doubt_of("1,300.00", "1100.00", "-"), reading_of("1300.00", "1,100.00", ""))
    assert (opinion.agrees, opinion.other) == (True, {})


@pytest.mark.parametrize("said", [("13", "11", None), ("13", "11", "2 3 4 人"), ("13", "11", "名称")])
def test_a_reading_that_has_not_every_amount_does_not_agree(said: tuple[str | None, ...]) -> None:
    opinion = weigh(doubt_of("13", "11", "3"), reading_of(*said))
    assert (opinion.agrees, opinion.other) == (False, {})


def test_cells_at_another_place_say_nothing() -> None:
    beside = weigh(doubt_of("13", "1", "2"), reading_of("13", "11", "2", moved=WIDTH / 2))
    assert (beside.agrees, beside.other) == (False, {})
    leaning = weigh(doubt_of("13", "1", "2"), reading_of("13", "11", "2", moved=WIDTH / 8))
    assert leaning.other == {"t1.r1c0": "11"}


def test_a_cell_that_a_page_break_cuts_is_read_of_both_pages() -> None:
    doubt = doubt_of("13", "11")
    cut = doubt.cells[1].__class__(
        "t1.r1c0", 1, 0, 1, 1, "11", "11", "data", (Place(1, box(1)), Place(2, box(0)))
    )  # fmt: skip
    reading = OtherReading("pdfplumber", {1: (OtherCell(box(0), "13"), OtherCell(box(1), "11")), 2: ()})
    assert not weigh(Doubt(doubt.check, (doubt.cells[0], cut)), reading).agrees
    whole = OtherReading("pdfplumber", {**reading.cells, 2: (OtherCell(box(0), ""),)})
    assert weigh(Doubt(doubt.check, (doubt.cells[0], cut)), whole).agrees
    assert Doubt(doubt.check, (cut,)).pages == {1, 2}


def test_the_amount_that_makes_the_identity_hold_wins() -> None:
    printed = ("13", "1", "2")
    doubt = doubt_of(*printed)
    opinion = weigh(doubt, reading_of("13", "11", "2"))
    (won,) = find_winners([(doubt, opinion)], lambda c, t: sums(c, t, printed), 0.9)
    assert (won.kind, won.subjects, won.before, won.after, won.applied) == (
        "other_reading", ("t1.r1c0",), "1", "11", True,
    )  # fmt: skip
    assert won.evidence[0].startswith("pdfplumber ")
    (unsure,) = find_winners([(doubt, opinion)], lambda c, t: sums(c, t, printed), 0.99)
    assert not unsure.applied


def test_of_several_other_amounts_only_the_one_that_is_proved_is_taken() -> None:
    printed = ("13", "1", "2")
    doubt = doubt_of(*printed)
    opinion = weigh(doubt, reading_of("13", "11", "7"))
    (won,) = find_winners([(doubt, opinion)], lambda c, t: sums(c, t, printed), 0.9)
    assert won.subjects == ("t1.r1c0",)


def test_nothing_is_taken_without_proof() -> None:
    printed = ("13", "1", "2")
    doubt = doubt_of(*printed)
    assert not find_winners([(doubt, weigh(doubt, reading_of("13", "9", "2")))], lambda c, t: sums(c, t, printed), 0.9)


def test_only_failed_identities_of_amounts_on_pages_are_doubted() -> None:
    table = table_of("13", "1", "名称")
    (doubt,) = find_doubts([table], [failed(3)])
    assert [cell.text for cell in doubt.cells] == ["13", "1"]
    assert not find_doubts([table], [failed(3, residual=None)])
    assert not find_doubts([table_of("13", "1", boxed=False)], [failed(2)])
    assert not find_doubts([table], [Check("k1", "r", "pass", ("t1.r0c0",), "", residual=Decimal(1))])
