"""Numbers of lists: what LibreOffice 7.4 prints of the same bodies (its export as text), by our own reader."""

from collections.abc import Callable
from pathlib import Path

import pytest

from extractor.document.content import Content, Grid, Paragraph
from extractor.options import SourceOptions
from extractor.sources.docx.reader import read_docx
from extractor.sources.opendocument.text_document import read_text_document

Build = Callable[..., bytes]


def level(number: int, form: str, before: str = "", after: str = "", more: str = "") -> str:
    return (
        f'<text:list-level-style-number text:level="{number}" style:num-format="{form}" style:num-prefix="{before}"'
        f' style:num-suffix="{after}" {more}/>'
    )


STYLES = (
    '<text:list-style style:name="L">'
    + level(1, "一, 二, 三, ...", after="、")
    + level(2, "一, 二, 三, ...", "（", "）")
    + level(3, "1", after=".", more='text:display-levels="2"')
    + '</text:list-style><text:list-style style:name="M">'
    + level(1, "1", after=".", more='text:start-value="5"')
    + level(2, "1", more='text:display-levels="2"')
    + level(3, "a", after=")")
    + '</text:list-style><text:list-style style:name="B"><text:list-level-style-bullet text:level="1"'
    ' text:bullet-char="•"/></text:list-style>'
    f'<text:list-style style:name="E">{level(1, "")}</text:list-style>'
)
OUTLINE = (
    '<text:outline-style style:name="Outline">'
    '<text:outline-level-style text:level="1" style:num-format="I" style:num-suffix=" "/>'
    '<text:outline-level-style text:level="2" style:num-format="1" text:display-levels="2"/>'
    "</text:outline-style>"
)


def item(text: str, inner: str = "", more: str = "") -> str:
    return f"<text:list-item{more}><text:p>{text}</text:p>{inner}</text:list-item>"


def listed(*items: str, style: str = "", more: str = "") -> str:
    named = f' text:style-name="{style}"' if style else ""
    return f"<text:list{named}{more}>{''.join(items)}</text:list>"


def heading(depth: int, text: str, more: str = "") -> str:
    return f'<text:h text:outline-level="{depth}"{more}>{text}</text:h>'


BODIES = {
    "levels": (
        listed(
            item("甲", listed(item("乙"), item("丙", listed(item("丁"), item("戊"))))),
            item("己", listed(item("庚"))),
            style="L",
        ),
        ["一、甲", "（一）乙", "（二）丙", "二.1. 丁", "二.2. 戊", "二、己", "（一）庚"],
    ),
    "a second list begins anew": (
        listed(item("甲"), style="L") + "<text:p>文</text:p>" + listed(item("乙"), style="L"),
        ["一、甲", "文", "一、乙"],
    ),
    "a list that goes on": (
        listed(item("甲"), item("乙"), style="L", more=' xml:id="a"')
        + "<text:p>文</text:p>"
        + listed(item("丙"), style="L", more=' text:continue-numbering="true"')
        + listed(item("丁"), style="M")
        + listed(item("戊"), style="L", more=' text:continue-list="a"'),
        ["一、甲", "二、乙", "文", "三、丙", "5. 丁", "四、戊"],
    ),
    "a number that is set": (
        listed(item("甲"), item("乙", more=' text:start-value="9"'), item("丙"), style="L"),
        ["一、甲", "九、乙", "十、丙"],
    ),
    "a paragraph more, and one before the items": (
        listed(
            "<text:list-header><text:p>头</text:p></text:list-header>",
            "<text:list-item><text:p>甲</text:p><text:p>又</text:p></text:list-item>",
            item("乙"),
            style="L",
        ),
        ["头", "一、甲", "又", "二、乙"],
    ),
    "numbers of two levels, letters": (
        listed(item("甲", listed(item("乙", listed(item("丙"), item("丁"))))), style="M"),
        ["5. 甲", "5.1 乙", "a) 丙", "b) 丁"],
    ),
    "headings": (
        heading(1, "甲")
        + heading(2, "乙")
        + heading(2, "丙")
        + "<text:p>文</text:p>"
        + heading(1, "丁")
        + heading(2, "戊"),
        ["I 甲", "I.1 乙", "I.2 丙", "文", "II 丁", "II.1 戊"],
    ),
    "bullets, and no format": (listed(item("甲"), style="B") + listed(item("乙"), style="E"), ["甲", "乙"]),
}


def read(data: bytes) -> Content:
    return read_text_document(data, SourceOptions())


@pytest.mark.parametrize("name", BODIES)
def test_a_number_is_read_as_it_is_printed(name: str, document: Build) -> None:
    body, expected = BODIES[name]
    content = read(document("text", body, STYLES, OUTLINE))
    assert [one.text for one in content.elements if isinstance(one, Paragraph)] == expected
    assert content.problems == ()


def test_numbers_of_the_rows_of_a_table(document: Build) -> None:
    cell = "<table:table-cell>{}</table:table-cell>"
    rows = "".join(
        f"<table:table-row>{cell.format(listed(item(''), style='M', more=more))}"
        f"{cell.format(f'<text:p>{text}</text:p>')}</table:table-row>"
        for text, more in (("甲", ""), ("乙", ' text:continue-numbering="true"'))
    )
    content = read(document("text", f"<table:table>{rows}</table:table>", STYLES, OUTLINE))
    (grid,) = (one for one in content.elements if isinstance(one, Grid))
    assert [cell.raw for cell in grid.cells] == ["5.", "甲", "6.", "乙"]


def test_numbers_that_are_not_known_are_said(document: Build) -> None:
    """In a format of no known name, in a text box, of a paragraph that names its list itself."""
    odd = f'<text:list-style style:name="O">{level(1, "Native Numbering")}</text:list-style>'
    box = f"<text:p>文<draw:frame><draw:text-box>{listed(item('乙'), style='L')}</draw:text-box></draw:frame></text:p>"
    alone = '<text:numbered-paragraph text:list-id="x" text:level="1"><text:p>丙</text:p></text:numbered-paragraph>'
    content = read(document("text", listed(item("甲"), style="O") + box + alone, STYLES + odd, OUTLINE))
    assert [one.text for one in content.elements if isinstance(one, Paragraph)] == ["甲", "文", "乙", "丙"]
    (problem,) = content.problems
    assert problem.code == "unread_numbering" and problem.message.startswith("3 paragraphs")


def test_a_word_file_saved_as_opendocument_has_the_numbers_that_it_had() -> None:
    """But for the level that only a style has and the full-width number, which LibreOffice saves otherwise."""
    folder = Path(__file__).parents[2] / "data"
    word = read_docx((folder / "lists.docx").read_bytes(), SourceOptions())
    saved = read((folder / "lists.odt").read_bytes())
    pairs = zip(_texts(word), _texts(saved), strict=True)
    different = [(one, other) for one, other in pairs if one.replace(" ", "") != other.replace(" ", "")]
    assert different == [("（二）by its style", "十三、by its style"), ("１．plain", "plain")]


def _texts(content: Content) -> list[str]:
    paragraphs = [one.text for one in content.elements if isinstance(one, Paragraph)]
    return paragraphs + [cell.raw for one in content.elements if isinstance(one, Grid) for cell in one.cells]
