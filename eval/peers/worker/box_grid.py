"""Cells known by their boxes → rows, columns and spans of one grid."""

from collections.abc import Iterable, Sequence

from .raw import Box, RawCell, RawTable

_SAME_EDGE_PT = 1.0
"""Edges closer than this are one ruling."""


def table_of_boxes(page: int, box: Box, cells: Iterable[tuple[Box, str]]) -> RawTable:
    """The table whose cells have these boxes and texts: a cell spans the grid lines that its box runs over.

    Cells of one box are one merged cell that the peer gives several times; the first is kept.
    """
    once = {tuple(round(edge, 1) for edge in place): (place, text) for place, text in reversed(list(cells))}
    kept = [once[key] for key in sorted(once, key=lambda key: (key[1], key[0]))]
    across = _merged(edge for (x0, _, x1, _), _ in kept for edge in (x0, x1))
    down = _merged(edge for (_, top, _, bottom), _ in kept for edge in (top, bottom))
    placed = []
    for place, text in kept:
        x0, top, x1, bottom = place
        left, right, upper, lower = _at(across, x0), _at(across, x1), _at(down, top), _at(down, bottom)
        placed.append(RawCell(upper, left, text, max(1, lower - upper), max(1, right - left), place))
    rows, columns = max(0, len(down) - 1), max(0, len(across) - 1)
    return RawTable(page, box, rows, columns, tuple(placed), spans_known=True)


def _merged(edges: Iterable[float]) -> list[float]:
    merged: list[float] = []
    for edge in sorted(edges):
        if not merged or edge - merged[-1] > _SAME_EDGE_PT:
            merged.append(edge)
    return merged


def _at(edges: Sequence[float], edge: float) -> int:
    return min(range(len(edges)), key=lambda index: abs(edges[index] - edge))
