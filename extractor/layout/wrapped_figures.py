"""Lines of pieces → the same with figures whole that a narrow column breaks over two lines."""

from collections.abc import Sequence

from extractor.document.geometry import union
from extractor.document.number import is_number, join_wrapped
from extractor.layout.pieces import Piece

_FARTHEST_LINE = 2
"""The lower part stands on one of the next lines: texts in the middle of the row stand between."""
_PER_CENT = frozenset("%％")
_CLOSE_EM = 0.5
_SAME_EDGE_PT = 1.5
_SAME_HEIGHT_EM = 0.25


def with_whole_figures(lines: Sequence[tuple[Piece, ...]]) -> list[tuple[Piece, ...]]:
    """Lines from top to bottom; a figure of two lines stands on the line in its middle, or on one of its own."""
    kept = [list(line) for line in lines]
    whole: list[Piece] = []
    for number, line in enumerate(kept):
        for upper in list(line):
            found = _lower_part(upper, kept[number + 1 : number + 1 + _FARTHEST_LINE])
            if found is not None:
                below, text = found
                whole.append(Piece(text, union((upper.bbox, below.bbox))))
                line.remove(upper)
                next(other for other in kept[number + 1 :] if below in other).remove(below)
    if not whole:
        return list(lines)
    for piece in whole:
        _place(piece, kept)
    return [tuple(sorted(line, key=lambda piece: piece.bbox.x0)) for line in kept if line]


def _lower_part(upper: Piece, below: Sequence[Sequence[Piece]]) -> tuple[Piece, str] | None:
    if not upper.text[-1:].isdigit() and upper.text[-1:] not in (".", ","):
        return None
    for line in below:
        for lower in line:
            text = _joined(upper.text, lower.text) if _is_below(upper, lower) else None
            if text is not None:
                return lower, text
    return None


def _joined(upper: str, lower: str) -> str | None:
    """The figure that both lines print; a sign of per cent alone says nothing but of the number above it."""
    if lower in _PER_CENT and is_number(upper):
        return upper + lower
    return join_wrapped(upper, lower)


def _is_below(upper: Piece, lower: Piece) -> bool:
    a, b = upper.bbox, lower.bbox
    same = min(abs(a.x0 - b.x0), abs(a.x1 - b.x1), abs(a.x_middle - b.x_middle)) <= _SAME_EDGE_PT
    return same and abs(b.top - a.bottom) <= _CLOSE_EM * b.height


def _place(piece: Piece, lines: list[list[Piece]]) -> None:
    """Put a whole figure on the line at its middle, or between the lines around it."""
    middle = piece.bbox.y_middle
    for number, line in enumerate(lines):
        if not line:
            continue
        box = line[0].bbox
        if abs(box.y_middle - middle) <= _SAME_HEIGHT_EM * box.height:
            line.append(piece)
            return
        if box.y_middle > middle:
            lines.insert(number, [piece])
            return
    lines.append([piece])
