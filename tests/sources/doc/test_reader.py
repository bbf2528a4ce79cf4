"""What is read of a Word 97 file besides its tables."""

import struct
from types import SimpleNamespace

import pytest

from extractor.document.content import Paragraph
from extractor.errors import CorruptSource, EncryptedSource, TooLarge, UnsupportedFormat
from extractor.options import SourceOptions
from extractor.sources.doc.reader import read_doc

DELETED, HIDDEN, SPECIAL = (0x0800, 1), (0x083C, 1), (0x0855, 1)
HEADERS, STYLES, SECTIONS, FONTS, MAIN_ANCHORS, DRAWINGS, TEXT_BOXES = 11, 1, 6, 15, 40, 50, 56


def codes(content: SimpleNamespace) -> list[tuple[str, str]]:
    return [(problem.code, problem.severity) for problem in content.problems]


def test_breaks_hyphens_and_characters_that_are_not_printed(word: SimpleNamespace) -> None:
    content = word.read([word.para("一\t二\x0b三\x0c四\x1e五\x1f六\x01\x08七\xa0八\U00020000\r"), word.para("\r")])
    assert word.said(content) == ["一\t二\n三\n四-五六七\xa0八\U00020000"]
    assert content.problems == ()
    assert content.pages == ()


def test_bytes_of_compressed_text_are_of_code_page_1252(word: SimpleNamespace) -> None:
    layout = word.Layout(compressed=frozenset({0}))
    content = word.read([word.para("\x93a\x94 \x85 caf\xe9 \x80\r")], layout=layout)
    assert word.said(content) == ["“a” … café €"]


def test_a_section_end_closes_a_paragraph(word: SimpleNamespace) -> None:
    sections = word.places([0, 2, 4], bytes(24))
    content = word.read([word.para("一\x0c二\r")], parts={SECTIONS: sections})
    assert word.said(content) == ["一", "二"]


def test_a_page_break_closes_a_paragraph_where_other_properties_begin(word: SimpleNamespace) -> None:
    content = word.read([word.para("二\x0c三\r"), word.para("四\x0c"), word.para("五\r", word.sprm(0x2640, 0))])
    assert word.said(content) == ["二\n三", "四", "五"]
    assert [element.heading_level for element in content.elements] == [0, 0, 1]


def test_fields_show_their_results(word: SimpleNamespace) -> None:
    text = "见\x13 HYPERLINK \x13 IF 1 \x14内\x15 \x14结果\x13 PAGE \x141\x15\x15页\x13 TOC \x15。\r"
    content = word.read([word.para(text)])
    assert word.said(content) == ["见结果1页。"]
    assert content.problems == ()


def test_raised_digits_are_superscript_digits(word: SimpleNamespace) -> None:
    raised, lowered, plain = (word.sprm(0x2A48, height) for height in (1, 2, 0))
    notes = (word.Run("合计100.00"), word.Run("1", raised), word.Run("万元"), word.Run("[2]", raised))
    others = (word.Run("甲2", lowered), word.Run("乙", raised), word.Run("3", raised + plain), word.Run("\r"))
    content = word.read([word.Para((*notes, *others))])
    assert word.said(content) == ["合计100.00¹万元[²]甲2乙3"]


def test_a_field_that_is_never_closed_takes_nothing_along(word: SimpleNamespace) -> None:
    content = word.read([word.para("甲\x13乙\r"), word.para("丙\r")])
    assert word.said(content) == ["甲乙", "丙"]
    assert codes(content) == [("unclosed_field", "warning")]


def test_fields_that_print_their_code_are_said(word: SimpleNamespace) -> None:
    content = word.read([word.para("第\x13 eq \\o\\ac(○,1)\x15条\x13 TC x\x15\r")])
    assert word.said(content) == ["第条"]
    assert [problem.message.split()[0] for problem in content.problems] == ["1"]
    assert codes(content) == [("unread_field", "warning")]


def test_pictures_are_said_and_form_fields_are_none(word: SimpleNamespace) -> None:
    picture = word.sprm(0x0855, 1) + word.sprm(0x6A03, 0)
    runs = (
        word.Run("图\x01"),
        word.Run("\x01", picture),
        word.Run("\x01", picture + word.sprm(0x0806, 1)),
        word.Run("\r"),
    )
    content = word.read([word.Para(runs)])
    assert codes(content) == [("picture_not_read", "info")]
    assert content.problems[0].message.startswith("1 ")


@pytest.mark.parametrize("on", [1, 0x81])
def test_hidden_and_deleted_text_is_left_out_and_said(word: SimpleNamespace, on: int) -> None:
    runs = (
        word.Run("甲"),
        word.Run("藏藏", word.sprm(0x083C, on)),
        word.Run("删", word.sprm(0x0800, on)),
        word.Run("增", word.sprm(0x0801, on)),
        word.Run("乙", word.sprm(0x083C, 0x80)),
        word.Run("\r"),
    )
    content = word.read([word.Para(runs)])
    assert word.said(content) == ["甲增乙"]
    assert codes(content) == [("hidden_text", "info"), ("deleted_text", "info")]
    assert [problem.message.split()[0] for problem in content.problems] == ["2", "1"]


def test_a_piece_may_hide_all_of_it(word: SimpleNamespace) -> None:
    layout = word.Layout(pieces=(1, 1, 1), modifiers={0: 0x5C << 1 | 1 << 8, 1: 1}, property_lists=(b"\x00\x08\x01",))
    content = word.read([word.para("藏\r"), word.para("删\r"), word.para("甲\r")], layout=layout)
    assert word.said(content) == ["甲"]
    assert codes(content) == [("hidden_text", "info"), ("deleted_text", "info")]


def test_symbols_of_symbol_fonts(word: SimpleNamespace) -> None:
    def font(name: str) -> bytes:
        entry = bytes(39) + (name + "\0").encode("utf-16-le")
        return bytes([len(entry)]) + entry

    def symbol(number: int, code: int) -> object:
        return word.Run("\x28", word.sprm(0x0855, 1) + word.sprm(0x6A09, struct.pack("<HH", number, code)))

    fonts = struct.pack("<HH", 2, 0) + font("Times") + font("Wingdings")
    runs = (word.Run("("), symbol(1, 0xF0FE), symbol(0, 0x2264), symbol(1, 0xF001), symbol(9, 0xF0FE), word.Run(")\r"))
    content = word.read([word.Para(runs)], parts={FONTS: fonts})
    assert word.said(content) == ["(☑≤\uf001\uf0fe)"]
    assert codes(content) == [("unmapped_text", "warning")]


def test_headings_and_sizes_come_from_styles_unless_the_paragraph_says(word: SimpleNamespace) -> None:
    size = word.sprm(0x4A43, 30)
    sheet = word.style_sheet(
        (0, 0x0FFF, b"", word.sprm(0x4A43, 21)),
        (2, 0, b"", size),
        (200, 1, b"", b""),
        (201, 1, word.sprm(0x2640, 9), b""),
        (202, 0, word.sprm(0x2640, 4), b""),
    )
    paragraphs = [
        word.para("正文\r"),
        word.para("二级\r", style=1),
        word.para("沿用\r", style=2),
        word.para("不是\r", style=3),
        word.para("五级\r", style=4, look=word.sprm(0x4A43, 44)),
        word.para("自定\r", word.sprm(0x2640, 0), style=1),
        word.para("无样式\r", style=99),
    ]
    content = word.read(paragraphs, parts={STYLES: sheet})
    elements = [element for element in content.elements if isinstance(element, Paragraph)]
    assert [(element.heading_level, element.size) for element in elements] == [
        (0, 10.5),
        (2, 15.0),
        (2, 15.0),
        (0, 15.0),
        (5, 22.0),
        (1, 15.0),
        (0, None),
    ]


def test_styles_that_are_based_on_one_another_end(word: SimpleNamespace) -> None:
    sheet = word.style_sheet((200, 1, b"", b""), (201, 0, b"", b""))
    content = word.read([word.para("甲\r")], parts={STYLES: sheet})
    assert word.said(content) == ["甲"]


def test_heads_come_first_notes_after_the_body_and_feet_last(word: SimpleNamespace) -> None:
    paragraphs = [
        word.para("正文\r"),
        word.para("脚注\r"),
        *(word.para(text) for text in ("线\r", "\r", "页眉\r", "\r", "页脚\r", "\r", "页眉\r", "\r", "首页\r", "\r")),
        word.para("批注\r"),
        word.para("尾注\r"),
        word.para("\r"),
    ]
    stories = (0, 3, 3, 3, 3, 3, 3, 3, 7, 7, 11, 11, 11, 11, 15, 15, 15, 15, 19, 20)
    lengths = {"footnotes": 3, "headers": 20, "comments": 3, "endnotes": 3}
    content = word.read(paragraphs, lengths=lengths, parts={HEADERS: word.places(stories)})
    said = [(element.text, element.furniture) for element in content.elements if isinstance(element, Paragraph)]
    assert said == [
        ("页眉", True),
        ("正文", False),
        ("脚注", False),
        ("尾注", False),
        ("页脚", True),
        ("首页", True),
    ]


def test_text_boxes_stand_after_the_paragraph_that_they_hang_on(word: SimpleNamespace) -> None:
    def box(shape: int, spare: int = 0) -> bytes:
        return bytes(8) + struct.pack("<HI", spare, 0) + struct.pack("<ii", shape, 0)

    def record(kind: int, content: bytes) -> bytes:
        return struct.pack("<HHI", 0xF, kind, len(content)) + content

    def shape(number: int) -> bytes:
        return record(0xF004, record(0xF00A, struct.pack("<ii", number, 0)))

    group = record(0xF003, shape(70) + shape(71))
    drawings = record(0xF000, b"") + b"\0" + record(0xF002, record(0xF003, shape(1) + group))
    paragraphs = [
        word.para("一\x08\r"),
        word.para("二\x08\r"),
        word.para("三\r"),
        *(word.para(text + "\r") for text in ("组内", "框一", "无主", "空")),
        word.para("\r"),
    ]
    content = word.read(
        paragraphs,
        lengths={"text_boxes": 11},
        parts={
            MAIN_ANCHORS: word.places([1, 4, 7], struct.pack("<i22x", 50), struct.pack("<i22x", 70)),
            TEXT_BOXES: word.places([0, 3, 6, 9, 11, 12], box(71), box(50), box(99), box(0, 1), box(0, 1)),
            DRAWINGS: drawings,
        },
    )
    assert word.said(content) == ["一", "框一", "二", "组内", "三", "无主"]


def test_a_text_box_in_a_cell_is_said_in_the_cell(word: SimpleNamespace) -> None:
    box = bytes(8) + struct.pack("<HI", 0, 0) + struct.pack("<ii", 50, 0)
    content = word.read(
        [*word.row("甲\x08", "乙", properties=word.define_row([0, 1000, 2000])), word.para("框\r"), word.para("\r")],
        lengths={"text_boxes": 2},
        parts={
            MAIN_ANCHORS: word.places([1, 7], struct.pack("<i22x", 50)),
            TEXT_BOXES: word.places([0, 2, 3], box, bytes(22)),
        },
    )
    assert [cell.raw for cell in word.grids(content)[0].cells] == ["甲\n框", "乙"]


def test_files_that_are_refused_by_name(word: SimpleNamespace) -> None:
    for content, error, words in (
        ({10: b"\x00\x93"}, EncryptedSource, "XOR"),
        ({10: b"\x00\x13"}, EncryptedSource, "RC4"),
        ({0: b"\xdc\xa5\x65\x00"}, UnsupportedFormat, "Word 95"),
        ({2: b"\x68\x00"}, UnsupportedFormat, "Word 95"),
        ({0: b"\0\0"}, CorruptSource, "header"),
        ({76: b"\xff\xff\xff\xff"}, CorruptSource, "negative"),
        ({152: b"\0\0"}, CorruptSource, "header"),
    ):
        with pytest.raises(error, match=words):
            word.read([word.para("甲\r")], header=content)


def test_what_lies_beyond_the_end_is_said(word: SimpleNamespace) -> None:
    content = word.read([word.para("甲乙\r")], header={76: struct.pack("<i", 10)})
    assert word.said(content) == ["甲乙"]
    assert codes(content) == [("lost_text", "error")]
    assert content.problems[0].message.startswith("7 ")


def test_text_without_its_piece_table_is_read_where_its_length_proves_it(word: SimpleNamespace) -> None:
    paragraphs = [word.para("甲乙\r"), word.para("丙\r")]
    whole = {24: struct.pack("<II", 2048, 2048 + 10)}
    content = word.read(paragraphs, parts={33: b""}, header=whole)
    assert word.said(content) == ["甲乙", "丙"]
    assert codes(content) == [("lost_structure", "error")]
    with pytest.raises(CorruptSource, match="where its text lies"):
        word.read(paragraphs, parts={33: b""})


def test_text_that_lies_beyond_the_end_altogether(word: SimpleNamespace) -> None:
    plc = word.places([0, 2], struct.pack("<HIH", 0, 1 << 20, 0))
    with pytest.raises(CorruptSource, match="before its text"):
        word.read([word.para("甲\r")], parts={33: b"\2" + struct.pack("<I", len(plc)) + plc})


@pytest.mark.parametrize(
    "plc",
    [
        struct.pack("<III", 0, 5, 2) + bytes(16),
        struct.pack("<II", 3, 5) + struct.pack("<HIH", 0, 2048, 0),
    ],
)
def test_piece_tables_that_contradict_themselves(word: SimpleNamespace, plc: bytes) -> None:
    with pytest.raises(CorruptSource, match="pieces"):
        word.read([word.para("甲\r")], parts={33: b"\2" + struct.pack("<I", len(plc)) + plc})


def test_pieces_that_lie_over_one_another_are_bounded(word: SimpleNamespace) -> None:
    count = 3000
    entries = struct.pack("<HIH", 0, 2048, 0) * count
    plc = word.places([1000 * index for index in range(count + 1)], entries)
    data = word.write_doc(
        [word.para("甲" * 999 + "\r")],
        parts={33: b"\2" + struct.pack("<I", len(plc)) + plc},
        header={76: struct.pack("<i", 1000 * count)},
    )
    with pytest.raises(TooLarge, match="max_inflated_bytes"):
        read_doc(data, SourceOptions(max_inflated_bytes=1_000_000))


def test_too_many_pieces(word: SimpleNamespace) -> None:
    plc = bytes(12 * 200_001 + 4)
    with pytest.raises(TooLarge, match="pieces"):
        word.read([word.para("甲\r")], parts={33: b"\2" + struct.pack("<I", len(plc)) + plc})


def test_a_page_list_that_names_one_page_a_million_times_is_read_once(word: SimpleNamespace) -> None:
    data = word.places([0] * 100_001, struct.pack("<I", 4) * 100_000)
    content = word.read([word.para("甲\r")], parts={12: data})
    assert word.said(content) == ["甲"]
