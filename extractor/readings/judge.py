"""What other readings of a page say of a failed identity: the same, another amount that proves it, or only another."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Final, NamedTuple

from extractor.document.check import Check, Repair
from extractor.document.geometry import BBox, intersection
from extractor.document.number import read_money
from extractor.document.table import Cell, Table
from extractor.readings.reading import OtherCell, OtherReading, ReaderName

_SAME_PLACE = 0.5
"""Two boxes are of one cell where they share at least this part of the area that both cover."""
_PROVED = 0.95
"""Confidence of an amount that one reading prints and that makes a failed identity hold exactly."""

UNREAD: Final = "unread_amount"
"""Stands for the rule of a doubt of which no check failed: a cell of a column of amounts holds none."""

Proves = Callable[[Check, Mapping[str, str]], bool]
"""Whether the failed check holds exactly (of an unread amount: one that counts it), and nothing breaks, with these
texts in these cells."""


class Doubt(NamedTuple):
    """A failed identity with those of its cells that hold an amount, or nothing, somewhere on a page."""

    check: Check
    cells: tuple[Cell, ...]

    @property
    def pages(self) -> frozenset[int]:
        return frozenset(place.page for cell in self.cells for place in cell.boxes)


class Opinion(NamedTuple):
    """What one reading says of a doubt; ``other`` holds its texts by cell id where they are another amount."""

    reader: ReaderName
    agrees: bool
    """Whether it has every cell of the doubt, each with the same amount."""
    other: Mapping[str, str]


def find_doubts(tables: Sequence[Table], checks: Sequence[Check]) -> list[Doubt]:
    """The failed identities of amounts that stand on pages, in the order of the checks."""
    cells = {cell.id: cell for table in tables for cell in table.cells}
    doubts = []
    for check in checks:
        if check.status != "fail" or not check.residual:
            continue
        amounts = [
            cell
            for subject in dict.fromkeys(check.subjects)
            if (cell := cells.get(subject)) is not None and _is_amount(cell.text)
        ]
        if amounts and all(cell.boxes for cell in amounts):
            doubts.append(Doubt(check, tuple(amounts)))
    return doubts


def unread_doubts(tables: Sequence[Table], unread: Collection[str]) -> list[Doubt]:
    """The cells ``unread`` (ids) that stand on pages and hold digits but no amount where one belongs, each as a doubt
    of its own: no identity counts them yet."""
    return [
        Doubt(Check("", UNREAD, "insufficient", (cell.id,), ""), (cell,))
        for table in tables
        for cell in table.cells
        if cell.id in unread and cell.boxes and any(character.isdigit() for character in cell.text)
    ]


def weigh(doubt: Doubt, reading: OtherReading) -> Opinion:
    """Hold each amount of the doubt against the cell of the other reading at its place; a text that is no amount (two
    cells read as one) says nothing."""
    said = {cell.id: text for cell in doubt.cells if (text := _text_at(cell, reading)) is not None}
    other = {cell.id: said[cell.id] for cell in doubt.cells if cell.id in said and _differ(cell.text, said[cell.id])}
    return Opinion(reading.reader, len(said) == len(doubt.cells) and not other, other)


def find_winners(doubts: Sequence[tuple[Doubt, Opinion]], proves: Proves, threshold: float) -> list[Repair]:
    """The amounts of other readings that make a failed identity hold, as repairs without ids.

    All that a reading has otherwise in one identity are tried together, then each alone. Those of confidence 0.95
    below ``threshold`` are not applied.
    """
    taken: dict[str, str] = {}
    repairs = []
    for doubt, opinion in doubts:
        for texts in _trials(opinion.other):
            if taken.keys() & texts.keys() or not proves(doubt.check, {**taken, **texts}):
                continue
            taken |= texts
            repairs += [_repair(doubt, opinion.reader, cell, texts[cell.id], threshold) for cell in doubt.cells
                        if cell.id in texts]  # fmt: skip
            break
    return repairs


def _trials(other: Mapping[str, str]) -> Iterator[Mapping[str, str]]:
    if other:
        yield other
    if len(other) > 1:
        yield from ({cell: text} for cell, text in other.items())


def _repair(doubt: Doubt, reader: ReaderName, cell: Cell, text: str, threshold: float) -> Repair:
    said = (
        "an identity that counts it"
        if doubt.check.rule == UNREAD
        else f"{doubt.check.rule} of {doubt.check.subjects[0]}"
    )
    evidence = (f"{reader} reads {text!r} at the same place", f"{said} holds so")
    return Repair("", "other_reading", (cell.id,), cell.text, text, evidence, (), _PROVED, threshold <= _PROVED)


def _text_at(cell: Cell, reading: OtherReading) -> str | None:
    """The text at all places of the cell (two where a page break cuts it); None where one is missing."""
    texts = []
    for place in cell.boxes:
        best = max(reading.cells.get(place.page, ()), key=lambda other: _shared(place.bbox, other), default=None)
        if best is None or _shared(place.bbox, best) < _SAME_PLACE:
            return None
        texts.append(best.text)
    text = " ".join(filter(None, texts))
    return text if _is_amount(text) else None


def _shared(box: BBox, other: OtherCell) -> float:
    common = intersection(box, other.bbox)
    if common is None:
        return 0.0
    shared = common.width * common.height
    whole = box.width * box.height + other.bbox.width * other.bbox.height - shared
    return shared / whole if whole > 0 else 0.0


def _is_amount(text: str) -> bool:
    return read_money(text) is not None


def _value(text: str) -> Decimal | None:
    money = read_money(text)
    return money.reading.value if money is not None else None


def _differ(text: str, other: str) -> bool:
    """Whether they are two amounts; a blank, a dash and zero are one, and what is no amount is another."""
    return not _is_amount(text) or (_value(text) or 0) != (_value(other) or 0)
