"""Texts of tables read from pictures: specks taken for signs, a character that the recogniser doubted, a lost 一."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from typing import Final, NamedTuple

from extractor.document.check import Repair
from extractor.document.classification_names import all_known_names
from extractor.document.number import decimals, read_amount
from extractor.document.table import Cell, Column, Row, Table, row_values, slots_of
from extractor.document.text import folded, without_space
from extractor.document.uncertain import UncertainCharacter
from extractor.repair.recognised_numbering import lost_numbering

_DOUBTED: Final = 0.6
"""A character of less probability may be a speck, or another one."""
_POSSIBLE: Final = 0.05
"""An alternative of less is none."""
_SPECKS: Final = ".,:;·•'`‘’\"~_|。，、"
"""What dust beside a number is taken for; a dash may be its sign."""
_DOUBLED_MARK: Final = re.compile(r"([.,])(?:\1|[·'])(?=\d)")
"""A mark of a number and a speck behind it."""
_KNOWN, _NUMBER, _SEQUENCE = 0.95, 0.95, 0.94
_FEWEST_AMOUNTS: Final = 3


class _Mend(NamedTuple):
    text: str
    kind: str
    evidence: str
    confidence: float


def propose_recognised_text_repairs(
    tables: Sequence[Table], recognised: AbstractSet[str], threshold: float = 0.9
) -> tuple[list[Repair], list[Table]]:
    """Mend the cells of the tables whose ids are in ``recognised``.

    A word with a doubted character is mended where one of the recogniser's alternatives, or the word without a doubted
    character at its end, is a name of a code or is printed elsewhere in the document, and the word itself is not. A
    number with a speck at its end or beside a mark is mended where the rest is one with as many decimals as its column.
    Numbered labels get the numeral or the mark that they lost (``recognised_numbering``). Gives the repairs and all
    tables, the applied ones written.
    """
    sure = _sure_texts(tables)
    repairs: list[Repair] = []
    mended: list[Table] = []
    for table in tables:
        written: dict[str, str] = {}
        for cell, mend in _mends(table, sure) if table.id in recognised else ():
            applied = mend.confidence >= threshold
            evidence, before = (mend.evidence,), without_space(cell.text)
            repairs.append(Repair("", mend.kind, (cell.id,), before, mend.text, evidence, (), mend.confidence, applied))
            if applied:
                written[cell.id] = mend.text
        mended.append(_written(table, written) if written else table)
    return repairs, mended


def _sure_texts(tables: Sequence[Table]) -> Counter[str]:
    """The words of all cells without a doubted character, with how often they stand there."""
    doubted = {c.cell for table in tables for c in table.uncertain if c.probability < _DOUBTED}
    return Counter(folded(cell.text) for table in tables for cell in table.cells if cell.id not in doubted)


def _mends(table: Table, sure: Mapping[str, int]) -> Iterator[tuple[Cell, _Mend]]:
    doubts: dict[str, list[UncertainCharacter]] = {}
    for character in table.uncertain:
        if character.probability < _DOUBTED:
            doubts.setdefault(character.cell, []).append(character)
    styles = _column_styles(table)
    for cell in table.cells:
        text = without_space(cell.text)
        if not text or text != without_space(cell.raw):
            continue
        in_body = cell.row >= table.header_rows
        mend = _mended_number(text, styles.get(cell.column)) if in_body else None
        mend = mend or _mended_word(text, doubts.get(cell.id, ()), sure)
        if mend is not None:
            yield cell, mend
    yield from _mended_labels(table, sure)


def _mended_labels(table: Table, sure: Mapping[str, int]) -> Iterator[tuple[Cell, _Mend]]:
    """The numbered labels of each column that nothing was repaired in."""
    known = {*all_known_names(), *sure}
    evidence = "the labels above and below are numbered, and ask for this number"
    for column in range(len(table.columns)):
        for cell, text in lost_numbering(table, column, known):
            if without_space(cell.text) == without_space(cell.raw):
                yield cell, _Mend(text, "recognised_label", evidence, _SEQUENCE)


def _column_styles(table: Table) -> dict[int, int]:
    """How many decimals the amounts of each column have that has nothing but amounts, one text apart."""
    texts: dict[int, list[str]] = {}
    for cell in table.cells:
        if cell.row >= table.header_rows and cell.text.strip():
            texts.setdefault(cell.column, []).append(cell.text)
    styles = {}
    for column, own in texts.items():
        values = [found.value for text in own if (found := read_amount(text)) is not None]
        numbers = [value for value in values if value is not None]
        places = {decimals(value) for value in numbers}
        if len(numbers) >= _FEWEST_AMOUNTS and len(places) == 1 and len(own) - len(values) <= 1:
            styles[column] = places.pop()
    return styles


def _mended_number(text: str, places: int | None) -> _Mend | None:
    """The number without the specks at its ends and beside its marks."""
    if places is None or read_amount(text) is not None:
        return None
    bare = _DOUBLED_MARK.sub(r"\1", text.strip(_SPECKS))
    reading = read_amount(bare)
    if reading is None or reading.value is None or decimals(reading.value) != places:
        return None
    return _Mend(
        bare, "recognised_number", "without the specks beside it or its marks it is a number like its column's", _NUMBER
    )


def _mended_word(text: str, doubts: Sequence[UncertainCharacter], sure: Mapping[str, int]) -> _Mend | None:
    """The one known word that the doubted characters leave possible."""
    if not doubts or _is_known(text, sure):
        return None
    found = {other for one in doubts for other in _possible(text, one) if _is_known(other, sure)}
    if len(found) != 1:
        return None
    word = found.pop()
    printed = sure.get(folded(word), 0)
    said = f"{printed} other places print {word}" if printed else f"{word} is a name of published documents"
    return _Mend(word, "recognised_word", f"{said}; the recogniser doubted what it read here", _KNOWN)


def _possible(text: str, doubted: UncertainCharacter) -> Iterator[str]:
    place = doubted.place
    if text[place : place + 1] != doubted.text:
        return
    if place in (0, len(text) - 1):
        yield text[:place] + text[place + 1 :]
    for other in doubted.alternatives:
        if other.probability >= _POSSIBLE:
            yield text[:place] + other.text + text[place + 1 :]


def _is_known(text: str, sure: Mapping[str, int]) -> bool:
    return len(text) > 1 and (text in all_known_names() or sure.get(folded(text), 0) > 0)


def _written(table: Table, texts: Mapping[str, str]) -> Table:
    """The table with other texts in some cells, and in the header paths that they stand in."""
    cells = tuple(replace(cell, text=texts[cell.id]) if cell.id in texts else cell for cell in table.cells)
    columns = list(table.columns)
    for cell in table.cells:
        if cell.id in texts and cell.row < table.header_rows:
            old, new = without_space(cell.text), texts[cell.id]
            for place in range(cell.column, min(len(columns), cell.column + cell.column_span)):
                path = tuple(new if part == old else part for part in columns[place].path)
                columns[place] = Column(path, columns[place].role)
    slots = slots_of(cells, table.header_rows + len(table.rows), len(table.columns))
    touched = {cell.row + n for cell in cells if cell.id in texts for n in range(cell.row_span)}
    rows = tuple(
        Row(row_values(slots[place]), row.role) if place in touched else row
        for place, row in enumerate(table.rows, start=table.header_rows)
    )
    return replace(table, cells=cells, rows=rows, columns=tuple(columns))
