"""Numbers that count the pages on are furniture wherever they stand, others are not."""

from extractor.document.geometry import BBox
from extractor.document.page import TextLine, Word
from extractor.pages.furniture import find_furniture

HEIGHTS = dict.fromkeys(range(1, 5), 600.0)


def line(text: str, top: float) -> TextLine:
    box = BBox(100, top, 100 + 10 * len(text), top + 10)
    return TextLine((Word(text, box, 10.0),), box)


def furniture_of(last_lines: dict[int, str], top: float = 500.0) -> set[tuple[int, int]]:
    """What is furniture on pages with two lines of text and the given line below them."""
    pages = {n: [line("收入", 200), line("支出", 300), line(text, top)] for n, text in last_lines.items()}
    return find_furniture(pages, HEIGHTS)


def test_numbers_below_the_text_that_count_on_are_page_numbers() -> None:
    assert furniture_of({1: "—4—", 2: "—5—", 3: "—6—", 4: "—7—"}) == {(n, 2) for n in range(1, 5)}


def test_numbers_that_do_not_count_on_are_content() -> None:
    assert furniture_of({1: "4", 2: "4", 3: "9", 4: "2"}) == set()


def test_numbers_at_other_heights_are_content() -> None:
    pages = {n: [line("收入", 200), line(str(n), 400.0 + 20 * n)] for n in range(1, 5)}
    assert find_furniture(pages, HEIGHTS) == set()


def test_two_pages_count_nothing() -> None:
    assert furniture_of({1: "—1—", 2: "—2—"}) == set()


WIDTHS = dict.fromkeys(HEIGHTS, 840.0)
"""Pages that lie: heads are set as far from the edge as on those that stand, within 84 points of it."""


def test_a_head_of_pages_that_lie_is_furniture_where_most_have_it() -> None:
    pages = {n: [line("某市工业局", 65), line("支出", 300)] for n in HEIGHTS}
    assert find_furniture(pages, HEIGHTS, (), WIDTHS) == {(n, 0) for n in HEIGHTS}
    assert find_furniture(pages, HEIGHTS) == set()
    fewer = pages | {n: [line("支出", 300)] for n in (1, 2)}
    assert find_furniture(fewer, HEIGHTS, (), WIDTHS) == set()


def test_a_title_that_lying_pages_repeat_is_content() -> None:
    large = TextLine((Word("支出情况", BBox(100, 62, 200, 78), 16.0),), BBox(100, 62, 200, 78))
    pages = {n: [large, line("支出", 300), line("合计", 400)] for n in HEIGHTS}
    assert find_furniture(pages, HEIGHTS, (), WIDTHS) == set()


def test_the_outermost_line_of_a_page_that_lies_can_be_its_number() -> None:
    for number in ("第{}页", "共2页 第{}页"):
        pages = {n: [line("支出", 300), line("3", 525), line(number.format(n), 535)] for n in (1, 2)}
        assert find_furniture(pages, HEIGHTS, (), WIDTHS) == {(1, 2), (2, 2)}


def test_a_foot_with_the_number_of_its_page_repeats() -> None:
    pages = {n: [line("支出", 300), line(f"某市工业局 - {n} -", 535)] for n in HEIGHTS}
    assert find_furniture(pages, HEIGHTS, (), WIDTHS) == {(n, 1) for n in HEIGHTS}
