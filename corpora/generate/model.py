"""What a template gives: a document as blocks, from which the files of every format and the truth are made."""

from dataclasses import dataclass, field
from typing import Any, Literal

from extractor.document.vocabulary import CellRole, DocumentKind, TableKind, Unit

Rules = Literal["grid", "three_line", "horizontal", "borderless"]
"""Which rulings are drawn: all; above, below and under the header; under every row; none."""
Orientation = Literal["portrait", "landscape"]
Align = Literal["left", "centre", "right"]


@dataclass(frozen=True, slots=True)
class CellSpec:
    """One physical cell at its grid place; ``indent`` in characters, ``text`` as printed (``\\n`` begins a line)."""

    row: int
    column: int
    text: str
    role: CellRole
    row_span: int = 1
    column_span: int = 1
    align: Align = "left"
    bold: bool = False
    indent: int = 0


@dataclass(frozen=True, slots=True)
class TableSpec:
    """One logical table. ``cells`` fill the grid; of ``header_rows`` the last ``number_rows`` are column numbers.

    ``over_title`` holds printed lines above the title and ``above`` those between title and grid as (left, right)
    words, ``under_title`` lines centred below the title; ``captions`` those of them (and of any other line beside the
    table) that the truth lists, white space removed. ``repeats_header``: the header rows come again on each page. A
    form has ``header_rows`` 0. ``keep_rows``: no row is cut by a page's end.
    """

    title: str | None
    kind: TableKind
    unit: Unit | None
    header_rows: int
    cells: tuple[CellSpec, ...]
    widths: tuple[float, ...]
    number_rows: int = 0
    over_title: tuple[tuple[str, str], ...] = ()
    under_title: tuple[str, ...] = ()
    above: tuple[tuple[str, str], ...] = ()
    captions: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    declared_empty: bool = False
    rules: Rules = "grid"
    group_rules: bool = False
    """A rule under every header cell that heads several columns (cmidrule), where ``rules`` draws no other there."""
    row_rules: tuple[int, ...] = ()
    """Grid rows of the body under which a thin rule parts groups of rows, where ``rules`` draws no other there."""
    repeats_header: bool = True
    keep_rows: bool = True
    font_size: float = 9.0
    row_height: float = 2.0
    """The least height of a row relative to the font size."""
    is_statement: bool = True
    """False: a part of a form whose truth stands in the document's projects; no table truth is written."""


@dataclass(frozen=True, slots=True)
class Words:
    """A heading (level 1 to 3) or, with level 0, a paragraph."""

    text: str
    level: int = 0
    size: float = 10.5
    align: Align = "left"


@dataclass(frozen=True, slots=True)
class PageBreak:
    """Begins a page; a changed ``orientation`` begins a section."""

    orientation: Orientation = "portrait"


@dataclass(frozen=True, slots=True)
class Columns:
    """From here on the page is set in so many columns of equal width (1: all across again), on the same page."""

    count: int


@dataclass(frozen=True, slots=True)
class ColumnBreak:
    """Goes on at the top of the next column: two narrow tables stand side by side."""


Block = Words | TableSpec | PageBreak | Columns | ColumnBreak


@dataclass(frozen=True, slots=True)
class DocumentSpec:
    """One document of a template and a seed. ``projects`` are truth in the label's shape, None: not labelled."""

    template: str
    seed: int
    name: str
    kind: DocumentKind
    department: str
    department_code: str | None
    fiscal_year: int
    blocks: tuple[Block, ...]
    orientation: Orientation = "portrait"
    font: str = "Noto Serif CJK SC"
    projects: tuple[dict[str, Any], ...] | None = field(default=None)
