"""An opened Word document: its text, paragraphs and properties, put together from the streams."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from extractor.errors import CorruptSource
from extractor.options import SourceOptions
from extractor.sources.doc.character_properties import read_character_properties
from extractor.sources.doc.compound import read_streams
from extractor.sources.doc.fonts import read_font_names
from extractor.sources.doc.formatted_pages import read_character_runs, read_paragraph_runs
from extractor.sources.doc.information_block import InformationBlock, Part, read_information_block
from extractor.sources.doc.numbering import Numbers, number_paragraphs, read_numbering
from extractor.sources.doc.paragraphs import Paragraphs, split_paragraphs
from extractor.sources.doc.pieces import Piece, Text, bytes_of, read_pieces, read_text
from extractor.sources.doc.stories import Parts, locate_parts, section_ends
from extractor.sources.doc.styles import Styles, read_styles
from extractor.sources.doc.visible import Visible, show

_REMARK = 0x05
_NEEDED = (Part.STYLES, Part.SECTIONS, Part.CHARACTER_PAGES, Part.PARAGRAPH_PAGES)


@dataclass(frozen=True, slots=True)
class Losses:
    """What the file lost: characters beyond its end; whether properties that make tables are gone. ``objects`` of
    other programs are there, and not read."""

    characters: int
    structure: bool
    objects: int = 0
    remarks: int = 0
    """Remarks beside the text."""


@dataclass(frozen=True, slots=True)
class WordDocument:
    """All that is read of a file; ``table`` is the table stream, in which ``block`` says where parts are."""

    block: InformationBlock
    table: bytes
    parts: Parts
    paragraphs: Paragraphs
    visible: Visible
    styles: Styles
    sizes: tuple[float | None, ...]
    """The font size of each paragraph's first shown character in points, None where only its style says."""
    losses: Losses
    numbers: Numbers
    """What Word counts and prints before paragraphs of lists."""


def open_document(data: bytes, options: SourceOptions) -> WordDocument:
    """Open a file; CorruptSource, EncryptedSource, TooLarge, or UnsupportedFormat (Word 95 and before)."""
    streams = read_streams(data)
    block = read_information_block(streams.document)
    table = streams.tables[block.second_table]
    pieces, whole = _pieces(block, table)
    text = read_text(streams.document, pieces, block.lengths.total, options.max_inflated_bytes)
    if block.lengths.total and text.lost >= block.lengths.total:
        raise CorruptSource("This Word file is cut off before its text.")
    parts = locate_parts(block.lengths)
    runs = read_paragraph_runs(block.part(Part.PARAGRAPH_PAGES, table), streams.document)
    sections = section_ends(block.part(Part.SECTIONS, table), parts.main)
    paragraphs = split_paragraphs(text, sections, parts.ends(), runs, streams.data)
    styles = read_styles(block.part(Part.STYLES, table))
    looks = read_character_runs(block.part(Part.CHARACTER_PAGES, table), streams.document)
    characters = tuple(read_character_properties(properties) for properties in looks.lists)
    fonts = read_font_names(block.part(Part.FONTS, table))
    visible = show(text, looks, characters, styles, fonts)
    by_list = [one.size or (None if one.style is None else styles.size(one.style)) for one in characters]
    first = _first_bytes(paragraphs, visible, text)
    sizes = tuple(by_list[index] for index in looks.at(first).tolist())
    gone = not whole or bool(paragraphs.stray_cell_marks or paragraphs.lost_properties)
    gone |= not all(block.is_whole(part, table) for part in _NEEDED) or not looks.reach(first)
    losses = Losses(text.lost, gone, streams.objects, _remarks(text, parts, block.lengths.comments))
    numbering = read_numbering(block, table)
    numbers = number_paragraphs(paragraphs.items, parts.main, visible, styles, numbering)
    return WordDocument(block, table, parts, paragraphs, visible, styles, sizes, losses, numbers)


def _remarks(text: Text, parts: Parts, length: int) -> int:
    """How many remarks their part of the text holds: each begins with a mark of its own (2.3.4)."""
    return int((text.units[parts.endnotes.start - length : parts.endnotes.start] == _REMARK).sum())


def _pieces(block: InformationBlock, table: bytes) -> tuple[tuple[Piece, ...], bool]:
    """(the pieces, whether the file says them itself).

    Where the piece table is lost, a file that was not saved in pieces still says where its text begins and ends:
    that it is as long as the characters that the parts count, in one or two bytes each, tells that this is so.
    """
    try:
        return read_pieces(block.part(Part.PIECES, table)), True
    except CorruptSource:
        total, length = block.lengths.total, block.after_text_byte - block.first_text_byte
        if total and length in (total, 2 * total):
            return (Piece(0, total, block.first_text_byte, length // total),), False
        raise


def _first_bytes(paragraphs: Paragraphs, visible: Visible, text: Text) -> NDArray[np.int64]:
    """The byte at which each paragraph's first shown character lies."""
    starts = np.array([paragraph.start for paragraph in paragraphs.items], dtype=np.int64)
    if not len(starts):
        return starts
    shown = np.searchsorted(visible.offsets, visible.offsets[starts], side="right").astype(np.int64) - 1
    return bytes_of(np.minimum(shown, len(text.units) - 1), text.pieces)
