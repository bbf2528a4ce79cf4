"""Evidence of the header: headings that are fused or cut, and columns whose cells are not what the heading says."""

import re
from collections.abc import Sequence

import numpy as np

from extractor.confidence.evidence.part import Parts, Signs
from extractor.confidence.table_shape import Flags, TableShape

SIGNS: Signs = {
    "header": "either",
    "column_number": "either",
    "path_blank": "against",
    "path_twice": "against",
    "heading_twice": "against",
    "path_of_group": "against",
    "heading_of_group": "against",
    "blank_header": "either",
    "names_side_by_side": "against",
    "column_blank": "against",
    "deep_header": "either",
    "heading_off": "against",
    "heading_off_beside": "against",
    "heading_fused": "against",
    "heading_fused_in_column": "against",
    "heading_cut_in_column": "against",
    "words_column_of_numbers": "against",
    "blank_paths": "against",
    "doubtful_paths": "against",
}

_HEADING_OF_AMOUNTS = re.compile(r"(?:预算数|决算数|金额|合计|小计|总计)$")
_HEADING_OF_WORDS = re.compile(r"(?:项目|名称|编码|编号|科目|内容|部门|单位)$")
_WHOLE_HEADINGS = (
    "合计", "小计", "总计", "金额", "行次", "栏次", "数量", "价值", "编码", "名称", "科目编码", "科目名称",
    "基本支出", "项目支出", "人员经费", "公用经费", "日常公用经费", "上缴上级支出", "上级补助收入", "事业收入",
    "经营收入", "其他收入", "事业单位经营收入", "事业单位经营支出", "附属单位上缴收入", "对附属单位补助支出",
    "上年结转", "结转结余", "增减额", "增减率", "预算数", "决算数", "执行数", "期初", "期末", "项目名称", "项目单位",
    "单位名称", "一般公共预算", "政府性基金预算", "国有资本经营预算", "财政专户管理资金", "单位资金", "三级指标",
    "二级指标", "一级指标", "指标值", "备注",
)  # fmt: skip
"""Headings that stand alone in the tables of budgets and accounts, whoever prints them."""
_FUSED = re.compile(rf"(?:{'|'.join(sorted(_WHOLE_HEADINGS, key=len, reverse=True))}){{2,}}")
_YEAR_TWICE = re.compile(r"(?:19|20)\d\d年.*(?:预|决|执)\S*数(?:19|20)\d\d年\S*数$")
_DEEP = 3


def header_evidence(shape: TableShape) -> Parts:
    """``path_of_group``: the path of the column is where the path of its neighbour begins, as though a heading over
    several columns were that of the first alone. ``heading_off``: a heading of amounts over words, or of words over
    amounts. ``heading_fused``: two headings in one cell; ``…_in_column``: any cell of the column's header is so, or
    looks cut off. ``doubtful_paths``: the share of columns of which one of these is said."""
    table = shape.table
    tabular = table.header_rows > 0
    paths = [column.path for column in table.columns]
    twice = [tabular and bool(path) and paths.count(path) > 1 for path in paths]
    nameless = [tabular and not any(path) for path in paths]
    of_group = [tabular and group for group in _of_groups(paths)]
    names = [column.role == "name" for column in table.columns]
    pairs = [
        one and (two or before) for before, one, two in zip([False, *names], names, [*names[1:], False], strict=False)
    ]
    filled = shape.in_column(shape.body & ~shape.says("blank"))
    off = _heading_off(shape) & tabular
    fused = ~shape.body & np.array([_is_fused(cell.text) for cell in table.cells], dtype=np.bool_) & tabular
    cut = ~shape.body & tabular & (shape.says("open") | shape.says("doubled") | shape.says("part_of_name"))
    doubtful = [a or b or c for a, b, c in zip(twice, nameless, of_group, strict=True)]
    numbers = shape.in_column(shape.body & shape.says("number"))
    of_text = shape.of_columns([column.role in ("text", "name") for column in table.columns])
    return {
        "header": ~shape.body,
        "column_number": np.array([cell.role == "column_number" for cell in table.cells], dtype=np.bool_),
        "path_blank": shape.of_columns(nameless) & shape.body,
        "path_twice": shape.of_columns(twice) & shape.body,
        "heading_twice": shape.of_columns(twice) & ~shape.body,
        "path_of_group": shape.of_columns(of_group) & shape.body,
        "heading_of_group": ~shape.body & _touches(shape, of_group),
        "blank_header": ~shape.body & shape.says("blank"),
        "names_side_by_side": shape.of_columns(pairs),
        "column_blank": (filled == 0) & tabular,
        "deep_header": float(table.header_rows > _DEEP),
        "heading_off": off,
        "heading_off_beside": shape.beside(off),
        "heading_fused": fused,
        "heading_fused_in_column": shape.in_column_spans(fused) > 0,
        "heading_cut_in_column": shape.in_column_spans(cut) > 0,
        "words_column_of_numbers": of_text & (numbers > 0.5 * np.maximum(filled, 1)) & tabular,
        "blank_paths": sum(nameless) / max(1, len(nameless)),
        "doubtful_paths": sum(doubtful) / max(1, len(doubtful)),
    }


def _of_groups(paths: Sequence[tuple[str, ...]]) -> list[bool]:
    """By column, whether a neighbour's path goes on where its own ends."""
    return [
        any(
            path and len(other) > len(path) and other[: len(path)] == path
            for other in (*paths[max(0, place - 1) : place], *paths[place + 1 : place + 2])
        )
        for place, path in enumerate(paths)
    ]


def _touches(shape: TableShape, columns: Sequence[bool]) -> Flags:
    """By cell, whether it covers one of these columns, or stands right before or behind one."""
    near = [any(columns[max(0, place - 1) : place + 2]) for place in range(len(columns))]
    spans = [(cell.column, cell.column + cell.column_span) for cell in shape.table.cells]
    return np.array([any(near[first:end]) for first, end in spans], dtype=np.bool_)


def _is_fused(heading: str) -> bool:
    return _FUSED.fullmatch(heading) is not None or _YEAR_TWICE.search(heading) is not None


def _heading_off(shape: TableShape) -> Flags:
    """Whether the column's heading says amounts and its cells words, or the other way round."""
    number = shape.body & shape.plain & shape.says("number")
    words = shape.body & shape.plain & ~(shape.says("number") | shape.says("dash") | shape.says("blank"))
    last = [column.path[-1] if column.path else "" for column in shape.table.columns]
    of_amounts = shape.of_columns([_HEADING_OF_AMOUNTS.search(word) is not None for word in last])
    of_words = shape.of_columns([_HEADING_OF_WORDS.search(word) is not None for word in last])
    numbers, worded = shape.in_column(number), shape.in_column(words)
    code = shape.in_column(shape.body & shape.plain & shape.says("code"))
    return (of_amounts & (worded > numbers)) | (of_words & (numbers > worded) & (2 * code < numbers))
