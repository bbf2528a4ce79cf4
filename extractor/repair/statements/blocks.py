"""A torn table as blocks of lines, one a printed grid, and the chains of grids that are one table."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import Final, NamedTuple

from extractor.document.budget_code import read_code
from extractor.document.table import Cell, Table
from extractor.document.text import folded, is_cjk, without_space
from extractor.repair.statements.cell_types import type_of_role, value_of
from extractor.repair.statements.entries import BLANK, Entry, Line
from extractor.repair.statements.swallowed_row import take_swallowed_row

_NUMERALS: Final = {character: value for value, character in enumerate("一二三四五六七八九", 1)}
_NUMBERED: Final = re.compile(r"([一二三四五六七八九]?十?[一二三四五六七八九]?)、")
_TRAILING_NUMBER: Final = re.compile(r"(?<=\S)\s+\d{1,2}$")
_NUMBER_LABEL: Final = re.compile(r"(?<=\S)\s+(?:栏次|行次)$")
_FUSED_NUMBER: Final = re.compile(r"\S\s+(\d{1,2})$")
_ALONE: Final = re.compile(r"\d{1,2}")
_CLASS_DIGITS: Final = 3
_PART_DIGITS: Final = 2
_FEWEST_FUSED: Final = 3
_FEWEST_BODY_ROWS: Final = 3
_ENOUGH: Final = 3.0
"""What the evidence for a table going on must weigh."""


@dataclass(slots=True)
class Block:
    """One printed grid: its header words by row and column, column numbers taken off, and its body lines."""

    table: Table
    words: list[list[str]]
    numbers: dict[int, int]
    """The column numbers (栏次) that the header prints, by printed column."""
    lines: list[Line]
    paths: list[tuple[str, ...]]
    """The header path of each printed column, column numbers taken off."""
    late: int = 0
    """How many of the header's rows were read as rows of the body."""
    captions: tuple[str, ...] = ()
    """Captions that stood among the header's words; not blank where the header had swallowed the first row."""

    @property
    def width(self) -> int:
        return len(self.table.columns)

    def leaf(self, column: int) -> str:
        """The lowest word of the header that stands in the column itself; blank where none does."""
        return next((row[column] for row in reversed(self.words) if column < len(row) and row[column]), "")


def open_block(table: Table, index: int, *, bare: bool, strays: frozenset[str] = frozenset()) -> Block:
    """Read a torn table as a block. ``bare``: it goes on without a header, so that all of its rows are body.
    ``strays`` are the ids of cells that hold a column number and nothing else: they count as blank."""
    depth = 0 if bare else table.header_rows
    late = 0 if bare else _late_header_rows(table)
    rows = table.header_rows + len(table.rows)
    texts: list[list[Entry]] = [[BLANK] * len(table.columns) for _ in range(rows)]
    lines: list[int | None] = [None] * rows
    words: list[list[str]] = [[""] * len(table.columns) for _ in range(depth + late)]
    numbers, names = _column_numbers(table, depth)
    for cell in table.cells:
        lines[cell.row] = cell.line if lines[cell.row] is None else lines[cell.row]
        if depth <= cell.row < depth + late:
            words[cell.row][cell.column] = without_space(cell.text)
        elif cell.row >= depth:
            texts[cell.row][cell.column] = BLANK if cell.id in strays else Entry(_printed(cell), (cell.id,))
        elif cell.role != "column_number":
            words[cell.row][cell.column] = names[without_space(cell.text)]
    body = [Line(list(texts[row]), lines[row], index) for row in range(depth + late, rows)]
    swallowed = None if bare else take_swallowed_row(table, words, body)
    words = [row for row in words if any(row)]
    paths = [
        tuple(word for element in column.path if (word := names.get(element, element))) for column in table.columns
    ]
    if late or swallowed is not None:
        paths = paths_of(words)
    captions: tuple[str, ...] = ()
    if swallowed is not None:
        body, captions = [swallowed.line, *body], swallowed.captions
    return Block(table, words, numbers, body, paths if depth else [()] * len(table.columns), late, captions)


def _late_header_rows(table: Table) -> int:
    """How many rows right below the header name columns too: two texts or more, all of them words, over columns that
    hold amounts from there on."""
    late = 0
    body = [[value or "" for value in row.values] for row in table.rows]
    while late < min(2, len(body) - _FEWEST_BODY_ROWS):
        row, rest = body[late], body[late + 1 :]
        filled = [column for column, text in enumerate(row) if text]
        words = all(
            any(is_cjk(character) for character in row[column]) and value_of(row[column]) is None for column in filled
        )
        over = [column for column in filled if _is_amounts([line[column] for line in rest])]
        if len(filled) < 2 or not words or not over:
            break
        late += 1
    return late


def _is_amounts(texts: Sequence[str]) -> bool:
    filled = [text for text in texts if text]
    amounts = sum(value_of(text) is not None for text in filled)
    return len(filled) >= 2 and amounts >= 0.8 * len(filled)


def paths_of(words: Sequence[Sequence[str]]) -> list[tuple[str, ...]]:
    """Header paths of words by row and column: over a name, a blank cell goes on with the words on its left, where
    these stand under the same words above."""
    width = len(words[0]) if words else 0
    above: list[tuple[str, ...]] = [()] * width
    for level, row in enumerate(words):
        last = level == len(words) - 1
        new: list[tuple[str, ...]] = []
        for column, word in enumerate(row):
            goes_on = not word and not last and column and above[column] == above[column - 1]
            named_below = any(words[lower][column] for lower in range(level + 1, len(words)))
            if (
                goes_on
                and named_below
                and len(new[column - 1]) > len(above[column - 1])
                and words[level + 1][column - 1]
            ):
                new.append(new[column - 1])
            else:
                new.append((*above[column], word) if word else above[column])
        above = new
    return above


def _printed(cell: Cell) -> str:
    """A cell's text with the gaps that it was printed with."""
    return cell.raw if without_space(cell.raw) == without_space(cell.text) else cell.text


def _column_numbers(table: Table, depth: int) -> tuple[dict[int, int], dict[str, str]]:
    """The column numbers that a header prints, by column, and its words without those fused to them.

    Fused numbers count where they go up from 1 over three names at least: then none is a name's own.
    """
    cells = [cell for cell in table.cells if cell.row < depth]
    fused = {cell.column: int(found[1]) for cell in cells if (found := _FUSED_NUMBER.search(cell.raw.strip()))}
    strip = len(fused) >= _FEWEST_FUSED and sorted(fused.values()) == list(range(1, len(fused) + 1))
    names = {
        without_space(cell.text): header_word(cell.raw)
        if strip or _ALONE.fullmatch(cell.raw.strip())
        else without_space(cell.text)
        for cell in cells
    }
    alone = {cell.column: int(cell.raw) for cell in cells if _ALONE.fullmatch(cell.raw.strip())}
    return alone | (fused if strip else {}), names


def header_word(raw: str) -> str:
    """A header cell's words without white space, without a column number or the label 栏次 fused to them."""
    text = _TRAILING_NUMBER.sub("", _NUMBER_LABEL.sub("", raw.strip()))
    return "" if _ALONE.fullmatch(text) else without_space(text)


class Printed(NamedTuple):
    """A table, whether its grid is torn, and whether no prose stands between it and the table before."""

    table: Table
    torn: bool
    adjacent: bool


class Chain(NamedTuple):
    """Tables that are one, by place; ``bare`` says of each whether it goes on without a header of its own."""

    places: tuple[int, ...]
    bare: tuple[bool, ...]


def find_chains(printed: Sequence[Printed]) -> list[Chain]:
    """The torn statement tables in order, each with the grids that go on with it."""
    chains: list[Chain] = []
    for place, one in enumerate(printed):
        if not one.torn or one.table.kind in ("project_targets", "contents"):
            continue
        if chains and one.adjacent and chains[-1].places[-1] == place - 1:
            last = chains[-1]
            tables = [printed[n].table for n in last.places]
            weight, bare = _goes_on(tables, one.table)
            if weight >= _ENOUGH:
                chains[-1] = Chain((*last.places, place), (*last.bare, bare))
                continue
        if one.table.header_rows and _holds_amounts(one.table):
            chains.append(Chain((place,), (False,)))
    return chains


def _holds_amounts(table: Table) -> bool:
    return any(type_of_role(column.role) == "amount" for column in table.columns)


def _goes_on(before: Sequence[Table], after: Table) -> tuple[float, bool]:
    """What speaks for ``after`` going on with the tables before it, and whether it has no header of its own."""
    head, last = before[0], before[-1]
    own_title = after.title if after.title and without_space(after.title) not in head.captions else None
    if own_title and not (head.title and folded(own_title) == folded(head.title)):
        return 0.0, False
    if last.notes or last.declared_empty or (after.unit and head.unit and after.unit != head.unit):
        return 0.0, False
    same = _same_header(head, after)
    bare = not same and own_title is None and (not after.captions or not after.header_rows)
    upper, lower = _labels(last, bare=False), _labels(after, bare=bare)
    weight = 2.0 * same + 0.5 * (after.kind == head.kind)
    weight += 1.0 * bool(after.captions and set(after.captions) <= set(head.captions))
    weight += 2.5 * (bare and len(after.columns) == len(head.columns)) + 1.5 * (
        bare and len(after.columns) < len(head.columns)
    )
    return weight + _order_goes_on(upper, lower), bare


def _same_header(head: Table, after: Table) -> bool:
    first, second = _header_words(head), _header_words(after)
    return bool(first and second) and len(first & second) >= 0.6 * min(len(first), len(second)) > 0


def _header_words(table: Table) -> set[str]:
    cells = (cell for cell in table.cells if cell.row < table.header_rows and cell.role != "column_number")
    return {word for cell in cells if (word := folded(header_word(cell.raw)))}


def _labels(table: Table, *, bare: bool) -> list[list[str]]:
    """The texts of the leading columns of each body row."""
    depth = 0 if bare else table.header_rows
    rows: dict[int, list[str]] = {}
    for cell in sorted(table.cells, key=lambda cell: (cell.row, cell.column)):
        if cell.row >= depth and without_space(cell.text):
            rows.setdefault(cell.row, []).append(without_space(cell.text))
    return [rows[row] for row in sorted(rows)]


def _order_goes_on(upper: Sequence[Sequence[str]], lower: Sequence[Sequence[str]]) -> float:
    """What the order of line numbers, codes and numbering says of rows below others."""
    if not upper or not lower:
        return 0.0
    weight = 0.0
    above, below = upper[-1][0], lower[0][0]
    if above.isdigit() and below.isdigit() and len(above) < 5:
        weight += 3.0 if int(below) == int(above) + 1 else -3.0 if int(below) == 1 else 0.0
    codes = [[code for row in rows if (code := _code_among(row))] for rows in (upper, lower)]
    if codes[0] and codes[1]:
        weight += 1.5 if codes[1][0] > codes[0][-1] else -2.0 if codes[1][0] <= codes[0][0] else 0.0
    last = [n for row in upper[-6:] for text in row if (n := numbering(text))]
    first = [n for row in lower[:3] for text in row if (n := numbering(text))]
    if last and first:
        weight += 2.0 if first[0] == last[-1] + 1 else -1.0 if first[0] == 1 else 0.0
    return weight


def _code_among(row: Sequence[str]) -> str | None:
    """The code among the first texts of a row; 类, 款 and 项 in columns of their own are one."""
    if len(row[0]) == _CLASS_DIGITS and row[0].isdigit():
        parts = takewhile(lambda text: len(text) == _PART_DIGITS and text.isdigit(), row[1:])
        return "".join((row[0], *parts))
    return next(
        (code.digits for text in row[:2] if (code := read_code(text)) and len(code.digits) > _PART_DIGITS), None
    )


def numbering(text: str) -> int | None:
    """The number before 、 of a line (二十一、 → 21); None where it has none."""
    found = _NUMBERED.match(text)
    if not found or not found[1]:
        return None
    tens, has_ten, ones = found[1].partition("十")
    if not has_ten:
        return _NUMERALS.get(tens)
    return 10 * _NUMERALS.get(tens, 1) + _NUMERALS.get(ones, 0)
