"""Tables → statements."""

from collections.abc import Iterable, Sequence

from extractor.document.record import Line, Statement
from extractor.document.table import Table
from extractor.document.text import folded
from extractor.document.vocabulary import TableKind
from extractor.normalise.statements.draft import DraftLine
from extractor.normalise.statements.line_levels import Placed, place_lines
from extractor.normalise.statements.lines import GroupReader
from extractor.normalise.statements.one_row import read_columns
from extractor.normalise.statements.source import StatementContext, StatementSource, open_table

_NO_STATEMENTS: frozenset[TableKind] = frozenset(("project_targets", "contents", "other"))
_PlacedLine = tuple[DraftLine, Placed]


def read_statements(tables: Iterable[Table], context: StatementContext) -> tuple[Statement, ...]:
    """Read the statements of labelled ``tables`` in order; ids ``s1…``, lines ``s1.1…``.

    Side-by-side statements (收入 | 支出 | 用途) give the lines of each side in turn; a table of 三公 and 机关运行经费
    gives two statements. Forms, contents and tables of no known kind give none.
    """
    statements: list[Statement] = []
    for table in tables:
        if table.kind in _NO_STATEMENTS or not any(column.path for column in table.columns):
            continue
        for kind, lines in _by_kind(table.kind, _read_lines(open_table(table, context))):
            statements.append(_statement(f"s{len(statements) + 1}", kind, table, lines))
    return tuple(statements)


def _read_lines(source: StatementSource) -> list[_PlacedLine]:
    lines: list[_PlacedLine] = []
    for place, group in enumerate(source.groups):
        if group.labels or group.texts:
            drafts = GroupReader(source, place).read()
            placed = place_lines(drafts)
        else:
            drafts, placed = read_columns(source, group)
        # parents index the group's own lines: shift them to their place among all lines
        start = len(lines)
        lines += [(draft, _shifted(where, start)) for draft, where in zip(drafts, placed, strict=True)]
    return lines


def _shifted(where: Placed, start: int) -> Placed:
    return where if where.parent is None else Placed(where.level, where.parent + start, where.role)


def _by_kind(kind: TableKind, lines: Sequence[_PlacedLine]) -> list[tuple[TableKind, list[_PlacedLine]]]:
    """Lines of 机关运行经费 in a table of 三公 are a statement of their own; their parents stay in their own part."""
    apart = [index for index, (draft, _) in enumerate(lines) if "机关运行" in folded(draft.label)]
    if kind != "three_public" or not apart or len(apart) == len(lines):
        return [(kind, list(lines))]
    rest = [index for index in range(len(lines)) if index not in apart]
    return [(kind, _part(lines, rest)), ("operating_expenses", _part(lines, apart))]


def _part(lines: Sequence[_PlacedLine], kept: Sequence[int]) -> list[_PlacedLine]:
    new_place = {old: new for new, old in enumerate(kept)}
    part: list[_PlacedLine] = []
    for index in kept:
        draft, where = lines[index]
        parent = None if where.parent is None else new_place.get(where.parent)
        part.append((draft, Placed(where.level, parent, where.role)))
    return part


def _statement(identifier: str, kind: TableKind, table: Table, lines: Sequence[_PlacedLine]) -> Statement:
    return Statement(
        id=identifier,
        kind=kind,
        table=table.id,
        unit=table.unit,
        reporting_unit=table.reporting_unit,
        lines=tuple(_line(identifier, index, draft, where) for index, (draft, where) in enumerate(lines, 1)),
    )


def _line(statement: str, index: int, draft: DraftLine, where: Placed) -> Line:
    return Line(
        id=f"{statement}.{index}",
        side=draft.side,
        number=draft.number,
        label=draft.label,
        code=draft.code.digits if draft.code else None,
        code_source=draft.code.source if draft.code else None,
        level=where.level,
        parent=None if where.parent is None else f"{statement}.{where.parent + 1}",
        role=where.role,
        amounts=draft.amounts,
        attributes=draft.attributes,
    )
