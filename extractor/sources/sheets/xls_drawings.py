"""What lies over the cells of the sheets of an XLS workbook, which xlrd does not read: boxes of text, pictures, charts,
remarks; and its running heads and feet ([MS-XLS] 2.4.136, 2.4.124, 2.4.181, 2.4.329)."""

import io
import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

import olefile

from extractor.document.check import Problem
from extractor.sources.sheets.cells import SheetCells
from extractor.sources.sheets.drawings import missing_sheet, said_over_cells
from extractor.sources.word_losses import unread_remarks

_BEGIN, _END, _SHEET, _OBJECT, _TEXT, _HEAD, _FOOT = 0x0809, 0x000A, 0x0085, 0x005D, 0x01B6, 0x0014, 0x0015
_CHART, _PICTURE, _REMARK = 0x05, 0x08, 0x19
_OF_SHEETS: Final = frozenset({_OBJECT, _TEXT, _HEAD, _FOOT})
_KINDS: Final = {1: "macrosheet", 2: "chartsheet", 6: "module"}
_BROKEN: Final = (OSError, ValueError, IndexError, KeyError, TypeError, AttributeError, RecursionError, struct.error)


@dataclass(slots=True)
class _Around:
    """Of one sheet: how many boxes of text, pictures and remarks lie over it, and its running heads and feet."""

    boxes: int = 0
    pictures: int = 0
    remarks: int = 0
    heads: list[str] = field(default_factory=list)
    feet: list[str] = field(default_factory=list)


def read_around(data: bytes, sheets: Sequence[SheetCells]) -> Iterator[Problem]:
    """Fill in the running heads and feet of the sheets, and say what lies over their cells; nothing where the container
    can not be read."""
    try:
        stream = _stream(data)
    except _BROKEN:
        return
    named, found = _around(stream)
    page = 0
    for place, sheet_kind, name in named:
        if sheet_kind:
            yield missing_sheet(name, _KINDS.get(sheet_kind, "unknown"))
            continue
        page += 1
        around = found.get(place, _Around())
        yield from said_over_cells(around.boxes, around.pictures, page)
        yield from unread_remarks(around.remarks, page)
        if page <= len(sheets):
            sheets[page - 1].heads.extend(around.heads)
            sheets[page - 1].feet.extend(around.feet)


def _around(stream: bytes) -> tuple[list[tuple[int, int, str]], dict[int, _Around]]:
    """The sheets (where they begin, their kind and name), and what is around each, by where it begins."""
    sheets: list[tuple[int, int, str]] = []
    found: dict[int, _Around] = {}
    depth = begun = kind = 0
    for place, code, body in _records(stream):
        around = found.setdefault(begun, _Around()) if code in _OF_SHEETS else _Around()
        if code == _BEGIN:
            begun = begun if depth else place
            depth += 1
        elif code == _END:
            depth -= 1
        elif code == _SHEET and len(body) >= 8:
            sheets.append((int.from_bytes(body[:4], "little"), body[5], _name(body)))
        elif code == _OBJECT and len(body) >= 6:
            kind = int.from_bytes(body[4:6], "little")
            around.pictures += kind in (_CHART, _PICTURE)
            around.remarks += kind == _REMARK
        elif code == _TEXT and len(body) >= 12 and kind != _REMARK:
            around.boxes += int.from_bytes(body[10:12], "little") > 0
        elif code in (_HEAD, _FOOT) and depth == 1 and body:
            (around.heads if code == _HEAD else around.feet).append(_long_text(body))
    return sheets, found


def _stream(data: bytes) -> bytes:
    with olefile.OleFileIO(io.BytesIO(data)) as container:
        name = "Workbook" if container.exists("Workbook") else "Book"
        return bytes(container.openstream(name).read())


def _records(stream: bytes) -> Iterator[tuple[int, int, bytes]]:
    """The place, the code and the contents of each record."""
    at = 0
    while at + 4 <= len(stream):
        code, size = struct.unpack_from("<HH", stream, at)
        yield at, code, stream[at + 4 : at + 4 + size]
        at += 4 + size


def _name(body: bytes) -> str:
    """A sheet's name: characters of one byte or two in BIFF8; those of BIFF5 come out as they may."""
    length = body[6]
    return (
        body[8 : 8 + 2 * length].decode("utf-16-le", "replace")
        if body[7] & 1
        else body[8 : 8 + length].decode("latin-1")
    )


def _long_text(body: bytes) -> str:
    """A text with a length of two bytes (BIFF8), or of one byte and without Unicode (BIFF5), taken as GBK."""
    length = int.from_bytes(body[:2], "little")
    if len(body) >= 3 and body[2] in (0, 1) and len(body) == 3 + length * (1 + body[2]):
        return body[3:].decode("utf-16-le" if body[2] else "latin-1", "replace")
    return body[1 : 1 + body[0]].decode("gbk", "replace")
