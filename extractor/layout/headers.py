"""Grid → header layout: how many rows name the columns, and the path of names over each column.

The spans say how deep a header goes: what stands under a cell merged over columns, or beside one merged over rows,
is header too. Where a producer drew blank cells instead of merging, rows that complement each other are one header.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from extractor.document.content import Grid, GridCell
from extractor.document.draft import HeaderLayout
from extractor.document.number import is_number
from extractor.document.table import Column, Part, slots_of
from extractor.document.text import folded, without_space
from extractor.document.total_words import is_sum

_NUMBER_ROW_WORDS = frozenset({"栏次", "行次", "列次", "栏目"})
_NUMBER_ROW_LABEL = re.compile(r"^(?:序号|序号栏次|项目)$")
_COLUMN_NUMBER = re.compile(r"^(?:\d{1,2}(?:[=＝].*)?|[甲乙丙丁戊己]|[—\-*]+|[\d+=＝\-—()（）]+)$")
_CODE = re.compile(r"^\d{3}(?:\d{2}){0,3}$")
_ROW_LABEL = re.compile(r"^(?:[一二三四五六七八九十]+、.*|[（(][一二三四五六七八九十]+[)）].*|其中[:：].*)$")
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
_YEAR = re.compile(r"(?:19|20)\d{2}")
_TITLE_INSIDE = re.compile(r"表(?:[(（][^()（）]*[)）])*$|单位[:：]|^[(（]?\d{4}年度?[)）]?$")
_CODE_LEVELS = frozenset({"类", "款", "项", "目"})
_FEWEST_LABELS = 3
_DEEPEST_HEADER = 6


def read_header(grid: Grid) -> HeaderLayout:
    """Read the header of a grid; a form has none, but its indicator matrix is a part with a header of its own."""
    slots = _slots(grid)
    if _is_form(slots):
        empty = tuple(Column(()) for _ in range(grid.columns))
        return HeaderLayout(0, (), empty, _matrix_parts(slots), is_form=True)
    depth = _header_depth(slots, grid)
    numbers: list[int] = []
    while depth < grid.rows and len(numbers) < 2 and _is_number_row(slots[depth]):
        numbers.append(depth)
        depth += 1
    numbers += [row for row in range(depth) if row not in numbers and row > 0 and _is_number_row(slots[row])]
    paths = _with_shared_row(_paths(slots, range(depth), set(numbers)), slots, depth)
    return HeaderLayout(depth, tuple(sorted(numbers)), tuple(Column(path) for path in paths))


def _with_shared_row(
    paths: list[tuple[str, ...]], slots: Sequence[Sequence[GridCell]], depth: int
) -> list[tuple[str, ...]]:
    """Complete the paths where the header's last words (类 款 项) share their printed row with the first body row."""
    if not 0 < depth < len(slots):
        return paths
    words = {
        cell.column: text
        for cell in slots[depth]
        if (text := without_space(cell.raw)) in _CODE_LEVELS
        and any(slots[row][cell.column].column_span > 1 for row in range(depth))
        and text not in paths[cell.column]
    }
    if len(words) < 2:
        return paths
    return [(*path, words[column]) if column in words else path for column, path in enumerate(paths)]


def _slots(grid: Grid) -> list[list[GridCell]]:
    """The grid's slots; one that no cell covers holds a blank cell of no place."""
    blank = GridCell(-1, -1, "")
    return [[cell or blank for cell in row] for row in slots_of(grid.cells, grid.rows, grid.columns)]


def _distinct(row: Sequence[GridCell]) -> list[GridCell]:
    """The cells of a row, each once."""
    return [cell for index, cell in enumerate(row) if index == 0 or cell is not row[index - 1]]


def _is_form(slots: Sequence[Sequence[GridCell]]) -> bool:
    """Whether at least three different form labels stand in the first rows, above any indicator matrix, and two of
    them below each other with something else beside them: in a list such words head columns instead."""
    labels: set[str] = set()
    columns: dict[int, set[str]] = {}
    for row in slots[:10]:
        cells = _distinct(row)
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


def _matrix_parts(slots: Sequence[Sequence[GridCell]]) -> tuple[Part, ...]:
    """The indicator matrices of a form, each from its header to the next form's first label or the table's end."""
    starts = []
    for index, row in enumerate(slots):
        named = [cell for cell in row if folded(cell.raw) in _TIER_WORDS and cell.row == index]
        if len({folded(cell.raw) for cell in named}) >= 2:
            starts.append((index, max(cell.row + cell.row_span for cell in named)))
    parts = []
    for index, below in starts:
        ends = [row for row in range(below, len(slots)) if _begins_form(slots[row]) or row in dict(starts)]
        paths = _paths(slots, range(index, below), set())
        columns = tuple(Column(path) for path in paths)
        parts.append(Part(index, min(ends, default=len(slots)) - 1, below - index, columns))
    return tuple(parts)


def _begins_form(row: Sequence[GridCell]) -> bool:
    return folded(row[0].raw).rstrip(":") in _FIRST_LABELS


def _header_depth(slots: Sequence[Sequence[GridCell]], grid: Grid) -> int:
    """Rows that the header covers, 0 where the first row is data already."""
    if _is_data(slots[0]) and not _names_years(slots[0]):
        return 0
    depth = 1
    while depth < min(grid.rows, _DEEPEST_HEADER) and not _is_number_row(slots[depth]):
        above = [cell for row in slots[:depth] for cell in row]
        reach = max(cell.row + cell.row_span for cell in above)
        own = [cell for cell in slots[depth] if cell.row == depth]
        if depth < reach <= _DEEPEST_HEADER and not _is_data(own):
            depth += 1
            continue
        if _is_data(slots[depth]) or _is_data(own):
            break
        if _opens_columns(slots, depth, grid.columns) or _complements(slots[:depth], slots[depth]):
            depth += 1
            continue
        break
    return min(depth, grid.rows)


def _opens_columns(slots: Sequence[Sequence[GridCell]], depth: int, columns: int) -> bool:
    """Whether the header's last row has a cell merged over some columns that the next row divides."""
    for cell in _distinct(slots[depth - 1]):
        if 1 < cell.column_span < columns or (cell.column_span == columns and depth == 1):
            below = {id(slots[depth][column]) for column in range(cell.column, cell.column + cell.column_span)}
            if len(below) > 1 and cell.raw.strip():
                return True
    return False


def _complements(header: Sequence[Sequence[GridCell]], row: Sequence[GridCell]) -> bool:
    """Whether the row goes on with a header that was drawn, or dumped, with blank cells instead of merges.

    It does when every cell that it fills stands below a blank one, or below one that blanks follow (a merge over them
    was meant), and at least one column that the header left blank gets its name.
    """
    above = [bool(cell.raw.strip()) for cell in header[-1]]
    filled = [bool(cell.raw.strip()) for cell in row]
    heads = [above[c] and c + 1 < len(above) and not above[c + 1] for c in range(len(above))]
    fits = all(not above[c] or heads[c] for c in range(len(row)) if filled[c])
    return fits and not all(filled) and any(filled[c] and not above[c] for c in range(len(row)))


def _is_data(row: Sequence[GridCell]) -> bool:
    """Whether the row holds amounts, codes or row labels of a body."""
    cells = [cell for cell in _distinct(row) if without_space(cell.raw)]
    if not cells or _is_number_row(row):
        return False
    if any(_CODE.match(without_space(cell.raw)) for cell in cells[:2]):
        return True
    names_a_row = is_sum(cells[0].raw) or _ROW_LABEL.match(without_space(cells[0].raw))
    if names_a_row and (len(cells) == 1 or not _names_columns(cells[1:])):
        return True
    return any(is_number(cell.raw) for cell in cells)


def _names_years(row: Sequence[GridCell]) -> bool:
    """Whether the only numbers of a first row are years beside words (项目 | 2023 | 2024): names of columns."""
    texts = [without_space(cell.raw) for cell in _distinct(row) if cell.raw.strip()]
    years = [text for text in texts if _YEAR.fullmatch(text)]
    words = [text for text in texts if not is_number(text)]
    heads_nothing = not row[0].raw.strip()
    return (bool(words) or heads_nothing) and len(years) >= 2 and len(years) + len(words) == len(texts)


def _names_columns(cells: Sequence[GridCell]) -> bool:
    """Whether cells beside a word such as 合计 are column names too (no digits at all)."""
    return not any(re.search(r"\d", cell.raw) for cell in cells)


def _is_number_row(row: Sequence[GridCell]) -> bool:
    """A 栏次 row: after at most one label, numbers that count up (1 2 3), formulas of them (3=1+2) or 甲 乙."""
    texts = [folded(cell.raw) for cell in _distinct(row)]
    texts = [text for text in texts if text]
    labels = [text for text in texts if text in _NUMBER_ROW_WORDS]
    texts = [text for text in texts if text not in _NUMBER_ROW_WORDS and text not in _CODE_LEVELS]
    if labels and texts == ["1"]:
        return True
    if len(texts) >= 2 and _NUMBER_ROW_LABEL.match(texts[0]):
        texts = texts[1:]
    numbers = [int(match[0]) for text in texts if (match := re.match(r"\d{1,2}(?=$|[=＝])", text))]
    if len(numbers) < 2 or not all(_COLUMN_NUMBER.match(text) for text in texts):
        return False
    return numbers[0] <= 2 and all(b - a == 1 for a, b in pairwise(numbers))


def _meant_merge(slots: Sequence[Sequence[GridCell]], row: int, column: int, below: int | None) -> GridCell:
    """The cell over a column: a blank one with names below it (in row ``below``), in this column and under its left
    neighbours, is part of a merge that begins at the first cell with text to its left, below the same parent."""
    if below is None:
        return slots[row][column]

    def is_open(place: int) -> bool:
        cell = slots[row][place]
        single = cell.column_span == 1 and cell.row_span == 1
        same_parent = row == 0 or slots[row - 1][place] is slots[row - 1][column]
        return single and same_parent and bool(slots[below][place].raw.strip())

    here = column
    while here > 0 and is_open(here) and not slots[row][here].raw.strip():
        here -= 1
    return slots[row][here] if here < column and is_open(here) else slots[row][column]


def _paths(slots: Sequence[Sequence[GridCell]], rows: range, number_rows: set[int]) -> list[tuple[str, ...]]:
    """The names over each column, outermost first; a title or unit printed over the whole width names none."""
    columns = len(slots[0]) if slots else 0
    paths = []
    for column in range(columns):
        path: list[str] = []
        last: GridCell | None = None
        for row in rows:
            below = row + 1 if row + 1 in rows and row + 1 not in number_rows else None
            cell = _meant_merge(slots, row, column, below)
            text = without_space(cell.raw)
            is_title = cell.column_span >= columns > 1 and _TITLE_INSIDE.search(text) is not None
            if row in number_rows or cell is last or not text or is_title:
                continue
            path.append(text)
            last = cell
        paths.append(tuple(path))
    return paths
