"""RawPage → Page: glyphs kept once and only where they can be seen, rulings put together."""

from collections import defaultdict
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from itertools import chain, compress
from operator import attrgetter

import numpy as np
from numpy.typing import NDArray

from extractor.document.page import Glyph, Page, RawPage, Ruling
from extractor.options import LayoutOptions
from extractor.pages.raised import with_raised_digits
from extractor.pages.rulings import compose_rulings
from extractor.pages.sideways import SidewaysText, read_sideways

Floats = NDArray[np.float64]
_bbox, _text = attrgetter("bbox"), attrgetter("text")
_OVERPRINT_EM = 0.2
"""The same character again within this part of its size is one character printed twice (poor man's bold)."""
_LEAST_REACH = 0.1
_SURELY = 1.01
"""Whoever is sought for in passing is sought for a little farther: no rounding hides it."""

_OVERPRINT_WIDTH = 0.6
"""Printed twice, a character covers this part of its own width; two narrow ones side by side (ll, 11) do not."""


def understand_page(raw: RawPage, options: LayoutOptions) -> Page:
    """Understand one page; what lies wholly beyond the page's edge is not on it."""
    rulings = compose_rulings(raw.segments, options)
    hatched = _is_hatched(rulings, options)
    kept = () if hatched else rulings
    glyphs = _visible(raw)
    if raw.text_layer == "native" and not raw.invisible:
        # sizes and base lines that a recogniser told say nothing
        glyphs = with_raised_digits(glyphs, kept)
    turned = read_sideways(raw.sideways, glyphs, kept, raw.width) if raw.sideways else SidewaysText()
    return Page(
        number=raw.number,
        width=raw.width,
        height=raw.height,
        rotation=raw.rotation,
        glyphs=glyphs + turned.glyphs,
        rulings=kept,
        slants=raw.slants,
        fills=raw.fills,
        hatched=hatched,
        sideways_read=len(turned.glyphs),
        sideways_left=turned.left_in_cells,
    )


def _is_hatched(rulings: Sequence[Ruling], options: LayoutOptions) -> bool:
    """Whether there are more rulings, or more places where they may cross, than any table has."""
    across = sum(ruling.horizontal for ruling in rulings)
    return len(rulings) > options.max_rulings or across * (len(rulings) - across) > options.max_crossings


def _visible(raw: RawPage) -> tuple[Glyph, ...]:
    """The glyphs whose middle is on the page, those printed twice once."""
    glyphs = raw.glyphs
    if not glyphs:
        return ()
    boxes = np.fromiter(chain.from_iterable(map(_bbox, glyphs)), float, 4 * len(glyphs)).reshape(-1, 4)
    x, y = (boxes[:, 0] + boxes[:, 2]) / 2, (boxes[:, 1] + boxes[:, 3]) / 2
    on_page = (x >= 0) & (x <= raw.width) & (y >= 0) & (y <= raw.height)
    if not on_page.all():
        glyphs = tuple(compress(glyphs, on_page.tolist()))
        x, y, boxes = x[on_page], y[on_page], boxes[on_page]
    suspects = _suspects(list(map(_text, glyphs)), x, y, boxes[:, 3] - boxes[:, 1])
    return _without_overprint(glyphs, suspects) if suspects else glyphs


def _without_overprint(glyphs: Sequence[Glyph], suspects: AbstractSet[str]) -> tuple[Glyph, ...]:
    """The glyphs without those printed twice, of the characters ``suspects``: the others are not looked at."""
    kept: list[Glyph] = []
    cells: dict[tuple[str, int, int], list[Glyph]] = defaultdict(list)
    for glyph in glyphs:
        if glyph.text not in suspects:
            kept.append(glyph)
            continue
        reach = max(_LEAST_REACH, _OVERPRINT_EM * glyph.bbox.height)
        column, row = int(glyph.bbox.x_middle // reach), int(glyph.bbox.y_middle // reach)
        near = (
            other
            for x in (column - 1, column, column + 1)
            for y in (row - 1, row, row + 1)
            for other in cells.get((glyph.text, x, y), ())
        )
        if any(_coincide(glyph, other, reach) for other in near):
            continue
        cells[glyph.text, column, row].append(glyph)
        kept.append(glyph)
    return tuple(kept)


def _suspects(texts: Sequence[str], x: Floats, y: Floats, heights: Floats) -> set[str]:
    """The characters of which two stand so near each other that one may be printed twice; never too few. ``x`` and
    ``y`` are their middles. Few pages have any."""
    codes = np.fromiter(map(hash, texts), np.int64, len(texts))
    reach = _SURELY * max(_LEAST_REACH, _OVERPRINT_EM * float(heights.max(initial=0.0)))
    found: set[str] = set()
    # two that are no farther apart than the reach share one of two sets of bands that are twice as high
    for shift in (0.0, reach):
        band = np.floor((y + shift) / (2 * reach))
        order = np.lexsort((x, band, codes))
        same = (np.diff(codes[order]) == 0) & (np.diff(band[order]) == 0) & (np.diff(x[order]) <= reach)
        found.update(texts[index] for index in order[1:][same])
    return found


def _coincide(a: Glyph, b: Glyph, reach: float) -> bool:
    sideways = min(reach, _OVERPRINT_WIDTH * min(a.bbox.width, b.bbox.width))
    return abs(a.bbox.x_middle - b.bbox.x_middle) <= sideways and abs(a.bbox.y_middle - b.bbox.y_middle) < reach
