"""Strokes → the rulings among them: even, alone, and joined to others unless they are long."""

from collections.abc import Iterable, Sequence

from extractor.document.page import Segment
from extractor.document.picture import Pixels
from extractor.pictures.stroke_marks import StrokeMarks, marks_of
from extractor.pictures.strokes import Stroke, Strokes

_BOUNDS = (0.88, 0.15, 0.4)
"""A ruling is at least so even, and at most so much of its clearer and of its other side is inked."""
_VERY_LONG_PT = 60.0
_LONG_BOUNDS = (0.93, 0.3, 0.6)
"""Or so, if it is long: no characters line up so evenly, but many rulings may cross."""
_LONG_PT = 40.0
"""A stroke as long as this may stand free: no character is so large, but in a title."""
_MEETS_PT, _TOUCHES_PT = 2.5, 0.8
"""A ruling ends this near to the middle, and to the edge, of the one that it meets."""
_SAME_PLACE_PT = 1.0
_WIDEST_BREAK_PT = 9.0
"""Pieces in one line with no more between them are one ruling, if both are much longer than the break."""
_TIMES_THE_BREAK = 2.5


def choose_rulings(strokes: Strokes) -> tuple[Segment, ...]:
    """The rulings as segments in points, horizontals first, in a fixed order."""
    marked = [(stroke, _marks(stroke, strokes)) for stroke in strokes.pieces]
    even = [stroke._replace(start=marks.start, end=marks.end) for stroke, marks in marked if _is_even(stroke, marks)]
    across = [stroke for stroke in even if stroke.horizontal]
    down = [stroke for stroke in even if not stroke.horizontal]
    horizontal = _closed(across, [stroke for stroke in down if stroke.length >= _LONG_PT])
    lasting = [stroke for stroke in horizontal if stroke.length >= _LONG_PT]
    vertical = [
        _without_text(stroke, lasting, strokes.grey, strokes.scale)
        for stroke in _closed(down, lasting)
        if _is_joined(stroke, lasting)
    ]
    horizontal = [
        _without_text(stroke, vertical, strokes.grey, strokes.scale)
        for stroke in horizontal
        if _is_joined(stroke, vertical)
    ]
    return tuple(_segment(stroke) for stroke in (*horizontal, *vertical))


def _marks(stroke: Stroke, strokes: Strokes) -> StrokeMarks:
    """The marks of a stroke, without what other long strokes ink beside it if it is no ruling with that."""
    marks = marks_of(stroke, strokes.grey, strokes.scale)
    if stroke.length < _LONG_PT or marks.even < _BOUNDS[0] or _is_even(stroke, marks):
        return marks
    half = _MEETS_PT / 2
    crossed = [
        (other.position - half - other.thickness / 2, other.position + half + other.thickness / 2)
        for other in strokes.pieces
        if other.horizontal is not stroke.horizontal
        and other.length >= _VERY_LONG_PT
        and other.start - _MEETS_PT <= stroke.position <= other.end + _MEETS_PT
        and stroke.start - _MEETS_PT <= other.position <= stroke.end + _MEETS_PT
    ]
    return marks_of(stroke, strokes.grey, strokes.scale, crossed) if crossed else marks


def _is_even(stroke: Stroke, marks: StrokeMarks) -> bool:
    """Whether a stroke is a ruling by itself. A horizontal that passes as a short one may be long: text beside its end
    makes it uneven; a long vertical may not, since characters stand above each other."""
    bounds = [_LONG_BOUNDS] if stroke.length >= _VERY_LONG_PT else [_BOUNDS]
    if stroke.horizontal:
        bounds.append(_BOUNDS)
    return any(
        marks.even >= even and marks.clear_side <= clear and marks.other_side <= beside
        for even, clear, beside in bounds
    )


def _without_text(stroke: Stroke, crossing: Sequence[Stroke], grey: Pixels, scale: float) -> Stroke:
    """The ruling without the strokes of characters that its end ran into: what reaches beyond the last one that
    crosses it, and is not even and alone as the ruling is."""
    places = sorted(
        other.position
        for other in crossing
        if other.start - _MEETS_PT <= stroke.position <= other.end + _MEETS_PT
        and stroke.start <= other.position <= stroke.end
    )
    start, end = stroke.start, stroke.end
    for place, stub in (
        (places[0], stroke._replace(end=places[0])) if places else (None, stroke),
        (places[-1], stroke._replace(start=places[-1])) if places else (None, stroke),
    ):
        if place is None or stub.length <= _MEETS_PT:
            continue
        if not _is_even(stub, marks_of(stub, grey, scale)):
            start, end = (place, end) if stub.start == stroke.start else (start, place)
    return stroke._replace(start=start, end=end)


def _is_joined(stroke: Stroke, crossing: Sequence[Stroke]) -> bool:
    """Whether both ends of a short stroke meet strokes of the other direction, or reach beyond them."""
    if stroke.length >= _LONG_PT:
        return True
    meeting = [
        other
        for other in crossing
        if other.start - _MEETS_PT <= stroke.position <= other.end + _MEETS_PT
        and stroke.start - _MEETS_PT <= other.position <= stroke.end + _MEETS_PT
    ]
    if not meeting:
        return False
    first, last = min(meeting, key=lambda s: s.position), max(meeting, key=lambda s: s.position)
    return (
        first.position - first.thickness / 2 - stroke.start <= _TOUCHES_PT
        and stroke.start - first.position - first.thickness / 2 <= _TOUCHES_PT
        and stroke.end - last.position - last.thickness / 2 <= _TOUCHES_PT
        and last.position - last.thickness / 2 - stroke.end <= _TOUCHES_PT
    )


def _closed(strokes: Iterable[Stroke], crossing: Sequence[Stroke]) -> list[Stroke]:
    """Strokes of one direction with their breaks closed, in order of position.

    A stroke that ends at one that crosses and begins anew behind it is that of characters in neighbouring cells: a
    ruling has no break where another one crosses.
    """
    closed: list[Stroke] = []
    for stroke in sorted(strokes, key=lambda s: (s.start, s.position)):
        before = next((i for i in reversed(range(len(closed))) if _goes_on(closed[i], stroke, crossing)), None)
        if before is None:
            closed.append(stroke)
        else:
            closed[before] = _one(closed[before], stroke)
    return sorted(closed, key=lambda s: (s.position, s.start))


def _goes_on(before: Stroke, stroke: Stroke, crossing: Sequence[Stroke]) -> bool:
    gap = stroke.start - before.end
    return (
        abs(stroke.position - before.position) <= _SAME_PLACE_PT
        and gap <= _WIDEST_BREAK_PT
        and gap * _TIMES_THE_BREAK <= min(before.length, stroke.length)
        and not any(
            before.end - _MEETS_PT < other.position < stroke.start + _MEETS_PT
            and other.start <= stroke.position <= other.end
            for other in crossing
        )
    )


def _one(before: Stroke, stroke: Stroke) -> Stroke:
    """Both pieces as one, at the middle of both weighed by their lengths."""
    share = stroke.length / (before.length + stroke.length)
    return Stroke(
        before.horizontal,
        before.position + share * (stroke.position - before.position),
        before.start,
        max(before.end, stroke.end),
        before.thickness + share * (stroke.thickness - before.thickness),
    )


def _segment(stroke: Stroke) -> Segment:
    start, end, position = round(stroke.start, 2), round(stroke.end, 2), round(stroke.position, 2)
    width = round(stroke.thickness, 2)
    if stroke.horizontal:
        return Segment(start, position, end, position, width)
    return Segment(position, start, position, end, width)
