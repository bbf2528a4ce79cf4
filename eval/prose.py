"""The prose of a prediction and its mentions, and which of them answer the labelled ones.

A label holds a sentence by length and hash, so that it is found in the predicted prose wherever it stands: the
texts of all blocks but tables and furniture one behind the other, white space removed. A sentence ends at ``。``,
``；`` or ``：``, at the end of a block, or where a number's unit does (a sentence that a page cuts off has no stop).
"""

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from extractor.corpora import LabelMention, LabelSentence
from extractor.document.text import folded, without_space

_NO_PROSE = frozenset({"table", "figure", "furniture"})
_ENDS = re.compile(r"[。；;：:元%]|$")
_RANK = re.compile(r"\((?:类|款|项)\)|/")
_QUOTE = re.compile("[\"'“”‘’《》]")
_YEAR = re.compile(r"(?:19|20)\d\d年度?")
_MEASURE = re.compile(r"(?:总?(?:预算|决算|执行)数?|金额|总额|数|支出)$")
"""Words behind a concept that say how it is measured: 支出预算 is 支出, 固定资产总额 固定资产."""


@dataclass(frozen=True, slots=True)
class Said:
    """A predicted mention; ``start`` and ``end`` hold number and unit in the whole prose without white space."""

    start: int
    end: int
    facts: Mapping[str, Any]
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Prose:
    """The whole prose without white space, its mentions from left to right, and where its blocks end."""

    text: str = ""
    ends: tuple[int, ...] = ()
    mentions: tuple[Said, ...] = ()


@dataclass(frozen=True, slots=True)
class MentionPair:
    """A labelled mention and the predicted one at its place; None on the side that has none."""

    label: LabelMention | None
    predicted: Said | None


def read_prose(data: Mapping[str, Any]) -> Prose:
    """The prose of contract data; a mention that names no block, or a place that is not in it, is left out."""
    text, places, ends = "", {}, []
    for block in _objects(data.get("blocks")):
        words = block.get("text")
        if block.get("kind") in _NO_PROSE or block.get("table") is not None or not isinstance(words, str):
            continue
        places[str(block.get("id"))] = (len(text), words)
        text += without_space(words)
        ends.append(len(text))
    said = [found for one in _objects(data.get("mentions")) if (found := _said(one, places)) is not None]
    return Prose(text, tuple(ends), tuple(sorted(said, key=lambda one: (one.start, one.end))))


def _objects(value: object) -> Iterator[Mapping[str, Any]]:
    yield from (item for item in value if isinstance(item, Mapping)) if isinstance(value, list) else ()


def _said(mention: Mapping[str, Any], places: Mapping[str, tuple[int, str]]) -> Said | None:
    offset, words = places.get(str(mention.get("block")), (0, None))
    start, end = mention.get("value_start", mention.get("start")), mention.get("end")
    if words is None or not isinstance(start, int) or not isinstance(end, int) or not 0 <= start < end <= len(words):
        return None
    before, inside = without_space(words[:start]), without_space(words[start:end])
    cells = mention.get("cells")
    named = tuple(cell for cell in cells if isinstance(cell, str)) if isinstance(cells, list) else ()
    return Said(offset + len(before), offset + len(before) + len(inside), mention, named)


def pair_mentions(sentences: Sequence[LabelSentence], prose: Prose) -> tuple[MentionPair, ...]:
    """Pair by the end of number and unit, one to one; a sentence that is not in the prose has no answer."""
    by_end = {one.end: one for one in reversed(prose.mentions)}
    pairs, taken = [], set()
    for sentence, place in zip(sentences, _find(sentences, prose), strict=True):
        for mention in sentence.mentions:
            said = by_end.get(place + mention.end) if place is not None else None
            exact = said if said is not None and said.start == (place or 0) + mention.start else None
            pairs.append(MentionPair(mention, exact))
            taken.add(id(exact))
    pairs += [MentionPair(None, one) for one in prose.mentions if id(one) not in taken]
    return tuple(pairs)


def _find(sentences: Iterable[LabelSentence], prose: Prose) -> list[int | None]:
    """Where each sentence begins; one that stands there twice is found in the order of the label."""
    stops = sorted({match.end() for match in _ENDS.finditer(prose.text)} | set(prose.ends))
    found: list[int | None] = []
    known: dict[int, list[tuple[int, str]]] = {}
    used: set[int] = set()
    after = 0
    for sentence in sentences:
        size = sentence.length
        if size not in known:
            known[size] = [(stop - size, _hash(prose.text[stop - size : stop])) for stop in stops if stop >= size]
        here = [place for place, text in known[size] if text == sentence.sha256 and place not in used]
        place = next((place for place in here if place >= after), next(iter(here), None))
        found.append(place)
        if place is not None:
            used.add(place)
            after = place + size
    return found


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def is_right(label: LabelMention, said: Said) -> bool:
    """Whether a mention says what the label says: value, unit, kind, direction, concept, and period and phase where
    the label has them."""
    return not wrong_facts(label, said)


def wrong_facts(label: LabelMention, said: Said) -> tuple[str, ...]:
    """The names of the facts that differ."""
    facts = said.facts
    wrong = [name for name in ("kind", "direction") if getattr(label, name) != facts.get(name)]
    if label.value is not None and _number(facts.get("value")) != Decimal(label.value):
        wrong.append("value")
    if folded(label.unit or "") != folded(str(facts.get("unit") or "")):
        wrong.append("unit")
    printed = facts.get("name") or facts.get("label") or facts.get("concept")
    if _concept(label.concept) != _concept(str(printed or "")):
        wrong.append("concept")
    wrong += [name for name in ("period", "phase") if getattr(label, name) not in (None, facts.get(name))]
    return tuple(wrong)


def _number(value: object) -> Decimal | None:
    try:
        return Decimal(str(value))
    except InvalidOperation:
        return None


def _concept(words: str) -> str:
    """What two ways to print a concept have in common: quotes, years, ranks (类, 款, 项) and measure words go."""
    plain = _RANK.sub("", _YEAR.sub("", _QUOTE.sub("", folded(without_space(words)))))
    while (shorter := _MEASURE.sub("", plain)) and shorter != plain:
        plain = shorter
    return plain
