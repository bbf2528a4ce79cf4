"""The file information block at the head of the main stream ([MS-DOC] 2.5): versions, lengths, where things are."""

import struct
from dataclasses import dataclass
from enum import IntEnum

from extractor.errors import CorruptSource, EncryptedSource, UnsupportedFormat

_WORD_97 = 0xA5EC
_WORD_6 = (0xA5DC, 0xA5DB, 0xA697, 0xA698, 0xA699)
"""Marks of Word 2 and Word 6/95, the Far East editions too; some of those carry the later mark with a low version."""
_FIRST_NFIB = 0x00C0
_MIN_BYTES = 32
_ENCRYPTED = 0x0100
_SECOND_TABLE = 0x0200
_OBFUSCATED = 0x8000
_WORD_COUNT_AT = 32
"""Where the count of 16-bit values stands that follow the fixed part (2.5.1)."""
_STORIES = 8


class Part(IntEnum):
    """Places in FibRgFcLcb97 (2.5.6) of what is read here, counted in pairs of offset and length."""

    STYLES = 1
    SECTIONS = 6
    HEADERS = 11
    CHARACTER_PAGES = 12
    PARAGRAPH_PAGES = 13
    FONTS = 15
    PIECES = 33
    MAIN_ANCHORS = 40
    HEADER_ANCHORS = 41
    DRAWINGS = 50
    TEXT_BOXES = 56
    HEADER_TEXT_BOXES = 58
    LISTS = 73
    LIST_USES = 74


@dataclass(frozen=True, slots=True)
class Lengths:
    """Characters of each part of the document, in the order in which they follow one another (2.3)."""

    main: int
    footnotes: int
    headers: int
    macros: int
    comments: int
    endnotes: int
    text_boxes: int
    header_text_boxes: int

    @property
    def total(self) -> int:
        """All of them; the closing paragraph mark that may follow (2.4.1) says nothing."""
        return (
            self.main
            + self.footnotes
            + self.headers
            + self.macros
            + self.comments
            + self.endnotes
            + self.text_boxes
            + self.header_text_boxes
        )


@dataclass(frozen=True, slots=True)
class InformationBlock:
    """What the block says. ``parts`` are (offset, length) in the table stream, by ``Part``."""

    lengths: Lengths
    second_table: bool
    first_text_byte: int
    after_text_byte: int
    parts: tuple[tuple[int, int], ...]

    def part(self, part: Part, table: bytes) -> bytes:
        """The bytes of a part; as much of it as there is, none where the block lists no such part."""
        offset, length = self.parts[part] if part < len(self.parts) else (0, 0)
        return table[offset : offset + length]

    def is_whole(self, part: Part, table: bytes) -> bool:
        """Whether the table stream holds all of a part."""
        offset, length = self.parts[part] if part < len(self.parts) else (0, 0)
        return not length or offset + length <= len(table)


def read_information_block(document: bytes) -> InformationBlock:
    """Read the block; CorruptSource, EncryptedSource (XOR, RC4), or UnsupportedFormat (Word 2 to 95)."""
    if len(document) < _MIN_BYTES:
        raise CorruptSource("This Word file breaks off within its header.")
    mark, version = struct.unpack_from("<HH", document)
    if mark in _WORD_6 or (mark == _WORD_97 and version < _FIRST_NFIB):
        raise UnsupportedFormat("This is a document of Word 95 or before.")
    if mark != _WORD_97:
        raise CorruptSource("This Word file has a header that is none of a Word document.")
    (flags,) = struct.unpack_from("<H", document, 10)
    if flags & _ENCRYPTED:
        kind = "XOR obfuscation" if flags & _OBFUSCATED else "RC4"
        raise EncryptedSource(f"This Word file is encrypted with a password ({kind}), which can not be opened here.")
    try:
        return _read(document, bool(flags & _SECOND_TABLE))
    except struct.error as error:
        raise CorruptSource("This Word file breaks off within its header.") from error


def _read(document: bytes, second_table: bool) -> InformationBlock:
    first_text_byte, after_text_byte = struct.unpack_from("<II", document, 24)
    (words,) = struct.unpack_from("<H", document, _WORD_COUNT_AT)
    at = _WORD_COUNT_AT + 2 + 2 * words
    (longs,) = struct.unpack_from("<H", document, at)
    counts = struct.unpack_from("<11i", document, at + 2)[3:]
    at += 2 + 4 * longs
    (pairs,) = struct.unpack_from("<H", document, at)
    pairs = min(pairs, (len(document) - at - 2) // 8)
    parts = tuple(struct.iter_unpack("<II", document[at + 2 : at + 2 + 8 * pairs]))
    if len(parts) <= Part.PIECES:
        raise CorruptSource("This Word file breaks off within its header.")
    if any(count < 0 for count in counts):
        raise CorruptSource("The header of this Word file claims parts of a negative length.")
    return InformationBlock(Lengths(*counts[:_STORIES]), second_table, first_text_byte, after_text_byte, parts)
