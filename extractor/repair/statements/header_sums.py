"""Which columns a column named 合计 or 小计 sums, by the header's paths."""

from collections.abc import Sequence
from typing import NamedTuple

from extractor.document.text import folded
from extractor.document.total_words import is_sum
from extractor.repair.statements.cell_types import ColumnType


class RowSum(NamedTuple):
    """A total column and the columns whose sum it is."""

    total: int
    parts: tuple[int, ...]


def row_sums(paths: Sequence[tuple[str, ...]], types: Sequence[ColumnType]) -> list[RowSum]:
    """The sums that the header says of each row: a total sums what stands to its right under the same heading up to
    the next total or the next names; a group with a total of its own counts by it. 其中 over several groups is no
    group: whether they make up the total is told by the rows."""
    paths = [_without_of_which(path) for path in paths]
    sums = []
    for total, path in enumerate(paths):
        if types[total] != "amount" or not path or not is_sum(path[-1]):
            continue
        prefix = path[:-1]
        beside: list[int] = []
        for column in range(total + 1, len(paths)):
            other = paths[column]
            if types[column] != "amount" or other[: len(prefix)] != prefix:
                break
            if len(other) == len(path) and is_sum(other[-1]) and not prefix and folded(other[-1]) == folded(path[-1]):
                break
            beside.append(column)
        parts = _by_groups(beside, paths, len(prefix))
        if parts:
            sums.append(RowSum(total, tuple(parts)))
    return sums


def _without_of_which(path: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(word for word in path[:-1] if folded(word).rstrip(":") != "其中") + path[-1:]


def _by_groups(columns: Sequence[int], paths: Sequence[tuple[str, ...]], depth: int) -> list[int]:
    """The columns without those below a group whose own total stands for them."""
    parts: list[int] = []
    place = 0
    while place < len(columns):
        path = paths[columns[place]]
        group = [columns[place]]
        while (
            len(path) > depth + 1
            and place + len(group) < len(columns)
            and paths[columns[place + len(group)]][: depth + 1] == path[: depth + 1]
        ):
            group.append(columns[place + len(group)])
        totals = [column for column in group if paths[column] and is_sum(paths[column][-1])]
        # a leaf named 小计 with no group of its own sums what follows it up to the next leaf outside
        parts += totals[:1] if len(group) > 1 and totals else group
        place += len(group)
    return parts
