"""Numbers of lists, which stand in no text of the file: how they look, and what each paragraph's is ([MS-DOC] 2.9.131,
2.9.147, 2.9.150)."""

import struct
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from extractor.sources.doc.character_properties import read_character_properties
from extractor.sources.doc.information_block import InformationBlock, Part
from extractor.sources.doc.paragraphs import Paragraph
from extractor.sources.doc.stories import Range, within
from extractor.sources.doc.styles import Styles
from extractor.sources.doc.visible import Visible
from extractor.sources.word_lists import MOST_LEVELS, ListCounter, ListLevel, WordList, before_text

_LIST_BYTES, _LEVEL_BYTES, _USE_BYTES = 28, 28, 16
_SIMPLE, _LEGAL, _LIMITED, _OWN_START, _OWN_LEVEL = 0x01, 0x04, 0x08, 0x10, 0x20
_NO_GAP: Final = 2
_FORMS: Final = {
    0: "decimal", 1: "upperRoman", 2: "lowerRoman", 3: "upperLetter", 4: "lowerLetter", 10: "ideographDigital",
    11: "japaneseCounting", 14: "decimalFullWidth", 15: "decimalHalfWidth", 18: "decimalEnclosedCircle",
    22: "decimalZero", 23: "bullet", 26: "decimalEnclosedFullstop", 27: "decimalEnclosedParen",
    28: "decimalEnclosedCircleChinese", 29: "ideographEnclosedCircle", 30: "ideographTraditional",
    31: "ideographZodiac", 33: "taiwaneseCounting", 35: "taiwaneseCountingThousand", 37: "chineseCounting",
    38: "chineseLegalSimplified", 39: "chineseCountingThousand", 255: "none",
}  # fmt: skip
"""The formats by their number ([MS-OSHARED] 2.2.1.3) under the names that the newer format has for them."""
_UNKNOWN: Final = "unknown"
_LONGEST_TEXT, _MOST_START = 64, 32_767
_MOST_LISTS: Final = 4_000
_UNUSED: Final = ListLevel(form="none")


@dataclass(frozen=True, slots=True)
class Numbering:
    """The lists by the number that paragraphs have for them; ``doubtful`` change levels of a list that others use."""

    lists: Mapping[int, WordList] = field(default_factory=dict)
    doubtful: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Numbers:
    """What is printed before paragraphs, by where they begin, and how many have a number that is not known surely."""

    labels: Mapping[int, tuple[str, ListLevel]] = field(default_factory=dict)
    unknown: int = 0

    def before(self, start: int, text: str, *, alone: bool) -> str:
        """The text of a paragraph with its number before it; ``alone``: a number stands without a text too."""
        label = self.labels.get(start)
        if label is None or not (text or alone):
            return text
        return before_text(*label) + text if text else label[0]


def read_numbering(block: InformationBlock, table: bytes) -> Numbering:
    """Read the lists as far as the file has them whole; no lists where there are none."""
    levels = dict(_lists(*_from_part(block, Part.LISTS, table)))
    data, length = _from_part(block, Part.LIST_USES, table)
    lists: dict[int, WordList] = {}
    changed: set[int] = set()
    try:
        (count,) = struct.unpack_from("<I", data) if length >= 4 else (0,)
        count = min(count, _MOST_LISTS)
        at = 4 + count * _USE_BYTES
        for number in range(1, count + 1):
            identity, overrides = struct.unpack_from("<i8xB", data, 4 + (number - 1) * _USE_BYTES)
            at += 4
            own: dict[int, ListLevel] = {}
            starts: dict[int, int] = {}
            for _ in range(overrides):
                start, flags = struct.unpack_from("<iI", data, at)
                at += 8
                level = min(flags & 0xF, MOST_LEVELS - 1)
                if flags & _OWN_LEVEL:
                    own[level], at = _read_level(data, at)
                    start = own[level].start
                if flags & _OWN_START:
                    starts[level] = min(max(start, 0), _MOST_START)
            if identity in levels:
                changed.update({number} if own else ())
                all_levels = [own.get(level, one) for level, one in enumerate(levels[identity])]
                lists[number] = WordList(str(identity), all_levels, starts)
    except (struct.error, IndexError):
        pass
    groups = [one.group for one in lists.values()]
    return Numbering(lists, frozenset(number for number in changed if groups.count(lists[number].group) > 1))


def number_paragraphs(
    items: Sequence[Paragraph], main: Range, visible: Visible, styles: Styles, numbering: Numbering
) -> Numbers:
    """Count the paragraphs of the main part in their order; those of other parts are in no order that is known."""
    labels: dict[int, tuple[str, ListLevel]] = {}
    if not numbering.lists:
        return Numbers()
    counter, unknown, counted = ListCounter(), 0, within(items, main)
    for paragraph in counted:
        place = _place(paragraph, styles, numbering)
        if place is None or not _is_there(paragraph, visible):
            continue
        number, level = place
        found = numbering.lists[number]
        counter.count(str(number), found, level)
        if not found.levels[level].is_numbered:
            continue
        label = None if number in numbering.doubtful else counter.label(found, level)
        if label is None:
            unknown += 1
        else:
            labels[paragraph.start] = (label, found.levels[level])
    for paragraph in items:
        if not main.start <= paragraph.start < main.end:
            place = _place(paragraph, styles, numbering)
            unknown += place is not None and numbering.lists[place[0]].levels[place[1]].is_numbered
    return Numbers(labels, unknown)


def _place(paragraph: Paragraph, styles: Styles, numbering: Numbering) -> tuple[int, int] | None:
    """The list of a paragraph and its level there, its own word before its style's; None where it is in none."""
    properties = paragraph.properties
    by_style = styles.list_place(properties.style)
    number = by_style[0] if properties.list_number is None else properties.list_number
    if number not in numbering.lists or paragraph.closes_row:
        return None
    level = by_style[1] if properties.list_level is None else properties.list_level
    return number, min(level or 0, MOST_LEVELS - 1)


def _is_there(paragraph: Paragraph, visible: Visible) -> bool:
    """Whether it is printed as a paragraph of its own: its mark not removed, its text not hidden as a whole."""
    if paragraph.end in visible.deleted_marks:
        return False
    return paragraph.end == paragraph.start or bool(visible.between(paragraph.start, paragraph.end))


def _from_part(block: InformationBlock, part: Part, table: bytes) -> tuple[bytes, int]:
    """The table stream from a part on, whose length leaves out what follows it, and that length."""
    offset, length = block.parts[part] if part < len(block.parts) else (0, 0)
    return (table[offset:], length) if length else (b"", 0)


def _lists(data: bytes, length: int) -> Iterator[tuple[int, list[ListLevel]]]:
    """Each list's number and its nine levels."""
    try:
        (count,) = struct.unpack_from("<H", data) if length >= 2 else (0,)
        at = 2 + count * _LIST_BYTES
        for index in range(min(count, _MOST_LISTS)):
            (identity,) = struct.unpack_from("<i", data, 2 + index * _LIST_BYTES)
            flags = data[2 + index * _LIST_BYTES + 26]
            levels = [_UNUSED] * MOST_LEVELS
            for level in range(1 if flags & _SIMPLE else MOST_LEVELS):
                levels[level], at = _read_level(data, at)
            yield identity, levels
    except (struct.error, IndexError):
        return


def _read_level(data: bytes, at: int) -> tuple[ListLevel, int]:
    """One level, and where it ends; struct.error where it breaks off."""
    start, form, flags, _, gap, looks, places, limit = struct.unpack_from("<iBB9sB8xBBBx", data, at)
    at += _LEVEL_BYTES + places
    hidden = read_character_properties(data[at : at + looks]).hidden
    at += looks
    (letters,) = struct.unpack_from("<H", data, at)
    units = struct.unpack_from(f"<{letters}H", data, at + 2)
    text = "".join(f"%{unit + 1}" if unit < MOST_LEVELS else _character(unit) for unit in units[:_LONGEST_TEXT])
    name = _FORMS.get(form, _UNKNOWN) if letters <= _LONGEST_TEXT else _UNKNOWN
    level = ListLevel(
        start=min(max(start, 0), _MOST_START),
        form="none" if hidden is not None and hidden.on else name,
        text=text,
        gap=gap != _NO_GAP,
        restart=limit if flags & _LIMITED else None,
        legal=bool(flags & _LEGAL),
    )
    return level, at + 2 + 2 * letters


def _character(unit: int) -> str:
    return "\ufffd" if 0xD800 <= unit < 0xE000 else chr(unit)
