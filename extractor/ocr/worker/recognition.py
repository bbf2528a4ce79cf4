"""Strips of a page → their characters, with places, probabilities and alternatives."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from .crops import Crop, Pixels, Quad, as_batch, batch_width, cut_crops
from .ctc import spell
from .places import character_boxes

_BATCH_WIDTH = 1280
"""Pixels of all strips of a batch together: a batch's probabilities take 12 MB for each 1,280."""


class Probabilities(Protocol):
    """What a recogniser is to this: the classes' texts, and a batch's probabilities."""

    characters: list[str]

    def probabilities(self, batch: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
        """Strips × steps × classes."""


def recognise(engine: Probabilities, picture: Pixels, quads: Sequence[Quad]) -> list[dict[str, Any]]:
    """What is written in each of ``quads``; what holds no character is left out. ``quad`` says which one it was."""
    crops = cut_crops(picture, quads)
    found: dict[int, dict[str, Any]] = {}
    for width, places in _batches(crops):
        probabilities = engine.probabilities(as_batch([crops[place] for place in places], width))
        step = width / probabilities.shape[1]
        for place, rows in zip(places, probabilities, strict=True):
            crop = crops[place]
            spelled = spell(rows, engine.characters)
            if not spelled:
                continue
            boxes = character_boxes(spelled, crop, step)
            found[place] = {
                "quad": crop.asked,
                "bbox": [*map(float, crop.quad.min(axis=0)), *map(float, crop.quad.max(axis=0))],
                "characters": [
                    [item.text, *box, item.probability, item.alternatives]
                    for item, box in zip(spelled, boxes, strict=True)
                ],
            }
    return [found[place] for place in sorted(found)]


def _batches(crops: Sequence[Crop]) -> Iterator[tuple[int, list[int]]]:
    """The strips by the width that they are filled up to, a bounded number at a time."""
    by_width: dict[int, list[int]] = defaultdict(list)
    for place, crop in enumerate(crops):
        by_width[batch_width(crop)].append(place)
    for width in sorted(by_width):
        places, size = by_width[width], max(1, _BATCH_WIDTH // width)
        for start in range(0, len(places), size):
            yield width, places[start : start + size]
