"""Which texts of a page can not be seen although they are drawn: in no colour, in white on white, on a layer that is
off, or below a fill or a picture that is drawn later.

In doubt a text is seen. White on a dark fill is read by everyone, and so is what lies below a seal; a rectangle covers,
other shapes may leave out what they surround.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import compress
from typing import Final

import numpy as np
import pypdfium2 as pdfium
from numpy.typing import NDArray

from extractor.document.geometry import BBox
from extractor.sources.pdf.layers import layers_off
from extractor.sources.pdf.opacity import opaque_pictures
from extractor.sources.pdf.values import (
    AREA_PICTURE,
    AREA_SHAPE,
    AREA_WHITE,
    PAINT_NONE,
    PAINT_WHITE,
    Area,
    DrawnText,
    PageDrawing,
    PageText,
    Sight,
)

Floats = NDArray[np.float64]
Booleans = NDArray[np.bool_]
_AT_BORDERS: Final = 0.1
"""Of the ink of a character, this part at each side may look out from below what covers it."""
_MOST_COVERS: Final = 20_000
_MOST_PAIRS: Final = 10_000_000
"""So many fills are held against texts, and so many pairs of the two; beyond, all is taken to be seen."""
_OBJECT, _ORDER, _PAINT = (DrawnText._fields.index(name) for name in ("object", "order", "paint"))
_AREA_ORDER, _KIND = (Area._fields.index(name) for name in ("order", "kind"))
_TEXT_BOX: Final = slice(3, 7)
_AREA_BOX: Final = slice(2, 6)


@dataclass(frozen=True, slots=True)
class Unseen:
    """What is not seen of the texts of a page, by PDFium's address of each."""

    gone: frozenset[float]
    """Nothing of them is."""
    covers: Mapping[float, Floats]
    """What is drawn over a text later, a box a row."""
    grounds: Mapping[float, Floats]
    """What is drawn below a white text, the last first, as ``Area`` has it."""

    def objects(self, text: PageText) -> frozenset[float]:
        """The objects of which nothing is seen, by a text that was read with its ``sights``."""
        sights = _array(text)
        seen = _seen(self, sights)
        return self.gone | (frozenset(sights[~seen, 0].tolist()) - frozenset(sights[seen, 0].tolist()))

    def part(self, text: PageText) -> PageText:
        """What is seen of a text that was read with its ``sights``."""
        seen = _seen(self, _array(text))
        sideways = [address not in self.gone for address in text.sideways_objects]
        return replace(
            text,
            glyphs=tuple(compress(text.glyphs, seen.tolist())),
            sights=(),
            sideways=tuple(compress(text.sideways, sideways)),
            sideways_objects=(),
            turned=text.turned - sideways.count(False),
        )


def _array(text: PageText) -> Floats:
    return np.array(text.sights, dtype=float).reshape(-1, len(Sight._fields))


def find_unseen(document: pdfium.PdfDocument, page: object, drawing: PageDrawing) -> Unseen | None:
    """What of a page's texts is not seen, or may not be; None where nothing suggests it."""
    if not drawing.texts:
        return None
    texts = np.array(drawing.texts, dtype=float)
    gone = texts[:, _PAINT] == PAINT_NONE
    for layer in layers_off(document, drawing.layers):
        gone |= (texts[:, _ORDER] >= layer.first) & (texts[:, _ORDER] <= layer.last)
    covers: dict[float, Floats] = {}
    grounds: dict[float, Floats] = {}
    if not drawing.capped:
        areas = np.array(drawing.areas, dtype=float).reshape(-1, len(Area._fields))
        covers = _covers(document, page, texts[~gone], areas)
        grounds = _grounds(texts[(texts[:, _PAINT] == PAINT_WHITE) & ~gone], areas)
    addresses = frozenset(texts[gone, _OBJECT].tolist())
    return Unseen(addresses, covers, grounds) if addresses or covers or grounds else None


def _covers(document: pdfium.PdfDocument, page: object, texts: Floats, areas: Floats) -> dict[float, Floats]:
    """For each text the boxes of what is drawn over it later."""
    if not len(texts):
        return {}
    later = areas[(areas[:, _KIND] != AREA_SHAPE) & (areas[:, _AREA_ORDER] > texts[:, _ORDER].min())]
    pairs = list(_over(texts[np.argsort(texts[:, _TEXT_BOX][:, 1])], later)) if len(later) <= _MOST_COVERS else []
    pictures = {float(area[-1]): BBox(*area[_AREA_BOX]) for _, area in pairs if area[_KIND] == AREA_PICTURE}
    opaque = opaque_pictures(document, page, pictures.items())
    found: dict[float, list[Floats]] = {}
    for addresses, area in pairs:
        if area[_KIND] != AREA_PICTURE or float(area[-1]) in opaque:
            for address in addresses:
                found.setdefault(address, []).append(area[_AREA_BOX])
    return {address: np.array(boxes) for address, boxes in found.items()}


def _over(texts: Floats, areas: Floats) -> Iterator[tuple[Sequence[float], Floats]]:
    """Each area with the texts, sorted by their tops, that it lies over."""
    x0, tops, x1, bottoms = texts[:, _TEXT_BOX].T
    tallest = float((bottoms - tops).max())
    starts = np.searchsorted(tops, areas[:, 3] - tallest, "left")
    ends = np.searchsorted(tops, areas[:, 5], "right")
    if int((ends - starts).sum()) > _MOST_PAIRS:
        return
    for area, start, end in zip(areas, starts, ends, strict=True):
        near = slice(start, end)
        over = (
            (texts[near, _ORDER] < area[_AREA_ORDER])
            & (x0[near] < area[4])
            & (x1[near] > area[2])
            & (bottoms[near] > area[3])
            & (tops[near] < area[5])
        )
        if over.any():
            yield texts[near, _OBJECT][over].tolist(), area


def _grounds(texts: Floats, areas: Floats) -> dict[float, Floats]:
    """For each white text what is drawn below it, the last first."""
    if len(texts) * len(areas) > _MOST_PAIRS:
        return {}
    found: dict[float, Floats] = {}
    for text in texts:
        x0, top, x1, bottom = text[_TEXT_BOX]
        below = (
            (areas[:, _AREA_ORDER] < text[_ORDER])
            & (areas[:, 2] <= x1)
            & (areas[:, 4] >= x0)
            & (areas[:, 3] <= bottom)
            & (areas[:, 5] >= top)
        )
        found[float(text[_OBJECT])] = areas[below][::-1]
    return found


def _seen(unseen: Unseen, sights: Floats) -> Booleans:
    """Which glyphs are seen, by the text object and the ink of each."""
    seen = ~np.isin(sights[:, 0], list(unseen.gone))
    order = np.argsort(sights[:, 0], kind="stable")
    objects = sights[order, 0]
    for address in (*unseen.covers, *unseen.grounds):
        mine = order[np.searchsorted(objects, address, "left") : np.searchsorted(objects, address, "right")]
        ink = sights[mine, 1:]
        boxes = unseen.covers.get(address)
        if boxes is not None and len(boxes) * len(mine) <= _MOST_PAIRS:
            seen[mine] &= ~_is_inside(_core(ink), boxes).any(axis=1)
        grounds = unseen.grounds.get(address)
        if grounds is not None and len(grounds) * len(mine) <= _MOST_PAIRS:
            seen[mine] &= ~_is_on_white(ink, grounds)
    return seen


def _core(ink: Floats) -> Floats:
    inset = _AT_BORDERS * (ink[:, 2:] - ink[:, :2])
    return np.hstack((ink[:, :2] + inset, ink[:, 2:] - inset))


def _is_inside(ink: Floats, boxes: Floats) -> Booleans:
    """Whether each ink (row) lies in each box (column)."""
    starts = (boxes[None, :, :2] <= ink[:, None, :2]).all(axis=2)
    return np.asarray(starts & (boxes[None, :, 2:] >= ink[:, None, 2:]).all(axis=2), dtype=bool)


def _is_on_white(ink: Floats, grounds: Floats) -> Booleans:
    """Whether what is drawn last below the middle of each ink is a white rectangle, or nothing: a page is white."""
    if not len(grounds):
        return np.ones(len(ink), dtype=bool)
    middle = (ink[:, :2] + ink[:, 2:]) / 2
    below = _is_inside(np.hstack((middle, middle)), grounds[:, _AREA_BOX])
    last = below.argmax(axis=1)
    return np.asarray(~below.any(axis=1) | (grounds[last, _KIND] == AREA_WHITE), dtype=bool)
