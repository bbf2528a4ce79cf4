"""Tables without a label column: each column, or each set of columns of one concept, is a line (三公, 支出总表)."""

from collections.abc import Sequence

from extractor.document.record import Amount
from extractor.document.total_words import is_carried_over, is_subtotal, is_sum, is_total
from extractor.document.vocabulary import LineRole
from extractor.normalise.statements.draft import DraftLine
from extractor.normalise.statements.groups import Group
from extractor.normalise.statements.line_levels import Placed
from extractor.normalise.statements.measures import ColumnMeaning
from extractor.normalise.statements.source import StatementSource

_Path = tuple[str, ...]


def read_columns(source: StatementSource, group: Group) -> tuple[list[DraftLine], tuple[Placed, ...]]:
    """One line for each concept of the header; 预算数 and 决算数 of one concept are amounts of one line.

    The rows without any amount are left out unless there is no other.
    """
    table = source.table
    filled = [row for row, content in enumerate(table.rows) if any(content.values[c] for c in group.amounts)]
    rows = filled or list(range(len(table.rows)))[:1]
    lines: list[DraftLine] = []
    placed: list[Placed] = []
    for row in rows:
        concepts: dict[_Path, list[int]] = {}
        for column in group.amounts:
            concepts.setdefault(_concept(source.meanings[column], column), []).append(column)
        start = len(lines)
        for concept, columns in concepts.items():
            amounts = tuple(a for column in columns if (a := source.amount(row, column)) is not None)
            lines.append(_line(source, group, concept, columns[0], amounts))
        placed += _place(list(concepts), start)
    return lines, tuple(placed)


def _concept(meaning: ColumnMeaning, column: int) -> _Path:
    return meaning.concept or (f"#{column}",)


def _line(source: StatementSource, group: Group, concept: _Path, column: int, amounts: tuple[Amount, ...]) -> DraftLine:
    path = source.meanings[column].printed or source.table.columns[column].path
    attributes = {"group": "/".join(path[:-1])} if len(concept) > 1 else {}
    return DraftLine(group.side, None, path[-1] if path else "", None, amounts, attributes)


def _place(concepts: Sequence[_Path], start: int) -> list[Placed]:
    """A sum (合计, 小计) is the parent of what stands below the same header and of the sums one header deeper."""
    sums = {path[:-1]: index for index, path in enumerate(concepts) if is_sum(path[-1])}
    placed: list[Placed] = []
    for path in concepts:
        scope = path[:-1]
        inner = [scope[:length] for length in range(len(scope) + (not is_sum(path[-1])))]
        found = [sums[outer] for outer in inner if outer in sums]
        is_grand = is_sum(path[-1]) and not found
        role: LineRole = (
            "total"
            if is_total(path[-1])
            else "subtotal"
            if is_subtotal(path[-1])
            else "carry_over"
            if is_carried_over(path[-1])
            else "item"
        )
        placed.append(Placed(0 if is_grand else len(found) or 1, start + found[-1] if found else None, role))
    return placed
