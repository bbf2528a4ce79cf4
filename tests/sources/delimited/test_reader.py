import csv
import io
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.document.content import Content, Grid, Paragraph
from extractor.errors import EmptySource, ExtractorError, UnsupportedFormat
from extractor.options import SourceOptions
from extractor.sources.delimited import reader
from extractor.sources.delimited.dialect import find_dialect
from extractor.sources.delimited.reader import read_delimited
from extractor.sources.sniff import MediaType, sniff

Texts = Callable[[Grid], list[list[str]]]
Covered = Callable[[Grid], bool]


def read(text: str, encoding: str = "utf-8") -> Content:
    return read_delimited(text.encode(encoding), SourceOptions())


def said(content: Content) -> list[object]:
    return [
        element.text if isinstance(element, Paragraph) else (element.rows, element.columns)
        for element in content.elements
    ]


def grids(content: Content) -> list[Grid]:
    return [element for element in content.elements if isinstance(element, Grid)]


SHEET = """支出总表,,
编制部门：某局,,单位：万元
科目,名称,合计
201,服务,"1,941.39"
202,"外交
支出",5
注：空表列示,,
"""


def test_captions_table_and_notes(texts: Texts) -> None:
    content = read(SHEET)
    assert said(content) == ["支出总表", "编制部门：某局", "单位：万元", (3, 3), "注：空表列示"]
    assert texts(grids(content)[0])[1:] == [["201", "服务", "1,941.39"], ["202", "外交\n支出", "5"]]
    assert (content.reader, len(content.pages)) == ("delimited/utf-8", 1)
    assert tuple(grids(content)[0].cells[4].places[0].bbox) == (1, 3, 2, 4)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16", "utf-16-le", "big5"])
def test_encodings(encoding: str) -> None:
    text = "科目,名稱,合計\n201,服務,5\n202,外交,6\n"
    assert said(read(text, encoding)) == [(3, 3)]
    assert [cell.raw for cell in grids(read(text, encoding))[0].cells][:3] == ["科目", "名稱", "合計"]


@pytest.mark.parametrize(
    ("text", "delimiter", "columns"),
    [
        ("科目\t金额\n甲\t1,234.50\n乙\t2,345,678.00\n", "\t", 2),
        ("科目;金额\n甲;1,5\n乙;2,5\n", ";", 2),
        ("a|b|c\n1|2|3\n", "|", 3),
        ("sep=;\n科目;a,b\n甲;c,d\n", ";", 2),
        ('"a,b","c"\n"d","e,f,g"\n', ",", 2),
        ("标题\n\na,b,c\n1,2,3\n4,5,6\n", ",", 3),
    ],
)
def test_the_delimiter_makes_the_rows_equally_wide(text: str, delimiter: str, columns: int) -> None:
    found = find_dialect(text)
    assert found is not None
    assert (found.delimiter, found.columns) == (delimiter, columns)


def test_a_text_without_delimiters_is_a_text_dump() -> None:
    assert find_dialect("一、部门职责\n二、机构设置\n") is None
    content = read("一、部门职责\n二、机构设置\n")
    assert (said(content), content.reader) == (["一、部门职责", "二、机构设置"], "text/utf-8")


def test_a_table_goes_on_over_blank_rows_and_ends_at_the_next_title() -> None:
    content = read("表一,\n科目,数\na,1\n,\n,\nb,2\n,\n表二,\n科目,数\nc,3\n")
    assert said(content) == ["表一", (5, 2), "表二", (2, 2)]


def test_spans_of_headers_come_back_where_each_slot_below_is_filled(texts: Texts, covered_once: Covered) -> None:
    content = read("序号,收入,,支出,\n,项目,数,项目,数\n1,a,2,b,3\n2,c,,d,4\n")
    grid = grids(content)[0]
    assert covered_once(grid)
    spans = {cell.raw: (cell.row_span, cell.column_span) for cell in grid.cells if cell.row == 0}
    assert spans == {"序号": (2, 1), "收入": (1, 2), "支出": (1, 2)}
    assert texts(grid)[3] == ["2", "c", "", "d", "4"]


def test_a_label_with_an_empty_value_is_not_spread() -> None:
    grid = grids(read("项目名称,,编码,\n主管部门,某局,单位,\n金额,5,,\n"))[0]
    assert all((cell.row_span, cell.column_span) == (1, 1) for cell in grid.cells)


def test_codes_kept_by_a_formula_and_marks_that_do_not_pair() -> None:
    content = read('a,b,c\n="0012",1,2\n')
    assert [cell.raw for cell in grids(content)[0].cells][3] == "0012"
    content = read('a,b\n"甲"乙,1\n丙",2\n"丁,3\n')
    assert [problem.code for problem in content.problems] == ["doubtful_cell"]
    assert [cell.raw for cell in grids(content)[0].cells][2:] == ['"甲"乙', "1", '丙"', "2", '"丁', "3"]


def test_a_mark_that_nothing_closes_does_not_swallow_the_file() -> None:
    content = read('a,b\n"甲,1\n' + "乙,2\n" * 2000 + '"丙",3\n')
    assert grids(content)[0].rows > 2000


@pytest.mark.parametrize(
    ("data", "name", "expected"),
    [
        ("a,b\n1,2\n", "a.csv", MediaType.CSV),
        ("科目\t数\n甲\t1\n", "a.tsv", MediaType.CSV),
        ("科目\t数\n甲\t1\n", "a.xls", MediaType.CSV),
        ("a,b,c\n1,2,3\n4,5,6\n", None, MediaType.CSV),
        ("科目\t数\t额\n甲\t1\t2\n乙\t3\t4\n", "a.txt", MediaType.TEXT),
        ("Yes, we can.\nNo, we can not.\nPerhaps, or so.\n", None, MediaType.TEXT),
        ("一、部门职责\n", "a.csv", MediaType.TEXT),
    ],
)
def test_told_by_content_and_ending(data: str, name: str | None, expected: MediaType) -> None:
    assert sniff(data.encode(), name) == expected


def test_bad_input(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(EmptySource):
        read("")
    with pytest.raises(UnsupportedFormat):
        read_delimited(b"a,b\n\x01,\x02\n" * 9, SourceOptions())
    monkeypatch.setattr(reader, "_MAX_CELLS", 10)
    with pytest.raises(ExtractorError) as raised:
        read("a,b,c\n" * 9)
    assert raised.value.code == "too_large"


CELLS = st.text('甲乙丙数123.,;\t"\n ', max_size=8)


@settings(max_examples=80, deadline=None)
@given(rows=st.lists(st.lists(CELLS, min_size=3, max_size=3), min_size=2, max_size=6), excel=st.booleans())
def test_what_a_program_writes_comes_back(rows: list[list[str]], excel: bool, covered_once: Covered) -> None:
    buffer = io.StringIO(newline="")
    csv.writer(buffer, quoting=csv.QUOTE_ALL, lineterminator="\r\n" if excel else "\n").writerows(rows)
    content = read(buffer.getvalue())
    assert all(covered_once(grid) for grid in grids(content))
    if content.reader.startswith("delimited") and not content.problems:
        texts = [cell.raw for grid in grids(content) for cell in grid.cells]
        texts += [element.text for element in content.elements if isinstance(element, Paragraph)]
        wanted = [stripped for row in rows for text in row if (stripped := text.replace("\r\n", "\n").strip())]
        assert sorted(filter(None, texts)) == sorted(wanted)


@settings(max_examples=80, deadline=None)
@given(data=st.binary(min_size=1, max_size=200))
def test_only_own_errors_escape(data: bytes) -> None:
    try:
        read_delimited(data, SourceOptions())
    except ExtractorError as error:
        assert error.code in {"corrupt_file", "unsupported_format", "too_large"}


@settings(max_examples=60, deadline=None)
@given(rows=st.lists(st.lists(st.text("甲乙12.,;|", max_size=5), min_size=1, max_size=4), min_size=1, max_size=8))
def test_the_dialect_is_the_same_where_marks_are_written_that_nothing_needs(rows: list[list[str]]) -> None:
    """Lines without quotation marks are counted, others parsed: both find the same."""
    plain = [[text for text in row if not set(text) & set(",;|")] for row in rows]
    bare, quoted = io.StringIO(newline=""), io.StringIO(newline="")
    for row in plain:
        bare.write(",".join(row) + "\n")
        quoted.write(",".join(f'"{text}"' if text else "" for text in row) + "\n")
    assert find_dialect(bare.getvalue()) == find_dialect(quoted.getvalue())
