"""The numbers that Word counts and prints before the paragraphs of its lists, which stand in no text of the file."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from extractor.sources.word_numerals import numeral

MOST_LEVELS: Final = 9
_PLACE: Final = re.compile(r"%([1-9])")
_WITHOUT_GAP: Final = "、，。：；）】》」．"
"""Signs that fill their own width: no blank parts them from what follows."""
_UNNUMBERED: Final = frozenset({"bullet", "none"})


@dataclass(frozen=True, slots=True)
class ListLevel:
    """One level of a list. ``text`` names the levels whose numbers it prints (``%1.%2``); ``gap``: whether a tab or a
    blank follows; ``restart``: it begins anew after a level up to this one, from 1 (0: never; None: any above it)."""

    start: int = 0
    form: str = "decimal"
    text: str = ""
    gap: bool = True
    restart: int | None = None
    legal: bool = False
    """All numbers in it are printed as 1, 2, 3."""

    @property
    def is_numbered(self) -> bool:
        """Whether it prints a number, and not a bullet or nothing."""
        return self.form not in _UNNUMBERED and bool(self.text)

    def restarts_after(self, level: int) -> bool:
        """Whether it begins anew after a paragraph of another level, from 0, above it."""
        return self.restart is None or level < self.restart


@dataclass(frozen=True, slots=True)
class WordList:
    """A list as paragraphs name it: lists of one ``group`` count on from each other, ``starts`` are the levels that
    begin anew when this one is first used."""

    group: str
    levels: Sequence[ListLevel]
    starts: Mapping[int, int] = field(default_factory=dict)


@dataclass(slots=True)
class ListCounter:
    """What was counted so far in the order of the document: by group a number a level, and where each list began."""

    _counts: dict[str, list[int | None]] = field(default_factory=dict)
    _begun: set[tuple[str, int]] = field(default_factory=set)

    def count(self, name: str, found: WordList, level: int) -> None:
        """A paragraph of a list, by the name that paragraphs call it, stands here."""
        counts = self._counts.setdefault(found.group, [None] * MOST_LEVELS)
        for above in range(level):
            if counts[above] is None:
                counts[above] = self._start(found, above)
        before, begins = counts[level], level in found.starts and (name, level) not in self._begun
        self._begun.add((name, level))
        counts[level] = self._start(found, level) if before is None or begins else before + 1
        for below in range(level + 1, len(found.levels)):
            if found.levels[below].restarts_after(level):
                counts[below] = None

    def label(self, found: WordList, level: int) -> str | None:
        """What is printed before the paragraph that was counted last; None where that is not known surely."""
        said, counts = found.levels[level], self._counts[found.group]
        text = said.text
        for place in {int(one) - 1 for one in _PLACE.findall(text)}:
            value = counts[place] if place <= level else None
            form = "decimal" if said.legal else found.levels[place].form if place <= level else ""
            written = None if value is None else numeral(value, form)
            if written is None:
                return None
            text = text.replace(f"%{place + 1}", written)
        return text

    @staticmethod
    def _start(found: WordList, level: int) -> int:
        return found.starts.get(level, found.levels[level].start)


def before_text(label: str, level: ListLevel) -> str:
    """A label as it stands before a text: its number must not run into one that the text begins with."""
    return f"{label} " if level.gap and label[-1:] not in _WITHOUT_GAP else label
