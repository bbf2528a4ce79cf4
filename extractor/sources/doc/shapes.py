"""Which shapes stand in which group of drawn objects ([MS-ODRAW] 2.2.13 to 2.2.16, 2.2.40)."""

import struct
from collections.abc import Iterator

_HEADER_BYTES = 8
_GROUP = 0xF003
_SHAPE = 0xF004
_SHAPE_RECORD = 0xF00A
_DRAWING = 0xF002
_MAX_DEPTH = 30


def group_of_shapes(drawings: bytes) -> dict[int, int]:
    """The outermost group's shape number by the number of each shape in it.

    Anchors name the group, text boxes the shape within it. Records that break off end the reading.
    """
    found: dict[int, int] = {}
    for start, end in _drawing_containers(drawings):
        for kind, at, limit in _records(drawings, start, end):
            if kind == _GROUP:  # the drawing's own, in which everything lies
                for inner_kind, inner_at, inner_limit in _records(drawings, at, limit):
                    if inner_kind == _GROUP:
                        members = list(_shapes(drawings, inner_at, inner_limit, 0))
                        found.update((member, members[0]) for member in members[1:])
    return found


def _drawing_containers(drawings: bytes) -> Iterator[tuple[int, int]]:
    """The first record holds what all drawings share; then each drawing follows after one byte (2.9.161)."""
    at = 0
    while at + _HEADER_BYTES <= len(drawings):
        kind, length = struct.unpack_from("<HI", drawings, at + 2)
        if kind == _DRAWING:
            yield at + _HEADER_BYTES, min(at + _HEADER_BYTES + length, len(drawings))
        at += _HEADER_BYTES + length + 1


def _records(data: bytes, at: int, end: int) -> Iterator[tuple[int, int, int]]:
    """(kind, where its content begins and ends) of the records that follow one another."""
    while at + _HEADER_BYTES <= end:
        kind, length = struct.unpack_from("<HI", data, at + 2)
        limit = min(at + _HEADER_BYTES + length, end)
        yield kind, at + _HEADER_BYTES, limit
        at = limit


def _shapes(data: bytes, at: int, end: int, depth: int) -> Iterator[int]:
    """The numbers of all shapes of a group, its own first."""
    for kind, start, limit in _records(data, at, end):
        if kind == _SHAPE_RECORD and limit - start >= 4:
            yield struct.unpack_from("<i", data, start)[0]
        elif kind in (_GROUP, _SHAPE) and depth < _MAX_DEPTH:
            yield from _shapes(data, start, limit, depth + 1)
