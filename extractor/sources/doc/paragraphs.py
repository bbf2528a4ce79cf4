"""Characters → paragraphs: where each ends, in how many tables it stands, what its end closes ([MS-DOC] 2.4.2)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from extractor.sources.doc.formatted_pages import Runs
from extractor.sources.doc.paragraph_properties import (
    Mark,
    ParagraphProperties,
    SharedLists,
    read_paragraph_properties,
)
from extractor.sources.doc.pieces import Text, bytes_of, pieces_of

_PARAGRAPH_MARK, _CELL_MARK, _BREAK = 0x0D, 0x07, 0x0C
"""A break is the end of a section or of a page."""


class Paragraph(NamedTuple):
    """The places ``start`` to ``end`` of the document, half-open, without the closing mark at ``end``.

    ``closes_cell`` and ``closes_row`` say what that mark is in a table of depth ``properties.depth``.
    """

    start: int
    end: int
    properties: ParagraphProperties
    closes_cell: bool
    closes_row: bool


@dataclass(frozen=True, slots=True)
class Paragraphs:
    """All paragraphs of all parts; ``stray_cell_marks`` stand outside tables: their tables' properties are lost."""

    items: tuple[Paragraph, ...]
    stray_cell_marks: int
    lost_properties: int


def split_paragraphs(
    text: Text, section_ends: Sequence[int], part_ends: Sequence[int], runs: Runs, data: bytes
) -> Paragraphs:
    """Split at paragraph and cell marks, at section ends, at page breaks where the properties change, and where a
    part of the document ends.

    The properties of a paragraph are those of its closing mark, and what the mark's piece adds.
    """
    units = text.units
    if not len(units):
        return Paragraphs((), 0, 0)
    closing = (units == _PARAGRAPH_MARK) | (units == _CELL_MARK)
    sections = np.array([end - 1 for end in section_ends if 0 < end <= len(units)], dtype=np.int64)
    closing[sections[units[sections] == _BREAK]] = True
    closing[_closing_breaks(text, runs)] = True
    closing[[end - 1 for end in (*part_ends, len(units)) if 0 < end <= len(units)]] = True
    ends = np.flatnonzero(closing).astype(np.int64)
    lists = runs.at(bytes_of(ends, text.pieces))
    pieces = pieces_of(ends, text.pieces)
    shared = SharedLists(data)
    known: dict[tuple[int, bytes], ParagraphProperties] = {}
    items: list[Paragraph] = []
    stray = start = 0
    for end, index, piece, mark in zip(
        ends.tolist(), lists.tolist(), pieces.tolist(), units[ends].tolist(), strict=True
    ):
        key = (index, text.pieces[piece].modifier)
        properties = known.get(key)
        if properties is None:
            properties = known[key] = read_paragraph_properties(runs.lists[index], key[1], shared)
        is_cell_mark = mark == _CELL_MARK
        stray += is_cell_mark and not properties.depth
        closes_row = properties.mark is Mark.ROW
        closes_cell = not closes_row and (properties.mark is Mark.INNER_CELL or (is_cell_mark and properties.depth > 0))
        text_end = end if mark < 0x20 else end + 1
        items.append(Paragraph(start, text_end, properties, closes_cell, closes_row))
        start = end + 1
    return Paragraphs(tuple(items), stray, sum(one.lost for one in known.values()))


def _closing_breaks(text: Text, runs: Runs) -> NDArray[np.int64]:
    """The places of page breaks that end a paragraph: those right after which other paragraph properties begin."""
    breaks = np.flatnonzero(text.units == _BREAK).astype(np.int64)
    widths = np.array([piece.width for piece in text.pieces], dtype=np.int64)
    after = bytes_of(breaks, text.pieces) + widths[pieces_of(breaks, text.pieces)]
    return breaks[np.isin(after, runs.ends)]
