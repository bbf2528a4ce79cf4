"""Is a page's text layer to be trusted? Signals that cost nothing first; then what the picture says of some words.

A layer may lack characters, map them wrongly, or be the poor work of another recogniser that lies below a scan; text
may be drawn by its outlines, or stand in pictures among text. A page without any such signal is never drawn.
"""

import difflib
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from operator import attrgetter
from typing import Final, Literal, NamedTuple

from extractor.document.common_pairs import COMMON_PAIRS
from extractor.document.lines import compose_lines
from extractor.document.page import Glyph, RawPage, Word
from extractor.document.text import folded, is_cjk

Doubt = Literal["undecodable", "unmapped", "strange", "improbable", "invisible"]
"""``undecodable``: characters without a Unicode value, or of private use; ``unmapped``: fonts without a map;
``strange``: signs of other scripts; ``improbable``: Chinese characters beside each other as in no budget;
``invisible``: text below a scan."""
Verdict = Literal["trusted", "doubtful", "replaced"]

_FEWEST: Final = 20
"""Fewer characters tell nothing of their layer."""
_LACKING_SHARE, _UNMAPPED_SHARE, _STRANGE_SHARE = 0.03, 0.2, 0.1
_FIRST_IDEOGRAPH = "\u3400"
_FEWEST_PAIRS, _COMMON_SHARE = 24, 0.04
"""Of its pairs of Chinese characters a page of a budget has 12 % and more that are common; with its characters
exchanged among each other 0 to 4 %."""
_PICTURE_SHARE: Final = 0.05
"""A page without text that pictures cover by less shows a seal or a logo."""
_COVERED_SHARE, _FEW_ON_PICTURE = 0.6, 0.02
"""A page is a picture where pictures cover so much of it and it has fewer visible characters than a stamp, a page
number or a name of a file: so many for 100 square points."""
_FEWEST_OUTLINES, _OUTLINES_PER_CHARACTER = 150, 4
_FEWEST_BESIDE: Final = 12
"""Outlines of two amounts and more, among text."""
_SAMPLES, _SHORTEST_SAMPLE, _FEWEST_DIGITS = 24, 3, 3
_ALIKE: Final = 0.97
"""Layer and recogniser agree so far where both are right: the recogniser errs in up to 1 % of the characters."""
_APART: Final = 0.8
"""Below this they do not say the same page."""
_SURE: Final = 0.9
"""A recogniser that is less sure of what it reads is no witness against a layer that is drawn to be seen."""


class Sample(NamedTuple):
    """A word of the text layer, and what a recogniser read at its place, with the mean of its probabilities."""

    native: str
    recognised: str
    probability: float


@dataclass(frozen=True, slots=True)
class Judgement:
    """What became of a doubted layer: the share of characters that it and the recogniser have alike, the words in
    which they differ most, and the verdict."""

    verdict: Verdict
    doubts: tuple[Doubt, ...]
    agreement: float
    differing: tuple[Sample, ...] = ()


def is_picture(raw: RawPage) -> bool:
    """Whether the page has to be read from its picture: it has no text of its own, or next to none beside a picture
    or outlines that cover it."""
    if not raw.glyphs and (raw.picture_share >= _PICTURE_SHARE or raw.undecodable + raw.private):
        return True
    if raw.outlines >= _FEWEST_OUTLINES and raw.outlines > _OUTLINES_PER_CHARACTER * len(raw.glyphs):
        return True
    few = len(raw.glyphs) < _FEW_ON_PICTURE / 100 * raw.width * raw.height
    return raw.picture_share >= _COVERED_SHARE and few and not raw.invisible


def is_covered(raw: RawPage) -> bool:
    """Whether pictures cover the page and text of its own is seen on it: a scan with a watermark, text below or in
    white over a scan, or a page of text on a pattern."""
    return raw.picture_share >= _COVERED_SHARE and len(raw.glyphs) > raw.invisible


def has_outlines(raw: RawPage) -> bool:
    """Whether so much is drawn by curved outlines of a character's size that it may be amounts."""
    return raw.outlines >= _FEWEST_BESIDE


def find_doubts(raw: RawPage) -> tuple[Doubt, ...]:
    """What speaks against the text layer of a page; nothing for a good one."""
    count = len(raw.glyphs)
    lacking = raw.undecodable + raw.private
    doubts: list[Doubt] = []
    if lacking >= _FEWEST and lacking > _LACKING_SHARE * (count + lacking):
        doubts.append("undecodable")
    if count < _FEWEST:
        return tuple(doubts)
    if raw.unmapped > _UNMAPPED_SHARE * count:
        doubts.append("unmapped")
    printed = Counter(map(attrgetter("text"), raw.glyphs))
    if sum(times for character, times in printed.items() if _is_strange(character)) > _STRANGE_SHARE * count:
        doubts.append("strange")
    if _is_improbable(raw):
        doubts.append("improbable")
    if 2 * raw.invisible > count:
        doubts.append("invisible")
    return tuple(doubts)


def sample_words(raw: RawPage) -> tuple[Word, ...]:
    """Some words of the page's text, spread over it from top to bottom, the same ones each time. Words, not lines: a
    line of a table is as wide as the page, and mostly empty."""
    words = [word for line in compose_lines(raw.glyphs) for word in line.words if len(word.text) >= _SHORTEST_SAMPLE]
    if len(words) <= _SAMPLES:
        return tuple(words)
    return tuple(words[(2 * number + 1) * len(words) // (2 * _SAMPLES)] for number in range(_SAMPLES))


def sample_figures(raw: RawPage) -> tuple[Word, ...]:
    """As many words of digits, spread likewise: a layer may have every word right and an amount wrong."""
    words = [word for line in compose_lines(raw.glyphs) for word in line.words if _is_figure(word.text)]
    if len(words) <= _SAMPLES:
        return tuple(words)
    return tuple(words[(2 * number + 1) * len(words) // (2 * _SAMPLES)] for number in range(_SAMPLES))


def judge(doubts: tuple[Doubt, ...], samples: Sequence[Sample]) -> Judgement:
    """Weigh the text layer against the recogniser's reading of sample words.

    Where both say the same the layer is right: it has the exact places. Where they differ, invisible text is another
    recogniser's work, with no more right than ours; a layer that is drawn to be seen gives way where it says another
    page and the recogniser is sure. What lies between is kept and said.
    """
    pairs = [(_plain(sample.native), _plain(sample.recognised)) for sample in samples]
    total = sum(max(len(a), len(b)) for a, b in pairs)
    alike = sum(_alike(a, b) for a, b in pairs)
    agreement = round(alike / total, 4) if total else 0.0
    ranked = sorted(zip(samples, pairs, strict=True), key=lambda item: _alike(*item[1]) / max(1, len(item[1][0])))
    differing = tuple(sample for sample, (a, b) in ranked if a != b)[:3]
    sure = sum(sample.probability for sample in samples) / len(samples) if samples else 0.0
    if "undecodable" in doubts:
        # what the layer lacks is in no sample
        return Judgement("replaced" if sure >= _SURE else "doubtful", doubts, agreement, differing)
    if "invisible" in doubts and sure >= _SURE and any(map(_has_other_figure, samples)):
        return Judgement("replaced", doubts, agreement, differing)
    if agreement >= _ALIKE:
        return Judgement("trusted", doubts, agreement)
    limit = _ALIKE if "invisible" in doubts else _APART
    return Judgement("replaced" if agreement < limit and sure >= _SURE else "doubtful", doubts, agreement, differing)


def _alike(one: str, other: str) -> int:
    """How many characters two texts have in common, in their order."""
    blocks = difflib.SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks)


def _plain(text: str) -> str:
    """The letters and digits of a text: marks are what recognisers and print differ in without being wrong."""
    return "".join(character for character in folded(text) if character.isalnum())


def _is_figure(text: str) -> bool:
    return sum(map(str.isdigit, text)) >= _FEWEST_DIGITS


def _has_other_figure(sample: Sample) -> bool:
    """Whether the recogniser surely reads another figure; one that lacks digits at an end was cut off by a ruling."""
    one, other = ("".join(filter(str.isdigit, text)) for text in (sample.native, sample.recognised))
    is_read = sample.probability >= _SURE and min(len(one), len(other)) >= _FEWEST_DIGITS
    return is_read and one not in other and other not in one


def _is_strange(character: str) -> bool:
    """Whether no Chinese budget prints the character: a letter of another script than Latin, an accented one, a
    modifier."""
    if character.isascii() or is_cjk(character):
        return False
    return unicodedata.category(character) in ("Ll", "Lu", "Lo", "Lm", "Mn", "Sk", "Cn", "Cc")


def _is_improbable(raw: RawPage) -> bool:
    # no ideograph comes before the first one: most glyphs of a table are digits
    pairs = [
        a.text + b.text
        for a, b in pairwise(raw.glyphs)
        if a.text >= _FIRST_IDEOGRAPH and b.text >= _FIRST_IDEOGRAPH and _are_neighbours(a, b)
    ]
    common = sum(pair in COMMON_PAIRS for pair in pairs)
    return len(pairs) >= _FEWEST_PAIRS and common < _COMMON_SHARE * len(pairs)


def _are_neighbours(one: Glyph, other: Glyph) -> bool:
    """Whether two Chinese characters are drawn one after the other on a line."""
    _, top, end, bottom = one.bbox
    start, other_top, _, _ = other.bbox
    reach = 0.5 * (bottom - top)
    return -reach < start - end < reach and -reach < other_top - top < reach and is_cjk(one.text) and is_cjk(other.text)
