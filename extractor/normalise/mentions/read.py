"""Blocks of prose → mentions, sentence by sentence, with what each amount is a part of."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from extractor.document.document import Block
from extractor.document.record import Mention
from extractor.document.vocabulary import BlockKind, MentionConcept, MentionKind, Phase
from extractor.normalise.mentions.changes import Relative, relative_of
from extractor.normalise.mentions.quantities import Quantity, find_quantities
from extractor.normalise.mentions.words import (
    Frame,
    Named,
    chain_in,
    frame_of,
    name_of,
    opening_length,
    says_only_side,
    says_only_when,
)
from extractor.normalise.units import as_unit, in_yuan

_PROSE: frozenset[BlockKind] = frozenset(("paragraph", "list_item", "heading"))
_BOUNDARY = re.compile(r"[，。；：;:]|,(?!\d{3})")
_LISTS_PARTS = re.compile(r"(?:其中|包括|以下方面)\s*[:：]?\s*$")
_LISTS_DETAILS = re.compile(r"如下\s*[:：]?\s*$")
_VEHICLES = re.compile(r"(?:共有|现有|拥有|保有)(?:公务)?(?:用车|车辆)(?:共)?$")
_VEHICLES_OF_A_KIND = re.compile(r"[\u4e00-\u9fff]{2,12}用车$|其他车辆$")
_TOTALS: frozenset[MentionConcept] = frozenset(("income_total", "expenditure_total", "income_and_expenditure_total"))
_SIDES: dict[MentionConcept, MentionConcept] = {
    "income_total": "fiscal_appropriation_income",
    "expenditure_total": "fiscal_appropriation_expenditure",
}
"""What 财政拨款 alone means where it is named as a part of one side."""
_LIMITED: frozenset[MentionConcept] = frozenset(("basic", "project", "personnel", "public", "classified_line"))
"""What a limit of its whole to one budget (一般公共预算) limits too."""
_PARAGRAPH_LEVEL = 0


@dataclass(frozen=True, slots=True)
class MentionContext:
    """The year and the phase that an amount has whose words say none."""

    fiscal_year: int | None
    phase: Phase


class _Where(NamedTuple):
    """A quantity in its block, and where the phrase begins that it ends."""

    block: str
    start: int
    quantity: Quantity


@dataclass(frozen=True, slots=True)
class _Open:
    """A whole whose parts are being listed in the blocks below, numbered deeper than ``depth``."""

    depth: int
    whole: Mention
    by_heading: bool


@dataclass(slots=True)
class _State:
    """What goes on from clause to clause: the last level that was said, the wholes whose parts are being listed."""

    subject: Named | None = None
    level: Mention | None = None
    sentence: list[Mention] = field(default_factory=list)
    opened: list[_Open] = field(default_factory=list)
    inner: list[Mention | None] = field(default_factory=list)
    classes: str | None = None


def read_mentions(blocks: Sequence[Block], context: MentionContext) -> tuple[Mention, ...]:
    """Read the mentions ``m1`` … of the blocks in reading order; a phrase that names no known concept gives none."""
    reader = _Reader(context)
    for block in blocks:
        if block.kind in _PROSE and block.table is None:
            reader.read(block)
    return tuple(reader.mentions)


class _Reader:
    def __init__(self, context: MentionContext) -> None:
        self._context = context
        self._state = _State()
        self._is_cut = False
        self.mentions: list[Mention] = []

    def read(self, block: Block) -> None:
        state = self._state
        self._close_lists(block)
        if not (self._is_cut and block.kind == "paragraph"):
            state.subject = state.level = None
            state.inner, state.sentence = [], []
        self._note_class(block)
        first, end = len(self.mentions), 0
        for quantity in find_quantities(block.text):
            self._take(block, block.text[end : quantity.start], end, quantity)
            end = quantity.end
        tail = block.text[end:]
        self._follow(tail)
        if (chain := chain_in(tail)) is not None:
            state.subject = self._whole_chain(chain)
        self._is_cut = bool(tail) and tail[-1] not in "。；;:："
        self._open_list(block, [mention for mention in self.mentions[first:] if mention.kind == "amount"])

    def _close_lists(self, block: Block) -> None:
        """A numbered block ends the lists of its level and below, a paragraph those of list items."""
        opened, depth = self._state.opened, block.level or _PARAGRAPH_LEVEL
        if block.kind == "paragraph":
            kept = [one for one in opened if one.by_heading or one.depth == _PARAGRAPH_LEVEL]
        elif block.kind == "heading" and depth == 1:
            kept = []
        else:
            kept = [one for one in opened if one.depth < depth]
        self._state.opened = kept

    def _open_list(self, block: Block, levels: Sequence[Mention]) -> None:
        state, text, depth = self._state, block.text.rstrip(), block.level or _PARAGRAPH_LEVEL
        is_paragraph = block.kind == "paragraph"
        depth = _PARAGRAPH_LEVEL if is_paragraph else depth
        parts = bool(_LISTS_PARTS.search(text) and levels)
        details = bool(_LISTS_DETAILS.search(text) and len(levels) == 1)
        if is_paragraph and (parts or details or text.endswith("。")):
            state.opened = [one for one in state.opened if one.depth != _PARAGRAPH_LEVEL]
        if parts or details:
            state.opened.append(_Open(depth, levels[-1], by_heading=False))
        elif block.kind == "heading" and levels and state.opened:
            state.opened.append(_Open(depth, levels[0], by_heading=True))

    def _note_class(self, block: Block) -> None:
        """A heading that is only a 类 stands over the 款 and 项 below it."""
        chain = chain_in(block.text, whole=True) if block.kind == "heading" else None
        if chain is not None and chain.ranks == "类":
            self._state.classes = chain.label
        elif block.kind == "heading" and block.level == 1:
            self._state.classes = None

    def _take(self, block: Block, gap: str, offset: int, quantity: Quantity) -> None:
        """Read one quantity with the words since the quantity before it."""
        self._follow(gap)
        start = max((match.end() for match in _BOUNDARY.finditer(gap)), default=0)
        head = gap[start:]
        if (chain := chain_in(gap)) is not None:
            self._state.subject = self._whole_chain(chain)
        relative = relative_of(gap[max(0, start - 40) :]) if quantity.unit != "辆" else None
        where = _Where(block.id, offset + start + opening_length(head), quantity)
        if quantity.unit == "辆":
            self._count(head, where)
        elif relative is not None:
            self._relative(relative_of(head) or relative, head, where)
        elif quantity.unit != "%":
            self._level(head, where)

    def _follow(self, gap: str) -> None:
        """Open and close lists of parts inside the sentence."""
        state = self._state
        for token in re.finditer(r"[(（]|[)）]|。|；|;|其中|包括|包含|用于以下方面", gap):
            word = token.group()
            if word == "。":
                self._end_sentence()
            elif word in "；;":
                if len(state.inner) > 1 and None not in state.inner:
                    state.inner.pop()
            elif word in "(（":
                state.inner.append(None)
            elif word in ")）":
                while state.inner and state.inner.pop() is not None:
                    pass
            elif state.level is not None and not (word == "包括" and gap[: token.start()].endswith("主要")):
                state.inner.append(state.level)

    def _end_sentence(self) -> None:
        """The next sentence goes on about what this one was about: its first amount, where the others are of it."""
        state, levels = self._state, self._state.sentence
        state.inner, state.sentence = [], []
        if levels:
            below = {levels[0].id}
            for mention in levels[1:]:
                if mention.parent in below or _same_concept(mention, levels[0]):
                    below.add(mention.id)
            one = len(below) == len(levels)
            last = next((m for m in reversed(levels) if _same_concept(m, levels[0])), levels[0])
            state.level = last if one else None
            state.subject = Named(last.concept, last.fund, last.label) if one else None

    def _whole_chain(self, chain: Named) -> Named:
        """A chain that begins below 类 belongs to the 类 of the heading above."""
        if "类" in chain.ranks or self._state.classes is None:
            return chain
        return Named(chain.concept, chain.fund, f"{self._state.classes}/{chain.label}", f"类{chain.ranks}")

    def _parent(self) -> Mention | None:
        inner = next((mention for mention in reversed(self._state.inner) if mention is not None), None)
        return inner or (self._state.opened[-1].whole if self._state.opened else None)

    def _level(self, head: str, where: _Where) -> None:
        named, subject = name_of(head), self._state.subject
        if says_only_side(head) and (subject is None or subject.concept not in _TOTALS):
            named = subject if subject is not None or "决算" in head or "执行" in head else named
        elif named is None and says_only_when(head):
            named = subject
        elif named is not None and named.concept == "classified_line":
            named = self._whole_chain(named)
        if named is None:
            self._state.level = self._state.subject = None
            return
        parent = self._parent()
        if named.concept == "fiscal_appropriation" and parent is not None and parent.concept in _SIDES:
            named = replace(named, concept=_SIDES[parent.concept])
        mention = self._mention(named, "amount", head, where)
        self._state.level, self._state.subject = mention, named
        self._state.sentence.append(mention)

    def _relative(self, relative: Relative, head: str, where: _Where) -> None:
        subject, level = self._state.subject, self._state.level
        named = name_of(relative.subject) if relative.subject else None
        if named is not None and (level is None or named.concept != level.concept):
            level = None  # the change of something whose level is not said here
        elif named is None and relative.subject and not says_only_when(relative.subject):
            return
        named = named or subject
        if named is not None:
            now = level is not None and level.period == self._period(None)
            of = level.id if level is not None and now else None
            self._mention(named, relative.kind, head, where)
            self.mentions[-1] = replace(self.mentions[-1], direction=relative.direction, of=of)

    def _count(self, head: str, where: _Where) -> None:
        if _VEHICLES.search(head):
            self._state.level = self._mention(Named("vehicles"), "count", head, where)
        elif match := _VEHICLES_OF_A_KIND.search(head):
            parent = self._parent()
            if parent is not None and parent.concept == "vehicles":
                self._mention(Named("vehicles_of_a_kind", None, match.group()), "count", head, where)
        else:
            self._state.level = None

    def _mention(self, named: Named, kind: MentionKind, head: str, where: _Where) -> Mention:
        block, start, quantity = where
        said, is_level = frame_of(head), kind == "amount"
        frame = said if is_level else Frame(None, None)
        parent = self._parent() if kind in ("amount", "count") else None
        fund = named.fund or (parent.fund if parent is not None and named.concept in _LIMITED else None)
        mention = Mention(
            id=f"m{len(self.mentions) + 1}",
            block=block,
            start=start,
            end=quantity.end,
            concept=named.concept,
            kind=kind,
            period=self._period(frame.year),
            direction=None,
            value=quantity.value,
            unit=quantity.unit,
            yuan=in_yuan(quantity.value, as_unit(quantity.unit)),
            parent=parent.id if parent is not None else None,
            label=named.label,
            fund=fund,
            phase=(frame.phase or self._context.phase) if is_level else None,
        )
        self.mentions.append(mention)
        return mention

    def _period(self, year: int | None) -> str | None:
        fiscal = self._context.fiscal_year
        if year is not None and year > 0:
            return str(year)
        return str(fiscal + (year or 0)) if fiscal is not None else None


def _same_concept(one: Mention, other: Mention) -> bool:
    return (one.concept, one.fund, one.label) == (other.concept, other.fund, other.label)
