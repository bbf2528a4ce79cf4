"""Reads the word lists and gives each split its share of them, so that held-out words are new words."""

import csv
import tomllib
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final, TypeVar

from extractor.corpora.manifest import Split

_FOLDER: Final = Path(__file__).parent
_SHARES: Final[Mapping[str, tuple[tuple[Split, ...], ...]]] = {
    "fields": (("train", "dev", "test"),) * 5 + (("dev",), ("test",)),
    "things": (("train",), ("train",), ("train", "dev", "test"), ("train", "dev", "test"), ("dev",), ("test",)),
    "patterns": (("train", "dev", "test"), ("train", "dev", "test"), ("train",), ("dev",), ("test",)),
    "places": (("train",), ("dev",), ("test",)),
}
"""Which splits see the item at a place of its list, counted round and round; a list not named here is for all."""
COMMON_FIELD: Final = "通用"
"""The field whose effects every field may have."""
_MEASURES: Final[Mapping[str, str]] = {
    **dict.fromkeys(("公里", "延米"), "长度"),
    **dict.fromkeys(("平方米", "亩", "公顷", "万亩", "万平方米"), "面积"),
    **dict.fromkeys(("人", "人次"), "人数"),
    "户": "户数",
    "家": "家数",
    "场": "场次",
    "次": "次数",
    "期": "期数",
}
_LIGHT_DEEDS: Final = frozenset({"开展", "举办", "组织", "实施", "提供", "承办"})
"""Verbs that say nothing more than the noun does."""
_Item = TypeVar("_Item")


@dataclass(frozen=True, slots=True)
class Field:
    """A field of administration: its office, a unit below it, and the people whom it serves."""

    name: str
    office: str
    affiliate: str
    audiences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Thing:
    """What a project does: ``deed`` (改造) to ``name`` (老旧小区), from ``low`` to ``high`` of ``unit``."""

    field: str
    category: str
    deed: str
    name: str
    unit: str
    low: int
    high: int

    @property
    def words(self) -> dict[str, str]:
        """What a pattern's braces stand for."""
        done = self.name if self.deed in _LIGHT_DEEDS else f"{self.name}{self.deed}"
        measure = _MEASURES.get(self.unit, "数量")
        return {"deed": self.deed, "name": self.name, "done": done, "unit": self.unit, "measure": measure}


@dataclass(frozen=True, slots=True)
class Pattern:
    """An indicator that things of a category have: its name with ``{name}`` …, and how its target is drawn."""

    category: str
    tier: str
    template: str
    target: str
    description: str


@dataclass(frozen=True, slots=True)
class Effect:
    """An indicator of a whole field."""

    field: str
    tier: str
    name: str
    target: str


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The words that the documents of one split may use."""

    fields: tuple[Field, ...]
    things: Mapping[str, tuple[Thing, ...]]
    patterns: Mapping[tuple[str, str], tuple[Pattern, ...]]
    effects: Mapping[tuple[str, str], tuple[Effect, ...]]
    phrases: Mapping[str, tuple[str, ...]]
    words: Mapping[str, tuple[str, ...]]
    """Targets in words, by what they say."""
    achieved: Mapping[str, tuple[str, ...]]
    """What is reported of such a target afterwards."""


@cache
def lexicon_of(split: Split) -> Lexicon:
    """The lexicon of a split: disjoint shares of fields, things, patterns and places beside what all may use."""
    listed = tomllib.loads((_FOLDER / "phrases.toml").read_text(encoding="utf-8"))
    phrases = {name: tuple(items) for name, items in listed.items() if isinstance(items, list)}
    fields = [Field(r["field"], r["office"], r["affiliate"], tuple(r["audience"].split("|"))) for r in _read("fields")]
    things = [_thing(row) for row in _read("things")]
    patterns = [Pattern(**row) for row in _read("patterns")]
    effects = [Effect(**row) for row in _read("effects")]
    return Lexicon(
        fields=_share("fields", fields, split),
        things=_grouped("things", things, split, lambda thing: thing.field),
        patterns=_grouped("patterns", patterns, split, lambda pattern: (pattern.category, pattern.tier)),
        effects=_grouped("effects", effects, split, lambda effect: (effect.field, effect.tier)),
        phrases={name: _share(name, items, split) for name, items in phrases.items()},
        words={name: tuple(items) for name, items in listed["words"].items()},
        achieved={name: tuple(items) for name, items in listed["achieved"].items()},
    )


def _thing(row: Mapping[str, str]) -> Thing:
    return Thing(
        row["field"], row["category"], row["deed"], row["name"], row["unit"], int(row["low"]), int(row["high"])
    )


def _read(name: str) -> list[dict[str, str]]:
    with (_FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _share(name: str, items: Sequence[_Item], split: Split) -> tuple[_Item, ...]:
    shares = _SHARES.get(name)
    if shares is None:
        return tuple(items)
    return tuple(item for place, item in enumerate(items) if split in shares[place % len(shares)])


_Key = TypeVar("_Key", bound=Hashable)


def _grouped(
    name: str, items: Iterable[_Item], split: Split, key: Callable[[_Item], _Key]
) -> dict[_Key, tuple[_Item, ...]]:
    groups: dict[_Key, list[_Item]] = {}
    for item in items:
        groups.setdefault(key(item), []).append(item)
    return {name_of: _share(name, group, split) for name_of, group in groups.items()}
