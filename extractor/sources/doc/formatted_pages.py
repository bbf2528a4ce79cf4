"""Formatted disk pages: which bytes of the main stream have which properties ([MS-DOC] 2.9.24, 2.9.178)."""

import struct
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

_PAGE_BYTES = 512
_COUNT_AT = 511
_PAGE_NUMBER_BITS = 0x3FFFFF
_PARAGRAPH_ENTRY_BYTES = 13


@dataclass(frozen=True, slots=True)
class Runs:
    """Half-open byte ranges, ordered, with the index of each one's property list in ``lists``; list 0 is empty."""

    starts: NDArray[np.int64]
    ends: NDArray[np.int64]
    indices: NDArray[np.int64]
    lists: tuple[bytes, ...]

    def at(self, places: NDArray[np.int64]) -> NDArray[np.int64]:
        """The index of the list that holds at each byte; 0 where no run reaches."""
        if not len(self.starts):
            return np.zeros(len(places), dtype=np.int64)
        found = np.maximum(np.searchsorted(self.starts, places, side="right") - 1, 0)
        inside = (self.starts[found] <= places) & (places < self.ends[found])
        return np.where(inside, self.indices[found], 0)

    def reach(self, places: NDArray[np.int64]) -> bool:
        """Whether a run holds at each byte, as is so in every whole file."""
        if not len(self.starts):
            return not len(places)
        found = np.maximum(np.searchsorted(self.starts, places, side="right") - 1, 0)
        return bool(((self.starts[found] <= places) & (places < self.ends[found])).all())


def read_paragraph_runs(plc: bytes, document: bytes) -> Runs:
    """Runs of paragraph properties; a list begins with the paragraph style's two bytes."""
    return _read(plc, document, _paragraph_list, _PARAGRAPH_ENTRY_BYTES)


def read_character_runs(plc: bytes, document: bytes) -> Runs:
    """Runs of character properties."""
    return _read(plc, document, _character_list, 1)


_ListAt = Callable[[bytes, int], bytes]


def _read(plc: bytes, document: bytes, list_at: _ListAt, entry_bytes: int) -> Runs:
    starts: list[int] = []
    ends: list[int] = []
    indices: list[int] = []
    lists: dict[bytes, int] = {b"": 0}
    for page in _pages(plc, document):
        count = min(page[_COUNT_AT], (_COUNT_AT - 4) // (4 + entry_bytes))
        bounds = struct.unpack_from(f"<{count + 1}I", page)
        starts.extend(bounds[:-1])
        ends.extend(bounds[1:])
        entries_at = 4 * (count + 1)
        of_page = {0: 0}  # runs of a page share their lists
        for offset in page[entries_at : entries_at + entry_bytes * count : entry_bytes]:
            index = of_page.get(offset)
            if index is None:
                index = of_page[offset] = lists.setdefault(list_at(page, 2 * offset), len(lists))
            indices.append(index)
    order = np.argsort(np.array(starts, dtype=np.int64), kind="stable")
    return Runs(
        np.array(starts, dtype=np.int64)[order],
        np.array(ends, dtype=np.int64)[order],
        np.array(indices, dtype=np.int64)[order],
        tuple(lists),
    )


def _pages(plc: bytes, document: bytes) -> Iterator[bytes]:
    """Each page that the table lists, once: a table that lists one page a million times costs nothing."""
    count = max(0, (len(plc) - 4) // 8)
    numbers = struct.unpack_from(f"<{count}I", plc, 4 * (count + 1)) if count else ()
    for number in dict.fromkeys(number & _PAGE_NUMBER_BITS for number in numbers):
        page = document[number * _PAGE_BYTES : (number + 1) * _PAGE_BYTES]
        if len(page) == _PAGE_BYTES:
            yield page


def _paragraph_list(page: bytes, offset: int) -> bytes:
    """2.9.182: the length counts pairs of bytes, one byte short; 0 says that the real count of pairs follows."""
    size = 2 * page[offset] - 1
    begin = offset + 1
    if size < 0:
        begin += 1
        size = 2 * page[offset + 1] if offset + 1 < _COUNT_AT else 0
    return page[begin : min(begin + size, _COUNT_AT)]


def _character_list(page: bytes, offset: int) -> bytes:
    return page[offset + 1 : min(offset + 1 + page[offset], _COUNT_AT)]
