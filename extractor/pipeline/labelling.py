"""A table → the same with its kind and the roles of its columns, rows and cells."""

from dataclasses import replace

from extractor.classify.cell_roles import Structure, cell_roles
from extractor.classify.column_roles import column_roles
from extractor.classify.row_roles import row_role
from extractor.classify.table_kinds import table_kind
from extractor.document.table import Part, Table

_STUB_COLUMNS = 4
"""The leading columns whose texts tell what a table without a title is."""


def label_table(table: Table) -> Table:
    """Give an assembled table its kind and the roles of its columns, rows and cells."""
    paths = [column.path for column in table.columns]
    values = [row.values for row in table.rows]
    roles = column_roles(paths, values)
    is_form = table.header_rows == 0
    stub = [value for row in values for value in (row if is_form else row[:_STUB_COLUMNS]) if value]
    parts = tuple(_label_part(part, table) for part in table.parts)
    kind = table_kind(table.title, paths, stub)
    number_rows = {cell.row for cell in table.cells if cell.role == "column_number"}
    structure = Structure(table.header_rows, number_rows, roles, parts, is_known=kind != "other")
    cells = cell_roles(table.cells, structure)
    return replace(
        table,
        kind=kind,
        parts=parts,
        columns=tuple(replace(column, role=role) for column, role in zip(table.columns, roles, strict=True)),
        rows=tuple(replace(row, role=row_role(row.values, roles)) for row in table.rows),
        cells=tuple(c.marked(role, c.confidence, c.check) for c, role in zip(table.cells, cells, strict=True)),
    )


def _label_part(part: Part, table: Table) -> Part:
    """Roles for the columns of a form's matrix, from its own rows."""
    first = part.first_row + part.header_rows - table.header_rows
    values = [row.values for row in table.rows[first : part.last_row + 1 - table.header_rows]]
    roles = column_roles([column.path for column in part.columns], values)
    return replace(
        part, columns=tuple(replace(column, role=role) for column, role in zip(part.columns, roles, strict=True))
    )
