"""Glyphs → words → text lines, by geometry alone: the drawing order of a PDF says nothing about reading."""

from collections.abc import Iterable, Sequence

from extractor.document.geometry import union
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
    lines = lines_of_glyphs(glyphs)
    lines.sort(key=lambda line: (min(glyph.bbox.top for glyph in line), min(glyph.bbox.x0 for glyph in line)))
    return tuple(glyph for line in lines for glyph in line)


def lines_of_glyphs(glyphs: Iterable[Glyph]) -> list[list[Glyph]]:
    """The glyphs of each line from left to right, the lines from top to bottom."""
    return [sorted(line, key=_from_the_left) for line in _lines_of(glyphs)]


def _lines_of(glyphs: Iterable[Glyph]) -> list[list[Glyph]]:
    lines: list[list[Glyph]] = []
    bands: list[tuple[float, float]] = []
    ordered = [
        ((top + bottom) / 2, x0, number, top, bottom, glyph)
        for number, glyph in enumerate(glyphs)
        for x0, top, _, bottom in (glyph.bbox,)
    ]
    ordered.sort()
    for _, _, _, top, bottom, glyph in ordered:
        if bands and bands[-1] == (top, bottom):
            lines[-1].append(glyph)
            continue
        place = _line_of(bands, top, bottom)
        if place is None:
            lines.append([glyph])
            bands.append((top, bottom))
        else:
            lines[place].append(glyph)
            bands[place] = _grown(bands[place], top, bottom)
    return lines


def _line_of(bands: Sequence[tuple[float, float]], top: float, bottom: float) -> int | None:
    """The newest of the last bands that the glyph overlaps enough; the middles come in sorted order."""
    for index in range(len(bands) - 1, max(-1, len(bands) - 4), -1):
        low, high = bands[index]
        # overlap_ratio, written out: it is asked of every glyph
        shared = (bottom if bottom < high else high) - (top if top > low else low)
        shorter = bottom - top if bottom - top < high - low else high - low
        if shared >= 0 and (shorter <= 0 or shared / shorter >= _SAME_LINE_OVERLAP):
            return index
    return None


def _grown(band: tuple[float, float], top: float, bottom: float) -> tuple[float, float]:
    """The band of a line that began with a thin glyph (a quotation mark, 一) takes the height of its letters: a comma
    at their foot does not overlap the thin one."""
    if bottom - top <= _THIN * (band[1] - band[0]):
        return band
    return min(band[0], top), max(band[1], bottom)


def _compose_line(glyphs: Sequence[Glyph]) -> TextLine:
    ordered = sorted(glyphs, key=_from_the_left) if len(glyphs) > 1 else glyphs
    words: list[Word] = []
    start = 0
    _, top, end, bottom = ordered[0].bbox
    height = bottom - top
    for place in range(1, len(ordered)):
        x0, top, x1, bottom = ordered[place].bbox
        height_before, height = height, bottom - top
        size = (height_before if height_before > height else height) * 0.9
        if x0 - end > _WORD_GAP_EM * size or ordered[place].begins_column:
            words.append(_word(ordered[start:place]))
            start = place
        end = x1
    words.append(_word(ordered[start:] if start else ordered))
    return TextLine(tuple(words), union([word.bbox for word in words]))


def _from_the_left(glyph: Glyph) -> tuple[float, int]:
    return glyph.bbox.x0, glyph.order


def _word(glyphs: Sequence[Glyph]) -> Word:
    if len(glyphs) == 1:
        text, bbox, size, *_ = glyphs[0]
        return Word(text, bbox, size, glyphs[0].begins_column)
    texts, boxes, sizes, *_ = zip(*glyphs, strict=True)
    return Word("".join(texts), union(boxes), max(sizes), glyphs[0].begins_column)
