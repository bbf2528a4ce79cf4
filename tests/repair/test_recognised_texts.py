"""Words, numbers and labels of a table read from a picture."""

from dataclasses import replace

import pytest

from extractor.document.recognised import Alternative
from extractor.document.table import Cell, Column, Row, Table
from extractor.document.uncertain import UncertainCharacter
from extractor.repair.recognised_texts import propose_recognised_text_repairs


def table_of(
    rows: list[tuple[str, str]], header: tuple[str, str] = ("项目", "金额"), doubts: tuple[UncertainCharacter, ...] = ()
) -> Table:
    """Two columns below a header of one row; the cells are t1.r0c0 …"""
    texts = [header, *rows]
    cells = tuple(
        Cell(f"t1.r{r}c{c}", r, c, 1, 1, text, text, "data" if r else "column_attribute")
        for r, row in enumerate(texts)
        for c, text in enumerate(row)
    )
    return Table(
        id="t1", title=None, kind="other", unit="万元", reporting_unit=None, as_of=None, pages=(1,), captions=(),
        notes=(), declared_empty=False, reading="ocr", confidence=1.0, header_rows=1,
        columns=tuple(Column((text,)) for text in header), rows=tuple(Row(row) for row in rows), parts=(), cells=cells,
        uncertain=doubts,
    )  # fmt: skip


def mended(table: Table) -> tuple[list[tuple[str, str, str]], Table]:
    repairs, (after,) = propose_recognised_text_repairs([table], {"t1"})
    return [(one.kind, one.before, one.after) for one in repairs if one.applied], after


def doubt(cell: str, place: int, text: str, probability: float = 0.2, *others: Alternative) -> UncertainCharacter:
    return UncertainCharacter(place, text, probability, others, cell)


AMOUNTS = [("教育支出", "1.25"), ("住房保障支出", "2.50"), ("其他支出", "3.75")]


def test_a_speck_beside_a_number_goes() -> None:
    found, after = mended(table_of([*AMOUNTS, ("合计", ".7.50")]))
    assert found == [("recognised_number", ".7.50", "7.50")]
    assert after.rows[-1].values == ("合计", "7.50") and after.cells[-1].raw == ".7.50"


def test_a_speck_beside_a_mark_goes() -> None:
    found, _ = mended(table_of([*AMOUNTS, ("合计", "7..50")]))
    assert found == [("recognised_number", "7..50", "7.50")]


@pytest.mark.parametrize("text", ["-7.50", "7.5.0", "7.,50", ".750", "7.5", "共7.50", "(7.50"])
def test_what_is_or_may_be_something_else_stays(text: str) -> None:
    table = table_of([*AMOUNTS, ("合计", text)])
    assert mended(table) == ([], table)


def test_a_column_of_words_and_numbers_has_no_style() -> None:
    table = table_of([("甲", "1.25"), ("乙", "无此项"), ("丙", "共计"), ("丁", "2.50"), ("戊", ".7.50")])
    assert mended(table)[0] == []


def test_a_speck_behind_a_known_word_goes_in_header_and_path() -> None:
    doubts = (doubt("t1.r0c0", 6, "分"),)
    table = table_of([("财政拨款收入", "1.00")], ("财政拨款收入分", "金额"), doubts)
    found, after = mended(table)
    assert found == [("recognised_word", "财政拨款收入分", "财政拨款收入")]
    assert after.columns[0].path == ("财政拨款收入",) and after.cells[0].text == "财政拨款收入"


def test_an_alternative_that_makes_a_known_name_is_taken() -> None:
    doubts = (doubt("t1.r1c0", 0, "往", 0.5, Alternative("住", 0.4), Alternative("注", 0.02)),)
    assert mended(table_of([("往房保障支出", "1.00")], doubts=doubts))[0] == [
        ("recognised_word", "往房保障支出", "住房保障支出")
    ]


def test_words_stay_where_nothing_or_two_things_are_known() -> None:
    unknown = doubt("t1.r1c0", 4, "分")
    assert mended(table_of([("某某站点分", "1.00")], doubts=(unknown,)))[0] == []
    surely = doubt("t1.r1c0", 0, "往", 0.97, Alternative("住", 0.03))
    assert mended(table_of([("往房保障支出", "1.00")], doubts=(surely,)))[0] == []
    known = doubt("t1.r1c0", 0, "住", 0.5, Alternative("往", 0.4))
    assert mended(table_of([("住房保障支出", "1.00"), ("往房保障支出", "")], doubts=(known,)))[0] == []
    two = doubt("t1.r1c0", 0, "丙", 0.4, Alternative("甲", 0.3), Alternative("乙", 0.3))
    assert mended(table_of([("丙所", ""), ("甲所", ""), ("乙所", "")], doubts=(two,)))[0] == []


def labels_of(*labels: str) -> list[str]:
    _, after = mended(table_of([(label, "") for label in labels]))
    return [row.values[0] or "" for row in after.rows]


def test_numbering_is_told_by_the_labels_around() -> None:
    sound = ["一、财政拨款", "二、社会保障和就业支出", "三、卫生健康支出", "四、住房保障支出"]
    assert labels_of(*sound) == sound
    assert labels_of("、财政拨款", "二社会保障和就业支出", "卫生健康支出", "四、住房保障支出") == sound
    assert labels_of("一一、财政拨款", "二、社会保障和就业支出", "三卫生健康支出", "四住房保障支出") == sound
    assert labels_of("一一、财政拨款", "二社会保障和就业支出", "三卫生健康支出", "四住房保障支出") == sound
    begins = ["一、一般公共服务支出", "二、卫生健康支出", "三、住房保障支出"]
    assert labels_of("一一般公共服务支出", *begins[1:]) == begins, "its words begin with a numeral"
    assert labels_of(begins[0], "二、·卫生健康支出", begins[2]) == begins, "dust before words that are known"
    assert labels_of(begins[0], "二、·某某", begins[2])[1] == "二、·某某"
    below = ["、财政拨款", "1.一般公共预算", "2.政府性基金", "二、其他资金", "三、上年结转"]
    assert labels_of(*below) == ["一、财政拨款", *below[1:]]
    assert labels_of("财政拨款", "二、社会保障和就业支出", "卫生健康支出", "四住房保障支出") == sound


@pytest.mark.parametrize(
    "labels",
    [
        (
            "一般公共服务支出",
            "二手设备",
            "三公经费",
        ),  # 一般公共服务支出 is a name, so 二 is not the next
        ("一般公共预算", "政府性基金预算", "二、事业收入", "三、其他收入"),  # two labels above: nobody knows which
        ("本年收入", "一、财政拨款", "二、事业收入", "本年收入合计", "三、上年结转"),
        ("一、财政拨款", "教育支出", "二、事业收入"),
        ("一、财政拨款", "二、事业收入", "上年结转"),
        ("教育支出", "住房保障支出"),
        ("、财政拨款", "上年结转"),
        ("一、财政拨款", "、事业收入", "九、其他收入"),
    ],
)
def test_labels_stay_where_the_numbering_does_not_tell(labels: tuple[str, ...]) -> None:
    assert labels_of(*labels) == list(labels)


def test_only_recognised_tables_and_unrepaired_cells() -> None:
    table = table_of([*AMOUNTS, ("合计", ".7.50")])
    assert propose_recognised_text_repairs([table], frozenset()) == ([], [table])
    repaired = replace(table, cells=(*table.cells[:-1], replace(table.cells[-1], raw=".750")))
    assert mended(repaired)[0] == []
    repairs, after = propose_recognised_text_repairs([table], {"t1"}, 0.99)
    assert [repair.applied for repair in repairs] == [False] and after == [table]
