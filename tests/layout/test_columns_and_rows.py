"""Headings paired with columns in order, and lines divided into rows: the plainest whole."""

from extractor.document.geometry import BBox
from extractor.layout.column_headings import Span, with_headings
from extractor.layout.headings import lowest
from extractor.layout.pieces import Piece
from extractor.layout.row_search import compose_rows, label_lines_above

COLUMNS = [(0.0, 150.0), (150.0, 300.0)]


def line(*texts: tuple[float, float, str]) -> list[Piece]:
    return [Piece(text, BBox(x, y, x + 10 * len(text), y + 10)) for x, y, text in texts]


def test_a_heading_over_a_blank_column_keeps_it_and_its_neighbour_its_own() -> None:
    columns = [Span(0, 50), Span(300, 340)]
    leaves = [Span(60, 80), Span(150, 170), Span(270, 290)]
    assert with_headings(columns, columns, leaves, 10) == [Span(0, 80), Span(150, 170), Span(270, 340)]


def test_a_heading_between_two_groups_has_a_column_of_its_own() -> None:
    group, blank = BBox(60, 0, 100, 10), BBox(160, 12, 180, 22)
    below = [BBox(20, 20, 40, 30), BBox(120, 20, 140, 30), BBox(200, 20, 220, 30)]
    assert set(lowest([group, blank, *below])) == {blank, *below}


def test_figures_in_the_middle_of_a_label_that_breaks_early_are_its_row() -> None:
    lines = [
        line((0, 0, "机关事业单位养老保险支出"), (200, 0, "1.00")),
        line((0, 24, "政府")), line((200, 30, "2.00")), line((0, 36, "办公厅")),
        line((0, 60, "合计"), (200, 60, "3.00")),
    ]  # fmt: skip
    rows = compose_rows(lines, COLUMNS)
    assert [[piece.text for piece in row.cells[0]] for row in rows] == [
        [lines[0][0].text],
        ["政府", "办公厅"],
        ["合计"],
    ]
    assert label_lines_above(lines, 2, COLUMNS) == 1


def test_a_row_with_a_blank_figure_does_not_go_on_in_the_next_one() -> None:
    lines = [
        line((0, 0, "拨款收入"), (200, 0, "1.00")), line((0, 20, "财政专户管理资金")),
        line((0, 40, "单位资金"), (200, 40, "2.00")), line((0, 60, "结转"), (200, 60, "3.00")),
    ]  # fmt: skip
    assert len(compose_rows(lines, COLUMNS)) == 4


def test_a_heading_is_not_paired_over_a_column_that_stands_between() -> None:
    columns = [Span(10, 20), Span(28, 36), Span(39, 50)]
    leaves = [Span(10, 20), Span(21, 27), Span(31, 38)]
    found = with_headings(columns, columns, leaves, 10)
    assert found[0] == columns[0]
    assert not any(span.start < 28 and span.end > 39 for span in found)
