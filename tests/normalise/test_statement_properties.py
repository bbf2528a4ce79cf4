"""Whatever a table holds, its statements form a tree and count each cell once."""

from collections.abc import Callable

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from extractor.document.number import read_amount
from extractor.document.table import Table
from extractor.normalise.statements import StatementContext, read_statements
from extractor.normalise.statements.groups import AMOUNT_ROLES

HEADERS = [
    "序号",
    "科目编码",
    "科目名称",
    "项目",
    "合计",
    "小计",
    "金额",
    "备注",
    "类",
    "款",
    "项",
    "收入",
    "支出",
    "数量",
    "",
]
TEXTS = [
    "",
    None,
    "201",
    "20101",
    "05",
    "5",
    "合计",
    "小计",
    "一、甲",
    "1.乙",
    "其中：丙",
    "丁",
    "上年结转",
    "1.00",
    "—",
    "0",
]
TITLES = ["收支总表", "支出预算总表", "“三公”经费支出表", "政府采购预算表", "固定资产情况表", "基本支出表"]


@st.composite
def _shapes(draw: st.DrawFn) -> tuple[str, list[list[str]], list[list[str | None]]]:
    width = draw(st.integers(1, 6))
    path = st.lists(st.sampled_from(HEADERS), min_size=0, max_size=2)
    paths = draw(st.lists(path, min_size=width, max_size=width))
    row = st.lists(st.sampled_from(TEXTS), min_size=width, max_size=width)
    return draw(st.sampled_from(TITLES)), paths, draw(st.lists(row, max_size=6))


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(shape=_shapes())
@example(shape=("收支总表", [["序号"], [], ["合计"]], [["", "05", ""]]))
def test_statements_are_trees_of_cells_counted_once(
    make_table: Callable[..., Table], shape: tuple[str, list[list[str]], list[list[str | None]]]
) -> None:
    table = make_table(*shape)
    cells: list[str] = []
    for statement in read_statements([table], StatementContext(2024)):
        # a one-row table may print its 合计 in the last column: levels make the tree, not the printed order
        levels = {line.id: line.level for line in statement.lines}
        for line in statement.lines:
            assert line.parent is None or levels[line.parent] < line.level
            cells += [amount.cell for amount in line.amounts]
            assert all((amount.value is None) == (amount.mark in ("blank", "dash")) for amount in line.amounts)
    assert len(cells) == len(set(cells))


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(shape=_shapes())
def test_no_number_of_an_amount_column_is_lost(
    make_table: Callable[..., Table], shape: tuple[str, list[list[str]], list[list[str | None]]]
) -> None:
    table = make_table(*shape)
    statements = read_statements([table], StatementContext(2024))
    found = {amount.cell for statement in statements for line in statement.lines for amount in line.amounts}
    for row, content in enumerate(table.rows):
        for column, text in enumerate(content.values):
            reading = read_amount(text) if text else None
            if statements and reading and reading.value is not None and table.columns[column].role in AMOUNT_ROLES:
                assert f"{table.id}.r{row + 1}c{column}" in found
