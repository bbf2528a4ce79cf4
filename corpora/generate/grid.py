"""The grid of a table: which cell covers which place."""

from extractor.corpora.generate.model import CellSpec, TableSpec

Owners = dict[tuple[int, int], CellSpec]
"""Each grid place (row, column) → the cell that covers it."""


def row_count(spec: TableSpec) -> int:
    """Rows of the grid, the header's too."""
    return max((cell.row + cell.row_span for cell in spec.cells), default=0)


def heads_a_group(spec: TableSpec, cell: CellSpec) -> bool:
    """Whether a header cell stands over several columns that are divided below it."""
    return cell.column_span > 1 and cell.row + cell.row_span < spec.header_rows - spec.number_rows


def ends_a_group(spec: TableSpec, cell: CellSpec, row: int) -> bool:
    """Whether a rule that parts groups, of columns or of rows, stands under the cell's part in a grid row."""
    is_head = spec.group_rules and heads_a_group(spec, cell) and row == cell.row + cell.row_span - 1
    return is_head or row in spec.row_rules


def owners_of(spec: TableSpec) -> Owners:
    """The cell that covers each place of the grid; ValueError where cells overlap or leave a hole."""
    owners: Owners = {}
    for cell in spec.cells:
        for row in range(cell.row, cell.row + cell.row_span):
            for column in range(cell.column, cell.column + cell.column_span):
                if (row, column) in owners:
                    raise ValueError(f"{spec.title}: two cells cover row {row}, column {column}")
                owners[row, column] = cell
    if len(owners) != row_count(spec) * len(spec.widths):
        raise ValueError(f"{spec.title}: the cells do not fill the {row_count(spec)} x {len(spec.widths)} grid")
    return owners
