"""Blocks of prose → mentions, sentence by sentence, with what each amount is a part of."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from extractor.document.document import Block
from extractor.document.record import Mention
from extractor.document.vocabulary import BlockKind, MentionConcept, MentionKind, Phase
from extractor.normalise.mentions.block_lists import BlockLists
from extractor.normalise.mentions.changes import Relative, moved_of, relative_of, unchanged_of
from extractor.normalise.mentions.counted import (
    are_all_vehicles,
    counted_after,
    date_as_of,
    goes_on,
    is_counted_before,
    is_staff,
    vehicle_kind,
)
from extractor.normalise.mentions.lists import OpenLists
from extractor.normalise.mentions.names import quarter_of
from extractor.normalise.mentions.naming import Naming, head_start
from extractor.normalise.mentions.quantities import Quantity, find_quantities
from extractor.normalise.mentions.sections import Sections
from extractor.normalise.mentions.words import (
    Frame,
    Named,
    frame_of,
    opening_length,
    says_only_side,
    says_only_when,
)
from extractor.normalise.units import as_unit, in_yuan

_PROSE: frozenset[BlockKind] = frozenset(("paragraph", "list_item", "heading"))
_PRINTED_YEAR = re.compile(r"(?:19|20)\d\d年")
_TOTALS: frozenset[MentionConcept] = frozenset(("income_total", "expenditure_total", "income_and_expenditure_total"))
_SIDES: dict[MentionConcept, MentionConcept] = {
    "income_total": "fiscal_appropriation_income",
    "expenditure_total": "fiscal_appropriation_expenditure",
}
"""What 财政拨款 alone means where it is named as a part of one side."""
_LIMITED: frozenset[MentionConcept] = frozenset(("basic", "project", "personnel", "public", "classified_line"))
"""What a limit of its whole to one budget (一般公共预算) limits too."""


_LONGEST_CUT = 60
"""Characters of a clause that a page cut in two which still belong to what follows."""


@dataclass(frozen=True, slots=True)
class MentionContext:
    """The year and the phase that an amount has whose words say none, and the name of the office that is spoken of."""

    fiscal_year: int | None
    phase: Phase
    department: str | None = None


class _Clause(NamedTuple):
    """A quantity in its block, the words of its clause before it, and where they begin."""

    block: str
    start: int
    head: str
    quantity: Quantity


class _Share(NamedTuple):
    """A share whose whole was just said (完成预算442万元的…): what it is of, and the whole as printed."""

    level: Mention
    whole: str | None


@dataclass(slots=True)
class _State:
    """What goes on from clause to clause: the last level that was said, the levels of the sentence, a printed date."""

    subject: Named | None = None
    level: Mention | None = None
    sentence: list[Mention] = field(default_factory=list)
    as_of: str | None = None
    share: "_Share | None" = None


def read_mentions(blocks: Sequence[Block], context: MentionContext) -> tuple[Mention, ...]:
    """Read the mentions ``m1`` … of the blocks in reading order; a phrase that names no thing gives none."""
    reader = _Reader(context)
    for block in blocks:
        if block.kind in _PROSE and block.table is None:
            reader.read(block)
    return tuple(reader.mentions)


class _Reader:
    def __init__(self, context: MentionContext) -> None:
        self._context = context
        self._naming = Naming(context.department)
        self._sections = Sections()
        self._blocks, self._lists = BlockLists(), OpenLists()
        self._state = _State()
        self._cut = ""
        self.mentions: list[Mention] = []

    def read(self, block: Block) -> None:
        state = self._state
        self._sections.follow(block)
        self._blocks.close_for(block)
        if not (self._cut and block.kind == "paragraph"):
            self._cut = ""
            self._state = state = _State()
            self._lists.close_all()
        self._note_class(block)
        first, end = len(self.mentions), 0
        for quantity in find_quantities(block.text):
            if quantity.start >= end:
                end = max(self._take(block, end, quantity), quantity.end)
        tail = block.text[end:]
        self._follow(tail)
        state.subject = self._naming.chain(tail) or state.subject
        is_cut = block.kind != "heading" and tail[-1:] not in ("", "。", "；", ";", ":", "：")
        self._cut = tail[head_start(tail) :] if is_cut else ""
        self._blocks.open_for(block, [mention for mention in self.mentions[first:] if mention.kind == "amount"])

    def _note_class(self, block: Block) -> None:
        """A heading that is only a 类 stands over the 款 and 项 below it."""
        if block.kind != "heading":
            return
        if block.level == 1:
            self._naming.classes = None
        chain = self._naming.chain(block.text, whole=True)
        if chain is not None and chain.ranks == "类":
            self._naming.classes = chain.label

    def _take(self, block: Block, end: int, quantity: Quantity) -> int:
        """Read one quantity with the words since the one before it, which ended at ``end``; where its words end."""
        gap = block.text[end : quantity.start]
        self._follow(gap)
        start = head_start(gap)
        head = gap[start:] if start or end else self._cut[-_LONGEST_CUT:] + gap
        self._state.subject = self._naming.chain(gap) or self._state.subject
        clause = _Clause(block.id, end + start + opening_length(head), head, quantity)
        relative = relative_of(gap[max(0, start - 40) :])
        relative = relative and (relative_of(head) or relative)
        share, self._state.share = self._state.share, None
        match quantity.sort:
            case "unchanged":
                self._relative(unchanged_of(head), clause)
            case "count" if relative is None or head.endswith("新增"):
                return self._count(clause, block.text[quantity.end : quantity.end + 24])
            case "percent" if share is not None and gap.strip() == "的":
                self._share(share, clause)
            case "money" if relative is None:
                self._level(clause)
            case "money" if relative is not None and relative.kind == "share":
                self._whole(relative, clause)
            case "money" | "percent" if relative is not None:
                self._relative(relative, clause)
            case _:
                pass
        return quantity.end

    def _follow(self, gap: str) -> None:
        """Open and close lists of parts inside the sentence, and keep the date that it names."""
        before = self._lists.follow(gap, self._state.level, self._end_sentence)
        if before is not None and before is not self._state.level:
            self._state.level, self._state.subject = before, _named(before)
        date = date_as_of(gap)
        if date is not None or _PRINTED_YEAR.search(gap):
            self._state.as_of = date

    def _end_sentence(self) -> Mention | None:
        """The next sentence goes on about what this one was about: its first amount, where the others are of it."""
        state, levels = self._state, self._state.sentence
        state.sentence = []
        if levels:
            below = {levels[0].id}
            for mention in levels[1:]:
                if mention.parent in below or _same_concept(mention, levels[0]):
                    below.add(mention.id)
            one = len(below) == len(levels)
            last = next((m for m in reversed(levels) if _same_concept(m, levels[0])), levels[0])
            state.level = last if one else None
            state.subject = _named(last) if one else None
        return state.level

    def _parent(self) -> Mention | None:
        return self._lists.whole() or self._blocks.whole()

    def _level(self, clause: _Clause) -> None:
        head, subject = clause.head, self._state.subject
        named = self._naming.known(head)
        if says_only_side(head) and (subject is None or subject.concept not in _TOTALS):
            named = subject if subject is not None or "决算" in head or "执行" in head else named
        elif named is None and says_only_when(head):
            named = subject
        elif named is None and not self._sections.are_narrative:
            moved = moved_of(head)
            if moved is not None:
                self._relative(moved, clause)
                return
            named = self._naming.other(head)
        if named is None:
            self._state.level = self._state.subject = None
            return
        parent = self._parent()
        if named.concept == "fiscal_appropriation" and parent is not None and parent.concept in _SIDES:
            named = replace(named, concept=_SIDES[parent.concept])
        mention = self._mention(named, "amount", clause)
        self._state.level, self._state.subject = mention, named
        self._state.sentence.append(mention)
        self._lists.add_item()

    def _whole(self, relative: Relative, clause: _Clause) -> None:
        """Read the budget that was met by a part, which follows: the sentence goes on about what was spent."""
        spent, subject, said = self._state.level, self._state.subject, len(self._state.sentence)
        self._level(clause)
        if spent is not None and self._state.level is not None and _same_concept(self._state.level, spent):
            self._state.level, self._state.subject = spent, subject
            del self._state.sentence[said:]
            self._state.share = _Share(spent, relative.of)

    def _share(self, share: _Share, clause: _Clause) -> None:
        mention = self._mention(_named(share.level), "share", clause)
        now = share.level.period == self._period(None)
        self.mentions[-1] = replace(mention, of=share.level.id if now else None, whole=share.whole)

    def _relative(self, relative: Relative, clause: _Clause) -> None:
        subject, level = self._state.subject, self._state.level
        words = relative.subject
        named = self._naming.known(words) if words else None
        if words and (named is None or says_only_side(words)) and not says_only_when(words):
            going_on = subject if says_only_side(words) and subject is not None else None
            other = None if self._sections.are_narrative else self._naming.other(words)
            named = going_on or named or other
            if named is None:
                return
        if named is not None and (level is None or _key(named) != _key_of(level)):
            level = None  # the change of something whose level is not said here
        named = named or subject
        if named is not None:
            now = level is not None and level.period == self._period(None)
            of = level.id if level is not None and now else None
            self._state.subject = named
            mention = self._mention(named, relative.kind, clause)
            self.mentions[-1] = replace(mention, direction=relative.direction, of=of, whole=relative.of)

    def _count(self, clause: _Clause, tail: str) -> int:
        """Read a count; the end of the words that name what is counted."""
        head, parent, end = clause.head, self._parent(), clause.quantity.end
        kind, level = vehicle_kind(head), self._state.level
        before = level if level is not None and level.kind == "count" else None
        named: Named | None = None
        if are_all_vehicles(head):
            named = Named("vehicles", name="车辆" if "车辆" in head else "公务用车")
        elif kind is not None and parent is not None and parent.kind == "count":
            concept: MentionConcept = "vehicles_of_a_kind" if parent.concept == "vehicles" else "other"
            named = Named(concept, None, kind if concept != "other" else None, name=kind)
        elif self._sections.are_narrative:
            return end
        elif is_counted_before(head):
            named = self._naming.other(head)
        elif is_staff(head, clause.quantity.unit):
            named = Named("other", name=head.strip())
        elif (after := counted_after(head, tail)) is not None:
            named, end = Named("other", name=after.name), end + after.end
        elif before is not None and before.unit != clause.quantity.unit and goes_on(head):
            named = _named(before)
        if named is not None:
            self._state.level = self._mention(named, "count", clause)
            self._lists.add_item()
        else:
            self._state.level = None
        return end

    def _mention(self, named: Named, kind: MentionKind, clause: _Clause) -> Mention:
        quantity, is_level = clause.quantity, kind == "amount"
        said = frame_of(clause.head)
        frame = said if is_level or kind == "count" else Frame(None, None)
        parent = self._parent() if kind in ("amount", "count") else None
        fund = named.fund or (parent.fund if parent is not None and named.concept in _LIMITED else None)
        period = self._period(frame.year)
        if kind == "count" and self._state.as_of is not None:
            period = self._state.as_of
        quarter = quarter_of(clause.head) if is_level else None
        mention = Mention(
            id=f"m{len(self.mentions) + 1}",
            block=clause.block,
            start=min(clause.start, quantity.start),
            end=quantity.end,
            concept=named.concept,
            kind=kind,
            period=f"{period}-Q{quarter}" if quarter is not None and period is not None else period,
            direction=None,
            value=quantity.value,
            unit=quantity.unit,
            yuan=in_yuan(quantity.value, as_unit(quantity.unit)) if quantity.unit is not None else None,
            parent=parent.id if parent is not None else None,
            label=named.label,
            fund=fund,
            phase=(frame.phase or self._context.phase) if is_level else None,
            name=named.name,
            value_start=quantity.start,
        )
        self.mentions.append(mention)
        return mention

    def _period(self, year: int | None) -> str | None:
        fiscal = self._context.fiscal_year
        if year is not None and year > 0:
            return str(year)
        return str(fiscal + (year or 0)) if fiscal is not None else None


def _named(mention: Mention) -> Named:
    return Named(mention.concept, mention.fund, mention.label, name=mention.name)


def _key(named: Named) -> tuple[str, str | None]:
    return named.concept, named.name if named.concept == "other" else None


def _key_of(mention: Mention) -> tuple[str, str | None]:
    return mention.concept, mention.name if mention.concept == "other" else None


def _same_concept(one: Mention, other: Mention) -> bool:
    return (*_key_of(one), one.fund, one.label) == (*_key_of(other), other.fund, other.label)
