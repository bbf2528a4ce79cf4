"""Strips of a page → their characters, with places, probabilities and alternatives."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple, Protocol

import numpy as np
import numpy.typing as npt

from .crops import Crop, Pixels, Quad, as_batch, batch_width, cut_crops, ink_of
from .ctc import Spelled, spell
from .places import character_boxes, without_edges
from .widths import as_wide, is_enough, narrowing_factor, widening_factor

_BATCH_WIDTH = 1280
"""Pixels of all strips of a batch together: a batch's probabilities take 12 MB for each 1,280."""


class Probabilities(Protocol):
    """What a recogniser is to this: the classes' texts, and a batch's probabilities."""

    characters: list[str]

    def probabilities(self, batch: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
        """Strips × steps × classes."""


class _Reading(NamedTuple):
    """The characters of a strip, and how many pixels of its width a step takes."""

    spelled: list[Spelled]
    step: float


def recognise(engine: Probabilities, picture: Pixels, quads: Sequence[Quad]) -> list[dict[str, Any]]:
    """What is written in each of ``quads``; what holds no character is left out. ``quad`` says which one it was."""
    crops = cut_crops(picture, quads)
    inks = [without_edges(ink_of(crop.pixels)) for crop in crops]
    factors = {i: factor for i, crop in enumerate(crops) if (factor := narrowing_factor(crop, inks[i])) < 1}
    narrow = _read(engine, crops, factors)
    kept = {i: reading for i, reading in narrow.items() if is_enough(reading.spelled, inks[i], reading.step)}
    kept |= _read(engine, crops, {i: widening_factor(inks[i]) for i in range(len(crops)) if i not in kept})
    return [_as_data(crops[i], inks[i], kept[i]) for i in sorted(kept) if kept[i].spelled]


def _read(engine: Probabilities, crops: Sequence[Crop], factors: Mapping[int, float]) -> dict[int, _Reading]:
    """The strips of ``factors``, each so many times as wide; their steps in pixels of the strip as it was."""
    strips = {place: as_wide(crops[place], factor) for place, factor in factors.items()}
    read = {}
    for width, places in _batches(strips):
        probabilities = engine.probabilities(as_batch([strips[place] for place in places], width))
        step = width / probabilities.shape[1]
        for place, rows in zip(places, probabilities, strict=True):
            read[place] = _Reading(spell(rows, engine.characters), step / factors[place])
    return read


def _as_data(crop: Crop, ink: npt.NDArray[np.bool_], reading: _Reading) -> dict[str, Any]:
    boxes = character_boxes(reading.spelled, crop, ink, reading.step)
    return {
        "quad": crop.asked,
        "bbox": [*map(float, crop.quad.min(axis=0)), *map(float, crop.quad.max(axis=0))],
        "characters": [
            [item.text, *box, item.probability, item.alternatives]
            for item, box in zip(reading.spelled, boxes, strict=True)
        ],
    }


def _batches(crops: Mapping[int, Crop]) -> Iterator[tuple[int, list[int]]]:
    """The strips by the width that they are filled up to, a bounded number at a time."""
    by_width: dict[int, list[int]] = defaultdict(list)
    for place, crop in crops.items():
        by_width[batch_width(crop)].append(place)
    for width in sorted(by_width):
        places, size = by_width[width], max(1, _BATCH_WIDTH // width)
        for start in range(0, len(places), size):
            yield width, places[start : start + size]
