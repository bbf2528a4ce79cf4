"""What a list of paragraph properties says: place in tables, outline level, row definition ([MS-DOC] 2.6.2, 2.4.3)."""

import struct
from dataclasses import dataclass
from enum import Enum, auto

from extractor.sources.doc.property_lists import modifiers
from extractor.sources.doc.row_definition import ROW_CODES, RowDefinition, read_row_definition

_STYLE = 0x4600
_IN_TABLE = 0x2416
_ROW_END = 0x2417
_INNER_CELL_END = 0x244B
_INNER_ROW_END = 0x244C
_DEPTH = 0x6649
_DEPTH_CHANGE = 0x664A
_OUTLINE_LEVEL = 0x2640
_LIST, _LIST_LEVEL = 0x460B, 0x260A
_ELSEWHERE = (0x6645, 0x6646, 0x646B)
"""sprmPHugePapx in both forms and sprmPTableProps: the list goes on in the data stream."""
_FLAGS = (_IN_TABLE, _ROW_END, _INNER_CELL_END, _INNER_ROW_END)
_READ = ROW_CODES.union(_FLAGS, _ELSEWHERE, {_STYLE, _DEPTH, _DEPTH_CHANGE, _OUTLINE_LEVEL, _LIST, _LIST_LEVEL})
_BODY_LEVEL = 9
_MAX_DEPTH = 30
_MAX_STEPS = 4
"""Lists in the data stream may point on; a real one does so once."""

_MAX_SHARED_BYTES = 2 * 1024 * 1024
"""Besides twice the data stream: Word writes a list there for each paragraph that needs one."""


class Mark(Enum):
    """What the paragraph's last character closes."""

    PARAGRAPH = auto()
    INNER_CELL = auto()
    ROW = auto()


@dataclass(frozen=True, slots=True)
class ParagraphProperties:
    """``depth`` counts the tables that the paragraph is in; ``outline_level`` 1 to 9, 0 for body text, None: as the
    style says; ``row`` defines the row whose end this is."""

    style: int = 0
    depth: int = 0
    mark: Mark = Mark.PARAGRAPH
    outline_level: int | None = None
    row: RowDefinition | None = None
    lost: bool = False
    """Whether a part of the list lies elsewhere and can not be read there."""
    list_number: int | None = None
    """Which of the document's lists it is in, 0 or a negative one: none; None: as the style says, as the level is."""
    list_level: int | None = None


class SharedLists:
    """The lists that many paragraphs may point to, in the data stream ([MS-DOC] 2.9.209) or with their piece.

    A hostile file lets every paragraph point to the longest list there can be; what is read of them is bounded.
    """

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._left = _MAX_SHARED_BYTES + 2 * len(data)

    def at(self, position: int) -> bytes | None:
        """The list at a place of the data stream: a length in two bytes, then the list; None where it is not whole."""
        if position + 2 > len(self._data):
            return None
        (length,) = struct.unpack_from("<H", self._data, position)
        found = self._data[position + 2 : position + 2 + length]
        return found if len(found) == length and self.may_read(found) else None

    def may_read(self, properties: bytes) -> bool:
        """Whether the bound allows to read this list too."""
        self._left -= len(properties)
        return self._left >= 0


def read_paragraph_properties(properties: bytes, modifier: bytes, shared: SharedLists) -> ParagraphProperties:
    """Read a list that begins with the style's two bytes, then what the piece adds."""
    reading = _Reading(shared)
    if len(properties) >= 2:
        reading.style = int.from_bytes(properties[:2], "little")
        reading.read(properties[2:], 0)
    if modifier and shared.may_read(modifier):
        reading.read(modifier, 0)
    elif modifier:
        reading.lost = True
    return reading.result()


def read_outline_level(properties: bytes) -> int | None:
    """The level that a list sets: 1 to 9, 0 for body text; None where it says nothing."""
    level = None
    for _, operand in modifiers(properties, frozenset({_OUTLINE_LEVEL})):
        level = _level(operand[0])
    return level


def read_list_place(properties: bytes) -> tuple[int | None, int | None]:
    """The list that a style's list of properties names, and the level in it; None where it says nothing."""
    number = level = None
    for code, operand in modifiers(properties, frozenset({_LIST, _LIST_LEVEL})):
        if code == _LIST:
            (number,) = struct.unpack("<h", operand)
        else:
            level = operand[0]
    return number, level


def _level(operand: int) -> int:
    return operand + 1 if operand < _BODY_LEVEL else 0


class _Reading:
    """The state while modifiers are applied in their order."""

    def __init__(self, shared: SharedLists) -> None:
        self.shared = shared
        self.style = 0
        self.in_table = False
        self.depth: int | None = None
        self.flags: dict[int, bool] = {}
        self.outline_level: int | None = None
        self.list_number: int | None = None
        self.list_level: int | None = None
        self.row: list[tuple[int, bytes]] = []
        self.lost = False

    def read(self, properties: bytes, steps: int) -> None:
        for code, operand in modifiers(properties, _READ):
            if code in ROW_CODES:
                self.row.append((code, operand))
            elif code in _ELSEWHERE:
                self._read_elsewhere(int.from_bytes(operand, "little"), steps)
            elif code == _DEPTH:
                self.depth = struct.unpack("<i", operand)[0]
            elif code == _DEPTH_CHANGE:
                self.depth = (self.depth or 0) + struct.unpack("<i", operand)[0]
            elif code == _STYLE:
                self.style = int.from_bytes(operand, "little")
            elif code == _OUTLINE_LEVEL:
                self.outline_level = _level(operand[0])
            elif code == _LIST:
                (self.list_number,) = struct.unpack("<h", operand)
            elif code == _LIST_LEVEL:
                self.list_level = operand[0]
            else:
                self.flags[code] = operand[0] == 1

    def _read_elsewhere(self, position: int, steps: int) -> None:
        properties = self.shared.at(position) if steps < _MAX_STEPS else None
        if properties is None:
            self.lost = True
        else:
            self.read(properties, steps + 1)

    def result(self) -> ParagraphProperties:
        depth = int(self.flags.get(_IN_TABLE, False)) if self.depth is None else self.depth
        depth = min(max(depth, 0), _MAX_DEPTH)
        mark = Mark.PARAGRAPH
        if depth and (self.flags.get(_ROW_END) or self.flags.get(_INNER_ROW_END)):
            mark = Mark.ROW
        elif depth > 1 and self.flags.get(_INNER_CELL_END):
            mark = Mark.INNER_CELL
        row = read_row_definition(self.row) if mark is Mark.ROW else None
        place = (self.list_number, self.list_level)
        return ParagraphProperties(self.style, depth, mark, self.outline_level, row, self.lost, *place)
