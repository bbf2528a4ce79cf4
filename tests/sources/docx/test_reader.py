import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from docx.document import Document as WordDocument
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extractor.document.content import Content, Grid, Paragraph
from extractor.errors import CorruptSource, ExtractorError, TooLarge
from extractor.options import SourceOptions
from extractor.sources.docx.reader import read_docx

Texts = Callable[[Grid], list[list[str]]]
ReadBody = Callable[..., Content]
Covered = Callable[[Grid], bool]


def saved(document: WordDocument) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def cell(text: str = "", properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(text)}</w:tc>"


def row(*cells: str, properties: str = "") -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def table(*rows: str) -> str:
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(rows)}</w:tbl>"


def only_grid(content: Content) -> Grid:
    grids = [element for element in content.elements if isinstance(element, Grid)]
    assert len(grids) == 1
    return grids[0]


def said(content: Content) -> list[str]:
    return [element.text for element in content.elements if isinstance(element, Paragraph)]


SPAN2 = '<w:gridSpan w:val="2"/>'
RESTART, CONTINUE = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"


def test_order_headings_and_tables() -> None:
    document = docx.Document()
    document.add_heading("一、总体", level=2)
    document.add_paragraph("正文")
    grid = document.add_table(rows=1, cols=2)
    grid.cell(0, 0).text = "项目"
    grid.cell(0, 1).text = "金额"
    document.add_paragraph("后文")
    content = read_docx(saved(document), SourceOptions())
    kinds = [type(element).__name__ for element in content.elements]
    assert kinds == ["Paragraph", "Paragraph", "Grid", "Paragraph"]
    first = content.elements[0]
    assert isinstance(first, Paragraph)
    assert (first.text, first.heading_level) == ("一、总体", 2)
    assert content.pages == ()


def test_spans_over_columns_and_rows(read_body: ReadBody, covered_once: Covered) -> None:
    grid = only_grid(
        read_body(
            table(
                row(cell("科目", SPAN2), cell("合计", RESTART)),
                row(cell("编码"), cell("名称"), cell("", CONTINUE)),
                row(cell("201"), cell("服务"), cell("941.39")),
            )
        )
    )
    assert (grid.rows, grid.columns) == (3, 3)
    assert covered_once(grid)
    spans = {item.raw: (item.row, item.column, item.row_span, item.column_span) for item in grid.cells}
    assert spans["科目"] == (0, 0, 1, 2)
    assert spans["合计"] == (0, 2, 2, 1)
    assert spans["941.39"] == (2, 2, 1, 1)


def test_old_horizontal_merges(read_body: ReadBody, covered_once: Covered) -> None:
    grid = only_grid(
        read_body(
            table(
                row(cell("甲", '<w:hMerge w:val="restart"/>'), cell("", "<w:hMerge/>"), cell("乙")),
                row(cell("1"), cell("2"), cell("3")),
            )
        )
    )
    assert covered_once(grid)
    assert [(item.raw, item.column_span) for item in grid.cells if item.row == 0] == [("甲", 2), ("乙", 1)]


def test_rows_that_begin_late_or_end_early_are_filled_up(
    read_body: ReadBody, covered_once: Covered, texts: Texts
) -> None:
    grid = only_grid(
        read_body(
            table(
                row(cell("a"), cell("b"), cell("c")),
                row(cell("d"), properties='<w:gridBefore w:val="1"/><w:gridAfter w:val="1"/>'),
                row(cell("e")),
            )
        )
    )
    assert covered_once(grid)
    assert texts(grid) == [["a", "b", "c"], ["", "d", ""], ["e", "", ""]]


def test_a_continuation_of_nothing_is_a_cell(read_body: ReadBody, covered_once: Covered) -> None:
    grid = only_grid(read_body(table(row(cell("a", CONTINUE), cell("b")), row(cell("c", CONTINUE + SPAN2)))))
    assert covered_once(grid)
    assert sorted(item.raw for item in grid.cells) == ["a", "b", "c"]


def test_columns_merged_in_every_row_are_one(read_body: ReadBody) -> None:
    grid = only_grid(read_body(table(row(cell("a", SPAN2), cell("b")), row(cell("c", SPAN2), cell("d")))))
    assert grid.columns == 2


def test_a_nested_table_is_its_own_grid_after_the_outer_one(read_body: ReadBody) -> None:
    inner = table(row(cell("里"), cell("面")))
    outer = f"<w:tbl><w:tblPr/><w:tblGrid/><w:tr><w:tc>{paragraph('外')}{inner}<w:p/></w:tc></w:tr></w:tbl>"
    grids = [element for element in read_body(outer).elements if isinstance(element, Grid)]
    assert [[item.raw for item in grid.cells] for grid in grids] == [["外"], ["里", "面"]]


def test_what_runs_say(read_body: ReadBody) -> None:
    content = read_body(
        "<w:p><w:r><w:t>一</w:t><w:tab/><w:t>二</w:t><w:br/><w:t>三</w:t></w:r>"
        '<w:ins w:id="1"><w:r><w:t>入</w:t></w:r></w:ins><w:del w:id="2"><w:r><w:delText>删</w:delText></w:r></w:del>'
        "<w:r><w:instrText>PAGE</w:instrText></w:r>"
        "<w:sdt><w:sdtContent><w:r><w:t>控</w:t></w:r></w:sdtContent></w:sdt>"
        '<w:hyperlink w:anchor="x"><w:r><w:t>链</w:t></w:r></w:hyperlink></w:p>'
    )
    assert said(content) == ["一\t二\n三入控链"]


def test_content_controls_around_blocks_rows_and_cells(read_body: ReadBody, texts: Texts) -> None:
    inner = f"<w:sdt><w:sdtContent>{cell('b')}</w:sdtContent></w:sdt>"
    wrapped_row = f"<w:sdt><w:sdtContent>{row(cell('c'), cell('d'))}</w:sdtContent></w:sdt>"
    body = f"<w:sdt><w:sdtContent>{paragraph('前')}{table(row(cell('a'), inner), wrapped_row)}</w:sdtContent></w:sdt>"
    content = read_body(body)
    assert said(content) == ["前"]
    assert texts(only_grid(content)) == [["a", "b"], ["c", "d"]]


def test_a_removed_row_is_left_out(read_body: ReadBody, texts: Texts) -> None:
    removed = row(cell("x"), properties='<w:del w:id="1"/>')
    assert texts(only_grid(read_body(table(row(cell("a")), removed)))) == [["a"]]


def test_text_boxes_are_said_once(read_body: ReadBody) -> None:
    box = f"<w:txbxContent>{paragraph('框')}</w:txbxContent>"
    content = read_body(
        "<w:p><w:r><w:t>锚</w:t></w:r><w:r><mc:AlternateContent>"
        f"<mc:Choice Requires='wps'><w:drawing>{box}</w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
    assert said(content) == ["锚", "框"]


def test_own_outline_level_and_size(read_body: ReadBody) -> None:
    content = read_body(
        '<w:p><w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:r><w:rPr><w:sz w:val="32"/></w:rPr><w:t>题</w:t></w:r></w:p>'
    )
    heading = content.elements[0]
    assert isinstance(heading, Paragraph)
    assert (heading.heading_level, heading.size) == (1, 16.0)


def test_running_heads_are_furniture() -> None:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "某某局"
    document.sections[0].footer.paragraphs[0].text = "第一页"
    document.add_paragraph("正文")
    elements = read_docx(saved(document), SourceOptions()).elements
    found = [(item.text, item.furniture) for item in elements if isinstance(item, Paragraph)]
    assert found == [("某某局", True), ("正文", False), ("第一页", True)]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    rows=st.lists(
        st.lists(st.tuples(st.integers(1, 4), st.sampled_from(["", RESTART, CONTINUE])), min_size=1, max_size=5),
        min_size=1,
        max_size=6,
    )
)
def test_any_merges_cover_every_slot_once(
    read_body: ReadBody, rows: list[list[tuple[int, str]]], covered_once: Covered
) -> None:
    built = [row(*(cell("x", f'<w:gridSpan w:val="{span}"/>{merge}') for span, merge in line)) for line in rows]
    assert covered_once(only_grid(read_body(table(*built))))


def test_an_absurd_span_is_refused(read_body: ReadBody) -> None:
    with pytest.raises(CorruptSource):
        read_body(table(row(cell("x", '<w:gridSpan w:val="999999999"/>'))))


def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    document = docx.Document()
    document.add_paragraph("零" * 200_000)
    with pytest.raises(TooLarge, match="max_inflated_bytes"):
        read_docx(saved(document), SourceOptions(max_inflated_bytes=100_000))


def _replaced(data: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w") as new:
        for member in old.namelist():
            content = old.read(member)
            new.writestr(member, change(content) if member == name else content)
    return buffer.getvalue()


@pytest.mark.parametrize(
    "change",
    [
        lambda xml: xml[: len(xml) // 2],
        lambda xml: b"",
        lambda xml: b"<other/>",
        lambda xml: xml.replace(b"?>", b'?><!DOCTYPE x [<!ENTITY a "b">]>', 1),
    ],
)
def test_a_broken_main_part_is_corrupt(change: Callable[[bytes], bytes]) -> None:
    with pytest.raises(CorruptSource):
        read_docx(_replaced(saved(docx.Document()), "word/document.xml", change), SourceOptions())


def test_damage_anywhere_raises_only_own_errors() -> None:
    data = saved(docx.Document())
    for place in range(0, len(data), max(1, len(data) // 60)):
        for damaged in (data[:place], data[:place] + b"\xff\xff\xff" + data[place + 3 :]):
            try:
                read_docx(damaged, SourceOptions())
            except ExtractorError:
                continue


def test_odd_word_files_of_others(shared: Path, covered_once: Covered) -> None:
    files = sorted((shared / "hostile" / "word").glob("*.docx"))
    assert files
    for file in files:
        try:
            content = read_docx(file.read_bytes(), SourceOptions())
        except ExtractorError:
            continue
        assert all(covered_once(element) for element in content.elements if isinstance(element, Grid))


def test_a_file_with_formatting_that_the_standard_forbids_is_read(shared: Path) -> None:
    """Its name says bad XML, but every part is well-formed: insertions are read, deletions left out and said."""
    content = read_docx((shared / "hostile" / "word" / "bad-xml.docx").read_bytes(), SourceOptions())
    texts = [element.text for element in content.elements if isinstance(element, Paragraph)]
    assert [text[-8:] for text in texts] == ["oken.  ∀", "eviewing", "included"]
    assert "✻and" in texts[2]
    assert [(problem.code, problem.severity) for problem in content.problems] == [("deleted_text", "info")]


def test_nested_headers_of_a_real_report(shared: Path, covered_once: Covered) -> None:
    data = (shared / "documents" / "forms" / "open_government_annual_report.docx").read_bytes()
    grids = [element for element in read_docx(data, SourceOptions()).elements if isinstance(element, Grid)]
    assert [(grid.rows, grid.columns) for grid in grids] == [(14, 4), (28, 10), (4, 15)]
    assert all(map(covered_once, grids))
    spans = {(item.row, item.column): (item.row_span, item.column_span, item.raw) for item in grids[2].cells}
    assert spans[0, 0] == (1, 5, "行政复议")
    assert spans[1, 10][:2] == (1, 5)


def test_entities_declared_behind_a_long_comment_are_refused() -> None:
    late = f'<?xml version="1.0"?><!--{" " * 5000}--><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>'
    buffer = io.BytesIO()
    docx.Document().save(buffer)
    changed = io.BytesIO()
    with zipfile.ZipFile(buffer) as source, zipfile.ZipFile(changed, "w") as target:
        for name in source.namelist():
            data = source.read(name)
            if name == "word/document.xml":
                data = late.encode() + data.partition(b"?>")[2].replace(b"<w:body>", b"<w:body><w:p>&e;</w:p>")
            target.writestr(name, data)
    with pytest.raises(CorruptSource, match="declares a document type"):
        read_docx(changed.getvalue(), SourceOptions())
