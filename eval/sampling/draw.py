"""The draw: documents first, then items within strata; a seed and the names decide, nothing else.

Each name is given a number by SHA-256 of the seed and itself, and the smallest numbers are drawn: a simple random
sample without replacement that does not hang on the order of the files (permanent random numbers; E. Ohlsson, in
Business Survey Methods, 1995, 153–169).
"""

import hashlib
from collections.abc import Iterable, Sequence
from typing import TypeVar

from extractor.eval.sampling.items import Item

Drawn = TypeVar("Drawn")
_ID_LENGTH = 10


def draw(named: Iterable[tuple[str, Drawn]], size: int, seed: int) -> list[Drawn]:
    """``size`` of the named things (all, where there are fewer), in the order of their numbers."""
    return [thing for _, thing in sorted(((number_of(name, seed), thing) for name, thing in named), key=_first)][:size]


def number_of(name: str, seed: int) -> str:
    """A name's number as 64 hexadecimal digits."""
    return hashlib.sha256(f"{seed}\0{name}".encode()).hexdigest()


def name_of(item: Item) -> str:
    """An item's name within the archive."""
    return "\0".join((item.kind, item.source, item.table, item.cell or ""))


def identity_of(item: Item, seed: int) -> str:
    """A short id, ``c`` or ``t`` and digits: another sample's answers have other ids."""
    return item.kind[0] + number_of(name_of(item), seed)[:_ID_LENGTH]


def _first(pair: Sequence[object]) -> str:
    return str(pair[0])
