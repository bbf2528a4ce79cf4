import io
import zipfile
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.document.content import Content, Grid, Paragraph
from extractor.errors import CorruptSource, EncryptedSource, ExtractorError, TooLarge
from extractor.options import SourceOptions
from extractor.sources.opendocument.text_document import read_text_document
from extractor.sources.sniff import MediaType, sniff

Build = Callable[..., bytes]
Texts = Callable[[Grid], list[list[str]]]
Covered = Callable[[Grid], bool]


def read(data: bytes) -> Content:
    return read_text_document(data, SourceOptions())


def said(content: Content) -> list[object]:
    return [
        element.text if isinstance(element, Paragraph) else (element.rows, element.columns)
        for element in content.elements
    ]


def grids(content: Content) -> list[Grid]:
    return [element for element in content.elements if isinstance(element, Grid)]


def cell(text: str = "", **counts: int) -> str:
    words = "".join(f' table:number-{name.replace("_", "-")}="{count}"' for name, count in counts.items())
    paragraph = f"<text:p>{text}</text:p>" if text else ""
    return f"<table:table-cell{words}>{paragraph}</table:table-cell>"


def test_paragraphs_headings_sizes_and_white_space(document: Build) -> None:
    automatic = (
        '<style:style style:name="P1" style:family="paragraph" style:parent-style-name="Base"/>'
        '<style:style style:name="T1" style:family="text"><style:text-properties fo:font-size="22pt"/></style:style>'
    )
    styles = (
        '<style:style style:name="Base" style:family="paragraph">'
        '<style:text-properties fo:font-size="16pt"/></style:style>'
    )
    body = (
        '<text:h text:outline-level="2">一、职责</text:h>'
        '<text:p text:style-name="P1">甲  \n 乙<text:s text:c="3"/>丙<text:tab/>丁<text:line-break/>戊</text:p>'
        '<text:list><text:list-item><text:p text:style-name="P1"><text:span text:style-name="T1">大</text:span>'
        "</text:p></text:list-item></text:list>"
    )
    content = read(document("text", body, automatic, styles))
    assert said(content) == ["一、职责", "甲 乙   丙\t丁\n戊", "大"]
    assert [(p.heading_level, p.size) for p in content.elements if isinstance(p, Paragraph)] == [
        (2, None),
        (0, 16.0),
        (0, 22.0),
    ]


def test_what_was_removed_or_remarked_is_not_said_and_notes_come_last(document: Build) -> None:
    body = (
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>旧文</text:p></text:deletion>"
        "</text:changed-region></text:tracked-changes>"
        "<text:p>正文<office:annotation><text:p>批注</text:p></office:annotation>"
        "<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>脚注</text:p></text:note-body>"
        "</text:note>续"
        "<text:ruby><text:ruby-base>字</text:ruby-base><text:ruby-text>zi</text:ruby-text></text:ruby></text:p>"
        "<text:p><draw:frame><draw:text-box><text:p>框中</text:p></draw:text-box></draw:frame></text:p>"
    )
    assert said(read(document("text", body))) == ["正文续字", "框中", "脚注"]


def test_heads_and_feet_are_furniture_each_once(document: Build) -> None:
    master = (
        '<office:master-styles><style:master-page style:name="A"><style:header><text:p>页眉</text:p></style:header>'
        "<style:footer><text:p>页脚</text:p></style:footer></style:master-page>"
        '<style:master-page style:name="B"><style:header><text:p>页眉</text:p></style:header></style:master-page>'
        "</office:master-styles>"
    )
    content = read(document("text", "<text:p>正文</text:p>", styles=master))
    assert said(content) == ["页眉", "正文", "页脚"]
    assert [p.furniture for p in content.elements if isinstance(p, Paragraph)] == [True, False, True]


def test_spans_covered_cells_and_nested_tables(document: Build, texts: Texts, covered_once: Covered) -> None:
    inner = f"<table:table><table:table-row>{cell('内')}{cell('层')}</table:table-row></table:table>"
    body = (
        '<table:table><table:table-column table:number-columns-repeated="3"/><table:table-header-rows>'
        f"<table:table-row>{cell('收入', columns_spanned=2)}<table:covered-table-cell/>"
        f"{cell('支出', rows_spanned=2)}</table:table-row></table:table-header-rows>"
        f"<table:table-row>{cell('项目')}{cell('数')}<table:covered-table-cell/></table:table-row>"
        '<table:table-row table:number-rows-repeated="2">'
        f"{cell('甲')}<table:table-cell><text:p>1</text:p>{inner}<text:p>2</text:p></table:table-cell>{cell()}"
        "</table:table-row></table:table>"
    )
    grid, nested = grids(read(document("text", body)))
    assert covered_once(grid)
    assert texts(grid) == [["收入", "", "支出"], ["项目", "数", ""], ["甲", "1\n2", ""], ["甲", "1\n2", ""]]
    assert texts(nested) == [["内", "层"]]


def test_entities_are_refused_and_nothing_is_fetched(document: Build) -> None:
    prologue = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>'
    with pytest.raises(CorruptSource, match="declares a document type"):
        read(document("text", "<text:p>&amp;e;</text:p>", prologue=prologue))
    late = f"<!--{' ' * 5000}-->{prologue}"
    with pytest.raises(CorruptSource, match="declares a document type"):
        read(document("text", "<text:p>甲&e;乙</text:p>", prologue=late))


def test_rows_repeated_without_end_are_bounded(document: Build) -> None:
    def table(row: str) -> bytes:
        return document("text", f"<table:table>{row}</table:table>")

    with pytest.raises(TooLarge):
        read(table(f'<table:table-row table:number-rows-repeated="1000000">{cell("a")}</table:table-row>'))
    with pytest.raises(TooLarge):
        read(table(f"<table:table-row>{cell('a', columns_repeated=99_999_999)}</table:table-row>"))


def test_encrypted_and_broken_packages_are_told_apart(document: Build) -> None:
    buffer = io.BytesIO(document("text", "<text:p>x</text:p>"))
    with zipfile.ZipFile(buffer, "a") as container:
        container.writestr("META-INF/manifest.xml", "<manifest><encryption-data/></manifest>")
    with pytest.raises(EncryptedSource):
        read(buffer.getvalue())
    with pytest.raises(CorruptSource):
        read(document("text", "<text:p>x"))
    with pytest.raises(CorruptSource):
        read(document("spreadsheet", ""))
    deep = "<text:span>" * 20000
    with pytest.raises(CorruptSource):
        read(document("text", f"<text:p>{deep}x{'</text:span>' * 20000}</text:p>"))


def test_the_format_is_told_by_its_content(document: Build) -> None:
    assert sniff(document("text", ""), "a.doc") == MediaType.ODT


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_every_slot_belongs_to_one_cell_whatever_the_spans_say(
    data: st.DataObject, document: Build, covered_once: Covered
) -> None:
    counts = st.integers(0, 4)
    names = ("columns_spanned", "rows_spanned", "columns_repeated")
    rows = ""
    for _ in range(data.draw(st.integers(1, 4))):
        made = ""
        for _ in range(data.draw(st.integers(1, 4))):
            if data.draw(st.booleans()):
                made += cell("x", **{name: data.draw(counts) for name in names})
            else:
                made += "<table:covered-table-cell/>"
        rows += f"<table:table-row>{made}</table:table-row>"
    for grid in grids(read(document("text", f"<table:table>{rows}</table:table>"))):
        assert covered_once(grid)


@settings(max_examples=40, deadline=None)
@given(place=st.integers(0, 10**6), junk=st.binary(min_size=1, max_size=8))
def test_only_own_errors_escape_from_damaged_files(place: int, junk: bytes, document: Build) -> None:
    good = document(
        "text", f"<text:p>文</text:p><table:table><table:table-row>{cell('a')}</table:table-row></table:table>"
    )
    place %= len(good)
    try:
        read(good[:place] + junk + good[place + len(junk) :])
    except ExtractorError as error:
        assert error.code in {"corrupt_file", "too_large", "encrypted_file"}
