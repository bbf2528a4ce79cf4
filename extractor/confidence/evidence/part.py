"""What a family of evidence gives, and which way each of its parts can speak."""

from collections.abc import Mapping
from typing import Literal

from extractor.confidence.table_shape import Flags, Floats

Sign = Literal["against", "for", "either"]
"""``against``: the part can only speak against a cell; ``for``: only for it; ``either``: it says what kind of cell it
is, not whether that is good."""
Signs = Mapping[str, Sign]
Parts = Mapping[str, Floats | Flags | float]
"""By name, one number from 0 to 1 a cell, or one for all cells of the table."""
