"""What a recogniser's probabilities spell: connectionist temporal classification, the likeliest class of each step.

A. Graves and others, Connectionist Temporal Classification, ICML 2006, section 3.2 (best path decoding).
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

BLANK = 0
_MOST_ALTERNATIVES = 3
_LEAST_PROBABILITY = 1e-4

Floats = npt.NDArray[np.float32]


class Spelled(NamedTuple):
    """A character, the steps that it was seen in (the last one included), and what else it may be."""

    text: str
    first: int
    last: int
    probability: float
    alternatives: tuple[tuple[str, float], ...]


def spell(probabilities: Floats, characters: Sequence[str]) -> list[Spelled]:
    """The characters of one line, left to right.

    ``probabilities`` is steps × classes, class 0 the blank between characters; ``characters`` has the text of each
    class. A character's own probability is that of its surest step.
    """
    best = probabilities.argmax(axis=1)
    starts = np.flatnonzero(np.diff(best, prepend=-1))
    ends = np.append(starts[1:], len(best))
    spelled = []
    for start, end in zip(starts.tolist(), ends.tolist(), strict=True):
        label = int(best[start])
        if label == BLANK or not characters[label].strip():
            continue
        step = start + int(probabilities[start:end, label].argmax())
        row = probabilities[step]
        spelled.append(
            Spelled(characters[label], start, end - 1, _rounded(row[label]), _alternatives(row, label, characters))
        )
    return spelled


def _alternatives(row: Floats, label: int, characters: Sequence[str]) -> tuple[tuple[str, float], ...]:
    """The next likely characters of a step, the best first; blanks and spaces are none."""
    few = min(_MOST_ALTERNATIVES + 3, len(row))
    likely = np.argpartition(row, -few)[-few:]
    others = sorted((-float(row[other]), int(other)) for other in likely if other not in (label, BLANK))
    said = ((characters[other], -negative) for negative, other in others if characters[other].strip())
    return tuple((text, _rounded(share)) for text, share in said if share >= _LEAST_PROBABILITY)[:_MOST_ALTERNATIVES]


def _rounded(probability: float) -> float:
    return round(float(probability), 4)
