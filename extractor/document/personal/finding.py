"""Whom a document names: persons and their numbers, with the cells and blocks that print them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from extractor.document.document import Block
from extractor.document.personal.labels import LabelKind, announced, label_kinds
from extractor.document.personal.names import names_before, names_in
from extractor.document.personal.numbers import PersonalKind, numbers_in, plain_number
from extractor.document.table import Cell, Table, slots_of

_LONGEST_LIST = 200
"""So much of what stands behind a label is looked at for the names of a list."""
_LONGEST_LINE = 2_000
"""Of a longer text only the beginning is searched for labels."""


@dataclass(frozen=True, slots=True)
class PersonalData:
    """One name or number in plain signs; ``subjects`` are the cells and blocks (or tables) that print it."""

    kind: PersonalKind
    text: str
    subjects: tuple[str, ...]


def find_personal_data(
    blocks: Iterable[Block], tables: Sequence[Table], amounts: frozenset[str]
) -> tuple[PersonalData, ...]:
    """The names that labels announce and the numbers of persons, in the order of the document.

    A name is one where a label (联系人, 项目负责人, 填表人 …) stands before it, beside it, or above its column; a bare
    mobile number in one of the cells that were read as ``amounts`` is an amount.
    """
    found: dict[tuple[PersonalKind, str], list[str]] = {}
    for subject, kind, text in _all(blocks, tables, amounts):
        subjects = found.setdefault((kind, plain_number(text)), [])
        if subject not in subjects:
            subjects.append(subject)
    return tuple(PersonalData(kind, text, tuple(subjects)) for (kind, text), subjects in found.items())


def _all(
    blocks: Iterable[Block], tables: Sequence[Table], amounts: frozenset[str]
) -> Iterator[tuple[str, PersonalKind, str]]:
    for block in blocks:
        for kind, text in _in_line(block.text):
            yield block.id, kind, text
    for table in tables:
        for line in (table.title or "", *table.captions, *table.notes):
            for kind, text in _in_line(line):
                yield table.id, kind, text
        yield from _in_table(table, amounts)


def _in_line(text: str) -> Iterator[tuple[PersonalKind, str]]:
    """What a line of text says: numbers anywhere, names and local numbers behind their labels."""
    line = text[:_LONGEST_LINE]
    yield from numbers_in(text)
    for kind, rest in announced(line):
        if kind == "name":
            for name in names_before(rest[:_LONGEST_LIST]):
                yield "name", name
        else:
            number = next(numbers_in(rest, labelled=True), None)
            if number is not None and rest.lstrip().startswith(number.text):
                yield number


def _in_table(table: Table, amounts: frozenset[str]) -> Iterator[tuple[str, PersonalKind, str]]:
    slots = _slots(table)
    for cell in table.cells:
        if cell.id not in amounts:
            for kind, text in _in_line(cell.raw or cell.text):
                yield cell.id, kind, text
        for label in label_kinds(cell.text):
            for value in _values_of(cell, label, slots):
                for kind, text in _read_value(value.raw or value.text, label):
                    yield value.id, kind, text


def _slots(table: Table) -> list[list[Cell | None]]:
    rows = max((cell.row + cell.row_span for cell in table.cells), default=0)
    columns = max((cell.column + cell.column_span for cell in table.cells), default=0)
    return slots_of(table.cells, rows, columns)


def _values_of(label: Cell, kind: LabelKind, slots: list[list[Cell | None]]) -> Iterator[Cell]:
    """The cell right of a label; where it says nothing of the kind, the cells below it as long as they do."""
    column = label.column + label.column_span
    row = slots[label.row]
    beside = row[column] if column < len(row) else None
    if beside is not None and any(_read_value(beside.raw or beside.text, kind)):
        yield beside
        return
    for below in slots[label.row + label.row_span :]:
        cell = below[label.column]
        if cell is None or not any(_read_value(cell.raw or cell.text, kind)):
            return
        yield cell


def _read_value(text: str, kind: LabelKind) -> list[tuple[PersonalKind, str]]:
    """What a cell that a label announces holds: names only, a name and its number, or numbers."""
    found: list[tuple[PersonalKind, str]] = [*numbers_in(text, labelled=kind == "telephone")]
    if kind == "name":
        found += [("name", name) for name in names_in(text) or names_before(text)]
    return found
