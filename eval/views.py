"""What is compared: a table as plain paths, rows and merged cells, whichever side it is from."""

import unicodedata
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

from extractor.corpora import Label, LabelCell, LabelTable, Unknown
from extractor.document.geometry import Place
from extractor.document.number import read_amount
from extractor.document.text import without_space


class Missing(Enum):
    """A value that the label can not know; a prediction's value in its place is masked by it too."""

    UNKNOWN = "unknown"


UNKNOWN = Missing.UNKNOWN
Text = str | None | Missing
Path = tuple[str, ...] | Missing
Span = tuple[int, int, int, int]
"""A merged cell: grid row, column, row span, column span; grid row 0 is the first header row."""


@dataclass(frozen=True, slots=True)
class CellView:
    """One physical cell at its grid place, labelled or predicted; None is what its side does not say.

    ``text`` has repairs applied, ``raw`` is as printed. A label knows no ``raw``, ``check`` and ``confidence`` and,
    as a rule, no ``boxes``.
    """

    row: int
    column: int
    row_span: int = 1
    column_span: int = 1
    text: Text = None
    role: str | None = None
    boxes: tuple[Place, ...] = ()
    id: str | None = None
    raw: str | None = None
    check: str | None = None
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class TableView:
    """One logical table. ``rows`` are body rows of ``len(paths)`` texts, None where a cell merged over columns goes
    on; ``spans`` None: merged cells are not known; ``cells`` None: the physical cells are not known. Predicted
    ``cells`` need not fill the grid."""

    name: str
    title: Text
    kind: str | None
    unit: Text
    pages: tuple[int, ...]
    header_rows: int
    paths: tuple[Path, ...]
    rows: tuple[tuple[Text, ...], ...]
    spans: frozenset[Span] | None = None
    cells: tuple[CellView, ...] | None = None


def as_printed(text: str | None) -> str:
    """The strict form: white space removed, nothing else; a continued merged cell counts as empty."""
    return without_space(text or "")


@lru_cache(maxsize=2**16)
def normal(text: str | None) -> str:
    """The form in which texts are compared: NFKC (full-width forms become half-width) and no white space."""
    return without_space(unicodedata.normalize("NFKC", text or ""))


def same_text(first: Text, second: Text) -> bool:
    """Whether two texts are equal in their ``normal`` form; an unknown one equals an unknown one only."""
    if isinstance(first, Missing) or isinstance(second, Missing):
        return first is second
    return normal(first) == normal(second)


def same_value(first: str, second: str) -> bool:
    """Whether two texts say the same: equal in their ``normal`` form, or equal as decimals where both are numbers."""
    if normal(first) == normal(second):
        return True
    one, other = read_amount(normal(first)), read_amount(normal(second))
    return one is not None and other is not None and one.value is not None and one.value == other.value


def same_path(first: Path, second: Path) -> bool:
    """Whether two header paths have the same elements in their ``normal`` form."""
    if isinstance(first, Missing) or isinstance(second, Missing):
        return first is second
    return [normal(word) for word in first] == [normal(word) for word in second]


def text_of(value: str | Unknown | None) -> Text:
    """A label's value as text."""
    return UNKNOWN if isinstance(value, Unknown) else value


def label_tables(label: Label) -> tuple[TableView, ...]:
    """The tables of a label; a path with an unknown element is unknown as a whole."""
    return tuple(_label_table(table, number) for number, table in enumerate(label.tables, 1))


def _label_table(table: LabelTable, number: int) -> TableView:
    rows = tuple(
        (UNKNOWN,) * len(table.columns) if isinstance(row.values, Unknown) else tuple(map(text_of, row.values))
        for row in table.rows
    )
    title = text_of(table.title)
    return TableView(
        name=title if isinstance(title, str) else f"table {number}",
        title=title,
        kind=table.kind,
        unit=text_of(table.unit),
        pages=tuple(table.pages),
        header_rows=table.header_rows,
        paths=tuple(_label_path(column.path) for column in table.columns),
        rows=rows,
        spans=None if table.spans is None else frozenset(table.spans),
        cells=None if table.cells is None else tuple(map(_label_cell, table.cells)),
    )


def _label_cell(cell: LabelCell) -> CellView:
    return CellView(cell.row, cell.column, cell.row_span, cell.column_span, text_of(cell.text), cell.role)


def _label_path(path: list[str | Unknown] | Unknown) -> Path:
    if isinstance(path, Unknown):
        return UNKNOWN
    words = tuple(word for word in path if isinstance(word, str))
    return words if len(words) == len(path) else UNKNOWN
