"""A table row's definition: the edges of its cells and how they merge ([MS-DOC] 2.6.3, 2.9.321)."""

import struct
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from typing import NamedTuple

from extractor.sources.doc.property_lists import DEFINE_TABLE

_INSERT = 0x7621
_DELETE = 0x5622
_WIDTH = 0x7623
_MERGE = 0x5624
_SPLIT = 0x5625
_VERTICAL_MERGE = 0xD62B
_LEFT = 0x9601
_HALF_GAP = 0x9602
_WIDTH_BEFORE = 0xF617
_TWIPS = 3
"""The unit of a width (2.9.105, ftsDxa)."""
_STYLE = 0x563A
_IDENTITY = frozenset({_STYLE, 0x560B, 0x5664, 0x360D, 0x3465, 0x940E, 0x940F, 0x9410, 0x9411, 0x941E, 0x941F})
"""Style, direction, position and wrapping: two rows that differ in one of them are of two tables (2.4.3)."""
ROW_CODES = _IDENTITY | {
    DEFINE_TABLE,
    _INSERT,
    _DELETE,
    _WIDTH,
    _MERGE,
    _SPLIT,
    _VERTICAL_MERGE,
    _LEFT,
    _HALF_GAP,
    _WIDTH_BEFORE,
}
"""The table properties that ``read_row_definition`` applies."""
_CELL_BYTES = 20
_MAX_CELLS = 64


class Vertical(IntEnum):
    """2.9.342; the values of the format."""

    ALONE = 0
    CONTINUES = 1
    RESTARTS = 3


_VERTICAL = (Vertical.ALONE, Vertical.CONTINUES, Vertical.ALONE, Vertical.RESTARTS)
"""By the two bits that are stored."""


class CellDefinition(NamedTuple):
    """A cell as the row defines it. ``horizontal`` is what the format stores (see ``continues``), widths in twips."""

    width: int
    horizontal: int = 0
    vertical: Vertical = Vertical.ALONE


@dataclass(frozen=True, slots=True)
class RowDefinition:
    """The left edge of a row in twips, its cells, and what tells its table from the next."""

    left: int
    cells: tuple[CellDefinition, ...]
    identity: frozenset[tuple[int, bytes]]


@dataclass(slots=True)
class _Row:
    left: int = 0
    half_gap: int = 0
    before: int = 0
    inserted: bool = False
    """Whether the cells were made one by one: the space before the first is then told apart from the left edge."""
    cells: list[CellDefinition] = field(default_factory=list)
    identity: dict[int, bytes] = field(default_factory=dict)


def read_row_definition(properties: Iterable[tuple[int, bytes]]) -> RowDefinition:
    """Apply a row's table properties in their order; ``cells`` is empty where none defines them.

    Word defines rows in two manners: all at once (sprmTDefTable), or by inserting cells (sprmTInsert) and then
    setting their widths; later modifiers change what former ones made.
    """
    row = _Row()
    for code, operand in properties:
        if code == DEFINE_TABLE:
            _define(row, operand)
        elif code in _IDENTITY:
            row.identity[code] = operand
        elif code == _VERTICAL_MERGE:
            _merge_vertically(row, operand)
        elif code == _INSERT:
            _insert(row, operand)
        elif code in (_LEFT, _HALF_GAP, _WIDTH_BEFORE):
            _place(row, code, operand)
        elif code in (_DELETE, _WIDTH, _MERGE, _SPLIT):
            _change(row, code, operand)
    return RowDefinition(
        row.left + (row.before if row.inserted else 0), tuple(row.cells), frozenset(row.identity.items())
    )


def continues(cells: Sequence[CellDefinition]) -> list[bool]:
    """Whether each cell is merged into the one before it.

    The two descriptions of the format give the values 1 and 2 opposite meanings (first and following, 2.9.317:
    following and first), and 3 is a first one. The first of a set always comes first, so the value that begins a set
    is the one that means so.
    """
    following: list[bool] = []
    first = 0
    for cell in cells:
        value = cell.horizontal
        goes_on = bool(first) and value not in (0, 3, first)
        following.append(goes_on)
        if not value:
            first = 0
        elif not goes_on:
            first = 2 if value == 3 else value
    return following


def _define(row: _Row, operand: bytes) -> None:
    count = min(operand[0], _MAX_CELLS) if operand else 0
    if len(operand) < 1 + 2 * (count + 1):
        return
    edges = struct.unpack_from(f"<{count + 1}h", operand, 1)
    described = operand[1 + 2 * (count + 1) :][: count * _CELL_BYTES]
    whole = len(described) // _CELL_BYTES
    flags = struct.unpack_from("<" + "H18x" * whole, described) + (0,) * (count - whole)
    row.left = edges[0]
    row.inserted = False
    row.cells = [
        CellDefinition(max(0, right - left), value & 3, _VERTICAL[value >> 5 & 3])
        for left, right, value in zip(edges, edges[1:], flags, strict=False)
    ]


def _merge_vertically(row: _Row, operand: bytes) -> None:
    if len(operand) >= 2 and operand[0] < len(row.cells):
        row.cells[operand[0]] = row.cells[operand[0]]._replace(vertical=_VERTICAL[operand[1] & 3])


def _insert(row: _Row, operand: bytes) -> None:
    """2.9.324: new cells of one width; places beyond the row's end are filled up first."""
    first, count = operand[0], operand[1]
    (width,) = struct.unpack_from("<h", operand, 2)
    missing = max(0, first - len(row.cells))
    added = [CellDefinition(max(0, width))] * (count + missing)
    at = min(first, len(row.cells))
    row.inserted |= not row.cells
    row.cells[at:at] = added[: max(0, _MAX_CELLS - len(row.cells))]


def _place(row: _Row, code: int, operand: bytes) -> None:
    """The left edge is the indent less half the gap between cells, whichever of the two is said last."""
    if code == _WIDTH_BEFORE:
        row.before = max(0, struct.unpack_from("<h", operand, 1)[0]) if operand[0] == _TWIPS else 0
        return
    (value,) = struct.unpack("<h", operand)
    if code == _LEFT:
        row.left = value - row.half_gap
    else:
        row.left += row.half_gap - value
        row.half_gap = value


def _change(row: _Row, code: int, operand: bytes) -> None:
    """Modifiers of a range of cells (2.9.117)."""
    first, limit = operand[0], min(operand[1], len(row.cells))
    if first >= limit:
        return
    if code == _DELETE:
        del row.cells[first:limit]
        return
    for number in range(first, limit):
        cell = row.cells[number]
        if code == _WIDTH:
            cell = cell._replace(width=max(0, struct.unpack_from("<h", operand, 2)[0]))
        else:
            cell = cell._replace(horizontal=0 if code == _SPLIT else (1 if number == first else 2))
        row.cells[number] = cell
