"""A small writer of Word 97 files, for what LibreOffice does not write and Word does.

It lays files out as [MS-DOC] and [MS-CFB] say and shares no code with the reader.
"""

import struct
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from types import SimpleNamespace

import pytest

from extractor.document.content import Content, Grid, Paragraph
from extractor.options import SourceOptions
from extractor.sources.doc.reader import read_doc

SECTOR = 512
TEXT_AT = 2048
CHARACTER_PAGES, PARAGRAPH_PAGES, PIECES = 12, 13, 33
IN_TABLE = struct.pack("<HB", 0x2416, 1)
ROW_END = struct.pack("<HB", 0x2417, 1)


@dataclass(frozen=True)
class Run:
    """Characters with the same properties."""

    text: str
    look: bytes = b""


@dataclass(frozen=True)
class Para:
    """A paragraph with its closing mark as the last character."""

    runs: tuple[Run, ...]
    properties: bytes = b""
    style: int = 0

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True)
class Layout:
    """How the text lies in the file: pieces as numbers of paragraphs, their order, which are of one byte each."""

    pieces: tuple[int, ...] = ()
    order: tuple[int, ...] = ()
    compressed: frozenset[int] = frozenset()
    modifiers: dict[int, int] = field(default_factory=dict)
    property_lists: tuple[bytes, ...] = ()


def sprm(code: int, operand: bytes | int) -> bytes:
    """A modifier with its operand; the operand's length is written where the code says that it varies."""
    size = (1, 1, 2, 4, 2, 2, None, 3)[code >> 13]
    if isinstance(operand, int):
        assert size is not None
        return struct.pack("<H", code) + (operand & (1 << 8 * size) - 1).to_bytes(size, "little")
    if size is not None:
        assert len(operand) == size
        return struct.pack("<H", code) + operand
    length = struct.pack("<H", len(operand) + 1) if code == 0xD608 else bytes([len(operand)])
    return struct.pack("<H", code) + length + operand


def define_row(edges: Sequence[int], flags: Sequence[int] = ()) -> bytes:
    """sprmTDefTable: the edges of a row's cells, and the flags of as many cells as are given."""
    cells = b"".join(struct.pack("<H", value) + bytes(18) for value in flags)
    return sprm(0xD608, struct.pack(f"<B{len(edges)}h", len(edges) - 1, *edges) + cells)


def para(text: str, properties: bytes = b"", style: int = 0, look: bytes = b"") -> Para:
    return Para((Run(text, look),), properties, style)


def row(*texts: str, properties: bytes = b"", depth: int = 1) -> list[Para]:
    """A table row of cells of one paragraph each; ``properties`` define it."""
    if depth == 1:
        cells = [para(text + "\x07", IN_TABLE) for text in texts]
        return [*cells, para("\x07", IN_TABLE + ROW_END + properties)]
    inner = IN_TABLE + sprm(0x6649, depth)
    cells = [para(text + "\r", inner + sprm(0x244B, 1)) for text in texts]
    return [*cells, para("\r", inner + sprm(0x244C, 1) + properties)]


def style_sheet(*styles: tuple[int, int, bytes, bytes]) -> bytes:
    """(number, based on, paragraph properties, character properties) of each paragraph style."""
    entries = b""
    for place, (number, based_on, paragraph, characters) in enumerate(styles):
        style = struct.pack("<HHHHH", number, 1 | based_on << 4, 2, 0, 0)
        style += struct.pack("<H", 1) + "s".encode("utf-16-le") + b"\0\0"
        for properties in (struct.pack("<H", place) + paragraph, characters):
            style += struct.pack("<H", len(properties)) + properties
            style += b"\0" * (len(style) % 2)
        entries += struct.pack("<H", len(style)) + style
    return struct.pack("<HHH", 18, len(styles), 10) + bytes(14) + entries


def places(values: Sequence[int], *data: bytes) -> bytes:
    """A table of places with the data of each."""
    return struct.pack(f"<{len(values)}I", *values) + b"".join(data)


def write_doc(
    paragraphs: Sequence[Para],
    *,
    lengths: dict[str, int] | None = None,
    parts: dict[int, bytes] | None = None,
    data: bytes = b"",
    layout: Layout | None = None,
    header: dict[int, bytes] | None = None,
) -> bytes:
    """A whole file. ``lengths`` are those of the parts but the main one, which gets the rest; ``parts`` go into the
    table stream by their number in the header; ``header`` overwrites bytes of it."""
    stream, tables = _text_and_pages(list(paragraphs), layout or Layout())
    tables.update(parts or {})
    table, where = b"", {}
    for number, content in tables.items():
        where[number] = (len(table), len(content))
        table += content
    names = ("footnotes", "headers", "macros", "comments", "endnotes", "text_boxes", "header_text_boxes")
    counts = [(lengths or {}).get(name, 0) for name in names]
    total = sum(len(paragraph.text) for paragraph in paragraphs)
    main = total - sum(counts) - (1 if any(counts) else 0)
    block = bytearray(TEXT_AT)
    struct.pack_into("<HH", block, 0, 0xA5EC, 0x00C1)
    struct.pack_into("<H", block, 10, 0x1200)
    struct.pack_into("<H", block, 32, 14)
    struct.pack_into("<H", block, 62, 22)
    struct.pack_into("<8i", block, 76, main, *counts)
    struct.pack_into("<H", block, 152, 93)
    for number, (offset, length) in where.items():
        struct.pack_into("<II", block, 154 + 8 * number, offset, length)
    for at, content in (header or {}).items():
        block[at : at + len(content)] = content
    return compound_file({"WordDocument": bytes(block) + stream, "1Table": table, "Data": data})


def compound_file(streams: dict[str, bytes]) -> bytes:
    """An OLE compound file of a root and these streams, each long enough to need no small sectors."""
    entries = [("Root Entry", 5, 0xFFFFFFFE, 0)]
    body = b""
    fat: list[int] = []
    for name, content in streams.items():
        content = content.ljust(4096, b"\0")
        content += b"\0" * (-len(content) % SECTOR)
        first, count = len(fat), len(content) // SECTOR
        fat += [*range(first + 1, first + count), 0xFFFFFFFE]
        body += content
        entries.append((name, 2, first, len(content)))
    directory_at = len(fat)
    directory = b""
    for number, (name, kind, first, size) in enumerate(entries):
        encoded = name.encode("utf-16-le") + b"\0\0"
        right = number + 1 if 0 < number < len(entries) - 1 else 0xFFFFFFFF
        child = 1 if number == 0 else 0xFFFFFFFF
        entry = encoded.ljust(64, b"\0") + struct.pack("<HBBIII", len(encoded), kind, 1, 0xFFFFFFFF, right, child)
        directory += entry + bytes(36) + struct.pack("<IQ", first, size)
    directory += b"\0" * (-len(directory) % SECTOR)
    sectors = len(directory) // SECTOR
    fat += [*range(directory_at + 1, directory_at + sectors), 0xFFFFFFFE]
    fat_at = len(fat)
    fat_sectors = 1
    while fat_sectors * 128 < len(fat) + fat_sectors:
        fat_sectors += 1
    fat += [0xFFFFFFFD] * fat_sectors
    fat += [0xFFFFFFFF] * (fat_sectors * 128 - len(fat))
    head = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(16)
    head += struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    head += struct.pack("<IIIIIIIII", 0, fat_sectors, directory_at, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    listed = [*range(fat_at, fat_at + fat_sectors), *([0xFFFFFFFF] * (109 - fat_sectors))]
    return head + struct.pack("<109I", *listed) + body + directory + struct.pack(f"<{len(fat)}I", *fat)


def _text_and_pages(paragraphs: list[Para], layout: Layout) -> tuple[bytes, dict[int, bytes]]:
    sizes = layout.pieces or (len(paragraphs),)
    assert sum(sizes) == len(paragraphs)
    groups, at = [], 0
    for size in sizes:
        groups.append(paragraphs[at : at + size])
        at += size
    text = b""
    position: dict[int, int] = {}
    paragraph_runs: list[tuple[int, int, bytes]] = []
    character_runs: list[tuple[int, int, bytes]] = []
    for number in layout.order or range(len(groups)):
        compressed = number in layout.compressed
        position[number] = TEXT_AT + len(text)
        for paragraph in groups[number]:
            begin = TEXT_AT + len(text)
            for run in paragraph.runs:
                start = TEXT_AT + len(text)
                text += run.text.encode("latin-1" if compressed else "utf-16-le")
                character_runs.append((start, TEXT_AT + len(text), run.look))
            properties = struct.pack("<H", paragraph.style) + paragraph.properties
            paragraph_runs.append((begin, TEXT_AT + len(text), properties))
        text += b"\0" * (len(text) % 2)
    text += b"\0" * (-len(text) % SECTOR)
    first_page = (TEXT_AT + len(text)) // SECTOR
    paragraph_pages = _pages(paragraph_runs, 13, _paragraph_entry)
    character_pages = _pages(character_runs, 1, _character_entry)
    tables = {PIECES: _piece_table(groups, position, layout)}
    for number, pages in ((PARAGRAPH_PAGES, paragraph_pages), (CHARACTER_PAGES, character_pages)):
        bounds = [page[0] for page in pages] + [pages[-1][1]]
        tables[number] = places(bounds, *(struct.pack("<I", first_page + index) for index in range(len(pages))))
        first_page += len(pages)
    return text + b"".join(page[2] for page in (*paragraph_pages, *character_pages)), tables


def _piece_table(groups: list[list[Para]], position: dict[int, int], layout: Layout) -> bytes:
    bounds, entries = [0], b""
    for number, group in enumerate(groups):
        bounds.append(bounds[-1] + sum(len(paragraph.text) for paragraph in group))
        byte = position[number]
        value = byte * 2 | 1 << 30 if number in layout.compressed else byte
        entries += struct.pack("<HIH", 0, value, layout.modifiers.get(number, 0))
    lists = b"".join(b"\1" + struct.pack("<H", len(one)) + one for one in layout.property_lists)
    plc = places(bounds, entries)
    return lists + b"\2" + struct.pack("<I", len(plc)) + plc


def _paragraph_entry(properties: bytes) -> bytes:
    if len(properties) % 2:
        return bytes([(len(properties) + 1) // 2]) + properties
    return bytes([0, len(properties) // 2]) + properties


def _character_entry(properties: bytes) -> bytes:
    return bytes([len(properties)]) + properties


def _pages(
    runs: list[tuple[int, int, bytes]], entry_bytes: int, entry: Callable[[bytes], bytes]
) -> list[tuple[int, int, bytes]]:
    """Pages as (first byte, byte after the last, page); a page ends where it is full or the runs have a gap."""
    pages: list[tuple[int, int, bytes]] = []
    group: list[tuple[int, int, bytes]] = []
    for run in runs:
        gap = bool(group) and run[0] != group[-1][1]
        if group and (gap or _page([*group, run], entry_bytes, entry) is None):
            full = _page(group, entry_bytes, entry)
            assert full is not None
            pages.append((group[0][0], group[-1][1], full))
            group = []
        group.append(run)
    last = _page(group, entry_bytes, entry)
    assert last is not None, "a property list is too long for a page"
    return [*pages, (group[0][0], group[-1][1], last)]


def _page(runs: list[tuple[int, int, bytes]], entry_bytes: int, entry: Callable[[bytes], bytes]) -> bytes | None:
    page = bytearray(SECTOR)
    struct.pack_into(f"<{len(runs) + 1}I", page, 0, *(run[0] for run in runs), runs[-1][1])
    used = 4 * (len(runs) + 1) + entry_bytes * len(runs)
    free = SECTOR - 1
    for number, (_, _, properties) in enumerate(runs):
        if not properties:
            continue
        content = entry(properties)
        free = (free - len(content)) & ~1
        if free < used:
            return None
        page[free : free + len(content)] = content
        page[4 * (len(runs) + 1) + entry_bytes * number] = free // 2
    page[SECTOR - 1] = len(runs)
    return bytes(page) if used <= free else None


def read(paragraphs: Sequence[Para], **words: object) -> Content:
    return read_doc(write_doc(paragraphs, **words), SourceOptions())  # type: ignore[arg-type]


def said(content: Content) -> list[str]:
    return [element.text for element in content.elements if isinstance(element, Paragraph)]


def grids(content: Content) -> list[Grid]:
    return [element for element in content.elements if isinstance(element, Grid)]


@pytest.fixture(scope="session")
def word() -> SimpleNamespace:
    """The writer's parts by name."""
    return SimpleNamespace(
        Run=Run,
        Para=Para,
        Layout=Layout,
        sprm=sprm,
        define_row=define_row,
        para=para,
        row=row,
        style_sheet=style_sheet,
        places=places,
        write_doc=write_doc,
        compound_file=compound_file,
        read=read,
        said=said,
        grids=grids,
    )
