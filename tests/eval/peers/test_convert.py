"""From a peer's answer to the contract: right tables score 1, whatever the peer lacks costs only that."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from extractor.corpora import Label
from extractor.eval.peers.convert import compose_tables, document_data
from extractor.eval.peers.page_lines import PageLine, outside
from extractor.eval.peers.provider import Gift
from extractor.eval.peers.worker.raw import RawAnswer, RawCell, RawLine, RawTable
from extractor.eval.prediction import read_prediction
from extractor.eval.score import Scores
from extractor.eval.views import label_tables

Data = dict[str, Any]
Score = Callable[[Data, Data], Scores]
SHA256 = "ab" * 32
EXPENDITURE = (
    ("科目", None, "合计", "基本支出"),
    ("科目编码", "科目名称", None, None),
    ("201", "一般公共\n服务支出", "10.00", "6.00"),
    ("208", "社会保障支出", "5.50", "5.50"),
    ("221", "住房保障支出", "2.00", ""),
    ("合计", None, "17.50", "11.50"),
)
BOTH_SIDES = (
    ("收入", None, "支出", None),
    ("项目", "预算数", "项目", "预算数"),
    ("财政拨款", "1,000.00", "教育支出", "600.00"),
    ("其他收入", "200.00", "住房支出", "600.00"),
    ("收入总计", "1,200.00", "支出总计", "1,200.00"),
)
SPANS = {(0, 0): (1, 2), (0, 2): (2, 1), (0, 3): (2, 1), (5, 0): (1, 2)}
LINES = (
    PageLine(1, (0, 10, 50, 14), "支 出 总 表"),
    PageLine(1, (50, 15, 90, 19), "单位：万元"),
    PageLine(2, (0, 10, 50, 14), "收支总表"),
    PageLine(2, (50, 15, 90, 19), "单位：万元"),
)


def table(
    page: int, rows: tuple[tuple[str | None, ...], ...], spans: dict[tuple[int, int], tuple[int, int]]
) -> RawTable:
    cells = [
        RawCell(r, c, text, *spans.get((r, c), (1, 1)), box=(c * 10.0, 20 + r * 5.0, c * 10.0 + 10, 25 + r * 5.0))
        for r, row in enumerate(rows)
        for c, text in enumerate(row)
        if text is not None
    ]
    return RawTable(page, (0, 20, 40, 60), len(rows), 4, tuple(cells), spans_known=True)


def answer() -> RawAnswer:
    """The tables of the small label, page 2 before page 1."""
    return RawAnswer((table(2, BOTH_SIDES, {(0, 0): (1, 2), (0, 2): (1, 2)}), table(1, EXPENDITURE, SPANS)))


def test_tables_that_are_right_get_every_point(label: Data, score: Score) -> None:
    del label["projects"]
    data = document_data(compose_tables(answer(), LINES), SHA256)
    scores = score(label, data)
    names = ("numeric_cells", "cells", "header_paths", "whole_tables", "titles", "units", "spans", "teds", "grits_con")
    assert {name: scores[name].value for name in names} == dict.fromkeys(names, 1.0)


def test_one_wrong_digit_costs_what_it_must(label: Data, score: Score) -> None:
    wrong = tuple(tuple("6.01" if text == "6.00" else text for text in row) for row in EXPENDITURE)
    raw = RawAnswer((table(1, wrong, SPANS), answer().tables[0]))
    scores = score(label, document_data(compose_tables(raw, LINES), SHA256))
    assert scores["numeric_cells"].data()["true_positive"] == 12
    assert scores["whole_tables"].value == 0.5


def test_a_peer_without_merged_cells_gets_its_header_filled_forward(label: Data, score: Score) -> None:
    del label["projects"]
    flat = [
        replace(
            table(page, tuple(tuple(text or "" for text in row) for row in rows), {}),
            spans_known=False,
        )
        for page, rows in ((1, EXPENDITURE), (2, BOTH_SIDES))
    ]
    scores = score(label, document_data(compose_tables(RawAnswer(tuple(flat)), LINES), SHA256))
    assert scores["header_paths"].value == 1.0
    assert scores["numeric_cells"].value == 1.0
    assert scores["spans"].value == 0.0


def test_a_peer_that_reads_the_text_itself_is_given_its_own_lines() -> None:
    own = RawAnswer((table(1, EXPENDITURE, SPANS),), (RawLine(1, (0, 5, 9, 9), "另一张表"),))
    data = document_data(compose_tables(own, LINES), SHA256)
    assert (data["tables"][0]["title"], data["tables"][0]["unit"]) == ("另一张表", None)


def test_the_gift_is_the_number_of_header_rows_and_nothing_else(label: Data) -> None:
    words = tuple(("甲", None, "乙", "丙") if r == 0 else row for r, row in enumerate(EXPENDITURE))
    raw = RawAnswer((table(1, (*words[:2], ("说明", "文字", "文字", "文字"), *words[2:]), SPANS | {(6, 0): (1, 2)}),))
    tables = compose_tables(raw, LINES)
    plain = document_data(tables, SHA256)
    gifted = document_data(tables, SHA256, Gift(label_tables(Label.model_validate(label))))
    assert (plain["tables"][0]["header_rows"], gifted["tables"][0]["header_rows"]) == (3, 2)
    assert len(gifted["tables"][0]["rows"]) == len(plain["tables"][0]["rows"]) + 1


def test_nothing_gives_nothing_and_blank_tables_go() -> None:
    blank = RawTable(1, (0, 0, 1, 1), 0, 0, (), spans_known=True)
    assert document_data(compose_tables(RawAnswer((blank,)), ()), SHA256)["tables"] == []
    assert read_prediction(document_data((), SHA256)).tables == ()


@pytest.mark.parametrize(("top", "kept"), [(30.0, 0), (70.0, 1)])
def test_lines_inside_a_table_are_not_outside(top: float, kept: int) -> None:
    line = PageLine(1, (0, top, 10, top + 4), "x")
    assert len(outside([line], [(1, (0.0, 20.0, 40.0, 60.0))])) == kept
