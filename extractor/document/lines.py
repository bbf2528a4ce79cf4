"""Glyphs → words → text lines, by geometry alone: the drawing order of a PDF says nothing about reading."""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from extractor.document.geometry import overlap_ratio, union
from extractor.document.page import Glyph, TextLine, Word

_SAME_LINE_OVERLAP = 0.65
"""Two glyphs share a line when their heights overlap by this share of the smaller one."""
_THIN = 1.5
"""A band is that of a thin glyph where another one of its line is so many times as high."""
_WORD_GAP_EM = 0.28
"""A gap wider than this part of the font size ends a word."""


def compose_lines(glyphs: Iterable[Glyph]) -> tuple[TextLine, ...]:
    """Group glyphs into lines from top to bottom, each with its words from left to right."""
    composed = [_compose_line(line) for line in _lines_of(glyphs)]
    return tuple(sorted(composed, key=lambda line: (line.bbox.top, line.bbox.x0)))


def glyphs_in_order(glyphs: Iterable[Glyph]) -> tuple[Glyph, ...]:
    """The glyphs in the order in which the words of ``compose_lines`` print them."""
    lines = [sorted(line, key=_across) for line in _lines_of(glyphs)]
    lines.sort(key=lambda line: (min(glyph.bbox.top for glyph in line), min(glyph.bbox.x0 for glyph in line)))
    return tuple(glyph for line in lines for glyph in line)


def _lines_of(glyphs: Iterable[Glyph]) -> list[list[Glyph]]:
    lines: list[list[Glyph]] = []
    bands: list[tuple[float, float]] = []
    for glyph in sorted(glyphs, key=lambda g: (g.bbox.y_middle, g.bbox.x0)):
        box = glyph.bbox
        place = _line_of(bands, box.top, box.bottom)
        if place is None:
            lines.append([glyph])
            bands.append((box.top, box.bottom))
        else:
            lines[place].append(glyph)
            bands[place] = _grown(bands[place], box.top, box.bottom)
    return lines


def _across(glyph: Glyph) -> tuple[float, int]:
    return glyph.bbox.x0, glyph.order


def _line_of(bands: Sequence[tuple[float, float]], top: float, bottom: float) -> int | None:
    """The newest of the last bands that the glyph overlaps enough; the middles come in sorted order."""
    for index in range(len(bands) - 1, max(-1, len(bands) - 4), -1):
        if overlap_ratio(top, bottom, *bands[index]) >= _SAME_LINE_OVERLAP:
            return index
    return None


def _grown(band: tuple[float, float], top: float, bottom: float) -> tuple[float, float]:
    """The band of a line that began with a thin glyph (a quotation mark, 一) takes the height of its letters: a comma
    at their foot does not overlap the thin one."""
    if bottom - top <= _THIN * (band[1] - band[0]):
        return band
    return min(band[0], top), max(band[1], bottom)


def _compose_line(glyphs: Sequence[Glyph]) -> TextLine:
    ordered = sorted(glyphs, key=_across)
    groups: list[list[Glyph]] = [[ordered[0]]]
    for before, glyph in pairwise(ordered):
        size = max(before.bbox.height, glyph.bbox.height) * 0.9
        if glyph.bbox.x0 - before.bbox.x1 > _WORD_GAP_EM * size:
            groups.append([])
        groups[-1].append(glyph)
    words = tuple(
        Word("".join(g.text for g in group), union(g.bbox for g in group), max(g.size for g in group))
        for group in groups
    )
    return TextLine(words, union(word.bbox for word in words))
