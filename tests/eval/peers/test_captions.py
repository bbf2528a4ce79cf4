"""Title and unit: from the lines above a table, or from its own first rows."""

import pytest

from extractor.eval.peers.captions import caption, title_of, unit_of
from extractor.eval.peers.grid import row_texts, settle
from extractor.eval.peers.page_lines import PageLine
from extractor.eval.peers.worker.raw import Box, RawCell, RawTable

BOX: Box = (0.0, 50.0, 100.0, 90.0)


def line(text: str, top: float, *, page: int = 1, furniture: bool = False) -> PageLine:
    return PageLine(page, (0.0, top, 50.0, top + 5), text, furniture)


def raw(*rows: tuple[str, ...], boxes: bool = True) -> RawTable:
    cells = [
        RawCell(r, c, text, box=(c * 10.0, 50 + r * 10.0, c * 10.0 + 10, 60 + r * 10.0) if boxes else None)
        for r, row in enumerate(rows)
        for c, text in enumerate(row)
    ]
    return RawTable(1, BOX, len(rows), len(rows[0]), tuple(cells), spans_known=True)


def test_the_lines_above_reach_up_to_the_table_before() -> None:
    lines = [
        line("别的表", 2),
        line("支 出 总 表", 30),
        line("单位：万元", 40),
        line("7", 45, furniture=True),
        line("表", 30, page=2),
        line("下面", 95),
    ]
    found = caption(settle(raw(("项目", "金额"), ("甲", "1"))), lines, [(0.0, 0.0, 100.0, 20.0), BOX])
    assert found.above == ("支出总表", "单位：万元")
    assert (title_of(found.above), unit_of(found.above)) == ("支出总表", "万元")


def test_captions_in_the_first_rows_go_and_the_page_s_own_lines_count_for_them() -> None:
    rows = (("支出\n总表", ""), ("", ""), ("部门：某局", "单位：万元"), ("项目", "金额"), ("甲", "1"))
    torn = settle(raw(("支出总表 单位：万元", ""), *rows[2:]))
    found = caption(torn, [line("支出总表", 52), line("单位：元", 62)], [BOX])
    assert row_texts(found.table) == [("项目", "金额"), ("甲", "1")]
    assert found.above == ("支出总表", "单位：元")


@pytest.mark.parametrize("boxes", [True, False])
def test_without_lines_the_peer_s_own_reading_counts(boxes: bool) -> None:
    found = caption(
        settle(raw(("支出总表", ""), ("部门：某局", "单位：万元"), ("项目", "金额"), boxes=boxes)), [], [BOX]
    )
    assert found.above == ("支出总表", "部门：某局", "单位：万元")
    assert found.table.rows == 1


def test_a_frame_over_the_whole_table_counts_by_its_first_lines() -> None:
    found = caption(settle(raw(("支出总表\n单位：万元\n项目 金额 10", ""), ("项目", "金额"))), [], [BOX])
    assert found.above == ("支出总表", "单位：万元")
    assert row_texts(found.table) == [("项目", "金额")]


@pytest.mark.parametrize(
    ("above", "title"),
    [
        (("一、收支情况", "支出总表（续表）", "公开02表", "部门：某局"), "支出总表"),
        (("收支情况", "单位：元"), "收支情况"),
        (("本部门没有收入。", "包括："), None),
        ((), None),
    ],
)
def test_a_title_ends_in_table_or_is_the_nearest_line_that_is_nothing_else(
    above: tuple[str, ...], title: str | None
) -> None:
    assert title_of(above) == title


def test_a_table_that_names_no_unit_has_none() -> None:
    assert unit_of(("支出总表", "部门：某局")) is None
