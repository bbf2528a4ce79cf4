"""What lies over the cells of the sheets of an XLS workbook, which xlrd does not read: boxes of text, pictures, charts
([MS-XLS] 2.4.181, 2.4.329)."""

import io
import struct
from collections import Counter
from collections.abc import Iterator
from typing import Final

import olefile

from extractor.document.check import Problem
from extractor.sources.sheets.drawings import missing_sheet, said_over_cells

_BEGIN, _END, _SHEET, _OBJECT, _TEXT = 0x0809, 0x000A, 0x0085, 0x005D, 0x01B6
_CHART, _PICTURE, _REMARK = 0x05, 0x08, 0x19
_KINDS: Final = {1: "macrosheet", 2: "chartsheet", 6: "module"}
_BROKEN: Final = (OSError, ValueError, IndexError, KeyError, TypeError, AttributeError, RecursionError, struct.error)


def drawing_problems(data: bytes) -> Iterator[Problem]:
    """What is said of the drawings, by the number of the sheet among those with cells; nothing where the container can
    not be read."""
    try:
        stream = _stream(data)
    except _BROKEN:
        return
    sheets: list[tuple[int, int, str]] = []
    found: dict[int, Counter[str]] = {}
    depth = begun = kind = 0
    for place, code, body in _records(stream):
        if code == _BEGIN:
            begun = begun if depth else place
            depth += 1
        elif code == _END:
            depth -= 1
        elif code == _SHEET and len(body) >= 8:
            sheets.append((int.from_bytes(body[:4], "little"), body[5], _name(body)))
        elif code == _OBJECT and len(body) >= 6:
            kind = int.from_bytes(body[4:6], "little")
            found.setdefault(begun, Counter())["picture"] += kind in (_CHART, _PICTURE)
        elif code == _TEXT and len(body) >= 12 and kind != _REMARK:
            found.setdefault(begun, Counter())["box"] += int.from_bytes(body[10:12], "little") > 0
    page = 0
    for place, sheet_kind, name in sheets:
        if sheet_kind:
            yield missing_sheet(name, _KINDS.get(sheet_kind, "unknown"))
            continue
        page += 1
        counted = found.get(place, Counter())
        yield from said_over_cells(counted["box"], counted["picture"], page)


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
