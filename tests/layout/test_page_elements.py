"""Lines of a page → paragraphs: a caption and the unit beside it are two, a letter-spaced heading is one."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from extractor.document.content import Grid, GridCell, Paragraph
from extractor.document.draft import Draft
from extractor.document.geometry import BBox, Place
from extractor.document.lines import compose_lines
from extractor.document.page import Page
from extractor.layout.captions import bind_captions
from extractor.layout.page_elements import order_elements

Draw = Callable[..., Page]
TABLE = Grid(1, 2, (GridCell(0, 0, "项目"), GridCell(0, 1, "金额")), (Place(1, BBox(50, 100, 500, 200)),))


def texts(page: Page) -> list[str]:
    lines = compose_lines(page.glyphs)
    elements = order_elements(1, lines, [False] * len(lines), [])
    return [element.text for element in elements if isinstance(element, Paragraph)]


def spaced(text: str, step: float) -> list[tuple[float, float, str]]:
    return [(150 + step * n, 50, character) for n, character in enumerate(text)]


def test_a_letter_spaced_heading_is_one_title_and_the_unit_beside_it_stays_apart(draw: Draw) -> None:
    page = draw([*spaced("收入预算总表", 36), (450, 50, "单位：万元")])
    assert texts(page) == ["收 入 预 算 总 表", "单位：万元"]
    lines = compose_lines(page.glyphs)
    (draft,) = bind_captions(order_elements(1, lines, [False] * len(lines), [TABLE]))
    assert isinstance(draft, Draft) and (draft.title, draft.unit) == ("收入预算总表", "万元")


def test_words_far_apart_on_one_line_are_two_paragraphs(draw: Draw) -> None:
    assert texts(draw([(50, 50, "部门：某局"), (450, 50, "单位：万元")])) == ["部门：某局", "单位：万元"]
    assert texts(draw([(50, 50, "部门："), (95, 50, "某局")])) == ["部门： 某局"]


@pytest.mark.parametrize(("begin", "parts"), [(280, ["单位：万元", "表八 采购表"]), (274, ["单位：万元 表八 采购表"])])
def test_captions_of_two_tables_are_parted_where_the_tables_are(draw: Draw, begin: float, parts: list[str]) -> None:
    """The unit ends where the left table does, and the title begins where the right one does, or does not."""
    tables = [replace(TABLE, places=(Place(1, BBox(x0, 100, x1, 200)),)) for x0, x1 in ((50, 270), (280, 500))]
    lines = compose_lines(draw([(220, 80, "单位：万元"), (begin, 80, "表八 采购表")]).glyphs)
    elements = order_elements(1, lines, [False] * len(lines), tables)
    assert [element.text for element in elements if isinstance(element, Paragraph)] == parts
