"""The header of a table without rulings: how deep it is, which of its words span columns, which span rows."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import combinations, groupby, pairwise
from operator import itemgetter

from extractor.document.geometry import BBox, union
from extractor.document.page import Ruling
from extractor.layout.headings import groups_set_left, lowest, unwrapped
from extractor.layout.pieces import Piece, begins_item, is_number_row
from extractor.layout.text_rows import column_of

Line = Sequence[Piece]
Column = tuple[float, float]
Reach = tuple[int, int]
"""First and last column, inclusive."""

_SAME_LEVEL_EM = 0.6
"""Headings whose middles differ by less than this part of their height stand on one level."""
_WRAPPED_EM = 0.5
"""Lines of one heading are no farther apart than this, in heights of the text; those of two cells are."""
_CENTRED_EM = 0.4
_BESIDE_EM = 0.25
"""Lines that share so much of their height stand beside each other."""
_SAME_EDGE_PT = 1.5
_MOST_GROUPINGS = 2_000
"""A run of columns under several headings is divided where they fit best; more ways than this are not tried."""


@dataclass(frozen=True, slots=True)
class Spanner:
    """A heading over the columns ``first`` to ``last`` (inclusive); ``bottom`` is the y below it, ``middle`` the x
    that it is set around."""

    first: int
    last: int
    bottom: float
    middle: float


@dataclass(frozen=True, slots=True)
class _Block:
    """Columns ``first`` to ``last`` (inclusive) of a header from ``top`` to ``bottom``, and the words in it."""

    first: int
    last: int
    top: float
    bottom: float
    pieces: tuple[Piece, ...]
    is_set_left: bool = False
    """Whether the headings of the whole header are set left over their columns, not around the middle."""

    def of_column(self, column: int, columns: Sequence[Column]) -> list[Piece]:
        return [piece for piece in self.pieces if column_of(piece, columns) == column]


def header_depth(lines: Sequence[Line], columns: Sequence[Column]) -> int:
    """How many leading lines belong to the header: those before the first figure outside the first column.

    Years and column numbers (栏次) are headings. A line with a text in the first column alone begins the body.
    """
    first_body = next((index for index, line in enumerate(lines) if _is_of_body(line, columns)), len(lines))
    depth = first_body
    while depth and first_body < len(lines):
        line, body = lines[depth - 1], lines[first_body:]
        if _reaches_into(line, lines[: depth - 1]):
            break
        if not _is_stub_only(line, columns) and not _is_cut_text(line, lines[: depth - 1], body, columns):
            break
        depth -= 1
    return depth


def header_rulings(
    lines: Sequence[Line], columns: Sequence[Column], gutters: Sequence[float], box: BBox, drawn: Sequence[Ruling]
) -> tuple[list[Ruling], list[Spanner]]:
    """The rulings of a header whose lines are given, inside ``box``, and its headings over several columns; ``drawn``
    are the horizontals drawn within it.

    A heading that spans columns has a border below it and none within; every other cell reaches from the upper to the
    lower edge. A row of column numbers stands by itself.
    """
    rulings: list[Ruling] = []
    words, bottom = lines, box.bottom
    if len(lines) > 1 and is_number_row(lines[-1]):
        words = lines[:-1]
        upper = max(piece.bbox.bottom for line in words for piece in line)
        bottom = (upper + min(piece.bbox.top for piece in lines[-1])) / 2
        rulings.append(Ruling(True, bottom, box.x0, box.x1))
        rulings += [Ruling(False, x, bottom, box.bottom) for x in gutters]
    pieces = tuple(unwrapped([piece for line in words for piece in line]))
    text = union(piece.bbox for piece in pieces)
    is_set_left = bool(groups_set_left([piece.bbox for piece in pieces]))
    block = _Block(0, len(columns) - 1, text.top, text.bottom, pieces, is_set_left)
    spanners = _on_levels(_spanners(block, columns, drawn), min(piece.bbox.height for piece in pieces))
    rulings += [Ruling(True, s.bottom, columns[s.first][0], columns[s.last][1]) for s in spanners]
    for x in gutters:
        crossed = [s.bottom for s in spanners if columns[s.first][0] < x < columns[s.last][1]]
        rulings.append(Ruling(False, x, max(crossed, default=box.top), bottom))
    return rulings, spanners


def _is_of_body(line: Line, columns: Sequence[Column]) -> bool:
    if is_number_row(line):
        return False
    return any(piece.is_figure and not _is_year(piece) for piece in line if piece.bbox.x_middle > columns[0][1])


def _is_year(piece: Piece) -> bool:
    words = piece.text.strip("*年")
    return len(words) == 4 and words.isdigit() and words[:2] in ("19", "20")


def _is_stub_only(line: Line, columns: Sequence[Column]) -> bool:
    """Whether the line is a text in the first column alone, or an item that begins there and runs on."""
    inside = all(piece.bbox.x1 <= columns[0][1] + 1 for piece in line)
    return inside or (len(line) == 1 and line[0].bbox.x0 < columns[0][1] and begins_item(line[0].text))


def _reaches_into(line: Line, above: Sequence[Line]) -> bool:
    """Whether the line begins beside the line above it: the end of a wrapped heading, half a line lower than others."""
    if not above:
        return False
    top, height = min(piece.bbox.top for piece in line), min(piece.bbox.height for piece in line)
    return max(piece.bbox.bottom for piece in above[-1]) - top >= _BESIDE_EM * height


def _is_cut_text(line: Line, above: Sequence[Line], body: Sequence[Line], columns: Sequence[Column]) -> bool:
    """Whether the line is a text under the heading of its column that begins where the texts of the body begin there:
    the end of a text that the page before began."""
    if len(line) != 1 or line[0].is_figure:
        return False
    column = column_of(line[0], columns)
    headings = [p for upper in above for p in upper if column_of(p, columns) == column]
    texts = [p for lower in body for p in lower if column_of(p, columns) == column and not p.is_figure]
    x0 = line[0].bbox.x0
    begins_so = any(abs(text.bbox.x0 - x0) <= _SAME_EDGE_PT for text in texts)
    return bool(headings) and begins_so and all(abs(heading.bbox.x0 - x0) > _SAME_EDGE_PT for heading in headings)


def _spanners(block: _Block, columns: Sequence[Column], drawn: Sequence[Ruling]) -> list[Spanner]:
    """The spanning headings of a block, and of the blocks below them in turn.

    Headings of the highest level stand over runs of columns that have words below; a column whose words stand in the
    middle of the block is one cell over all its rows and divides the runs.
    """
    found: list[Spanner] = []
    heads = [
        group for first, last in _open_runs(block, columns) for group in _heads(block, first, last, columns, drawn)
    ]
    borders = [_border_below(head, below, drawn) for head, _, _, below in heads]
    for head, left, right, below in heads:
        if right > left:
            level = [y for (other, *_), y in zip(heads, borders, strict=True) if _same_level(other, head)]
            found.append(Spanner(left, right, min(level), head.bbox.x_middle))
        inner = _Block(
            left, right, min(p.bbox.top for p in below), max(p.bbox.bottom for p in below), below, block.is_set_left
        )
        if len(below) < len(block.pieces):
            found += _spanners(inner, columns, drawn)
    return found


def _heads(
    block: _Block, first: int, last: int, columns: Sequence[Column], drawn: Sequence[Ruling]
) -> list[tuple[Piece, int, int, tuple[Piece, ...]]]:
    """The highest headings of a run of columns that have words below: heading, first and last column, the words."""
    pieces = [piece for piece in block.pieces if first <= column_of(piece, columns) <= last]
    top = min(pieces, key=lambda piece: piece.bbox.y_middle)
    heads = sorted((p for p in pieces if _same_level(p, top)), key=lambda piece: piece.bbox.x0)
    rest = tuple(piece for piece in pieces if piece not in heads)
    if not rest:
        return []
    if block.is_set_left:
        groups = _from_left(heads, first, last, columns)
    else:
        heads, groups = _with_staggered(heads, rest, _groups(heads, first, last, columns, drawn), columns)
    rest = tuple(piece for piece in rest if piece not in heads)
    found = []
    for head, (left, right) in zip(heads, groups, strict=True):
        below = tuple(piece for piece in rest if left <= column_of(piece, columns) <= right)
        if below:
            found.append((head, left, right, below))
    return found


def _from_left(heads: Sequence[Piece], first: int, last: int, columns: Sequence[Column]) -> list[Reach]:
    """The columns of headings that are set left: from where each begins to where the next one does."""
    starts = [max((n for n in range(first, last + 1) if columns[n][0] <= h.bbox.x0), default=first) for h in heads]
    starts[0] = first
    return [(a, max(a, b - 1)) for a, b in pairwise([*starts, last + 1])]


def _with_staggered(
    heads: Sequence[Piece], rest: Sequence[Piece], groups: Sequence[Reach], columns: Sequence[Column]
) -> tuple[list[Piece], list[Reach]]:
    """The highest headings with those that stand a little lower, in the middle of more rows, beside them: where the
    highest alone are not set around the middle of their columns and all together are."""
    worst = max(_off_middle(head, group, columns) for head, group in zip(heads, groups, strict=True))
    leaves = lowest([piece.bbox for piece in (*heads, *rest)])
    beside = [p for p in rest if p.bbox not in leaves and not any(_overlap(p.bbox, head.bbox) for head in heads)]
    if not beside or worst <= min(head.bbox.height for head in heads):
        return list(heads), list(groups)
    together = sorted((*heads, *beside), key=lambda piece: piece.bbox.x0)
    divided = _division(together, groups[0][0], groups[-1][1], columns)
    fits = max(_off_middle(head, group, columns) for head, group in zip(together, divided, strict=True))
    return (together, divided) if 2 * fits <= worst else (list(heads), list(groups))


def _off_middle(head: Piece, group: Reach, columns: Sequence[Column]) -> float:
    """How far, in points, a heading is set from the middle of its columns."""
    return abs(head.bbox.x_middle - (columns[group[0]][0] + columns[group[1]][1]) / 2)


def _overlap(a: BBox, b: BBox) -> bool:
    return a.x0 < b.x1 and b.x0 < a.x1


def _border_below(head: Piece, below: Sequence[Piece], drawn: Sequence[Ruling]) -> float:
    """The y between a heading and the words below it: where a ruling is drawn, else half-way."""
    top = min(piece.bbox.top for piece in below)
    ruled = [
        r.position
        for r in drawn
        if head.bbox.bottom - 2 <= r.position <= top + 2 and r.start < head.bbox.x_middle < r.end
    ]
    return ruled[0] if ruled else (head.bbox.bottom + top) / 2


def _open_runs(block: _Block, columns: Sequence[Column]) -> list[tuple[int, int]]:
    """Runs of neighbouring columns that are no single cell over the whole block."""
    if block.is_set_left and _is_set_on_top(block):
        return [(block.first, block.last)]
    runs: list[tuple[int, int]] = []
    for column in range(block.first, block.last + 1):
        if _is_whole_cell(block.of_column(column, columns), block):
            continue
        if runs and runs[-1][1] == column - 1:
            runs[-1] = (runs[-1][0], column)
        else:
            runs.append((column, column))
    return [(a, b) for a, b in runs if any(a <= column_of(piece, columns) <= b for piece in block.pieces)]


def _is_set_on_top(block: _Block) -> bool:
    """Whether a heading of one column stands on the highest level: none stands in the middle of the height."""
    boxes = [piece.bbox for piece in block.pieces]
    top = min(block.pieces, key=lambda piece: piece.bbox.y_middle)
    level = [piece.bbox for piece in block.pieces if _same_level(piece, top)]
    return len(level) < len(boxes) and any(box in level for box in lowest(boxes))


def _is_whole_cell(pieces: Sequence[Piece], block: _Block) -> bool:
    """Whether the words of a column are one text in the middle of the block's height."""
    if not pieces:
        return False
    ordered = sorted(pieces, key=lambda piece: piece.bbox.top)
    height = min(piece.bbox.height for piece in block.pieces)
    if any(b.bbox.top - a.bbox.bottom > _WRAPPED_EM * height for a, b in pairwise(ordered)):
        return False
    box = union(piece.bbox for piece in pieces)
    return abs(box.y_middle - (block.top + block.bottom) / 2) <= _CENTRED_EM * height


def _same_level(piece: Piece, other: Piece) -> bool:
    return abs(piece.bbox.y_middle - other.bbox.y_middle) <= _SAME_LEVEL_EM * min(piece.bbox.height, other.bbox.height)


def _groups(
    heads: Sequence[Piece], first: int, last: int, columns: Sequence[Column], drawn: Sequence[Ruling]
) -> list[tuple[int, int]]:
    """The columns of each heading: those above which a ruling is drawn, else the division of the run under which each
    heading stands nearest to the middle of its columns."""
    ruled = [reach for head in heads if (reach := _under_ruling(head, columns, drawn))]
    if len(ruled) < len(heads):
        return _division(heads, first, last, columns)
    # the rulings under neighbouring headings may meet, and be one
    found: list[tuple[int, int]] = []
    for (left, right), same in groupby(zip(ruled, heads, strict=True), key=itemgetter(0)):
        found += _division([head for _, head in same], left, right, columns)
    return found


def _division(heads: Sequence[Piece], first: int, last: int, columns: Sequence[Column]) -> list[tuple[int, int]]:
    """The division of a run of columns under which each heading stands nearest to the middle of its columns."""
    best: tuple[float, list[Reach]] | None = None
    for number, borders in enumerate(combinations(range(first + 1, last + 1), len(heads) - 1)):
        if number >= _MOST_GROUPINGS:
            break
        edges = [first, *borders, last + 1]
        groups = [(a, b - 1) for a, b in pairwise(edges)]
        off = sum(_off_middle(head, group, columns) for head, group in zip(heads, groups, strict=True))
        if best is None or off < best[0]:
            best = off, groups
    return best[1] if best else [(column_of(head, columns), column_of(head, columns)) for head in heads]


def _under_ruling(head: Piece, columns: Sequence[Column], drawn: Sequence[Ruling]) -> tuple[int, int] | None:
    for ruling in sorted(drawn, key=lambda r: r.position):
        near = head.bbox.bottom - 2 <= ruling.position <= head.bbox.bottom + head.bbox.height
        if near and ruling.start < head.bbox.x_middle < ruling.end:
            under = [n for n, (left, right) in enumerate(columns) if ruling.start < (left + right) / 2 < ruling.end]
            if under:
                return under[0], under[-1]
    return None


def _on_levels(spanners: Sequence[Spanner], height: float) -> list[Spanner]:
    """Spanners whose lower borders nearly meet share one border."""
    levelled: list[Spanner] = []
    for spanner in sorted(spanners, key=lambda s: s.bottom):
        last = levelled[-1].bottom if levelled else None
        near = last is not None and spanner.bottom - last <= _SAME_LEVEL_EM * height
        levelled.append(replace(spanner, bottom=last) if near and last is not None else spanner)
    return levelled
