"""The page that documents are set on: A4 with one margin on all sides."""

from extractor.corpora.generate.model import Orientation

A4_POINTS = (595.3, 841.9)
"""The short and the long side."""
MARGIN_POINTS = 56.7


def text_width(orientation: Orientation) -> float:
    """The width between the margins, in points."""
    return A4_POINTS[orientation == "landscape"] - 2 * MARGIN_POINTS
