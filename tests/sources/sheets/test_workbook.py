import io
import re
import zipfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.styles import Border, Side

from extractor.document.content import Content, Grid, Paragraph
from extractor.errors import CorruptSource, ExtractorError, TooLarge
from extractor.options import SourceOptions
from extractor.sources.sheets.blocks import Block, table_columns
from extractor.sources.sheets.cells import SheetCells
from extractor.sources.sheets.workbook import read_spreadsheet

Texts = Callable[[Grid], list[list[str]]]
Covered = Callable[[Grid], bool]
THIN = Side(style="thin")
BOX = Border(left=THIN, right=THIN, top=THIN, bottom=THIN)


def read(workbook: openpyxl.Workbook) -> Content:
    return read_spreadsheet(saved(workbook), SourceOptions())


def saved(workbook: openpyxl.Workbook) -> bytes:
    buffer = io.BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()


def filled(rows: list[list[object]], ruled: tuple[int, int] | None = None) -> openpyxl.Workbook:
    """A workbook of one sheet; ``ruled`` rows (from 1, both included) get boxes over all columns."""
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    for row in rows:
        sheet.append(row)
    if ruled:
        for number in range(ruled[0], ruled[1] + 1):
            for column in range(1, max(map(len, rows)) + 1):
                sheet.cell(number, column).border = BOX
    return workbook


def shape(content: Content) -> list[object]:
    return [
        element.text if isinstance(element, Paragraph) else (element.rows, element.columns)
        for element in content.elements
    ]


def grids(content: Content) -> list[Grid]:
    return [element for element in content.elements if isinstance(element, Grid)]


def codes(content: Content) -> list[str]:
    return [problem.code for problem in content.problems]


BUDGET: list[list[object]] = [
    ["支出总表"],
    ["编制部门：某局", None, "单位：万元"],
    ["科目", "名称", "合计"],
    ["201", "服务", 941.39],
    ["合计", None, 941.39],
    ["注：空表列示"],
]


def test_lines_part_the_table_from_its_captions(texts: Texts) -> None:
    workbook = filled(BUDGET, ruled=(3, 5))
    workbook.active.merge_cells("A1:C1")
    content = read(workbook)
    assert shape(content) == ["支出总表", "编制部门：某局", "单位：万元", (3, 3), "注：空表列示"]
    assert texts(grids(content)[0])[2] == ["合计", "", "941.39"]


def test_content_parts_them_where_no_lines_are_drawn() -> None:
    assert shape(read(filled(BUDGET))) == ["支出总表", "编制部门：某局", "单位：万元", (3, 3), "注：空表列示"]


def test_a_boxed_title_belongs_to_the_form(covered_once: Covered) -> None:
    workbook = filled([["申报表"], ["项目名称", "甲"], ["金额", 3]], ruled=(1, 3))
    workbook.active.merge_cells("A1:B1")
    grid = grids(read(workbook))[0]
    assert (grid.rows, grid.columns) == (3, 2)
    assert covered_once(grid)
    assert grid.cells[0].column_span == 2


def test_tables_parted_by_an_empty_row() -> None:
    content = read(filled([["表一"], ["a", "b"], [1, 2], [], ["表二"], ["c", "d"], [3, 4]]))
    assert shape(content) == ["表一", (2, 2), "表二", (2, 2)]


def test_rows_without_lines_go_on_with_a_table_whose_header_has_lines() -> None:
    rows: list[list[object]] = [["科目", "名称", "合计"], ["编码", "", "数"], ["201", "服务", 5], ["202", "外交", 6]]
    assert shape(read(filled(rows, ruled=(1, 2)))) == [(4, 3)]


def test_signatures_under_a_table_are_not_rows_of_it() -> None:
    rows: list[list[object]] = [["a", "b", "c", "d", "e"], [1, 2, 3, 4, 5], ["填表人：甲", None, None, "审核人：乙"]]
    assert shape(read(filled(rows, ruled=(1, 2)))) == [(2, 5), "填表人：甲", "审核人：乙"]


def test_a_long_tail_of_boxed_empty_rows_is_formatting() -> None:
    assert shape(read(filled([["a", "b"], [1, 2]], ruled=(1, 60)))) == [(2, 2)]
    assert shape(read(filled([["a", "b"], [1, 2]], ruled=(1, 3)))) == [(3, 2)]


def test_displayed_and_stored_values_and_places() -> None:
    workbook = filled([["x", "y"], [0.95, datetime(2024, 3, 5)]])
    sheet = workbook.active
    sheet["A2"].number_format = "0%"
    sheet["B2"].number_format = 'yyyy"年"m"月"d"日"'
    cells = grids(read(workbook))[0].cells
    assert [(cell.raw, cell.stored) for cell in cells[2:]] == [("95%", "0.95"), ("2024年3月5日", "2024-03-05T00:00:00")]
    assert (cells[3].places[0].page, tuple(cells[3].places[0].bbox)) == (1, (1, 1, 2, 2))


def test_the_chinese_built_in_date_formats() -> None:
    workbook = filled([["x", "y"], [45356, 1]])
    workbook.active["A2"].number_format = "0.00"
    workbook.active["A2"]._style.numFmtId = 31
    assert grids(read(workbook))[0].cells[2].raw == "2024年3月5日"


def test_a_formula_without_a_value_is_a_problem_not_a_blank() -> None:
    content = read(filled([["x", "y"], [1, "=A2*2"]]))
    cell = grids(content)[0].cells[3]
    assert (cell.raw, cell.stored) == ("", "=A2*2")
    assert codes(content) == ["formula_without_value"]
    assert "B2" in content.problems[0].message


def test_merged_cells(covered_once: Covered) -> None:
    workbook = filled([["收入", None, "支出"], ["项目", "数", None], ["a", 1, 2]], ruled=(1, 3))
    workbook.active.merge_cells("A1:B1")
    workbook.active.merge_cells("C1:C2")
    grid = grids(read(workbook))[0]
    assert covered_once(grid)
    spans = {cell.raw: (cell.row_span, cell.column_span) for cell in grid.cells}
    assert spans["收入"] == (1, 2)
    assert spans["支出"] == (2, 1)


def test_what_lies_under_a_merged_range_is_said_not_read(texts: Texts) -> None:
    merge = b'</sheetData><mergeCells count="1"><mergeCell ref="B1:B2"/></mergeCells>'
    content = read_spreadsheet(_with_sheet_xml(lambda xml: xml.replace(b"</sheetData>", merge)), SourceOptions())
    assert texts(grids(content)[0]) == [["a", "b"], ["1", ""]]
    assert [(one.code, one.severity) for one in content.problems] == [("hidden_text", "warning")]
    assert "B2" in content.problems[0].message


def test_sheets_are_pages_and_hidden_ones_are_read() -> None:
    workbook = filled([["a", "b"], [1, 2]])
    hidden = workbook.create_sheet("底稿")
    hidden.append(["c", "d"])
    hidden.append([3, 4])
    hidden.sheet_state = "hidden"
    workbook.active.row_dimensions[2].hidden = True
    workbook.active.column_dimensions["B"].hidden = True
    content = read(workbook)
    assert [page.number for page in content.pages] == [1, 2]
    assert [grid.name for grid in grids(content)] == ["Sheet", "底稿"]
    assert [(problem.code, problem.page) for problem in content.problems] == [
        ("hidden_rows", 1),
        ("hidden_columns", 1),
        ("hidden_sheet", 2),
    ]


def test_a_workbook_without_a_table() -> None:
    content = read(filled([["封面"], [], ["某局"]]))
    assert shape(content) == ["封面", "某局"]
    assert codes(content) == ["no_table"]
    assert codes(read(openpyxl.Workbook())) == ["no_table"]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    merges=st.lists(st.tuples(*[st.integers(1, 6)] * 4), max_size=5),
    ruled=st.booleans(),
)
def test_any_merges_cover_every_slot_once(
    merges: list[tuple[int, int, int, int]], ruled: bool, covered_once: Covered
) -> None:
    workbook = filled([["x"] * 5] * 5, ruled=(1, 5) if ruled else None)
    taken: set[tuple[int, int]] = set()
    for top, left, bottom, right in merges:
        slots = {(row, column) for row in range(top, bottom + 1) for column in range(left, right + 1)}
        if len(slots) > 1 and not slots & taken:
            taken |= slots
            workbook.active.merge_cells(start_row=top, start_column=left, end_row=bottom, end_column=right)
    content = read(workbook)
    assert all(map(covered_once, grids(content)))


def _with_sheet_xml(change: Callable[[bytes], bytes], part: str = "xl/worksheets/sheet1.xml") -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(saved(filled([["a", "b"], [1, 2]])))) as old, zipfile.ZipFile(buffer, "w") as new:
        for member in old.namelist():
            content = old.read(member)
            new.writestr(member, change(content) if member == part else content)
    return buffer.getvalue()


def test_a_merge_over_the_whole_sheet_is_refused_before_it_fills_the_memory() -> None:
    merge = b'</sheetData><mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    with pytest.raises(TooLarge, match="merged"):
        read_spreadsheet(_with_sheet_xml(lambda xml: xml.replace(b"</sheetData>", merge)), SourceOptions())


def test_styles_that_are_not_there_are_those_of_no_style(capsys: pytest.CaptureFixture[str]) -> None:
    data = _with_sheet_xml(lambda xml: re.sub(rb'<c r="(\w+)"', rb'<c s="99" r="\1"', xml))
    assert shape(read_spreadsheet(data, SourceOptions())) == [(2, 2)]
    captured = capsys.readouterr()
    assert (captured.out, captured.err) == ("", "")


def test_cells_and_rows_without_their_places_follow_each_other(texts: Texts) -> None:
    data = _with_sheet_xml(lambda xml: re.sub(rb'(<(?:c|row)) r="\w+"', rb"\1", xml))
    assert texts(grids(read_spreadsheet(data, SourceOptions()))[0]) == [["a", "b"], ["1", "2"]]


def test_runs_escapes_and_phonetic_guides_of_shared_strings() -> None:
    item = '<si><r><t>甲</t></r><r><t xml:space="preserve">_x000A_ 乙_x005F_</t></r><rPh><t>jia</t></rPh></si>'
    strings = f'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">{item}<si><t>丙</t></si></sst>'
    relation = (
        '<Relationship Id="rId77" Target="/xl/sharedStrings.xml" Type="http://schemas.openxmlformats.org/'
        'officeDocument/2006/relationships/sharedStrings"/></Relationships>'
    )
    data = _with_sheet_xml(lambda xml: re.sub(rb't="inlineStr"><is>.*?</is>', b't="s"><v>0</v>', xml))
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w") as new:
        for member in old.namelist():
            content = old.read(member)
            if member == "xl/_rels/workbook.xml.rels":
                content = content.replace(b"</Relationships>", relation.encode())
            new.writestr(member, content)
        new.writestr("xl/sharedStrings.xml", strings)
    found = grids(read_spreadsheet(buffer.getvalue(), SourceOptions()))[0]
    assert [cell.raw for cell in found.cells] == ["甲\n 乙_", "甲\n 乙_", "1", "2"]
    wrong = _with_sheet_xml(
        lambda xml: xml.replace(b't="inlineStr"', b't="s"').replace(b"<is><t>a</t></is>", b"<v>7</v>")
    )
    with pytest.raises(CorruptSource):
        read_spreadsheet(wrong, SourceOptions())


def test_a_formula_whose_value_is_no_text_is_a_blank() -> None:
    empty = rb'\1 t="str"><f>IF(A2=1,"",A2)</f><v></v></c>'
    content = read_spreadsheet(
        _with_sheet_xml(lambda xml: re.sub(rb'(<c r="B2")[^>]*><v>2</v></c>', empty, xml)), SourceOptions()
    )
    assert shape(content) == ["a", "b", "1"] and codes(content) == ["no_table"]


def test_a_picture_in_a_cell_is_said() -> None:
    shown = rb'\1 t="str"><f>_xlfn.DISPIMG("ID_1",1)</f><v>=DISPIMG("ID_1",1)</v></c>'
    content = read_spreadsheet(
        _with_sheet_xml(lambda xml: re.sub(rb'(<c r="B2")[^>]*><v>2</v></c>', shown, xml)), SourceOptions()
    )
    assert grids(content)[0].cells[3].raw == ""
    assert [(one.code, one.severity) for one in content.problems] == [("picture_not_read", "info")]


def test_a_shared_formula_without_values_is_named_everywhere() -> None:
    shared = rb'\1<f t="shared" ref="A2:B2" si="0">A1*2</f></c>'
    other = rb'\1<f t="shared" si="0"/></c>'

    def change(xml: bytes) -> bytes:
        xml = re.sub(rb'(<c r="A2"[^>]*>)<v>1</v></c>', shared, xml)
        return re.sub(rb'(<c r="B2"[^>]*>)<v>2</v></c>', other, xml)

    content = read_spreadsheet(_with_sheet_xml(change), SourceOptions())
    assert codes(content) == ["formula_without_value"]
    assert [cell.stored for cell in grids(content)[0].cells][2:] == ["=A1*2", "=A1*2"]


def test_a_date_outside_the_calendar_is_doubtful() -> None:
    workbook = filled([["x", "y"], [1, 99999999]])
    workbook.active["B2"].number_format = "yyyy-mm-dd"
    content = read(workbook)
    assert codes(content) == ["doubtful_cell"]
    assert grids(content)[0].cells[3].raw == "#VALUE!"


def test_blank_rows_without_number_take_no_memory() -> None:
    rows = b"".join(b'<row r="%d" ht="14"/>' % number for number in range(3, 1_000_003))
    content = read_spreadsheet(
        _with_sheet_xml(lambda xml: xml.replace(b"</sheetData>", rows + b"</sheetData>")), SourceOptions()
    )
    assert shape(content) == [(2, 2)]


@pytest.mark.parametrize("blank", [b'<row r="2"/>', b"<row/>", b'<row ht="14" r="2"/>'])
def test_blank_rows_are_counted_however_they_are_written(blank: bytes) -> None:
    def moved(row: bytes) -> bytes:
        sheet = _with_sheet_xml(
            lambda xml: xml.replace(b'<row r="2"', row).replace(b'r="A2"', b'r="A3"').replace(b'r="B2"', b'r="B3"')
        )
        return sheet

    found = read_spreadsheet(moved(blank + b"<row"), SourceOptions())
    assert found.elements == read_spreadsheet(moved(b'<row r="3"'), SourceOptions()).elements
    assert len(found.elements) == 4


def test_hidden_rows_are_said_though_they_are_blank() -> None:
    hidden = b'<row r="3" hidden="1"/></sheetData>'
    content = read_spreadsheet(
        _with_sheet_xml(
            lambda xml: xml.replace(b'<row r="2"', b'<row r="2" hidden="1"').replace(b"</sheetData>", hidden)
        ),
        SourceOptions(),
    )
    assert codes(content) == ["hidden_rows"]


@pytest.mark.parametrize("reference", ["1", "ABCDEFGH1", "é2", ""])
def test_places_that_are_none_are_corrupt(reference: str) -> None:
    change = f'<c r="{reference}"'.encode()
    with pytest.raises(CorruptSource):
        read_spreadsheet(_with_sheet_xml(lambda xml: xml.replace(b'<c r="A2"', change)), SourceOptions())


def test_a_broken_sheet_is_corrupt() -> None:
    with pytest.raises(CorruptSource):
        read_spreadsheet(_with_sheet_xml(lambda xml: xml[: len(xml) // 2]), SourceOptions())


def test_a_bomb_is_refused() -> None:
    with pytest.raises(TooLarge, match="max_inflated_bytes"):
        read_spreadsheet(saved(filled([["x" * 30_000] * 3])), SourceOptions(max_inflated_bytes=20_000))


def test_a_text_is_shown_by_its_format_and_said_where_that_shows_nothing() -> None:
    workbook = filled([["甲", "乙", "丙"], ["100", "200", 0], [1, 2, 300]])
    sheet = workbook.active
    sheet["A2"].number_format = '0;-0;0;"负"@'
    for place in ("B2", "C2", "C3"):
        sheet[place].number_format = ";;;"
    content = read(workbook)
    assert [(cell.raw, cell.stored) for cell in grids(content)[0].cells[3:6]] == [
        ("负100", "100"),
        ("", "200"),
        ("", "0"),
    ]
    assert [(one.code, one.severity) for one in content.problems] == [("hidden_text", "warning")]
    assert content.problems[0].message.endswith(": B2, C3.")


def test_no_format_hides_an_error() -> None:
    workbook = filled([["甲", "乙"], [1, "#REF!"]])
    workbook.active["B2"].data_type = "e"
    workbook.active["B2"].number_format = ';;;"注"@'
    content = read(workbook)
    assert grids(content)[0].cells[3].raw == "#REF!" and not content.problems


def test_zeros_that_a_sheet_does_not_show() -> None:
    workbook = filled([["甲", "乙", "丙"], [0, 0.5, "0"]])
    assert [cell.raw for cell in grids(read(workbook))[0].cells[3:]] == ["0", "0.5", "0"]
    workbook.active.sheet_view.showZeros = False
    content = read(workbook)
    cells = grids(content)[0].cells[3:]
    assert [(cell.raw, cell.stored) for cell in cells] == [("", "0"), ("0.5", "0.5"), ("0", "0")]
    assert not content.problems


def test_a_text_counted_from_the_end_is_none() -> None:
    wrong = _with_sheet_xml(
        lambda xml: xml.replace(b't="inlineStr"', b't="s"').replace(b"<is><t>a</t></is>", b"<v>-1</v>")
    )
    with pytest.raises(CorruptSource, match="A1"):
        read_spreadsheet(wrong, SourceOptions())


@pytest.mark.parametrize(
    "twice", [rb'\1\1<c r="B2"><v>555</v></c></row>', rb'\1</row><row r="2"><c r="B2"><v>555</v></c></row>']
)
def test_cells_that_are_given_twice_are_doubtful(twice: bytes, texts: Texts) -> None:
    data = _with_sheet_xml(lambda xml: re.sub(rb'(<c r="B2"[^>]*><v>2</v></c>)</row>', twice, xml))
    content = read_spreadsheet(data, SourceOptions())
    assert texts(grids(content)[0])[1] == ["1", "555"]
    assert [(one.code, one.severity) for one in content.problems] == [("doubtful_cell", "warning")]
    assert content.problems[0].message.endswith(": B2.")


@pytest.mark.parametrize(("height", "shown"), [("superscript", "100.00¹"), ("subscript", "100.001")])
def test_raised_digits_are_superscript_digits(height: str, shown: str) -> None:
    runs = f'<r><t>100.00</t></r><r><rPr><vertAlign val="{height}"/></rPr><t>1</t></r>'.encode()
    content = read_spreadsheet(_with_sheet_xml(lambda xml: xml.replace(b"<t>a</t>", runs)), SourceOptions())
    assert grids(content)[0].cells[0].raw == shown


_SHAPE = (
    '<v:shape id="%s"><v:textbox><div>%s<br></div></v:textbox><x:ClientData ObjectType="%s"><x:Row/></x:ClientData>'
    "</v:shape>"
)


_CHOICE = '<v:shape id="s1"><x:ClientData ObjectType="Drop"><x:Sel>%d</x:Sel></x:ClientData></v:shape>'


@pytest.mark.parametrize(
    ("shape", "codes_said"),
    [
        (_SHAPE % ("s1", "另有收入888.88万元", "Label"), ["lost_text"]),
        (_SHAPE % ("s1", "", "Label"), []),
        (_CHOICE % 2, ["lost_text"]),
        (_CHOICE % 0, []),
        (_SHAPE % ("s1", "打印", "Button"), []),
        (_SHAPE % ("s1", "张三", "Note"), []),
    ],
)
def test_labels_of_form_controls_are_said(shape: str, codes_said: list[str]) -> None:
    old = f'<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:x="urn:schemas-microsoft-com:office:excel">{shape}</xml>'
    relation = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="v1" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/vmlDrawing" '
        'Target="../drawings/vmlDrawing1.vml"/></Relationships>'
    )
    buffer = io.BytesIO(_with_sheet_xml(bytes))
    with zipfile.ZipFile(buffer, "a") as package:
        package.writestr("xl/worksheets/_rels/sheet1.xml.rels", relation)
        package.writestr("xl/drawings/vmlDrawing1.vml", old)
    assert codes(read_spreadsheet(buffer.getvalue(), SourceOptions())) == codes_said


def test_damage_anywhere_raises_only_own_errors() -> None:
    data = saved(filled([["a", "b"], [1, 2]]))
    for place in range(0, len(data), max(1, len(data) // 60)):
        for damaged in (data[:place], data[:place] + b"\xff\xff\xff" + data[place + 3 :]):
            try:
                read_spreadsheet(damaged, SourceOptions())
            except ExtractorError:
                continue


def test_real_forms(shared: Path, covered_once: Covered, texts: Texts) -> None:
    forms = shared / "documents" / "forms"
    content = read_spreadsheet((forms / "zhanjiang_2024_department_targets.xlsx").read_bytes(), SourceOptions())
    assert shape(content)[1:] == [(36, 5)]
    rows = texts(grids(content)[0])
    assert rows[3][1:3] == ["基本支出", "10,891.62"]
    assert rows[20][4] == "100%"
    application = read_spreadsheet((forms / "wuhan_2020_project_application.xlsx").read_bytes(), SourceOptions())
    assert shape(application) == [(52, 7)]
    assert codes(application) == ["formula_without_value"]
    assert all(map(covered_once, [*grids(content), *grids(application)]))


def test_real_templates_have_their_captions_outside(shared: Path, covered_once: Covered) -> None:
    data = (shared / "documents" / "shanghai" / "department_budget_template.xlsx").read_bytes()
    content = read_spreadsheet(data, SourceOptions())
    assert len(content.pages) == 17
    assert len(grids(content)) == 9
    assert all(map(covered_once, grids(content)))
    said = [element.text for element in content.elements if isinstance(element, Paragraph)]
    assert said.count("单位：元") == 8


def test_rows_that_only_go_on_with_cells_above_have_no_columns_of_their_own() -> None:
    assert table_columns(SheetCells(), Block(3, 5, True)) == (0, 0)
