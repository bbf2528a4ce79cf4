"""One label file as a typed value; ``LABELLING.md`` says how the files are made."""

import json
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from extractor.corpora.label_prose import LabelSentence
from extractor.document.vocabulary import CellRole, DocumentKind, ProjectScope, TableKind, Unit
from extractor.errors import ExtractorError


class LabelError(ExtractorError):
    """A label file breaks the labelling format; the message names the file and the place."""

    code = "bad_label"
    exit_status = 1
    http_status = 422
    remedy = "See corpora/LABELLING.md for the format."


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Unknown(_Strict):
    """Stands in place of a value that can not be known; counted, never scored."""

    unknown: str


Text = str | Unknown | None
Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


class LabelDocument(_Strict):
    sha256: Sha256
    name: str
    origin: str | None = None


class LabelColumn(_Strict):
    """A header path, outermost first; empty for a column of a form."""

    path: list[str | Unknown] | Unknown


class LabelRow(_Strict):
    """One body row; an ``Unknown`` in place of the list says that the whole row is unknown."""

    values: list[Text] | Unknown


class LabelCell(_Strict):
    """One physical cell at its grid place (grid row 0 is the first header row), as the contract's ``cells``; ``text``
    with white space removed, ``role`` None where it was not labelled, ``page`` the one on which the cell begins."""

    row: Annotated[int, Field(ge=0)]
    column: Annotated[int, Field(ge=0)]
    row_span: Annotated[int, Field(ge=1)] = 1
    column_span: Annotated[int, Field(ge=1)] = 1
    text: str | Unknown
    role: CellRole | None = None
    page: Annotated[int, Field(ge=1)] | None = None


class LabelTable(_Strict):
    """One logical table. ``spans`` holds (grid row, column, row span, column span) of each merged cell; None where
    merged cells were not labelled. ``cells`` holds every physical cell, the header's and the empty ones too, or is
    None where only columns and rows were labelled."""

    title: Text
    kind: TableKind | None = None
    unit: Unit | Unknown | None = None
    pages: list[Annotated[int, Field(ge=1)]] = []
    declared_empty: bool = False
    header_rows: Annotated[int, Field(ge=0)]
    captions: list[str | Unknown] = []
    notes: list[str | Unknown] = []
    columns: list[LabelColumn]
    rows: list[LabelRow]
    spans: list[tuple[int, int, int, int]] | None = None
    cells: list[LabelCell] | None = None

    @model_validator(mode="after")
    def _is_rectangular(self) -> Self:
        for number, row in enumerate(self.rows):
            if not isinstance(row.values, Unknown) and len(row.values) != len(self.columns):
                raise ValueError(f"row {number} has {len(row.values)} values for {len(self.columns)} columns")
        return self

    @model_validator(mode="after")
    def _spans_lie_in_the_grid(self) -> Self:
        taken: set[tuple[int, int]] = set()
        height = self.header_rows + len(self.rows)
        for row, column, rows, columns in self.spans or []:
            if min(row, column) < 0 or min(rows, columns) < 1 or rows * columns < 2:
                raise ValueError(f"span {[row, column, rows, columns]} is no merged cell")
            if row + rows > height or column + columns > len(self.columns):
                raise ValueError(f"span {[row, column, rows, columns]} leaves the {height} x {len(self.columns)} grid")
            slots = {(r, c) for r in range(row, row + rows) for c in range(column, column + columns)}
            if taken & slots:
                raise ValueError(f"span {[row, column, rows, columns]} overlaps another one")
            taken |= slots
        return self

    @model_validator(mode="after")
    def _cells_fill_the_grid(self) -> Self:
        if self.cells is None:
            return self
        height, width = self.header_rows + len(self.rows), len(self.columns)
        taken: set[tuple[int, int]] = set()
        for cell in self.cells:
            place = f"the cell at row {cell.row}, column {cell.column}"
            if cell.row + cell.row_span > height or cell.column + cell.column_span > width:
                raise ValueError(f"{place} leaves the {height} x {width} grid")
            slots = {
                (row, column)
                for row in range(cell.row, cell.row + cell.row_span)
                for column in range(cell.column, cell.column + cell.column_span)
            }
            if taken & slots:
                raise ValueError(f"{place} overlaps another one")
            taken |= slots
        if len(taken) != height * width:
            raise ValueError(f"the cells cover {len(taken)} of the {height * width} places of the grid")
        return self


class LabelTarget(_Strict):
    raw: str | Unknown
    kind: Literal["quantity", "percentage", "date", "text"] | Unknown
    operator: Literal[">=", "<=", ">", "<", "="] | Unknown | None = None
    value: Text = None
    value_to: Text = None
    unit: Text = None
    direction: Text = None


class LabelIndicator(_Strict):
    tier1: Text = None
    tier2: Text = None
    tier3: Text = None
    description: Text = None
    target: LabelTarget | Unknown | None = None
    basis: Text = None
    weight: Text = None
    actual: Text = None
    score: Text = None
    deviation: Text = None
    mid_term_target: LabelTarget | Unknown | None = None


class LabelPlanStep(_Strict):
    deadline: Text
    raw: Text


class LabelTask(_Strict):
    name: Text
    content: Text = None
    amount: Text = None
    goal: Text = None


class LabelProfileItem(_Strict):
    label: Text
    value: Text
    unit: Text = None


class LabelDepartment(_Strict):
    code: Text = None
    name: Text = None


class LabelBudget(_Strict):
    total: Text = None
    fiscal: Text = None
    other: Text = None
    basic: Text = None
    project: Text = None
    executed: Text = None
    execution_rate: Text = None


class LabelMidTerm(_Strict):
    total: Text = None
    fiscal: Text = None
    other: Text = None
    objectives: list[str | Unknown] | Unknown = []


class LabelProject(_Strict):
    """A project's facts; ``printed`` holds the damaged text by field where the label holds what it must have said."""

    scope: ProjectScope
    code: Text
    name: Text
    department: LabelDepartment = LabelDepartment()
    unit: Unit | Unknown | None = None
    budget: LabelBudget = LabelBudget()
    mid_term: LabelMidTerm = LabelMidTerm()
    purpose: Text = None
    plan: list[LabelPlanStep] | Unknown = []
    objectives: list[str | Unknown] | Unknown = []
    tasks: list[LabelTask] | Unknown = []
    profile: list[LabelProfileItem] | Unknown = []
    indicators: list[LabelIndicator] | Unknown = []
    score: Text = None
    printed: dict[str, Any] = {}


class ErrorFinding(_Strict):
    """A finding of a check that one of the document's own errors must give: one place, whichever of ``rules`` finds it.

    ``values`` are printed amounts or words of that place; the finding is about one of them at least. With
    ``within_tolerance`` the rule holds the difference for one of rounding, so that its silence is right too.
    """

    rules: Annotated[list[str], Field(min_length=1)]
    values: Annotated[list[str], Field(min_length=1)]
    within_tolerance: bool = False


class DocumentError(_Strict):
    """Something that the document itself gets wrong; ``findings`` is empty where no rule is about such a thing."""

    where: str
    what: str
    findings: list[ErrorFinding] = []


class Label(_Strict):
    """The labelled parts of one document. ``projects`` None: projects were not labelled; empty: there are none; the
    same of ``prose``, the sentences with amounts."""

    label_version: Literal[1]
    document: LabelDocument
    department: LabelDepartment | None = None
    division: dict[str, Text] | None = None
    fiscal_year: int | None = None
    fiscal_year_source: Literal["printed", "file_name", "code", "inferred"] | None = None
    kind: DocumentKind | None = None
    tables: list[LabelTable] = []
    projects: list[LabelProject] | None = None
    prose: list[LabelSentence] | None = None
    document_errors: list[DocumentError] = []
    notes_of_labeller: list[str] | str = []


def parse_label(data: bytes | str, name: str) -> Label:
    """Read a label from JSON text; LabelError with ``name`` and the place of the first faults."""
    try:
        return Label.model_validate(json.loads(data))
    except (json.JSONDecodeError, UnicodeDecodeError) as error:
        raise LabelError(f"{name} is not JSON: {error}.") from error
    except ValidationError as error:
        faults = error.errors()
        said = "; ".join(f"{'.'.join(map(str, fault['loc']))}: {fault['msg']}" for fault in faults[:3])
        more = f" and {len(faults) - 3} more" if len(faults) > 3 else ""
        raise LabelError(f"{name} does not keep the label format: {said}{more}.") from error


def read_label(path: Path) -> Label:
    """Read a label file; LabelError where it is absent or breaks the format."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise LabelError(f"The label file {path.name} can not be read: {error.strerror}.") from error
    return parse_label(data, path.name)
