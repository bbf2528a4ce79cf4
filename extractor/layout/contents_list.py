"""A list of contents in front of a document: its entries are named like headings and head nothing."""

import re
from collections.abc import Sequence
from typing import Final

from extractor.document.caption_words import CONTENTS_TITLES
from extractor.document.content import Paragraph
from extractor.document.draft import Draft
from extractor.document.text import without_space

_LEADER: Final = re.compile(r"[.．…·・—\-_]*\d{0,3}$")
"""The dots and the page number behind an entry."""
_SENTENCE_END: Final = ("。", "；", ";")
_LONGEST_ENTRY: Final = 60
_MOST_ENTRIES: Final = 200


def contents_entries(items: Sequence[Draft | Paragraph]) -> frozenset[int]:
    """The places of the entries below 目录: from the first one to where its words stand a second time, which is where
    the document begins. Prose or a table before that, or no second time, and there is no list."""
    found: set[int] = set()
    for place, item in enumerate(items):
        if isinstance(item, Paragraph) and without_space(item.text) in CONTENTS_TITLES:
            found |= _entries_below(items, place)
    return frozenset(found)


def _entries_below(items: Sequence[Draft | Paragraph], contents: int) -> set[int]:
    first: str | None = None
    entries: set[int] = set()
    for place in range(contents + 1, min(len(items), contents + _MOST_ENTRIES)):
        item = items[place]
        if isinstance(item, Draft):
            return set()
        if item.furniture or not (text := without_space(item.text)):
            continue
        entry = _LEADER.sub("", text)
        if first is not None and entry == first:
            return entries
        if len(text) > _LONGEST_ENTRY or text.endswith(_SENTENCE_END):
            return set()
        first = first or entry
        entries.add(place)
    return set()
