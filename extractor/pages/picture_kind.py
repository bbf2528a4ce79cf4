"""Is there print in a picture? Told by its levels, before anything costly looks at it."""

from typing import Final

import numpy as np

from extractor.document.picture import Pixels

_INK, _PAPER = 0.6, 0.85
"""Below this part of the paper's level a place is printed; above that one it is paper."""
_LEAST_PAPER_LEVEL: Final = 110
_LEAST_PAPER_SHARE: Final = 0.55
_INK_SHARE = (0.003, 0.3)
_FEWEST_CHANGES: Final = 3.0
"""Along a row of pixels ink and paper change so often, in the mean of all rows: print has strokes, a drawing few."""


def looks_printed(pixels: Pixels) -> bool:
    """Whether most of the picture is light and even, with a little ink in rows: a photograph, a plain area and a seal
    are not like it."""
    if min(pixels.shape[:2]) < 16:
        return False
    grey = pixels.mean(axis=2) if pixels.ndim == 3 else pixels.astype(np.float64)
    level = float(np.percentile(grey, 90))
    if level < _LEAST_PAPER_LEVEL:
        return False
    ink = grey < _INK * level
    inked, paper = float(ink.mean()), float((grey > _PAPER * level).mean())
    if paper < _LEAST_PAPER_SHARE or not _INK_SHARE[0] <= inked <= _INK_SHARE[1]:
        return False
    changes = int(np.count_nonzero(ink[:, 1:] != ink[:, :-1]))
    return changes >= _FEWEST_CHANGES * len(ink)
