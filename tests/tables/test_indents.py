"""How far names are set in."""

from extractor.document.content import GridCell
from extractor.document.geometry import BBox
from extractor.tables.indents import indents_of


def at(row: int, x: float, raw: str = "名称", column: int = 0) -> GridCell:
    return GridCell(row, column, raw, line_boxes=(BBox(x, row * 20.0, x + 40, row * 20.0 + 10),))


def found(cells: list[GridCell], header_rows: int = 1) -> dict[tuple[int, int], float]:
    return {(cell.row, cell.column): ems for cell, ems in indents_of(cells, header_rows)}


def test_places_on_the_page_in_heights_of_letters() -> None:
    cells = [at(0, 90), at(1, 50), at(2, 62.5), at(3, 75.1), at(4, 50.4), at(5, 62.6)]
    assert found(cells) == {(2, 0): 1.25, (3, 0): 2.51, (5, 0): 1.26}


def test_white_space_before_the_name_where_there_is_no_page() -> None:
    names = ["支出", "\u3000基本支出", "\u3000\u3000人员经费", "    公用经费"]
    cells = [GridCell(row, 0, name) for row, name in enumerate(names, 1)]
    assert found(cells) == {(2, 0): 1.0, (3, 0): 2.0, (4, 0): 2.0}


def test_figures_headings_and_names_set_in_the_middle_are_not_set_in() -> None:
    assert found([at(1, 50, "1.00"), at(2, 70, "2.00")]) == {}
    assert found([at(0, 50), at(1, 70), at(2, 70)]) == {}
    assert found([at(row, 50 + 9.0 * row) for row in range(1, 9)]) == {}
