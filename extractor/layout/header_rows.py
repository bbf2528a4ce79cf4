"""The header of a table without rulings: how deep it is, which of its words span columns, which span rows."""

from collections.abc import Sequence

from extractor.document.geometry import BBox
from extractor.document.page import Ruling
from extractor.layout.column_headings import Span
from extractor.layout.header_tree import Spanner, fit_header
from extractor.layout.pieces import Piece, begins_item, is_number_row
from extractor.layout.text_rows import column_of

Line = Sequence[Piece]
Column = tuple[float, float]

_BESIDE_EM = 0.25
"""Lines that share so much of their height stand beside each other."""
_SAME_EDGE_PT = 1.5


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
    lines: Sequence[Line],
    columns: Sequence[Column],
    reaches: Sequence[Span | None],
    box: BBox,
    drawn: Sequence[Ruling],
) -> tuple[list[Ruling], list[Spanner]]:
    """The rulings of a header whose lines are given, inside ``box``, and its headings over several columns; ``reaches``
    are the x that the texts below cover in each column, ``drawn`` the horizontals drawn within the header.

    A heading that spans columns has a border below it and none within; every other cell reaches from the upper to the
    lower edge. A row of column numbers stands by itself.
    """
    rulings: list[Ruling] = []
    gutters = [right for _, right in columns[:-1]]
    words, bottom = lines, box.bottom
    if len(lines) > 1 and is_number_row(lines[-1]):
        words = lines[:-1]
        upper = max(piece.bbox.bottom for line in words for piece in line)
        bottom = (upper + min(piece.bbox.top for piece in lines[-1])) / 2
        rulings.append(Ruling(True, bottom, box.x0, box.x1))
        rulings += [Ruling(False, x, bottom, box.bottom) for x in gutters]
    pieces = [piece for line in words for piece in line]
    fit = fit_header(pieces, columns, _borders(columns, reaches, max(p.bbox.height for p in pieces)), drawn)
    spanners = list(fit.spanners)
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


def _borders(columns: Sequence[Column], reaches: Sequence[Span | None], em: float) -> list[Span]:
    """Where the borders between columns may stand, and the outer ones: between the texts on both sides of them."""
    found = []
    for n in range(len(columns) + 1):
        x = columns[n][0] if n < len(columns) else columns[-1][1]
        left, right = reaches[n - 1] if n else None, reaches[n] if n < len(columns) else None
        start, end = left.end if left else x - em, right.start if right else x + em
        found.append(Span(min(start, x), max(end, x)))
    return found
