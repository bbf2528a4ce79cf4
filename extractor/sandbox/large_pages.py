"""The memory of a warm parent on large pages: a fork copies the table of its pages, which is much shorter then.

Source: ``MADV_COLLAPSE`` of ``madvise(2)``, Linux from 6.1 on.
"""

import ctypes
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final

from extractor.sandbox.lock import kernel

_COLLAPSE: Final = 25
_LARGE_BYTES: Final = 2 << 20


def gather_pages() -> int:
    """Put what this process has in memory of its own on large pages where it can; how many there are now.

    The contents stay. 0 where the kernel does not do it; a place that it refuses is left as it is.
    """
    gathered = 0
    if not kernel.is_linux():
        return gathered
    with suppress(OSError, ValueError):
        for place in list(_places()):
            answer = kernel.library().madvise(
                ctypes.c_void_p(place), ctypes.c_size_t(_LARGE_BYTES), ctypes.c_int(_COLLAPSE)
            )
            gathered += answer == 0
    return gathered


def _places() -> Iterator[int]:
    """Where a large page fits into memory that is read and written and of no file."""
    for line in Path("/proc/self/maps").read_text(encoding="ascii", errors="replace").splitlines():
        reach, rights, _, _, file, *_ = line.split()
        if rights == "rw-p" and file == "0":
            begin, end = (int(address, 16) for address in reach.split("-"))
            yield from range(-(-begin // _LARGE_BYTES) * _LARGE_BYTES, end - _LARGE_BYTES + 1, _LARGE_BYTES)
