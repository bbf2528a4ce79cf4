"""Page numbers of text dumps: what is furniture, and what stays a paragraph."""

import pytest

from extractor.document.content import Element, Paragraph
from extractor.options import SourceOptions
from extractor.sources.text.reader import read_text

_ROWS = "编码\t名称\t合计\n208\t社会保障\t10.00\n"


def _elements(text: str) -> tuple[Element, ...]:
    return read_text(text.encode(), SourceOptions()).elements


def _furniture(text: str) -> list[str]:
    return [e.text for e in _elements(text) if isinstance(e, Paragraph) and e.furniture]


@pytest.mark.parametrize("number", ["—4—", "- 3 -", "· 12 ·", "第 3 页", "第3页 共20页", "共20页 第3页", "3/12"])
def test_a_marked_number_alone_is_of_the_page(number: str) -> None:
    assert _furniture(f"{_ROWS}\n{number}\n\n部门：某局\n{_ROWS}") == [number]


def test_a_marked_number_stays_furniture_without_a_blank_line_below() -> None:
    assert _furniture(f"{_ROWS}\n—4—\n部门：某局\n{_ROWS}") == ["—4—"]


def test_bare_numbers_that_count_up_between_tables_are_of_pages() -> None:
    assert _furniture(f"{_ROWS}\n4\n\n{_ROWS}\n5\n\n正文\n") == ["4", "5"]


@pytest.mark.parametrize(
    "text",
    [
        f"{_ROWS}\n4\n\n{_ROWS}",
        f"{_ROWS}\n5\n\n{_ROWS}\n4\n",
        f"{_ROWS}\n4\n\n{_ROWS}\n12\n",
        f"{_ROWS}\n1\n\n2\n\n3\n",
        f"{_ROWS}\n12/3\n",
        f"{_ROWS}\n第3页的表\n",
        "前文\n—4—\n后文\n",
    ],
)
def test_what_may_be_something_else_is_no_page_number(text: str) -> None:
    assert _furniture(text) == []
