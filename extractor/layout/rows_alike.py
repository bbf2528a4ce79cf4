"""Two rows → whether they are surely of one table: every text of the one is set as one of the other is."""

from collections.abc import Sequence

from extractor.layout.pieces import Piece

FARTHEST_ALIKE_EM = 6.0
"""Rows set alike with nothing between them are of one table though they stand as far apart as this, in heights of the
text: some are higher than their text, as those around a label of two lines are."""
_FEWEST_FIGURES = 2
_SAME_EDGE_PT = 1.5


def are_set_alike(above: Sequence[Piece], below: Sequence[Piece]) -> bool:
    """Whether two lines hold as many texts, figures below figures on one edge, and words below words; two figures at
    least, since one column stands below another by chance."""
    if len(above) != len(below) or sum(piece.is_figure for piece in below[1:]) < _FEWEST_FIGURES:
        return False
    return all(a.is_figure == b.is_figure and _share_edge(a, b) for a, b in zip(above, below, strict=True))


def _share_edge(above: Piece, below: Piece) -> bool:
    a, b = above.bbox, below.bbox
    edges = (a.x1 - b.x1, a.x_middle - b.x_middle) if above.is_figure else (a.x0 - b.x0, a.x_middle - b.x_middle)
    return min(abs(offset) for offset in (*edges, a.x0 - b.x0)) <= _SAME_EDGE_PT
