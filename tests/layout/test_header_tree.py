"""The division of a header is the one that fits all of it: drawn from trees, headings set around their cells' middles
give the trees back."""

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.document.geometry import BBox
from extractor.document.page import Ruling
from extractor.layout.column_headings import Span
from extractor.layout.headed_columns import headed_columns
from extractor.layout.header_tree import fit_header
from extractor.layout.pieces import Piece

EM = 9.0
PITCH = 18.0
Tree = int | list["Tree"]
"""A heading over one column of that width (in points), or one over the headings below it."""


def width_of(tree: Tree) -> int:
    return tree if isinstance(tree, int) else sum(width_of(part) for part in tree)


def depth_of(tree: Tree) -> int:
    return 1 if isinstance(tree, int) else 1 + max(depth_of(part) for part in tree)


def leaves_of(tree: Tree) -> list[int]:
    return [tree] if isinstance(tree, int) else [leaf for part in tree for leaf in leaves_of(part)]


def heading(middle: float, y: float, characters: int = 3) -> Piece:
    return Piece("名" * characters, BBox(middle - 4.5 * characters, y - EM / 2, middle + 4.5 * characters, y + EM / 2))


def laid_out(trees: list[Tree], x: float, top: float, rows: int) -> list[Piece]:
    """The headings of trees beside each other, in ``rows`` rows from ``top``, each in the middle of its cell."""
    pieces = []
    for tree in trees:
        width = width_of(tree)
        high = rows if isinstance(tree, int) else rows - depth_of(tree) + 1
        pieces.append(heading(x + width / 2, top + high * PITCH / 2))
        if not isinstance(tree, int):
            pieces += laid_out(list(tree), x, top + high * PITCH, rows - high)
        x += width
    return pieces


def reaches_of(trees: list[Tree], first: int = 0) -> set[tuple[int, int]]:
    found = set()
    for tree in trees:
        last = first + len(leaves_of(tree)) - 1
        if not isinstance(tree, int):
            found |= {(first, last), *reaches_of(list(tree), first)}
        first = last + 1
    return found


def columns_of(trees: list[Tree]) -> tuple[list[tuple[float, float]], list[Span]]:
    edges = [0.0]
    for tree in trees:
        for width in leaves_of(tree):
            edges.append(edges[-1] + width)
    return list(pairwise(edges)), [Span(edge - 6, edge + 6) for edge in edges]


WIDTHS = st.integers(45, 90)
PARTS = st.recursive(WIDTHS, lambda parts: st.lists(parts, min_size=2, max_size=3), max_leaves=4)


@given(st.lists(PARTS, min_size=1, max_size=4))
@settings(max_examples=20, deadline=None)
def test_the_tree_of_a_header_is_found(trees: list[Tree]) -> None:
    columns, borders = columns_of(trees)
    pieces = laid_out(trees, 0.0, 0.0, max(depth_of(tree) for tree in trees))
    fit = fit_header(pieces, columns, borders, ())
    assert {(spanner.first, spanner.last) for spanner in fit.spanners} == reaches_of(trees)


def test_headings_half_a_line_apart_are_each_given_to_their_columns() -> None:
    """科目编码 stands between the levels of 资金来源 and its parts, and heads one column."""
    trees: list[Tree] = [50, 150, 60, [70, 60, 50]]
    columns, borders = columns_of(trees)
    pieces = laid_out(trees, 0.0, 0.0, 2)
    assert [(s.first, s.last) for s in fit_header(pieces, columns, borders, ()).spanners] == [(3, 5)]


def test_a_drawn_ruling_says_which_columns_a_heading_is_over() -> None:
    columns, borders = columns_of([60, 60, 60])
    pieces = [heading(60, 9), *(heading(x, 27) for x in (30, 90, 150))]
    drawn = [Ruling(True, 18.0, 0.0, 180.0)]
    assert [(s.first, s.last) for s in fit_header(pieces, columns, borders, ()).spanners] == [(0, 1)]
    assert [(s.first, s.last) for s in fit_header(pieces, columns, borders, drawn).spanners] == [(0, 2)]


def test_lines_of_a_wrapped_heading_are_one_cell() -> None:
    columns, borders = columns_of([40, 40, 100])
    pieces = [heading(20, 4.5), heading(20, 14.5), heading(60, 9.5), heading(130, 9.5)]
    assert fit_header(pieces, columns, borders, ()).spanners == ()


def box(text: str, x0: float, x1: float, middle: float) -> Piece:
    return Piece(text, BBox(x0, middle - EM / 2, x1, middle + EM / 2))


def test_lowest_headings_are_set_like_the_texts_below_them_and_the_others_in_the_middle() -> None:
    """Labels left, amounts right: 编码 and 合计 stand far from the middle of their cells, on the edges of their texts.

    2025年预算 ends by chance where 基本支出 does.
    """
    edges = (56.0, 103.0, 260.0, 329.0, 385.0, 439.0, 493.0, 540.0)
    texts = [(46, 58), (95, 112), (252, 282), (319, 340), (377, 394), (431, 448), (485, 501), (538, 550)]
    columns, borders = list(pairwise(edges)), [Span(*between) for between in texts]
    pieces = [
        *(box("功能分类科目", 128, 184, 414), box("2025年预算", 380, 431, 414)),
        *(box("2024年执行", 268, 319, 418), box("数", 309, 319, 430)),
        *(box("编码", 58, 77, 430), box("名称", 112, 131, 430), box("合计", 358, 377, 430)),
        *(box("基本支出", 393, 431, 430), box("项目支出", 447, 485, 430), box("增减额", 510, 538, 430)),
    ]
    assert [(s.first, s.last) for s in fit_header(pieces, columns, borders, ()).spanners] == [(0, 1), (3, 5)]


def test_headings_at_the_foot_of_one_row_have_one_border_below_them() -> None:
    """收入 over 项目 and 金额 ends with its row, though 支出 alone has a level between."""
    columns, borders = columns_of([60, 60, 60, 60, 60])
    heads = [heading(60, 9), heading(210, 9), heading(240, 27)]
    leaves = [heading(30 + 60 * n, 45) for n in range(5)]
    spanners = fit_header([*heads, *leaves], columns, borders, ()).spanners
    assert {(s.first, s.last) for s in spanners} == {(0, 1), (2, 4), (3, 4)}
    bottoms = {(s.first, s.last): s.bottom for s in spanners}
    assert bottoms[0, 1] == bottoms[2, 4] < bottoms[3, 4]


def test_a_blank_column_is_as_wide_as_all_lines_of_its_heading() -> None:
    """The last column holds no text; its heading is shown by the lower line, and the upper one is wider."""
    shown = [Span(59, 167), Span(204, 239), Span(246, 327), Span(386, 422), Span(443, 479)]
    lower = [
        box("项目", 59, 77, 253),
        box("金额", 221, 239, 253),
        box("项目", 246, 264, 253),
        box("合计", 404, 422, 253),
    ]
    last = box("预算", 519, 537, 253)
    words = [
        *(box("收入", 140, 158, 211), box("支出", 382, 400, 211), box("金额", 442, 460, 226)),
        *(box("一般公共预", 434, 479, 240), box("政府性基金", 492, 537, 240), *lower, box("算", 470, 479, 253), last),
    ]
    leaves = [Span(p.bbox.x0, p.bbox.x1) for p in (words[3], *lower, last)]
    columns = headed_columns(shown, shown, words, leaves, EM).columns
    assert len(columns) == 6 and columns[-1] == Span(492, 537)


def test_words_that_nothing_parts_are_one_heading() -> None:
    """A character of another font stands a little lower."""
    columns, borders = columns_of([80, 80])
    pieces = [heading(40, 9), Piece("名名", BBox(102, 4.5, 120, 13.5)), Piece("名", BBox(120, 5, 129, 14))]
    assert fit_header(pieces, columns, borders, ()).spanners == ()


def test_a_header_of_very_many_headings_is_divided_in_bounds() -> None:
    columns = [(float(n), n + 1.0) for n in range(400)]
    borders = [Span(float(n), float(n)) for n in range(401)]
    pieces = [
        Piece("名", BBox(n, 10.0 * level, n + 1.0, 10.0 * level + 9)) for n in range(0, 400, 2) for level in range(2)
    ]
    assert len(fit_header(pieces, columns, borders, ()).spanners) <= len(pieces)
