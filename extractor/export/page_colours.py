"""The colours of a page that is explained, as red, green, blue (0 to 255)."""

from collections.abc import Mapping

from extractor.document.vocabulary import CellRole

Colour = tuple[int, int, int]

ROLE_COLOURS: Mapping[CellRole, Colour] = {
    "column_attribute": (30, 100, 220),
    "column_index": (130, 60, 200),
    "column_number": (110, 110, 110),
    "row_attribute": (240, 140, 0),
    "row_index": (200, 180, 0),
    "data": (0, 160, 90),
}
CELL_OPACITY = 51
"""Of 255: a fifth, so that a printed text stays black and a white page takes the colour on."""
GLYPH = (120, 150, 200)
DRAWN_RULING = (210, 0, 0)
INFERRED_RULING = (210, 0, 150)
REGION = (0, 0, 0)
PROVED = (0, 120, 0)
FAILED = (220, 0, 0)
