"""Fields of a Word document: their result is printed, their code is not, whatever stands in it (ECMA-376 part 1,
17.16.18).

The code of a field may hold fields of its own: ``{ = { MERGEFIELD a } + 1 }`` keeps the result of the inner one within
the code of the outer one, where it is not shown.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from lxml import etree

from extractor.sources.docx.xml import CHARACTERS, TEXTS, Node, W

FIELD_MARK, FIELD_CODE, SIMPLE_FIELD = W + "fldChar", W + "instrText", W + "fldSimple"
_STORIES = frozenset(W + name for name in ("txbxContent", "footnote", "endnote"))
"""What has a text of its own: a field that begins within one also ends there."""
_SHOWN = frozenset((*TEXTS, *CHARACTERS, *(W + name for name in ("sym", "drawing", "pict", "object"))))
_WALKED = (FIELD_MARK, FIELD_CODE, SIMPLE_FIELD, *_STORIES, *_SHOWN)
_PRINTED_BY_CODE = re.compile(
    r"\s*(?:EQ|SYMBOL|FORMDROPDOWN|FORMCHECKBOX|MACROBUTTON|GOTOBUTTON|LISTNUM|AUTONUM|AUTONUMLGL|AUTONUMOUT)\b",
    re.IGNORECASE,
)
"""Fields that print what their code says and store no result."""
_LONGEST_NAME = 40


@dataclass(frozen=True, slots=True)
class FieldCodes:
    """How many fields print what only their code says; how many characters of text stood in codes themselves, not in
    results of fields within them; whether anything was taken out of codes."""

    unread: int = 0
    characters: int = 0
    found: bool = False


@dataclass(slots=True)
class _Field:
    """An open field: the shown things before it, and before its result; the beginning of its code."""

    begin: int
    result: int | None = None
    code: str = ""


@dataclass(slots=True)
class _Story:
    """The open fields of a text, what would be shown within them, and which ranges of that are codes."""

    fields: list[_Field] = field(default_factory=list)
    things: list[Node] = field(default_factory=list)
    typed: list[bool] = field(default_factory=list)
    """Whether each thing stands in a code itself, not in the result of a field within the code."""
    codes: list[tuple[int, int]] = field(default_factory=list)
    unread: int = 0

    def mark(self, kind: str | None) -> None:
        if kind == "begin":
            self.fields.append(_Field(len(self.things)))
        elif self.fields and kind == "separate":
            if self.fields[-1].result is None:
                self.fields[-1].result = len(self.things)
        elif self.fields and kind == "end":
            closed = self.fields.pop()
            self.codes.append((closed.begin, len(self.things) if closed.result is None else closed.result))
            self.count(closed)

    def count(self, closed: _Field) -> None:
        in_code = any(one.result is None for one in self.fields[-1:])
        self.unread += not in_code and _PRINTED_BY_CODE.match(closed.code) is not None

    def add_code(self, text: str) -> None:
        if self.fields and len(self.fields[-1].code) < _LONGEST_NAME:
            self.fields[-1].code += text[:_LONGEST_NAME]
        elif not self.fields:
            self.unread += _PRINTED_BY_CODE.match(text) is not None

    def add(self, thing: Node) -> None:
        if self.fields:
            self.things.append(thing)
            self.typed.append(self.fields[-1].result is None)

    def close(self) -> FieldCodes:
        """Take what stands in codes out of the tree. A field that is never closed has no code: what follows it stays
        text, so that a lost mark does not take the rest of the document along."""
        while self.fields:
            self.count(self.fields.pop())
        characters, found = 0, False
        for thing, typed, is_code in zip(self.things, self.typed, _within(self.codes, len(self.things)), strict=True):
            parent = thing.getparent()
            if is_code and parent is not None:
                characters += len(thing.text or "") if typed and thing.tag in TEXTS else 0
                parent.remove(thing)
                found = True
        return FieldCodes(self.unread, characters, found)


def take_out_codes(root: Node) -> FieldCodes:
    """Take out of the tree of a part what stands in the codes of fields."""
    stories = [_Story()]
    closed: list[_Story] = []
    for event, node in etree.iterwalk(root, events=("start", "end"), tag=_WALKED):
        tag = node.tag
        if tag in _STORIES:
            if event == "start":
                stories.append(_Story())
            else:
                closed.append(stories.pop())
        elif event == "end":
            continue
        elif tag == FIELD_MARK:
            stories[-1].mark(node.get(W + "fldCharType"))
        elif tag == FIELD_CODE:
            stories[-1].add_code(node.text or "")
        elif tag == SIMPLE_FIELD:
            stories[-1].unread += _PRINTED_BY_CODE.match(node.get(W + "instr", "")) is not None
        else:
            stories[-1].add(node)
    found = [story.close() for story in (*closed, *stories)]
    return FieldCodes(
        sum(one.unread for one in found), sum(one.characters for one in found), any(one.found for one in found)
    )


def _within(ranges: Sequence[tuple[int, int]], count: int) -> list[bool]:
    """Whether each of so many places lies within one of the ranges, in time linear in both."""
    steps = [0] * (count + 1)
    for start, end in ranges:
        steps[start] += 1
        steps[end] -= 1
    return [depth > 0 for depth in accumulate(steps)][:count]
