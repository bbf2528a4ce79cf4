"""A column of figures set on the right and one of labels set on the left that meet with less than a space between."""

from collections.abc import Callable, Sequence

import pytest

from extractor.document.lines import compose_lines
from extractor.document.page import Page, Ruling
from extractor.layout.close_columns import with_close_columns
from extractor.layout.gutters import find_gutters
from extractor.layout.pieces import pieces_of
from extractor.options import Options
from extractor.pipeline.pdf_pages import read_page

Draw = Callable[..., Page]
SIDES = [
    ("土地出让收入", "236,815", "征地补偿支出"),
    ("污水处理费", "7,446", "农村建设支出"),
    ("合计", "44,261", "总计"),
]


def drawn(rows: Sequence[tuple[str, str, str]], gap: float, last: str = "56,212") -> list[tuple[float, float, str]]:
    """Rows of a label, a figure that ends at 250, a label ``gap`` points behind it, and a figure."""
    words: list[tuple[float, float, str]] = []
    for number, (left, figure, right) in enumerate(rows):
        y = 100 + 20 * number
        words += [(50, y, left), (250 - 5 * len(figure), y, figure), (250 + gap, y, right), (450, y, last)]
    return words


def texts(page: Page) -> list[list[str]]:
    return [[piece.text for piece in pieces_of(line)] for line in compose_lines(page.glyphs)]


def apart(page: Page) -> Page:
    return with_close_columns(page, compose_lines(page.glyphs))


def test_the_label_behind_a_figure_begins_a_column_where_several_rows_show_its_edge(draw: Draw) -> None:
    heading = [(50.0, 80.0, "收入项目"), (230.0, 80.0, "金额"), (252.0, 80.0, "支出项目"), (450.0, 80.0, "金额")]
    page = draw([*heading, *drawn(SIDES, gap=2)])
    assert "236,815征地补偿支出" in texts(page)[1]
    assert texts(apart(page)) == [
        ["收入项目", "金额", "支出项目", "金额"],
        *([left, figure, right, "56,212"] for left, figure, right in SIDES),
    ]
    rows = [pieces_of(line) for line in compose_lines(apart(page).glyphs)]
    assert [250 <= gutter.middle <= 252 for gutter in find_gutters(rows)] == [False, True, False]


CODES = [("工资福利支出", "8,861.96", "302"), ("基本工资", "354.94", "30201"), ("津贴补贴", "1,401.85", "30202")]


@pytest.mark.parametrize(("rows", "are_apart"), [(CODES, True), ([(a, b, "2025") for a, b, _ in CODES], False)])
def test_a_code_behind_a_figure_begins_a_column_too(
    draw: Draw, rows: list[tuple[str, str, str]], are_apart: bool
) -> None:
    page = apart(draw(drawn(rows, gap=3)))
    assert [line.words[2].begins_column for line in compose_lines(page.glyphs)] == [are_apart] * 3


@pytest.mark.parametrize(
    "rows",
    [
        [("设备", "12,300", "万元"), ("维护", "7,446", "万元"), ("合计", "19,746", "万元")],
        SIDES[:2],
        [(a, figure.replace(",", ""), b) for a, figure, b in SIDES],
    ],
    ids=["a unit behind each", "two rows alone", "codes before names"],
)
def test_what_several_rows_do_not_show_stays_one_text(draw: Draw, rows: list[tuple[str, str, str]]) -> None:
    page = draw(drawn(rows, gap=2))
    assert apart(page) is page


def test_figures_that_end_at_different_places_are_running_text(draw: Draw) -> None:
    words = [
        (50.0 + 7 * n, 100.0 + 20 * n, f"共{figure}")
        for n, figure in enumerate(("1,200", "15,000", "130,000", "2,000"))
    ]
    words += [(x + 12 + 5 * (len(text) - 1), y, "其中安排支出") for x, y, text in words]
    page = draw(words)
    assert apart(page) is page


@pytest.mark.parametrize("gap", [0.0, -0.03, 0.02])
def test_touching_texts_are_parted_where_figures_of_several_widths_end_at_one_x(draw: Draw, gap: float) -> None:
    heading = [(50.0, 80.0, "收入项目"), (230.0, 80.0, "金额"), (270.0, 80.0, "支出项目"), (450.0, 80.0, "金额")]
    lone = [(50.0, 160.0, "其他收入"), (250.0, 160.0, "文化支出"), (450.0, 160.0, "78,123")]
    lone += [(50.0, 180.0, "结转收入"), (250.0, 180.0, "体育支出"), (450.0, 180.0, "91,234")]
    page = draw([*heading, *drawn(SIDES, gap), *lone], [Ruling(True, y, 40, 500) for y in (75, 95, 195)])
    assert texts(apart(page))[1:4] == [[left, figure, right, "56,212"] for left, figure, right in SIDES]
    (grid,) = read_page(page, Options()).grids
    assert grid.columns == 4
    assert [cell.raw for cell in grid.cells if cell.row == 1] == [*SIDES[0], "56,212"]
    assert [cell.raw for cell in grid.cells if cell.row == 4] == ["其他收入", "", "文化支出", "78,123"]


@pytest.mark.parametrize(
    ("figures", "before"),
    [
        pytest.param(("21,230", "54,000", "44,261"), "", id="figures of one width"),
        pytest.param(("236,815", "7,446", "44,261"), "其中", id="words close before the figures"),
    ],
)
def test_what_touches_within_one_text_is_not_parted(draw: Draw, figures: tuple[str, ...], before: str) -> None:
    rows = [(row[0], figure, row[2]) for row, figure in zip(SIDES, figures, strict=True)]
    words = drawn(rows, gap=0)
    page = draw([*words, *((x - 10 * len(before), y, before) for x, y, text in words if before and text in figures)])
    assert apart(page) is page


def test_a_page_full_of_figures_before_words_is_left_as_it_is(draw: Draw) -> None:
    rows = [w for n in range(400) for w in ((50, 8 * n, "1,200"), (77, 8 * n, "甲乙丙"[n % 3 :] + "丁"))]
    few = draw(rows[:60])
    assert apart(few) is not few
    page = draw([(x + 200 * k, y, text) for k in range(3) for x, y, text in rows])
    assert apart(page) is page


WHOLE = [("工资福利支出", "14787", "302"), ("基本工资", "4244", "30201"), ("奖金", "616", "30205")]


@pytest.mark.parametrize(
    ("rows", "are_apart"),
    [
        (WHOLE, True),
        ([(label, "4244", code) for label, _, code in WHOLE], False),
        ([(label, figure, "2025") for label, figure, _ in WHOLE], False),
        (WHOLE[:2], False),
    ],
    ids=["amounts before codes", "of one width", "before years", "two rows alone"],
)
def test_a_code_behind_an_amount_without_decimals_begins_a_column(
    draw: Draw, rows: list[tuple[str, str, str]], are_apart: bool
) -> None:
    page = apart(draw(drawn(rows, gap=6)))
    assert [row[1:3] == [figure, code] for row, (_, figure, code) in zip(texts(page), rows, strict=True)] == (
        [are_apart] * len(rows)
    )


def test_codes_before_codes_are_no_amounts(draw: Draw) -> None:
    """A whole number that begins its line is a code, or counts the rows."""
    page = draw([word for word in drawn(WHOLE, gap=6) if word[0] != 50])
    assert apart(page) is page
