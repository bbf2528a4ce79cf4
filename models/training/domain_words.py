"""Gathers the field's words for the tokeniser: 科目 names, words of indicators, tiers, units; all from what ships.

Words of indicators are found as new words are: strings that many projects write, and that stand beside many different
characters on both sides, so that they are no piece of a longer word (branching entropy's simplest form, after Harris's
successor variety, 1955).
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from extractor.classify.tier_states import OWN, TIER1_STATES, TIER2_STATES
from extractor.corpora.indicators import LabelledProject, LabelledTarget
from extractor.document.classification_names import all_known_names

_LONGEST_NAME: Final = 6
"""Characters of a 科目 name that is one word; a longer one is a phrase, whose words tell more than the whole."""
_LENGTHS: Final = (2, 3, 4)
_SHORTEST: Final = 3
"""Characters of a word of indicators at least; jieba knows the words of two."""
_PROJECTS: Final = 5
"""Projects that write a string at least."""
_NEIGHBOURS: Final = 3
"""Different characters, or ends of a text, on each side at least."""
_PIECE: Final = 0.8
"""A string that mostly stands within one longer string is a piece of that."""
_HAN: Final = re.compile("[\u4e00-\u9fff]+")


def gather_domain_words(projects: Sequence[LabelledProject], targets: Iterable[LabelledTarget]) -> tuple[str, ...]:
    """All words, each once, sorted."""
    names = (name for name in all_known_names() if len(name) <= _LONGEST_NAME)
    tiers = (word for word in (*TIER1_STATES, *TIER2_STATES) if word != OWN)
    units = (one.target.unit or "" for one in targets if one.target is not None)
    found = {*names, *tiers, *units, *_frequent_words(projects)}
    return tuple(sorted(word for word in found if len(word) > 1 and _HAN.fullmatch(word)))


def dictionary_bytes(words: Iterable[str]) -> bytes:
    """The dictionary's file."""
    return "".join(f"{word}\n" for word in words).encode()


def _frequent_words(projects: Sequence[LabelledProject]) -> set[str]:
    writers: defaultdict[str, set[str]] = defaultdict(set)
    before: defaultdict[str, set[str]] = defaultdict(set)
    after: defaultdict[str, set[str]] = defaultdict(set)
    for project in projects:
        for text in _texts(project):
            for start, word in _strings(text):
                writers[word].add(project.id)
                before[word].add(text[start - 1 : start] or f"^{text}")
                after[word].add(text[start + len(word) :][:1] or f"{text}$")
    counts = {word: len(found) for word, found in writers.items() if len(found) >= _PROJECTS}
    return {
        word
        for word in counts
        if len(word) >= _SHORTEST
        and min(len(before[word]), len(after[word])) >= _NEIGHBOURS
        and not _is_piece(word, counts)
    }


def _is_piece(word: str, counts: dict[str, int]) -> bool:
    """Whether a string mostly stands in a longer one, or is a word that a character happens to precede (员满意度)."""
    longer = any(
        word in other and count >= _PIECE * counts[word] for other, count in counts.items() if len(other) > len(word)
    )
    return longer or any(counts.get(word[start:], 0) > counts[word] for start in range(1, len(word) - 1))


def _texts(project: LabelledProject) -> Iterator[str]:
    names = {one.name for one in project.indicators} | {one.description or "" for one in project.indicators}
    for name in sorted(names):
        yield from _HAN.findall(name)


def _strings(text: str) -> Iterator[tuple[int, str]]:
    for length in _LENGTHS:
        for start in range(len(text) - length + 1):
            yield start, text[start : start + length]
