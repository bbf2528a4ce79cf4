"""How often Python looks for cycles among the objects that a conversion makes."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_OBJECTS = 100_000
"""So many new objects between two searches; by default Python searches after 700, and then through older ones too."""


@contextmanager
def rare_collections() -> Iterator[None]:
    """Search seldom inside: readers make glyphs, cells and paragraphs by the hundred thousand, and none in cycles.

    What it leaves in cycles is still found, some megabytes later. A collector that is off stays off, one that is set
    to search more seldom stays so.
    """
    before = gc.get_threshold()
    if not 0 < before[0] < _OBJECTS:
        yield
        return
    gc.set_threshold(_OBJECTS, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)
