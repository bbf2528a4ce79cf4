"""Whatever stands on a page: lines are divided into rows, and headings paired with columns, in their order."""

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.document.geometry import BBox
from extractor.layout.column_headings import Span, with_headings
from extractor.layout.pieces import Piece
from extractor.layout.row_search import compose_rows, label_lines_above

COLUMNS = [(0.0, 150.0), (150.0, 250.0), (250.0, 350.0)]
_LEFTS = [0, 160, 260]
Lines = list[list[Piece]]


def _piece(column: int, top: int, text: str, indent: int) -> Piece:
    left = _LEFTS[column] + indent
    width = sum(5 if character.isascii() else 10 for character in text)
    return Piece(text, BBox(left, top, left + width, top + 10))


@st.composite
def _bodies(draw: st.DrawFn) -> Lines:
    """Lines from top to bottom with words in the first column and words or figures in the others; some overlap in
    height, some are close, some as far as rows are."""
    words = st.sampled_from(["教育支出", "合计", "其中：", "一、甲", "其他对个人和家庭的补助支出", "机关服务"])
    figures = st.sampled_from(["1.00", "120.50", "-", "12"])
    lines: Lines = []
    top = 0
    for _ in range(draw(st.integers(1, 9))):
        top += draw(st.sampled_from([5, 6, 12, 14, 20, 40]))
        columns = sorted(draw(st.sets(st.integers(0, 2), min_size=1)))
        lines.append(
            [
                _piece(c, top, draw((words | figures) if c else words), draw(st.sampled_from([0, 0, 4, 20])))
                for c in columns
            ]
        )
    return lines


@given(lines=_bodies())
@settings(max_examples=60, deadline=None)
def test_every_line_is_in_one_row_and_the_order_is_kept(lines: Lines) -> None:
    rows = compose_rows(lines, COLUMNS)
    place = 0
    for row in rows:
        held = {id(piece) for pieces in row.cells.values() for piece in pieces}
        count = len(held)
        while held:
            own = {id(piece) for piece in lines[place]}
            assert own <= held
            held -= own
            place += 1
        assert count == sum(len(pieces) for pieces in row.cells.values())
        for pieces in row.cells.values():
            assert all(upper.bbox.top <= lower.bbox.top for upper, lower in pairwise(pieces))
    assert place == len(lines)


@given(lines=_bodies(), shift=st.integers(-500, 500))
@settings(max_examples=30, deadline=None)
def test_where_on_the_page_the_lines_stand_does_not_matter(lines: Lines, shift: int) -> None:
    lower = [
        [p._replace(bbox=BBox(p.bbox.x0, p.bbox.top + shift, p.bbox.x1, p.bbox.bottom + shift)) for p in line]
        for line in lines
    ]
    counts = [[sum(map(len, row.cells.values())) for row in compose_rows(own, COLUMNS)] for own in (lines, lower)]
    assert counts[0] == counts[1]


@given(lines=_bodies())
@settings(max_examples=60, deadline=None)
def test_a_row_holds_one_figure_a_column(lines: Lines) -> None:
    for row in compose_rows(lines, COLUMNS):
        for column, pieces in row.cells.items():
            assert column == 0 or sum(piece.is_figure for piece in pieces) <= 1


@given(lines=_bodies(), data=st.data())
@settings(max_examples=30, deadline=None)
def test_the_upper_lines_of_a_label_stand_above_it(lines: Lines, data: st.DataObject) -> None:
    first = data.draw(st.integers(0, len(lines) - 1))
    assert 0 <= label_lines_above(lines, first, COLUMNS) <= first


@st.composite
def _spans(draw: st.DrawFn, least: int, most: int) -> list[Span]:
    """Spans from left to right that do not touch."""
    spans: list[Span] = []
    x = 0
    for _ in range(draw(st.integers(least, most))):
        x += draw(st.integers(3, 90))
        end = x + draw(st.integers(5, 90))
        spans.append(Span(x, end))
        x = end
    return spans


@given(columns=_spans(1, 6), leaves=_spans(0, 6), em=st.sampled_from([8.0, 10.5, 12.0]))
@settings(max_examples=100, deadline=None)
def test_no_column_is_lost_and_no_heading_stands_over_nothing(
    columns: list[Span], leaves: list[Span], em: float
) -> None:
    found = with_headings(columns, columns, leaves, em)
    assert found == sorted(found)
    assert len(columns) <= len(found) <= len(columns) + len(leaves)
    assert all(any(s.start <= c.start and c.end <= s.end for s in found) for c in columns)
    assert all(any(span.touches(leaf) for span in found) for leaf in leaves)
    edges = {edge for span in (*columns, *leaves) for edge in span}
    assert {edge for span in found for edge in span} <= edges


@given(columns=_spans(1, 6), leaves=_spans(0, 6))
@settings(max_examples=100, deadline=None)
def test_the_pairing_is_one_to_one_and_monotone(columns: list[Span], leaves: list[Span]) -> None:
    """What stands alone touches no column, so that the other spans are the columns in their order; each edge that is
    not a column's own is that of its heading. (A heading over several columns is one of a group.)"""
    leaves = [leaf for leaf in leaves if sum(leaf.touches(column) for column in columns) < 2]
    found = with_headings(columns, columns, leaves, 10)
    widened = [span for span in found if any(span.touches(column) for column in columns)]
    assert len(widened) == len(columns)
    headings: list[int] = []
    for span, column in zip(widened, columns, strict=True):
        assert span.start <= column.start and column.end <= span.end
        over = {n for n, leaf in enumerate(leaves) if span.start == leaf.start < column.start}
        over |= {n for n, leaf in enumerate(leaves) if span.end == leaf.end > column.end}
        assert len(over) == (span != column)
        headings += over
    assert headings == sorted(set(headings))


@given(columns=_spans(1, 6), leaves=_spans(0, 6), data=st.data())
@settings(max_examples=30, deadline=None)
def test_in_which_order_headings_are_given_does_not_matter(
    columns: list[Span], leaves: list[Span], data: st.DataObject
) -> None:
    given_so = data.draw(st.permutations(leaves))
    assert with_headings(columns, columns, given_so, 10) == with_headings(columns, columns, leaves, 10)


@given(columns=_spans(1, 6))
@settings(max_examples=30, deadline=None)
def test_columns_under_their_own_headings_stay_as_they_are(columns: list[Span]) -> None:
    assert with_headings(columns, columns, columns, 10) == columns
    assert with_headings(columns, columns, [], 10) == columns
