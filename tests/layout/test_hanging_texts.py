"""A merged cell that a page break cut, whose text is drawn on both pages: it is said once."""

import pytest

from extractor.document.content import Element, Grid, GridCell, Paragraph
from extractor.document.geometry import BBox, Place
from extractor.layout.hanging_texts import without_hanging_texts

FOOT = 700.0


def cell(page: int, row: int, column: int, raw: str, top: float) -> GridCell:
    box = BBox(50.0 + 100 * column, top, 150.0 + 100 * column, top + 20)
    return GridCell(row, column, raw, places=(Place(page, box),), line_boxes=(box,) if raw else ())


def grid(page: int, top: float, rows: list[tuple[str, str]]) -> Grid:
    cells = [cell(page, n, m, raw, top + 20 * n) for n, row in enumerate(rows) for m, raw in enumerate(row)]
    box = BBox(50.0, top, 250.0, top + 20 * len(rows))
    return Grid(len(rows), 2, tuple(cells), (Place(page, box),), "native", (50.0, 150.0, 250.0))


def line(text: str, top: float, left: float = 52.0, page: int = 1) -> Paragraph:
    return Paragraph(text, (Place(page, BBox(left, top, left + 60, top + 10)),))


NUMBER = line("1", 780.0)._replace(furniture=True)
BELOW = grid(2, 40.0, [("项目", "金额"), ("221 住房\n保障支出", "4.00")])


def above(raw: str = "") -> Grid:
    return grid(1, FOOT - 40, [("210 卫生健康支出", "3.00"), (raw, "7.00")])


@pytest.mark.parametrize(
    ("inside", "hanging"), [("", ["221", "住房", "保障支出"]), ("221", ["住房保障支出"]), ("221 住房", ["保障支出"])]
)
def test_a_text_that_hangs_over_the_foot_stands_below_the_break_alone(inside: str, hanging: list[str]) -> None:
    lines = [line(text, FOOT + 2 + 12 * n) for n, text in enumerate(hanging)]
    kept = without_hanging_texts([above(inside), *lines, NUMBER, BELOW])
    assert kept == (above(), NUMBER, BELOW)


@pytest.mark.parametrize(
    "between",
    [
        pytest.param([line("注：住房", FOOT + 2)], id="another text"),
        pytest.param([line("221住房保障支出", FOOT + 2, left=152.0)], id="below another column"),
        pytest.param([line("221住房保障支出", FOOT + 2, left=100.0)], id="across columns"),
        pytest.param([line("221住房保障支出", FOOT + 30)], id="far below"),
        pytest.param([line("221住房保障支出", 20.0, page=2)], id="on the next page"),
    ],
)
def test_what_else_stands_below_a_table_is_kept(between: list[Element]) -> None:
    elements = (above(), *between, NUMBER, BELOW)
    assert without_hanging_texts(elements) == elements


def test_pages_apart_share_no_cell() -> None:
    elements = (above(), line("221住房保障支出", FOOT + 2), grid(3, 40.0, [("221住房保障支出", "4.00")]))
    assert without_hanging_texts(elements) == elements
