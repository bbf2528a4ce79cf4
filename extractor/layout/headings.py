"""Pieces of header lines → headings: the lines of one that is wrapped are one."""

from collections.abc import Sequence

from extractor.document.geometry import BBox, union
from extractor.layout.pieces import Piece

_WRAPPED_EM = 0.5
"""Lines this close, in heights of the text, are those of one heading."""
_LOOSE_EM = 1.2
"""Lines this close may be; those of two headings stand beside others of their level."""
_SAME_PLACE_EM = 0.5
_SAME_LEVEL_EM = 0.3
_SAME_EDGE_PT = 1.5
_FEWEST_UNDER = 2
_SAME_MIDDLE_EM = 0.25


def unwrapped(pieces: Sequence[Piece]) -> list[Piece]:
    """The headings of a header, each with all its lines: below each other with the same middle, left or right edge, and
    no other heading beside the lower line below the upper one."""
    boxes = [piece.bbox for piece in pieces]
    whole: list[tuple[Piece, BBox]] = []
    for piece in sorted(pieces, key=lambda piece: (piece.bbox.top, piece.bbox.x0)):
        above = next((n for n, (_, last) in enumerate(whole) if _goes_on(last, piece.bbox, boxes)), None)
        if above is None:
            whole.append((piece, piece.bbox))
        else:
            upper = whole[above][0]
            box = union((upper.bbox, piece.bbox))
            whole[above] = upper._replace(text=upper.text + piece.text, bbox=box), piece.bbox
    return [piece for piece, _ in whole]


def lowest(boxes: Sequence[BBox]) -> list[BBox]:
    """The headings that stand over one column: no other heading stands below them.

    A heading between two of a lower level spans both, unless a higher one spans one of them without the other: then it
    stands in the middle of its height, over a column of its own.
    """
    leaves: list[BBox] = []
    spanned: list[tuple[float, float]] = []
    for box in sorted(boxes, key=lambda box: box.y_middle):
        lower = [other for other in boxes if other.top >= box.y_middle]
        under = [other.x_middle for other in lower if _overlap(other, box)] or _on_both_sides(box, boxes, lower)
        if under and (any(_overlap(other, box) for other in lower) or not _is_crossed(under, spanned)):
            spanned.append((min(under), max(under)))
        else:
            leaves.append(box)
    return leaves


def groups_set_left(boxes: Sequence[BBox]) -> list[BBox]:
    """The headings over others, where at least one of them is surely set left; none where all may be centred."""
    leaves = lowest(boxes)
    groups = [box for box in boxes if box not in leaves]
    return groups if any(_is_set_left(box, boxes, leaves) for box in groups) else []


def _is_set_left(box: BBox, boxes: Sequence[BBox], leaves: Sequence[BBox]) -> bool:
    """Whether a heading begins where the first of two lower ones begins, or its middle stands before that of the first
    lower one between its neighbours: it is set around the middle of no two columns then."""
    level = [other for other in boxes if other is not box and _same_level(other, box)]
    before = max((other.x1 for other in level if other.x1 <= box.x0), default=float("-inf"))
    behind = min((other.x0 for other in level if other.x0 >= box.x1), default=float("inf"))
    lower = sorted((leaf for leaf in leaves if leaf.top >= box.y_middle), key=lambda leaf: leaf.x0)
    own = [leaf for leaf in lower if before < leaf.x_middle < behind]
    if len(own) < _FEWEST_UNDER or own[0].x0 < box.x0 - _SAME_EDGE_PT:
        return False
    begins_so = own[0].x0 - box.x0 <= _SAME_EDGE_PT and (own[0].x0 + own[1].x1) / 2 - box.x_middle > box.height
    return begins_so or box.x_middle < own[0].x_middle


def _on_both_sides(box: BBox, boxes: Sequence[BBox], lower: Sequence[BBox]) -> list[float]:
    """The middles of the next headings on the left and on the right, where both are of a lower level."""
    left = max((other for other in boxes if other.x1 <= box.x0), key=lambda b: b.x1, default=None)
    right = min((other for other in boxes if other.x0 >= box.x1), key=lambda b: b.x0, default=None)
    if left is None or right is None or left not in lower or right not in lower:
        return []
    return [left.x_middle, right.x_middle]


def _is_crossed(under: Sequence[float], spanned: Sequence[tuple[float, float]]) -> bool:
    """Whether a heading spans the one end and not the other."""
    left, right = min(under), max(under)
    return any((start <= left <= end) != (start <= right <= end) for start, end in spanned)


def _goes_on(upper: BBox, lower: BBox, boxes: Sequence[BBox]) -> bool:
    gap = (lower.top - upper.bottom) / lower.height
    if not -_WRAPPED_EM <= gap <= _LOOSE_EM or not _same_place(upper, lower):
        return False
    beside_lower = [box for box in boxes if box is not lower and _same_level(box, lower)]
    beside_upper = [box for box in boxes if box is not upper and _same_level(box, upper)]
    if any(_overlap(box, upper) for box in beside_lower) or any(_overlap(box, lower) for box in beside_upper):
        return False
    if gap <= _WRAPPED_EM:
        return True
    if _is_level_of_its_own(lower, boxes):
        return False
    neighbours = _next_to(lower, boxes)
    if not neighbours:
        # Set in the middle of its height, a text of two lines stands around the middle of one of a single line.
        middle = (upper.top + lower.bottom) / 2
        return any(abs(box.y_middle - middle) <= _SAME_MIDDLE_EM * box.height for box in boxes)
    # A neighbour on the lower line with nothing above it would stand under the upper line too: that spans both.
    return all(any(_same_level(box, upper) and _overlap(box, other) for box in boxes) for other in neighbours)


def _is_level_of_its_own(lower: BBox, boxes: Sequence[BBox]) -> bool:
    """Whether a heading over several levels stands in the middle between the lower line and the lowest level: the
    lower line is its upper level then, and no part of the heading above."""
    bottom = max(box.y_middle for box in boxes)
    for box in boxes:
        apart = _SAME_LEVEL_EM * box.height
        between = lower.y_middle + apart < box.y_middle < bottom - apart
        alone = not any(other.top >= box.y_middle and _overlap(other, box) for other in boxes)
        if between and alone and abs(2 * box.y_middle - bottom - lower.y_middle) <= _SAME_MIDDLE_EM * box.height:
            return True
    return False


def _next_to(lower: BBox, boxes: Sequence[BBox]) -> list[BBox]:
    """The nearest headings on both sides, where they stand on the same level."""
    left = max((box for box in boxes if box.x1 <= lower.x0), key=lambda box: box.x1, default=None)
    right = min((box for box in boxes if box.x0 >= lower.x1), key=lambda box: box.x0, default=None)
    return [box for box in (left, right) if box is not None and _same_level(box, lower)]


def _same_place(a: BBox, b: BBox) -> bool:
    slack = _SAME_PLACE_EM * b.height
    return min(abs(a.x_middle - b.x_middle), abs(a.x0 - b.x0), abs(a.x1 - b.x1)) <= slack


def _same_level(a: BBox, b: BBox) -> bool:
    return abs(a.y_middle - b.y_middle) <= _SAME_LEVEL_EM * b.height


def _overlap(a: BBox, b: BBox) -> bool:
    return a.x0 < b.x1 and b.x0 < a.x1
