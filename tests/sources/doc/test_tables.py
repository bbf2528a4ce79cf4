"""Tables as Word writes them: [MS-DOC] 2.4.3 and 2.6.3."""

import struct
from collections.abc import Callable
from types import SimpleNamespace

import pytest

from extractor.document.content import Grid

Texts = Callable[[Grid], list[list[str]]]
Covered = Callable[[Grid], bool]
MERGED, RESTART = 0x20, 0x60
"""fVertMerge; fVertMerge and fVertRestart."""


def only(word: SimpleNamespace, *paragraphs: object, **words: object) -> Grid:
    found: list[Grid] = word.grids(word.read([*paragraphs, word.para("后\r")], **words))
    assert len(found) == 1
    return found[0]


def spans(grid: Grid) -> dict[str, tuple[int, int]]:
    return {cell.raw: (cell.row_span, cell.column_span) for cell in grid.cells if cell.raw}


def test_cells_of_several_paragraphs_and_text_around(word: SimpleNamespace, texts: Texts) -> None:
    table = [
        word.para("甲\r", word.sprm(0x2416, 1)),
        *word.row("一", "1.00", properties=word.define_row([0, 1000, 2000])),
        *word.row("乙", "", properties=word.define_row([0, 1000, 2000])),
    ]
    content = word.read([word.para("前\r"), *table, word.para("后\r")])
    assert word.said(content) == ["前", "后"]
    assert [type(element).__name__ for element in content.elements] == ["Paragraph", "Grid", "Paragraph"]
    assert texts(word.grids(content)[0]) == [["甲\n一", "1.00"], ["乙", ""]]
    assert content.problems == ()


def test_rows_with_different_edges_span_columns(word: SimpleNamespace, texts: Texts, covered_once: Covered) -> None:
    grid = only(
        word,
        *word.row("表头", "合计", properties=word.define_row([0, 2000, 3000])),
        *word.row("a", "b", "c", properties=word.define_row([0, 1000, 2000, 3000])),
        *word.row("d", "e", properties=word.define_row([0, 1000, 3000])),
    )
    assert texts(grid) == [["表头", "", "合计"], ["a", "b", "c"], ["d", "e", ""]]
    assert spans(grid)["表头"] == (1, 2)
    assert spans(grid)["e"] == (1, 2)
    assert covered_once(grid)


def test_edges_drawn_by_hand_are_one_line_unless_one_row_has_both(word: SimpleNamespace) -> None:
    near = only(
        word,
        *word.row("a", "b", properties=word.define_row([0, 1000, 2000])),
        *word.row("c", "d", properties=word.define_row([-8, 1020, 1990])),
    )
    assert (near.rows, near.columns) == (2, 2)
    narrow = only(word, *word.row("a", "b", "c", properties=word.define_row([0, 1000, 1020, 2000])))
    assert narrow.columns == 3


@pytest.mark.parametrize("flags", [(1, 2, 0), (2, 1, 0), (3, 1, 0)])
def test_horizontal_merges_in_either_reading_of_the_flags(
    word: SimpleNamespace, flags: tuple[int, ...], texts: Texts
) -> None:
    grid = only(
        word,
        *word.row("宽", "", "c", properties=word.define_row([0, 1000, 2000, 3000], flags)),
        *word.row("x", "y", "z", properties=word.define_row([0, 1000, 2000, 3000])),
    )
    assert texts(grid) == [["宽", "", "c"], ["x", "y", "z"]]
    assert spans(grid)["宽"] == (1, 2)


def test_two_sets_of_merged_cells_side_by_side(word: SimpleNamespace) -> None:
    for first, following in ((1, 2), (2, 1)):
        flags = (first, following, first, following)
        grid = only(
            word,
            *word.row("左", "", "右", "", properties=word.define_row([0, 1000, 2000, 3000, 4000], flags)),
            *word.row("1", "2", "3", "4", properties=word.define_row([0, 1000, 2000, 3000, 4000])),
        )
        assert spans(grid) | {"左": (1, 2), "右": (1, 2)} == spans(grid)


def test_vertical_merges_follow_the_same_edges_and_say_what_they_hide(word: SimpleNamespace, texts: Texts) -> None:
    edges = [0, 1000, 2000]
    content = word.read(
        [
            *word.row("合", "1", properties=word.define_row(edges, (RESTART,))),
            *word.row("合", "2", properties=word.define_row(edges, (MERGED,))),
            *word.row("藏", "3", properties=word.define_row(edges, (MERGED,))),
            *word.row("新", "4", properties=word.define_row(edges, (RESTART,))),
            *word.row("独", "5", properties=word.define_row(edges)),
            *word.row("孤", "6", properties=word.define_row(edges, (MERGED,))),
            word.para("\r"),
        ]
    )
    (grid,) = word.grids(content)
    assert spans(grid)["合"] == (3, 1)
    assert [line[0] for line in texts(grid)] == ["合", "", "", "新", "独", "孤"]
    (problem,) = content.problems
    assert (problem.code, problem.severity) == ("hidden_text", "warning") and "1 characters" in problem.message


def test_rows_made_by_inserting_cells_and_changed_afterwards(word: SimpleNamespace, texts: Texts) -> None:
    """What Word writes since 2000 where a row was edited: no sprmTDefTable at all."""
    inserted = (
        word.sprm(0x9602, 108)
        + word.sprm(0x9601, 0)
        + word.sprm(0x7621, bytes([0, 4]) + struct.pack("<h", 500))
        + word.sprm(0x5622, bytes([3, 4]))
        + word.sprm(0x7623, bytes([1, 3]) + struct.pack("<h", 1000))
        + word.sprm(0xD62B, bytes([0, 3]))
    )
    below = word.define_row([-108, 392, 1392, 2392], (MERGED,))
    grid = only(word, *word.row("a", "b", "c", properties=inserted), *word.row("", "e", "f", properties=below))
    assert texts(grid) == [["a", "b", "c"], ["", "e", "f"]]
    assert spans(grid)["a"] == (2, 1)


def test_cells_merged_and_split_by_modifiers(word: SimpleNamespace) -> None:
    edges = [0, 1000, 2000, 3000]
    merged = word.define_row(edges) + word.sprm(0x5624, bytes([0, 3]))
    split = merged + word.sprm(0x5625, bytes([0, 3]))
    below = word.row("x", "y", "z", properties=word.define_row(edges))
    assert spans(only(word, *word.row("宽", "", "", properties=merged), *below))["宽"] == (1, 3)
    assert spans(only(word, *word.row("窄", "", "", properties=split), *below))["窄"] == (1, 1)


@pytest.mark.parametrize("code", [0x6645, 0x6646, 0x646B])
def test_properties_that_lie_in_the_data_stream(word: SimpleNamespace, code: int, texts: Texts) -> None:
    inner = word.sprm(0x2416, 1) + word.sprm(0x2417, 1) + word.define_row([0, 2000, 3000])
    data = bytes(100) + struct.pack("<H", len(inner)) + inner
    at = len(data)
    pointer = word.sprm(0x646B, 100)
    data += struct.pack("<H", len(pointer)) + pointer
    first = [word.para("宽\x07", word.sprm(0x2416, 1)), word.para("窄\x07", word.sprm(0x2416, 1))]
    end = word.para("\x07", word.sprm(code, at))
    below = word.row("a", "b", "c", properties=word.define_row([0, 1000, 2000, 3000]))
    grid = only(word, *first, end, *below, data=data)
    assert texts(grid) == [["宽", "", "窄"], ["a", "b", "c"]]


def test_properties_that_the_data_stream_does_not_hold_are_said(word: SimpleNamespace) -> None:
    loop = struct.pack("<H", 6) + word.sprm(0x646B, 0)
    for data, at in ((b"", 5000), (loop, 0)):
        end = word.para("\x07", word.sprm(0x2416, 1) + word.sprm(0x2417, 1) + word.sprm(0x6646, at))
        content = word.read([word.para("a\x07", word.sprm(0x2416, 1)), end, word.para("\r")], data=data)
        assert [problem.code for problem in content.problems] == ["lost_structure"]
        assert len(word.grids(content)) == 1


def test_a_table_in_a_cell_is_a_table_of_its_own(word: SimpleNamespace, texts: Texts) -> None:
    content = word.read(
        [
            word.para("外甲\r", word.sprm(0x2416, 1)),
            *word.row("内1", "内2", properties=word.define_row([0, 500, 900]), depth=2),
            *word.row("最内", properties=word.define_row([0, 300]), depth=3),
            *word.row("内3", "内4", properties=word.define_row([0, 500, 900]), depth=2),
            *word.row("外末", "外乙", properties=word.define_row([0, 1000, 2000])),
            word.para("\r"),
        ]
    )
    assert [texts(grid) for grid in word.grids(content)] == [
        [["外甲\n外末", "外乙"]],
        [["内1", "内2"], ["内3", "内4"]],
        [["最内"]],
    ]


def test_depth_may_be_said_as_a_change(word: SimpleNamespace) -> None:
    inner = word.sprm(0x2416, 1) + word.sprm(0x6649, 1) + word.sprm(0x664A, 1)
    content = word.read(
        [
            word.para("内\r", inner + word.sprm(0x244B, 1)),
            word.para("\r", inner + word.sprm(0x244C, 1) + word.define_row([0, 500])),
            *word.row("外", properties=word.define_row([0, 1000])),
            word.para("\r"),
        ]
    )
    assert [[cell.raw for cell in grid.cells] for grid in word.grids(content)] == [["外"], ["内"]]


@pytest.mark.parametrize("code_and_operand", [(0x563A, 5), (0x940E, 700), (0x560B, 1)])
def test_rows_of_another_style_position_or_direction_are_another_table(
    word: SimpleNamespace, code_and_operand: tuple[int, int]
) -> None:
    definition = word.define_row([0, 1000])
    other = word.sprm(*code_and_operand) + definition
    rows = [*word.row("a", properties=definition), *word.row("b", properties=other), *word.row("c", properties=other)]
    content = word.read([*rows, word.para("\r")])
    assert [grid.rows for grid in word.grids(content)] == [1, 2]


def test_rows_whose_definition_is_missing_or_too_short(word: SimpleNamespace, texts: Texts) -> None:
    grid = only(word, *word.row("a", "b", "c", properties=word.define_row([0, 1000])), *word.row("d", "e"))
    assert {text for line in texts(grid) for text in line if text} == {"a", "b", "c", "d", "e"}


def test_a_row_without_its_end_is_kept(word: SimpleNamespace, texts: Texts) -> None:
    definition = word.define_row([0, 1440, 2880])
    open_row = word.row("c", "d")[:-1]
    grid = only(word, *word.row("a", "b", properties=definition), *open_row)
    assert texts(grid) == [["a", "b"], ["c", "d"]]


def test_cell_marks_outside_tables_are_said(word: SimpleNamespace) -> None:
    content = word.read([word.para("甲\x07"), word.para("1\x07"), word.para("\r")])
    assert word.said(content) == ["甲", "1"]
    assert [(problem.code, problem.severity) for problem in content.problems] == [("lost_structure", "error")]


def test_a_row_that_was_deleted_is_left_out_unless_something_in_it_is_shown(
    word: SimpleNamespace, texts: Texts
) -> None:
    definition = word.define_row([0, 1000, 2000])
    gone = word.sprm(0x0800, 0x81)

    def deleted(*words: str, all_of_it: bool) -> list[object]:
        cells = [word.para(text + "\x07", word.sprm(0x2416, 1), look=gone if all_of_it else b"") for text in words]
        end = word.sprm(0x2416, 1) + word.sprm(0x2417, 1) + definition
        return [*cells, word.para("\x07", end, look=gone)]

    grid = only(
        word,
        *word.row("a", "b", properties=definition),
        *deleted("c", "d", all_of_it=True),
        *deleted("e", "f", all_of_it=False),
    )
    assert texts(grid) == [["a", "b"], ["e", "f"]]
    content = word.read([*deleted("c", "d", all_of_it=True), word.para("后\r")])
    assert content.elements == (content.elements[0],)
    assert word.said(content) == ["后"]
