"""A table region on a page before its cells are known."""

from dataclasses import dataclass

from extractor.document.geometry import BBox
from extractor.document.page import Ruling


@dataclass(frozen=True, slots=True)
class Region:
    """Rulings that belong together and the box around them; positions in points on ``page``."""

    page: int
    bbox: BBox
    rulings: tuple[Ruling, ...]
    inferred: bool = False
    """Whether some of the rulings are not drawn but inferred from the text."""
