import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from extractor.sources.docx.formatting import without_formatting, without_table_styles

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
READ = frozenset({"sz", "vanish", "gridSpan", "vMerge", "pStyle"})
EMPTY = st.sampled_from([*sorted(READ), "rFonts", "color", "tcW", "jc", "szCs", "spacing", "b"])


def part(body: str) -> bytes:
    return f'<w:body xmlns:w="{W}">{body}</w:body>'.encode()


def said(xml: bytes) -> list[tuple[str, str | None, tuple[tuple[str, str], ...]]]:
    """Every element that is read or holds a text, in order."""
    names = {f"{{{W}}}{name}" for name in (*READ, "t", "p", "r")}
    return [
        (node.tag, node.text, tuple(sorted(node.attrib.items())))
        for node in etree.fromstring(xml).iter()
        if node.tag in names
    ]


@st.composite
def properties(draw: st.DrawFn, name: str) -> str:
    inside = "".join(f'<w:{one} w:val="{draw(st.integers(0, 3))}"/>' for one in draw(st.lists(EMPTY, max_size=4)))
    if draw(st.booleans()):
        inside += f"<w:{name}Change><w:{name}>{inside}</w:{name}></w:{name}Change>"
    return f"<w:{name}>{inside}</w:{name}>"


@given(
    st.lists(
        st.tuples(properties("pPr"), properties("rPr"), st.sampled_from(["1.00", "预算", "", "a&lt;b", "a>b", "a>"]))
    )
)
def test_nothing_that_is_read_is_cut(paragraphs: list[tuple[str, str, str]]) -> None:
    xml = part("".join(f"<w:p>{p}<w:r>{r}<w:t>{text}</w:t></w:r></w:p>" for p, r, text in paragraphs))
    cut = without_formatting(xml)
    assert said(cut) == said(xml)
    assert len(cut) <= len(xml)


def test_what_nobody_reads_is_cut() -> None:
    fonts = '<w:rPr><w:rFonts w:ascii="Arial"/><w:color w:val="FF0000"/></w:rPr>'
    assert without_formatting(part(f"<w:r>{fonts}<w:t>1</w:t></w:r>")) == part("<w:r><w:t>1</w:t></w:r>")


def test_sizes_are_kept_of_prose_alone() -> None:
    size = '<w:rPr><w:sz w:val="21"/></w:rPr>'
    prose, cell = f"<w:p><w:r>{size}<w:t>1</w:t></w:r></w:p>", "<w:p><w:r><w:t>1</w:t></w:r></w:p>"
    hidden = "<w:rPr><w:vanish/></w:rPr>"
    document = f"{prose}<w:tbl><w:tr><w:tc>{prose}</w:tc><w:tc>{prose}</w:tc></w:tr></w:tbl>{prose}"
    cut = f"{prose}<w:tbl><w:tr><w:tc>{cell}</w:tc><w:tc>{cell}</w:tc></w:tr></w:tbl>{prose}"
    assert without_formatting(part(document)) == part(cut)
    assert hidden in without_formatting(part(f"<w:tc><w:p><w:r>{hidden}</w:r></w:p></w:tc>")).decode()


def test_comments_and_character_data_are_left_as_they_are() -> None:
    for text in ("<!-- <w:rPr><w:b/></w:rPr> -->", "<![CDATA[<w:rPr><w:b/></w:rPr>]]>"):
        assert without_formatting(part(text)) == part(text)
        assert without_table_styles(part(text)) == part(text)


def test_what_is_broken_stays_broken() -> None:
    for broken in (b"<w:rPr><w:b/>", b"<w:rPr><w:b></w:rPr>", b"</w:rPr><w:rPr/>"):
        with pytest.raises(etree.XMLSyntaxError):
            etree.fromstring(without_formatting(part(broken.decode())))


def test_styles_of_tables_are_left_out() -> None:
    kept = '<w:style w:type="paragraph" w:styleId="a"><w:name w:val="heading 1"/></w:style>'
    table = '<w:style w:type="table" w:styleId="b"><w:tblPr><w:x/></w:tblPr></w:style>'
    assert without_table_styles(part(f"<w:x/>{table}{kept}{table}")) == part(f"<w:x/>{kept}")
