"""Both sides of a table pair as full grids of cells with their header: what the structure metrics compare."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from extractor.document.geometry import Place
from extractor.eval.header_grid import Slot, header_texts
from extractor.eval.matching import TablePair
from extractor.eval.views import UNKNOWN, CellView, Missing, Path, Span, TableView, Text, normal


@dataclass(frozen=True, slots=True)
class GridCell:
    """One cell at its grid place. ``text`` is in the form that is compared, blank where the label does not know it."""

    row: int
    column: int
    row_span: int
    column_span: int
    text: str
    boxes: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class TableGrid:
    """A table whose cells, in reading order, fill ``height`` x ``width`` places once each; the first ``header_rows``
    rows are the header."""

    height: int
    width: int
    header_rows: int
    cells: tuple[GridCell, ...]

    @property
    def places(self) -> int:
        return self.height * self.width

    def slots(self) -> list[list[GridCell]]:
        """The cell that covers each place, by row and column."""
        covered = {slot: cell for cell in self.cells for slot in covered_slots(_span(cell))}
        return [[covered[row, column] for column in range(self.width)] for row in range(self.height)]


def knows_structure(label: TableView) -> bool:
    """Whether a label holds what the structure metrics need: its cells, or at least its merged cells."""
    return label.cells is not None or label.spans is not None


def pair_grids(pair: TablePair) -> tuple[TableGrid, TableGrid]:
    """The grids of a label that ``knows_structure`` and of the prediction.

    A text that the label does not know is blank on both sides: in the label's cell and in the predicted one that
    begins where it stands (rows and columns as the pair aligns them, header rows by number).
    """
    labelled, predicted = full_cells(pair.label), full_cells(pair.predicted)
    unknown = {
        slot
        for cell in labelled
        if isinstance(cell.text, Missing)
        for slot in covered_slots((cell.row, cell.column, cell.row_span, cell.column_span))
    }
    rows = {row: row for row in range(min(pair.label.header_rows, pair.predicted.header_rows))}
    rows |= {pair.predicted.header_rows + j: pair.label.header_rows + i for i, j in pair.rows}
    columns = {j: i for i, j in pair.columns}
    masked = [
        replace(cell, text=UNKNOWN) if (rows.get(cell.row, -1), columns.get(cell.column, -1)) in unknown else cell
        for cell in predicted
    ]
    return _grid(pair.label, labelled), _grid(pair.predicted, masked)


def table_grid(table: TableView, form: Callable[[str], str] = normal) -> TableGrid:
    """The grid of one side alone, its texts in a form; what it does not know is blank."""
    return _grid(table, full_cells(table), form)


def covered_slots(span: Span) -> list[Slot]:
    """The places that a cell covers."""
    top, left, rows, columns = span
    return [(row, column) for row in range(top, top + rows) for column in range(left, left + columns)]


def full_cells(table: TableView) -> list[CellView]:
    """The cells of the whole grid in reading order: those that the table names, and one for each place left over.

    What a cell does not say of its text, the paths and rows of the table say.
    """
    named = list(table.cells or ())
    if table.cells is None:
        named = [CellView(*span) for span in table.spans or ()]
    spans = [(cell.row, cell.column, cell.row_span, cell.column_span) for cell in named]
    texts = _texts(table, spans)
    taken = {slot for span in spans for slot in covered_slots(span)}
    height, width = table.header_rows + len(table.rows), len(table.paths)
    free = [CellView(row, column) for row in range(height) for column in range(width) if (row, column) not in taken]
    said = (
        cell if cell.text is not None else replace(cell, text=texts[cell.row, cell.column]) for cell in (*named, *free)
    )
    return sorted(said, key=lambda cell: (cell.row, cell.column))


def _texts(table: TableView, spans: Iterable[Span]) -> dict[Slot, Text]:
    texts: dict[Slot, Text] = {
        (table.header_rows + number, column): text
        for number, row in enumerate(table.rows)
        for column, text in enumerate(row)
    }
    if table.cells is None and table.spans is None:
        return texts | _unmerged_header(table.paths, table.header_rows)
    return texts | header_texts(table.paths, table.header_rows, spans)


def _unmerged_header(paths: Iterable[Path], header_rows: int) -> dict[Slot, Text]:
    """The header of a tool that knows no merged cells: the paths stand in its rows from the top."""
    return {
        (row, column): path[row] if not isinstance(path, Missing) and row < len(path) else ""
        for column, path in enumerate(paths)
        for row in range(header_rows)
    }


def _grid(table: TableView, cells: Iterable[CellView], form: Callable[[str], str] = normal) -> TableGrid:
    filled = tuple(
        GridCell(cell.row, cell.column, cell.row_span, cell.column_span, _known(cell.text, form), cell.boxes)
        for cell in cells
    )
    return TableGrid(table.header_rows + len(table.rows), len(table.paths), table.header_rows, filled)


def _known(text: Text, form: Callable[[str], str]) -> str:
    return form(text) if isinstance(text, str) else ""


def _span(cell: GridCell) -> Span:
    return cell.row, cell.column, cell.row_span, cell.column_span
