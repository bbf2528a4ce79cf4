"""No table of label words makes the reading fail, and what it gives points at cells that are there."""

from collections.abc import Callable

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extractor.document.record import Department
from extractor.document.table import Table
from extractor.normalise.projects import ProjectContext, read_projects

_LABELS = (
    "项目名称",
    "项目编码",
    "预算数",
    "其中：财政资金",
    "其他资金",
    "绩效目标",
    "资金支出计划（%）",
    "项目总目标",
)
_MORE_LABELS = (
    "预算规模及资金用途",
    "总分",
    "单位：万元",
    "全年执行数",
    "年度资金总额",
    "基本信息",
    "执行率",
    "全年预算数",
)
_VALUES = ("", "甲", "预算数 3.00", "5.00", "1.甲；2.乙", "3月底", "3月底 25%", "50%", "名称", "主要实施内容", "—")
_MATRIX_WORDS = ("一级指标", "二级指标", "三级指标", "指标值", "产出指标", "数量指标", "≥3次")
_WORDS = st.sampled_from(_LABELS + _MORE_LABELS + _VALUES + _MATRIX_WORDS)
_FORM = [["项目名称", "甲", "主管部门", "乙", ""], ["预算数", "5.00", "绩效目标", "丙", ""]]
_MATRIX = ["一级指标", "二级指标", "三级指标", "指标值", "备注"]


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    rows=st.lists(st.lists(_WORDS, min_size=5, max_size=5), min_size=1, max_size=10),
    merged=st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), max_size=2),
)
def test_reading_never_fails(
    make_table: Callable[..., Table], rows: list[list[str]], merged: list[tuple[int, int]]
) -> None:
    spans = {(row, column): (min(2, len(rows) - row), 1) for row, column in merged if row < len(rows)}
    spans = {place: size for place, size in spans.items() if (place[0] - 1, place[1]) not in spans}
    rows = [*rows, *_FORM, _MATRIX, *rows]
    table = make_table(rows, spans)
    ids = {cell.id for cell in table.cells}
    projects = read_projects([table], ProjectContext(Department(None, None)))
    assert projects
    for project in projects:
        assert {cell for cells in project.sources.values() for cell in cells} <= ids
        assert all(step.raw for step in project.plan)
        assert all(i.tier3 or i.description or i.target or i.mid_term_target for i in project.indicators)
        assert all(project.objectives)
