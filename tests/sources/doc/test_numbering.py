"""Numbers that Word 97 counts: put before their texts, said where they are not known surely."""

import struct
from types import SimpleNamespace

import pytest

_LISTS, _USES = 73, 74
_PARAGRAPH_LIST, _LEVEL = 0x460B, 0x260A
_IN_TABLE = 0x2416


def level(form: int, text: str, start: int = 1, flags: int = 0, gap: int = 1, looks: bytes = b"") -> bytes:
    """A level; ``\\0`` to ``\\10`` in its text are the numbers of levels."""
    fixed = struct.pack("<iBB9sB8xBBBx", start, form, flags, b"", gap, len(looks), 0, 0)
    return fixed + looks + struct.pack("<H", len(text)) + text.encode("utf-16-le")


def lists(*levels: list[bytes]) -> bytes:
    """Lists 1, 2 and so on: simple ones of one level, others filled up to nine."""
    fixed = struct.pack("<H", len(levels))
    for number, own in enumerate(levels, 1):
        fixed += struct.pack("<i22xBx", number, int(len(own) == 1))
    filled = ([*own, *[level(255, "")] * (9 - len(own))] if len(own) > 1 else own for own in levels)
    return fixed + b"".join(b"".join(own) for own in filled)


def uses(*named: tuple[int, bytes]) -> bytes:
    """Which list the paragraphs' numbers 1, 2 … mean, and the levels that each changes."""
    data = struct.pack("<I", len(named))
    for number, overrides in named:
        data += struct.pack("<i8xBxxx", number, 1 if overrides else 0)
    return data + b"".join(b"\0" * 4 + overrides for _, overrides in named)


def numbered(word: SimpleNamespace, number: int, place: int, text: str, more: bytes = b"") -> object:
    properties = word.sprm(_PARAGRAPH_LIST, number) + word.sprm(_LEVEL, place) + more
    return word.para(f"{text}\r", properties)


_CHINESE = [level(39, "\0、", gap=0), level(37, "（\1）"), level(0, "\2.")]
_PLAIN = [level(0, "\0")]


def test_levels_are_counted_as_word_counts_them(word: SimpleNamespace) -> None:
    said = ((0, "职责"), (1, "内设"), (1, "下属"), (2, "5亿元"), (0, "收支"), (1, "收入"))
    content = word.read(
        [numbered(word, 1, *one) for one in said], parts={_LISTS: lists(_CHINESE), _USES: uses((1, b""))}
    )
    assert word.said(content) == ["一、职责", "（一）内设", "（二）下属", "1. 5亿元", "二、收支", "（一）收入"]
    assert content.problems == ()


def test_a_number_alone_in_a_cell_that_is_merged_away_is_not_shown(word: SimpleNamespace) -> None:
    place = word.sprm(_PARAGRAPH_LIST, 1) + word.sprm(_LEVEL, 0) + struct.pack("<HB", _IN_TABLE, 1)
    rows = [
        [word.para("\x07", place), *word.row("甲", properties=word.define_row([0, 1000, 2000], (flags,)))]
        for flags in (0x60, 0x20)
    ]
    parts = {_LISTS: lists(_PLAIN), _USES: uses((1, b""))}
    content = word.read([*rows[0], *rows[1], word.para("\r")], parts=parts)
    (grid,) = word.grids(content)
    assert [(cell.raw, cell.row_span) for cell in grid.cells if cell.column == 0] == [("1", 2)]
    assert content.problems == ()


def test_a_list_with_a_start_of_its_own_begins_anew_and_goes_on(word: SimpleNamespace) -> None:
    start = struct.pack("<iI", 7, 0x10)
    order = (1, 2, 2, 1, 3)
    parts = {_LISTS: lists(_PLAIN, _PLAIN), _USES: uses((1, b""), (1, start), (2, b""))}
    content = word.read([numbered(word, number, 0, "项") for number in order], parts=parts)
    assert word.said(content) == ["1 项", "7 项", "8 项", "9 项", "1 项"]


def test_cells_of_a_column_of_numbers_hold_them(word: SimpleNamespace) -> None:
    cell = word.sprm(_IN_TABLE, 1) + word.sprm(_PARAGRAPH_LIST, 1)
    rows = []
    for _ in range(2):
        first, second, end = word.row("", "办公费")
        rows += [word.para("\a", cell), second, end]
        assert first.text == "\a"
    (grid,) = word.grids(word.read(rows, parts={_LISTS: lists(_PLAIN), _USES: uses((1, b""))}))
    assert [one.raw for one in grid.cells] == ["1", "办公费", "2", "办公费"]


def test_a_style_puts_its_paragraphs_in_a_list_and_one_may_leave_it(word: SimpleNamespace) -> None:
    in_list = word.sprm(_PARAGRAPH_LIST, 1) + word.sprm(_LEVEL, 1)
    sheet = word.style_sheet((0, 0xFFF, in_list, b""), (70, 0, b"", b""))
    body = [
        word.para("收入\r"),
        word.para("支出\r", style=1),
        numbered(word, 0, 0, "合计"),
        numbered(word, -1, 0, "结余"),
    ]
    content = word.read(body, parts={1: sheet, _LISTS: lists(_CHINESE), _USES: uses((1, b""))})
    assert word.said(content) == ["（一）收入", "（二）支出", "合计", "结余"]


def test_bullets_and_hidden_numbers_have_no_text_and_are_no_loss(word: SimpleNamespace) -> None:
    hidden = [level(0, "\0", looks=word.sprm(0x083C, 1))]
    parts = {_LISTS: lists([level(23, "\uf0b7")], hidden), _USES: uses((1, b""), (2, b""))}
    content = word.read([numbered(word, 1, 0, "收入"), numbered(word, 2, 0, "支出")], parts=parts)
    assert (word.said(content), content.problems) == (["收入", "支出"], ())


@pytest.mark.parametrize(
    ("known", "used"),
    [
        ([level(6, "\0")], uses((1, b""))),
        ([level(0, "\0" * 1_000)], uses((1, b""))),
        ([level(0, "\1")], uses((1, b""))),
        (_PLAIN, uses((1, struct.pack("<iI", 0, 0x20) + level(39, "\0、")), (1, b""))),
    ],
    ids=["format", "long text", "a level below its own", "levels changed of a shared list"],
)
def test_a_number_that_is_not_known_surely_is_said(word: SimpleNamespace, known: list[bytes], used: bytes) -> None:
    content = word.read([numbered(word, 1, 0, "收入")], parts={_LISTS: lists(known), _USES: used})
    assert word.said(content) == ["收入"]
    assert [(one.code, one.severity) for one in content.problems] == [("unread_numbering", "warning")]


def test_a_broken_part_costs_no_text(word: SimpleNamespace) -> None:
    """Cut anywhere, or of any count: what is whole is counted, the texts are there."""
    parts = lists(_CHINESE, _PLAIN), uses((1, struct.pack("<iI", 3, 0x10)), (2, b""))
    body = [numbered(word, 1, 2, "收入"), numbered(word, 2, 0, "支出"), numbered(word, 9, 9, "合计")]
    for which in (0, 1):
        for size in range(len(parts[which])):
            cut = [*parts]
            cut[which] = parts[which][:size]
            content = word.read(body, parts={5: b"", _LISTS: cut[0], _USES: cut[1]})
            assert [text[-2:] for text in word.said(content)] == ["收入", "支出", "合计"]
    many = b"\xff\xff\xff\xff"
    assert word.said(word.read(body, parts={_LISTS: many + parts[0][2:], _USES: many + parts[1][4:]}))[2] == "合计"


def test_remarks_are_said(word: SimpleNamespace) -> None:
    body = [word.para("收入\r"), word.para("\x05核实\r"), word.para("\r")]
    content = word.read(body, lengths={"comments": 4})
    assert word.said(content) == ["收入"]
    assert [(one.code, one.message[:2]) for one in content.problems] == [("remark_not_read", "1 ")]
