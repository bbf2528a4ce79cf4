"""The lines of a table's header → headings: wrapped ones whole, and which of them stand over others."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from extractor.sources.text.spaced.lines import Piece, SpacedLine, width_of

_MOST_LINES_APART = 2
"""The lines of a wrapped heading follow each other, or have one line of other headings between them."""
_SAME_MIDDLE = 1.5
_NEARLY_SAME_MIDDLE = 3.0
_SAME_START = 1.0
_SAME_HEIGHT = 0.6
_LOWER = 0.3


@dataclass(slots=True)
class Heading:
    """A heading of one or several lines; places are character columns and line numbers."""

    pieces: list[Piece]
    lines: list[int]
    below: list["Heading"] = field(default_factory=list)
    start: int = field(init=False)
    end: int = field(init=False)

    def __post_init__(self) -> None:
        self.start = min(piece.start for piece in self.pieces)
        self.end = max(piece.end for piece in self.pieces)

    def add(self, piece: Piece, line: int) -> None:
        """Take a further line, below the others."""
        self.pieces.append(piece)
        self.lines.append(line)
        self.start = min(self.start, piece.start)
        self.end = max(self.end, piece.end)

    @property
    def middle(self) -> float:
        return (self.start + self.end) / 2

    @property
    def height(self) -> float:
        """The line around which it is set."""
        return (self.lines[0] + self.lines[-1]) / 2

    @property
    def text(self) -> str:
        return "\n".join(piece.text for piece in self.pieces)

    def touches(self, piece: Piece) -> bool:
        return self.start < piece.end and piece.start < self.end


def find_headings(lines: Sequence[SpacedLine]) -> list[Heading]:
    """The headings, from top to bottom; ``below`` of one that stands over others are those right below it."""
    found: list[Heading] = []
    for index, line in enumerate(lines):
        above = {n: _lowest_above(found, piece) for n, piece in enumerate(line.pieces)}
        fresh: list[Heading] = []
        for n, piece in enumerate(line.pieces):
            over = above[n]
            single = len(over) == 1 and sum(over[0] in others for others in above.values()) == 1
            goes_on = single and not over[0].below and _may_go_on(over[0], piece, line.number)
            if goes_on and not _stands_over_more(over[0], n, line, found, lines[index + 1 :]):
                over[0].add(piece, line.number)
                continue
            heading = Heading([piece], [line.number])
            for upper in over:
                upper.below.append(heading)
            fresh.append(heading)
        found += fresh
    return found


def _lowest_above(found: Sequence[Heading], piece: Piece) -> list[Heading]:
    """The headings right above a piece: those that touch it and have nothing between."""
    touching = [heading for heading in found if heading.touches(piece)]
    return [h for h in touching if not any(o in touching for o in h.below)]


def _may_go_on(upper: Heading, piece: Piece, number: int) -> bool:
    """Whether a piece is set like the next line of the heading above it: around its middle or from its start, and no
    longer than it."""
    last = upper.pieces[-1]
    widest = max(width_of(own.text) for own in upper.pieces)
    if number - upper.lines[-1] > _MOST_LINES_APART or width_of(piece.text) > widest + _SAME_HEIGHT:
        return False
    off = abs(piece.middle - last.middle)
    return off <= _SAME_MIDDLE or (off <= _NEARLY_SAME_MIDDLE and abs(piece.start - last.start) <= _SAME_START)


def _stands_over_more(
    upper: Heading, index: int, line: SpacedLine, found: Sequence[Heading], rest: Sequence[SpacedLine]
) -> bool:
    """Whether the headings next to a piece begin lower than the one above it, on both sides: then that one, which is
    set around the middle of the piece, stands over them too; unless the piece is in the middle of one text."""
    piece = line.pieces[index]
    bottom = _end_of_text(piece, line.number, rest)
    is_last = bottom == line.number and _has_lone_heading(upper, found, (line, *rest))
    if abs((upper.lines[0] + bottom) / 2 - line.number) < _SAME_HEIGHT and not is_last:
        return False
    near = [
        (h.start, h.end, h.lines[0], (h.lines[0] + _end_of_text(h.pieces[-1], h.lines[-1], [line, *rest])) / 2)
        for h in found
        if h.lines[-1] >= upper.lines[0]
    ]
    near += [(p.start, p.end, other.number, float(other.number)) for other in (line, *rest) for p in other.pieces]
    before = [(end, top, height) for _, end, top, height in near if end <= piece.start]
    after = [(start, top, height) for start, _, top, height in near if start >= piece.end]
    if not before or not after:
        return False
    middle = (upper.lines[0] + bottom) / 2
    return all(top > upper.lines[0] and height > middle + _LOWER for _, top, height in (max(before), min(after)))


def _has_lone_heading(upper: Heading, found: Sequence[Heading], below: Sequence[SpacedLine]) -> bool:
    """Whether another heading stands on the line of the upper one and has nothing below it: then a heading of one line
    is not set around the middle of the header, and what begins a line lower is of the next level."""
    return any(
        heading is not upper and heading.lines == upper.lines and not any(map(heading.touches, line.pieces))
        for heading in found
        for line in below[:1]
    )


def _end_of_text(piece: Piece, number: int, rest: Sequence[SpacedLine]) -> int:
    """The line of the last piece that stands right below a piece, within the reach of one text."""
    for line in rest:
        if line.number - number > _MOST_LINES_APART:
            break
        if any(other.start < piece.end and piece.start < other.end for other in line.pieces):
            number = line.number
    return number
