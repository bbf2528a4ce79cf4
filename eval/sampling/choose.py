"""Which documents, and which of their numbers and tables, a person is asked to check."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from extractor.eval.sampling.draw import draw, name_of
from extractor.eval.sampling.items import Item, ItemKind
from extractor.eval.sampling.strata import Stratum, allocate, form_strata, size_for

_LEAST_DOCUMENTS = 2
"""Documents drawn of a source kind at least, where it has them: one alone tells nothing of the others."""


@dataclass(frozen=True, slots=True)
class Wishes:
    """How much is to be checked: numbers, tables, documents at most; ``half_width`` (0 to 1) sets the numbers instead,
    for the share right that is expected, ``accuracy``, at the level ``confidence``."""

    cells: int = 300
    tables: int = 60
    documents: int = 200
    seed: int = 1
    confidence: float = 0.95
    half_width: float | None = None
    accuracy: float = 0.98


def choose_documents(sources: Iterable[tuple[str, str]], most: int, seed: int) -> Mapping[str, tuple[int, list[str]]]:
    """By source kind: how many documents there are, and those drawn, from pairs of path and source kind.

    All where they are not more than ``most``; else each kind in proportion, with two at least.
    """
    kinds: dict[str, list[str]] = {}
    for source, kind in sources:
        kinds.setdefault(kind, []).append(source)
    whole = sum(len(members) for members in kinds.values())
    drawn = {}
    for kind, members in sorted(kinds.items()):
        share = len(members) if whole <= most else max(_LEAST_DOCUMENTS, round(most * len(members) / whole))
        drawn[kind] = len(members), sorted(draw(((name, name) for name in members), share, seed))
    return drawn


def choose_items(population: Sequence[Item], kind: ItemKind, wishes: Wishes) -> list[tuple[Stratum, list[Item]]]:
    """The strata of one kind of item with their size set, and the items drawn of each."""
    members = [item for item in population if item.kind == kind]
    if not members:
        return []
    wanted = min(len(members), wishes.cells if kind == "cell" else wishes.tables)
    strata = form_strata(members, wanted)
    if kind == "cell" and wishes.half_width is not None:
        wanted = size_for(strata, wishes.half_width, wishes.accuracy, wishes.confidence)
        strata = form_strata(members, wanted)
    chosen = []
    for stratum, size in zip(strata, allocate(strata, wanted), strict=True):
        drawn = draw(((name_of(item), item) for item in stratum.items), size, wishes.seed)
        chosen.append((replace(stratum, size=size), drawn))
    return chosen


def source_kind_of(source: str) -> str:
    """The kind of a document by its path's ending, in lower case without the dot; ``other`` where it has none."""
    name = source.rsplit("/", 1)[-1]
    ending = name.rpartition(".")[2].lower() if "." in name else ""
    return ending or "other"


def sample_identity(ids: Iterable[str]) -> str:
    """A short word for the sample as a whole."""
    return hashlib.sha256(" ".join(sorted(ids)).encode()).hexdigest()[:12]
