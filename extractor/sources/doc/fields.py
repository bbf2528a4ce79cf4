"""Fields: their result is printed, their code is not ([MS-DOC] 2.8.25)."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

_BEGIN, _SEPARATOR, _END = 0x13, 0x14, 0x15
_PRINTED_BY_CODE = frozenset(
    {
        *("EQ", "SYMBOL", "MACROBUTTON", "GOTOBUTTON", "FORMDROPDOWN", "FORMCHECKBOX"),
        *("LISTNUM", "AUTONUM", "AUTONUMLGL", "AUTONUMOUT"),
    }
)
"""Fields that print what their code says; they have no result of their own."""
_NAME_UNITS = 40


@dataclass(frozen=True, slots=True)
class Fields:
    """``codes``: half-open ranges from each field's beginning to its separator, or to its end where it has no result;
    how many marks have no partner; how many fields print something that is only in their code."""

    codes: tuple[tuple[int, int], ...]
    unmatched: int
    unread: int


def read_fields(units: NDArray[np.uint16]) -> Fields:
    """Find the fields of a text.

    Fields nest. A field that is never closed has no code: what follows it stays text, so that a lost mark does not
    take the rest of the document along.
    """
    codes: list[tuple[int, int]] = []
    open_fields: list[tuple[int, int | None]] = []
    unmatched = unread = 0
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
            codes.append((begin, place if separator is None else separator))
            unread += separator is None and _name(units[begin + 1 : place]) in _PRINTED_BY_CODE
    return Fields(tuple(codes), unmatched + len(open_fields), unread)


def _name(code: NDArray[np.uint16]) -> str:
    words = code[:_NAME_UNITS].astype("<u2").tobytes().decode("utf-16-le", "replace").split()
    return words[0].upper() if words else ""
