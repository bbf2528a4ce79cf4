"""The header tree of the amount columns: which columns a column named 合计 or 小计 sums."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

_TOTAL_NAME = re.compile(r"(?:合计|总计|小计|共计|总额|总数)(?:数|金额)?(?:[(（][^)）]*[)）])?$")
_SUBSET_NAME = re.compile(r"其中")
Path = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Branch:
    """A place of the header tree: the columns below it; a leaf has one. ``total`` is its column named 合计 or 小计."""

    name: str
    columns: tuple[int, ...]
    total: int | None = None
    branches: tuple["Branch", ...] = ()


@dataclass(frozen=True, slots=True)
class ColumnSum:
    """A total column and the branches beside it that the header puts under the same heading."""

    total: int
    parts: tuple[Branch, ...]
    subset: bool
    """Whether a heading says 其中: then the columns are a selection."""


def column_sums(paths: Mapping[int, Path]) -> tuple[ColumnSum, ...]:
    """The sums that the header says of the amount columns ``paths`` (grid column → header path)."""
    sums: list[ColumnSum] = []
    _collect(tuple(sorted(paths)), paths, 0, sums)
    return tuple(sums)


def _collect(
    columns: Sequence[int], paths: Mapping[int, Path], depth: int, sums: list[ColumnSum]
) -> tuple[Branch, ...]:
    branches = []
    for name, below in _runs(columns, paths, depth):
        if len(below) == 1:
            branches.append(Branch(name, tuple(below), below[0] if is_total_name(name) else None))
            continue
        inner = _collect(below, paths, depth + 1, sums) if any(len(paths[c]) > depth + 1 for c in below) else ()
        own = [branch.total for branch in inner if branch.total is not None and not branch.branches]
        branches.append(Branch(name, tuple(below), own[0] if len(own) == 1 else None, inner))
    sums += _sums_beside(branches)
    return tuple(branches)


def _runs(columns: Sequence[int], paths: Mapping[int, Path], depth: int) -> list[tuple[str, list[int]]]:
    """Neighbouring columns with the same element at ``depth``; a path that has ended stays a column of its own."""
    runs: list[tuple[str, list[int]]] = []
    for column in columns:
        path = paths[column]
        name = path[depth] if depth < len(path) else ""
        if runs and name and runs[-1][0] == name:
            runs[-1][1].append(column)
        else:
            runs.append((name or (path[-1] if path else ""), [column]))
    return runs


def _sums_beside(branches: Sequence[Branch]) -> list[ColumnSum]:
    """Each total leaf sums what stands to its right up to the next total; the last one what stands to its left."""
    totals = [n for n, branch in enumerate(branches) if len(branch.columns) == 1 and branch.total is not None]
    sums = []
    for number, at in enumerate(totals):
        end = totals[number + 1] if number + 1 < len(totals) else len(branches)
        start = totals[number - 1] + 1 if number else 0
        parts = branches[at + 1 : end] or branches[start:at]
        if parts:
            subset = any(_is_subset(part) for part in parts)
            sums.append(ColumnSum(branches[at].columns[0], tuple(parts), subset))
    return sums


def _is_subset(branch: Branch) -> bool:
    """Whether a heading says 其中, or one below it that no 合计 of its own closes."""
    if _SUBSET_NAME.search(branch.name):
        return True
    return branch.total is None and any(_is_subset(inner) for inner in branch.branches)


def is_total_name(name: str) -> bool:
    """Whether a heading names a sum (合计, 小计, 总计, 支出合计)."""
    return _TOTAL_NAME.search(name) is not None
