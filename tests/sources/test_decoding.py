import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.errors import CorruptSource
from extractor.sources.decoding import damage_message, decode, is_binary, may_be_text

SIMPLIFIED = "部门预算收支总表，单位：万元。\n一、一般公共预算财政拨款支出 941.39\n其中：工资福利支出"
TRADITIONAL = "部門預算收支總表，單位：萬元。\n一、一般公共預算財政撥款支出 941.39\n其中：薪酬福利支出"


@pytest.mark.parametrize(
    ("encoding", "text", "named"),
    [
        ("utf-8", SIMPLIFIED, "utf-8"),
        ("utf-8-sig", SIMPLIFIED, "utf-8-sig"),
        ("gbk", SIMPLIFIED, "gb18030"),
        ("gb18030", SIMPLIFIED + "㐀𠀀", "gb18030"),
        ("gbk", TRADITIONAL, "gb18030"),
        ("big5", TRADITIONAL, "big5"),
        ("utf-16", TRADITIONAL, "utf-16"),
        ("utf-16-le", SIMPLIFIED, "utf-16-le"),
        ("utf-16-be", TRADITIONAL, "utf-16-be"),
        ("utf-16-le", "a\r\nb,1", "utf-16-le"),
    ],
)
def test_the_encoding_is_told_by_the_bytes_and_characters_are_kept(encoding: str, text: str, named: str) -> None:
    data = text.encode(encoding)
    assert decode(data) == (text, named, 0)
    assert may_be_text(data)


@pytest.mark.parametrize("short", ["预算", "合计", "收入总计", "单位：元"])
def test_a_few_characters_are_enough_for_gbk(short: str) -> None:
    assert decode(short.encode("gbk")) == (short, "gb18030", 0)


@pytest.mark.parametrize("short", ["預算", "總計", "單位：元", "財政"])
def test_a_few_characters_are_enough_for_big5(short: str) -> None:
    assert decode(short.encode("big5")) == (short, "big5", 0)


def test_a_long_text_whose_beginning_is_another_encoding() -> None:
    data = "預算總表\n".encode("big5") * 30_000
    assert decode(data).encoding == "big5"
    with pytest.raises(CorruptSource):
        decode(data + b"\xff\xff\x80\x80")


def test_a_few_damaged_bytes_are_counted_and_many_are_another_encoding() -> None:
    data = SIMPLIFIED.encode() * 10
    assert decode(data[:900] + b"\xff" + data[900:]).damaged > 0
    with pytest.raises(CorruptSource):
        decode("naïveté déjà vu, élève, à côté".encode("latin-1"))
    with pytest.raises(CorruptSource, match="UTF-16"):
        decode(b"\xff\xfe" + b"\x00\xd8" * 200)


def test_binary_data_is_not_utf16() -> None:
    assert not may_be_text(bytes(range(256)) * 8)
    assert is_binary("a\x00b") and is_binary("\x01\x02\x03") and not is_binary("a\tb\n")


EVERYDAY = [
    character
    for first in range(0xB0, 0xD8)
    for second in range(0xA1, 0xFF)
    if (character := bytes((first, second)).decode("gb2312", errors="ignore"))
]


@given(st.text(st.sampled_from(EVERYDAY), min_size=1, max_size=40), st.text("0123456789.,-\n", max_size=9))
def test_everyday_characters_in_gbk_are_not_taken_for_big5(text: str, figures: str) -> None:
    data = (text + figures).encode("gbk")
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        assert decode(data) == (text + figures, "gb18030", 0)


@given(st.binary(max_size=200))
def test_any_bytes_give_a_text_or_the_typed_error(data: bytes) -> None:
    try:
        assert isinstance(decode(data).text, str)
    except CorruptSource as error:
        assert error.code == "corrupt_file"


@pytest.mark.parametrize("encoding", ["gb18030", "big5"])
def test_lines_of_two_encodings_are_each_read_in_their_own(encoding: str) -> None:
    first = "部門預算收入\t1,234.56\n一般公共服務支出\t99.00\n" * 5
    other = "這是另一個文件的內容，說明收入和支出的情況。\n2010301\t行政運行\n" * 5
    if encoding == "gb18030":
        other = "这是另一个文件的内容，说明收入和支出的情况。\n2010301\t行政运行\n" * 5
    for text, data in (
        (first + other, first.encode() + other.encode(encoding)),
        (other + first, other.encode(encoding) + first.encode()),
    ):
        assert decode(data) == (text, f"utf-8+{encoding}", 0)


@pytest.mark.parametrize("encoding", ["gb18030", "big5"])
@pytest.mark.parametrize("count", [1, 2])
def test_one_line_that_is_surely_utf8_suffices(encoding: str, count: int) -> None:
    rows = ["科目,合计", "农林水支出,300.00", "水利工程建设,100.00"]
    if encoding == "big5":
        rows = ["科目,合計", "農林水支出,300.00", "水利工程建設,100.00"]
    line = rows[2] + "\n"
    text = "\n".join(rows) + "\n" + line * count
    data = "\n".join(rows).encode(encoding) + b"\n" + line.encode() * count
    assert decode(data) == (text, f"utf-8+{encoding}", 0)


@given(st.text(st.sampled_from(EVERYDAY), min_size=1, max_size=40))
def test_a_line_of_everyday_characters_in_gbk_is_never_surely_utf8(text: str) -> None:
    data = ("部门预算收入支出总表\n" + text).encode("gbk")
    assert decode(data).encoding == "gb18030"


def test_characters_of_ones_own_are_damage() -> None:
    data = SIMPLIFIED.encode("gbk") + b"\xaa\xa1\xfe\xa1"
    found = decode(data)
    assert (found.encoding, found.damaged) == ("gb18030", 2)
    assert "2 places of this gb18030 text are damaged" in damage_message(found, "text")


def test_a_text_of_one_encoding_is_not_taken_for_two() -> None:
    text = "联通\n部门预算收入\t1,234.56\n" * 40
    assert decode(text.encode("gb18030")) == (text, "gb18030", 0)
