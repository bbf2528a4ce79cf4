"""Names of classification codes as published documents print them, and when a name is a slip of another one."""

from functools import cache
from importlib.resources import files
from typing import NamedTuple

_SHORTEST = 4
"""Of a shorter name too little is left when characters differ."""
_MOST_DIFFERENT = 3
"""One character in so many may differ for a name to be a slip of another one."""


class KnownName(NamedTuple):
    """A name that a code bore in published documents, from the first to the last year noted; None where none is."""

    name: str
    first: int | None
    last: int | None


@cache
def known_names() -> dict[str, tuple[KnownName, ...]]:
    """The names seen with each code; the head of the data file says where and when, and how few they are."""
    text = (files("extractor.document") / "data" / "classification_names.tsv").read_text(encoding="utf-8")
    names: dict[str, list[KnownName]] = {}
    for line in text.splitlines():
        if line and not line.startswith("#"):
            code, name, first, last, _ = line.split("\t")
            years = (int(first), int(last)) if first else (None, None)
            names.setdefault(code, []).append(KnownName(name, *years))
    return {code: tuple(found) for code, found in names.items()}


@cache
def all_known_names() -> frozenset[str]:
    """The names of all codes."""
    return frozenset(known.name for names in known_names().values() for known in names)


def is_slip(name: str, known: str) -> bool:
    """Whether the name is the known one with few characters replaced: what a slip or a wrong reading gives. Words
    added or left out are how names are changed by decree."""
    if len(name) < _SHORTEST:
        return False
    return 0 < differing(name, known) <= len(name) // _MOST_DIFFERENT


def differing(one: str, other: str) -> int:
    """How many characters of two names of the same length differ; -1 where the lengths do."""
    return sum(a != b for a, b in zip(one, other, strict=True)) if len(one) == len(other) else -1
