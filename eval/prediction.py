"""Contract JSON of any tool, read leniently: what is malformed is named and left out, the rest is scored."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError

from extractor.document.geometry import BBox, Place
from extractor.errors import UsageError
from extractor.eval.findings import AppliedRepair, FailedCheck, read_applied_repairs, read_failed_checks
from extractor.eval.prose import Prose, read_prose
from extractor.eval.views import CellView, Span, TableView


class PredictionError(UsageError):
    """The JSON is no document of the contract at all."""

    code = "bad_prediction"
    remedy = "Give the contract's JSON; `extractor schema` prints its schema."


class _Lenient(BaseModel):
    model_config = ConfigDict(extra="ignore")


class _Column(_Lenient):
    path: list[str] = []


class _Row(_Lenient):
    values: list[str | None]


def _text_or_nothing(value: object) -> str | None:
    return value if isinstance(value, str) else None


def _number_or_nothing(value: object) -> float | None:
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None


def _places(value: object) -> tuple[Place, ...]:
    """The boxes that keep the contract's form; others are left out."""
    places = []
    for box in value if isinstance(value, list) else ():
        page, edges = (box.get("page"), box.get("bbox")) if isinstance(box, Mapping) else (None, None)
        numbers = [_number_or_nothing(edge) for edge in edges] if isinstance(edges, list) else []
        known = [number for number in numbers if number is not None]
        if isinstance(page, int) and len(known) == len(numbers) == 4:
            places.append(Place(page, BBox(*known)))
    return tuple(places)


_OptionalText = Annotated[str | None, BeforeValidator(_text_or_nothing)]


class _Cell(_Lenient):
    """Only a bad place breaks a table; what else is malformed in a cell counts as not said."""

    row: int
    column: int
    row_span: int = 1
    column_span: int = 1
    text: _OptionalText = None
    role: _OptionalText = None
    boxes: Annotated[tuple[Place, ...], BeforeValidator(_places)] = ()
    id: _OptionalText = None
    raw: _OptionalText = None
    check: _OptionalText = None
    confidence: Annotated[float | None, BeforeValidator(_number_or_nothing)] = None


class _Table(_Lenient):
    id: str | None = None
    title: str | None = None
    kind: str | None = None
    unit: str | None = None
    pages: list[int] = []
    header_rows: int = 0
    columns: list[_Column]
    rows: list[_Row]
    cells: list[_Cell] | None = None


@dataclass(frozen=True, slots=True)
class Prediction:
    """What a tool said of one document; ``gives_checks``: it has checks at all;
    ``prose`` None: it has no mentions at all; ``problems`` names what was left out
    of the scoring."""

    sha256: str | None = None
    tables: tuple[TableView, ...] = ()
    projects: tuple[Mapping[str, Any], ...] = ()
    gives_checks: bool = True
    failed_checks: tuple[FailedCheck, ...] = ()
    repairs: tuple[AppliedRepair, ...] = ()
    problems: tuple[str, ...] = field(default=())
    prose: Prose | None = field(default=Prose())

    @property
    def gives_roles(self) -> bool:
        """Whether any cell has a role; with no cells at all every labelled role is missed."""
        cells = [cell for table in self.tables for cell in table.cells or ()]
        return not cells or any(cell.role for cell in cells)


def read_prediction(data: object) -> Prediction:
    """Read one document of the contract from plain JSON data; PredictionError where it is none.

    A table that breaks the contract (a row of another width, cells that overlap or leave the grid) is left out.
    """
    if not isinstance(data, Mapping) or not isinstance(data.get("tables", []), list):
        raise PredictionError("The prediction is not a JSON object with a list of tables.")
    tables, problems = [], []
    for number, item in enumerate(data.get("tables", []), 1):
        name = str(item.get("id") or f"table {number}") if isinstance(item, Mapping) else f"table {number}"
        try:
            table = _Table.model_validate(item)
            _refuse_malformed(table)
        except ValidationError as error:
            fault = error.errors()[0]
            problems.append(f"malformed_table {name}: {'.'.join(map(str, fault['loc']))}: {fault['msg']}")
        except ValueError as error:
            problems.append(f"malformed_table {name}: {error}")
        else:
            tables.append(_view(table, name))
    projects = []
    for number, project in enumerate(data.get("projects") or [], 1):
        if isinstance(project, Mapping):
            projects.append(project)
        else:
            problems.append(f"malformed_project {number}: not an object")
    source = data.get("source")
    sha256 = source.get("sha256") if isinstance(source, Mapping) else None
    checks, bad_checks = read_failed_checks(data)
    repairs, bad_repairs = read_applied_repairs(data)
    left_out = (*problems, *bad_checks, *bad_repairs)
    prose = read_prose(data) if "mentions" in data else None
    return Prediction(sha256, tuple(tables), tuple(projects), "checks" in data, checks, repairs, left_out, prose)


def _refuse_malformed(table: _Table) -> None:
    width, height = len(table.columns), table.header_rows + len(table.rows)
    for number, row in enumerate(table.rows):
        if len(row.values) != width:
            raise ValueError(f"row {number} has {len(row.values)} values for {width} columns")
    taken: set[tuple[int, int]] = set()
    for cell in table.cells or []:
        if min(cell.row, cell.column) < 0 or min(cell.row_span, cell.column_span) < 1:
            raise ValueError(f"the cell at row {cell.row}, column {cell.column} has no place")
        if cell.row + cell.row_span > height or cell.column + cell.column_span > width:
            raise ValueError(f"the cell at row {cell.row}, column {cell.column} leaves the {height} x {width} grid")
        for slot in _slots(cell):
            if slot in taken:
                raise ValueError(f"cells overlap at row {slot[0]}, column {slot[1]}")
            taken.add(slot)


def _slots(cell: _Cell) -> list[tuple[int, int]]:
    return [
        (row, column)
        for row in range(cell.row, cell.row + cell.row_span)
        for column in range(cell.column, cell.column + cell.column_span)
    ]


def _view(table: _Table, name: str) -> TableView:
    spans: frozenset[Span] | None = None
    if table.cells is not None:
        spans = frozenset(
            (cell.row, cell.column, cell.row_span, cell.column_span)
            for cell in table.cells
            if cell.row_span * cell.column_span > 1
        )
    return TableView(
        name=name,
        title=table.title,
        kind=table.kind,
        unit=table.unit,
        pages=tuple(table.pages),
        header_rows=table.header_rows,
        paths=tuple(tuple(column.path) for column in table.columns),
        rows=tuple(tuple(row.values) for row in table.rows),
        spans=spans,
        cells=None if table.cells is None else tuple(map(_cell_view, table.cells)),
    )


def _cell_view(cell: _Cell) -> CellView:
    return CellView(
        row=cell.row,
        column=cell.column,
        row_span=cell.row_span,
        column_span=cell.column_span,
        text=cell.text,
        role=cell.role,
        boxes=cell.boxes,
        id=cell.id,
        raw=cell.raw,
        check=cell.check,
        confidence=cell.confidence,
    )
