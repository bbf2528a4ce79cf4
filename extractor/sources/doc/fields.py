"""Fields: their result is printed, their code is not ([MS-DOC] 2.8.25)."""

import numpy as np
from numpy.typing import NDArray

_BEGIN, _SEPARATOR, _END = 0x13, 0x14, 0x15


def field_codes(units: NDArray[np.uint16]) -> tuple[list[tuple[int, int]], int]:
    """(half-open ranges from each field's beginning to its separator, or to its end where it has no result; how many
    marks have no partner).

    Fields nest. A field that is never closed has no code: what follows it stays text, so that a lost mark does not
    take the rest of the document along.
    """
    ranges: list[tuple[int, int]] = []
    open_fields: list[tuple[int, int | None]] = []
    unmatched = 0
    places = np.flatnonzero((units >= _BEGIN) & (units <= _END))
    for place, mark in zip(places.tolist(), units[places].tolist(), strict=True):
        if mark == _BEGIN:
            open_fields.append((place, None))
        elif not open_fields:
            unmatched += 1
        elif mark == _SEPARATOR:
            begin, separator = open_fields.pop()
            open_fields.append((begin, place if separator is None else separator))
        else:
            begin, separator = open_fields.pop()
            ranges.append((begin, place if separator is None else separator))
    return ranges, unmatched + len(open_fields)
