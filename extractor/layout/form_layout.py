"""Grids whose labels stand beside their values: how a form is told from a list, and its indicator matrices."""

from collections.abc import Sequence

from extractor.document.content import GridCell
from extractor.document.table import Column, Part
from extractor.document.text import folded
from extractor.layout.header_paths import distinct_cells, header_paths

_MATRIX_WORDS = frozenset({"一级指标", "二级指标", "三级指标", "指标值", "绩效指标", "指标名称", "年度指标值"})
_TIER_WORDS = frozenset({"一级指标", "二级指标", "三级指标"})
_FIRST_LABELS = frozenset({"项目编码", "项目名称", "项目代码", "部门名称", "单位名称", "政策名称"})
_FORM_LABELS = frozenset(
    [
        "项目编码",
        "项目名称",
        "预算数",
        "资金用途",
        "绩效目标",
        "年度目标",
        "总体目标",
        "年度总体目标",
        "年度绩效目标",
        "主管部门",
        "实施单位",
        "项目单位",
        "项目实施单位",
        "项目属性",
        "项目类型",
        "项目类别",
        "联系人",
        "联系电话",
        "填报单位",
        "填报单位名称",
        "部门名称",
        "单位名称",
        "预算规模及资金用途",
        "年度资金总额",
        "资金总额",
        "项目资金",
        "项目资金(万元)",
        "预算资金",
        "财政拨款",
        "其他资金",
        "资金支出计划(%)",
        "项目周期",
        "项目期",
        "实施期限",
        "开始时间",
        "结束时间",
        "起始日期",
        "立项依据",
        "项目概述",
        "年度绩效指标",
        "项目负责人",
        "单位负责人",
        "项目申报类型",
        "资金来源",
        "部门职能",
        "主要职能",
        "中长期目标",
        "实施期目标",
        "计划开始日期",
        "计划完成日期",
        "项目总预算",
        "项目当年预算",
        "主管处室",
        "预算部门",
        "部门职责",
        "年度主要任务",
        "年度预算申请",
    ]
)
_FEWEST_LABELS = 3


def is_form(slots: Sequence[Sequence[GridCell]]) -> bool:
    """Whether at least three different form labels stand in the first rows, above any indicator matrix, and two of
    them below each other with something else beside them: in a list such words head columns instead. What the first
    row names, with nothing else in it, above an indicator matrix is a form too, whatever its other labels are called.
    """
    if _names_what_it_is_of(slots):
        return True
    labels: set[str] = set()
    columns: dict[int, set[str]] = {}
    for row in slots[:10]:
        cells = distinct_cells(row)
        words = [folded(cell.raw).rstrip(":") for cell in cells]
        if _MATRIX_WORDS & set(words) and len(labels) < 2:
            return False
        labels |= _FORM_LABELS & set(words)
        for cell, word, beside in zip(cells, words, [*words[1:], ""], strict=True):
            if word in _FORM_LABELS and beside not in _FORM_LABELS:
                columns.setdefault(cell.column, set()).add(word)
        if len(labels) >= _FEWEST_LABELS and any(len(found) > 1 for found in columns.values()):
            return True
    return False


def _names_what_it_is_of(slots: Sequence[Sequence[GridCell]]) -> bool:
    """Whether the first row is the label and the name of a project or department, and an indicator matrix follows."""
    first = distinct_cells(slots[0]) if slots else []
    words = [folded(cell.raw).rstrip(":") for cell in first]
    if len(first) != 2 or words[0] not in _FIRST_LABELS or any(cell.row_span > 1 for cell in first):
        return False
    named = bool(words[1]) and words[1] not in _FORM_LABELS | _MATRIX_WORDS
    return named and any(len(_TIER_WORDS & {folded(cell.raw) for cell in row}) > 1 for row in slots[1:])


def matrix_parts(slots: Sequence[Sequence[GridCell]]) -> tuple[Part, ...]:
    """The indicator matrices of a form, each from its header to the next form's first label or the table's end."""
    starts = []
    for index, row in enumerate(slots):
        named = [cell for cell in row if folded(cell.raw) in _TIER_WORDS and cell.row == index]
        if len({folded(cell.raw) for cell in named}) >= 2:
            starts.append((index, max(cell.row + cell.row_span for cell in named)))
    parts = []
    for index, below in starts:
        ends = [row for row in range(below, len(slots)) if _begins_form(slots[row]) or row in dict(starts)]
        paths = header_paths(slots, range(index, below), set())
        columns = tuple(Column(path) for path in paths)
        parts.append(Part(index, min(ends, default=len(slots)) - 1, below - index, columns))
    return tuple(parts)


def _begins_form(row: Sequence[GridCell]) -> bool:
    return folded(row[0].raw).rstrip(":") in _FIRST_LABELS
