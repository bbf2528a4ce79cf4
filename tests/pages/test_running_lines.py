"""Running heads and feet are set apart before tables are looked for; headers that are repeated are not."""

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from extractor.document.geometry import BBox
from extractor.document.lines import compose_lines
from extractor.document.page import Glyph, Page, Ruling
from extractor.pages.furniture import find_furniture
from extractor.pages.running_lines import RunningLines

BODY = (("农林水支出 120.00", 300.0, 9.0), ("林业和草原 120.00", 315.0, 9.0), ("行政运行 120.00", 330.0, 9.0))
RULE = Ruling(True, 42.0, 40.0, 500.0)


def page_of(number: int, *lines: tuple[str, float, float], rules: Sequence[Ruling] = ()) -> Page:
    """A page of 600 x 800 points; each line has a text, its top and its size."""
    glyphs = [
        Glyph(character, BBox(40 + n * size, top, 40 + (n + 1) * size, top + size), size, order)
        for order, (text, top, size) in enumerate((*lines, *BODY))
        for n, character in enumerate(text)
        if character != " "
    ]
    return Page(number, 600.0, 800.0, 0, tuple(glyphs), tuple(rules), (), ())


def after(*pages: Page, tables: Sequence[BBox] = ()) -> RunningLines:
    seen = RunningLines()
    for page in pages:
        outside = [g for g in page.glyphs if not any(b.top <= g.bbox.y_middle <= b.bottom for b in tables)]
        seen = seen.with_page(page, compose_lines(outside), tables)
    return seen


def texts(page: Page) -> list[str]:
    return [line.text for line in compose_lines(page.glyphs)]


def test_a_line_at_the_same_place_runs_from_the_second_page_on() -> None:
    head = "某市2025年部门预算 第1页"
    for size in (7.0, 9.0):
        parted = after(page_of(1, (head, 30.0, size))).part(page_of(2, ("某市2025年部门预算 第2页", 30.5, size)))
        assert [line.text for line in parted.running] == ["某市2025年部门预算 第2页"]
        assert texts(parted.page) == [text for text, _, _ in BODY]


def test_a_line_larger_than_its_page_runs_from_the_third_page_on() -> None:
    heads = [page_of(n, ("某市部门预算", 30.0, 12.0)) for n in (1, 2, 3)]
    assert after(heads[0]).part(heads[1]).running == ()
    assert [line.text for line in after(*heads[:2]).part(heads[2]).running] == ["某市部门预算"]


def test_a_line_is_as_large_as_the_letters_of_its_page_not_as_its_figures() -> None:
    names = tuple((name, 300.0 + 15 * n, 9.0) for n, name in enumerate(("农林水支出", "林业和草原", "行政运行")))
    figures = tuple(("1200.00", 300.0 + 14 * n, 7.0) for n in range(15))
    pages = [page_of(n, ("部门预算公开材料", 30.0, 9.0), *names, *figures) for n in (1, 2)]
    parted = after(pages[0]).part(pages[1])
    assert [line.text for line in parted.running] == ["部门预算公开材料"]


def test_a_header_repeated_at_one_place_stays_with_its_table() -> None:
    pages = [page_of(n, ("科目编码 科目名称 合计", 50.0, 7.0)) for n in (2, 3)]
    table = BBox(30, 45, 560, 350)
    assert after(pages[0], tables=[table]).part(pages[1]).page is pages[1]


def test_titles_units_and_rows_never_run() -> None:
    for text in ("部门收支总表", "单位：万元", "公开01表", "本页小计", "行政运行 1,200.00"):
        pages = [page_of(n, (text, 30.0, 7.0)) for n in (1, 2, 3, 4)]
        assert after(*pages[:3]).part(pages[3]).running == ()


def test_only_outermost_lines_run() -> None:
    seen = after(page_of(1, ("某市部门预算", 30.0, 7.0)))
    assert seen.part(page_of(2, ("项目", 15.0, 7.0), ("某市部门预算", 30.0, 7.0))).running == ()


def test_a_lone_number_runs_where_it_counts_the_pages() -> None:
    seen = after(page_of(4, ("12", 770.0, 7.0)))
    assert [line.text for line in seen.part(page_of(5, ("13", 770.0, 7.0))).running] == ["13"]
    assert seen.part(page_of(5, ("12", 770.0, 7.0))).running == ()


def test_the_rule_below_a_running_head_goes_with_it() -> None:
    head = ("某市部门预算", 30.0, 7.0)
    top = Ruling(True, 60.0, 40.0, 500.0)
    first, second = page_of(1, head, rules=(RULE, top)), page_of(2, head, rules=(RULE, top))
    assert after(first).part(second).page.rulings == (top,)
    assert after(first, tables=[BBox(40, 41, 500, 400)]).part(second).page.rulings == (RULE, top)


def test_a_line_that_runs_is_furniture_on_its_first_page_too() -> None:
    pages = {n: page_of(n, ("某市部门预算", 30.0, 7.0)) for n in (1, 2)}
    lines = {n: compose_lines(page.glyphs) for n, page in pages.items()}
    heights = dict.fromkeys(pages, 800.0)
    assert find_furniture(lines, heights) == set()
    running = after(pages[1]).part(pages[2]).running
    assert find_furniture(lines, heights, running) == {(1, 0), (2, 0)}


@given(st.lists(st.tuples(st.sampled_from(["预算", "第1页", "7"]), st.sampled_from([20.0, 30.0, 770.0])), max_size=4))
def test_no_glyph_is_lost(lines: list[tuple[str, float]]) -> None:
    page = page_of(2, *((text, top, 7.0) for text, top in lines))
    parted = after(page_of(1, ("预算", 20.0, 7.0), ("第1页", 770.0, 7.0))).part(page)
    running = sorted("".join(line.text for line in parted.running).replace(" ", ""))
    kept = sorted(glyph.text for glyph in parted.page.glyphs)
    assert sorted((*kept, *running)) == sorted(glyph.text for glyph in page.glyphs)
