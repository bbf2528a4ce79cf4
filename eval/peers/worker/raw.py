"""What a peer says of a document, before anything is made of it: its tables, cell by cell, as it found them."""

from dataclasses import dataclass

Box = tuple[float, float, float, float]
"""x0, top, x1, bottom in PDF points on the page as displayed, origin top left; in lines where there is no page."""


@dataclass(frozen=True, slots=True)
class RawCell:
    """One cell at its place in the peer's grid, from 0; spans of 1 where the peer knows none."""

    row: int
    column: int
    text: str
    row_span: int = 1
    column_span: int = 1
    box: Box | None = None


@dataclass(frozen=True, slots=True)
class RawTable:
    """One table on one page (from 1). ``spans_known`` False: the peer has no merged cells, a blank may be one."""

    page: int
    box: Box
    rows: int
    columns: int
    cells: tuple[RawCell, ...]
    spans_known: bool


@dataclass(frozen=True, slots=True)
class RawLine:
    """A line of text of a page, where the peer itself reads the text (OCR, office formats)."""

    page: int
    box: Box
    text: str


@dataclass(frozen=True, slots=True)
class RawAnswer:
    """All tables in reading order. ``lines`` None: the peer gives no text besides its tables."""

    tables: tuple[RawTable, ...]
    lines: tuple[RawLine, ...] | None = None


@dataclass(frozen=True, slots=True)
class Measured:
    """An answer with what it cost: user CPU seconds of the worker with its children, and its largest memory so far."""

    answer: RawAnswer
    user_seconds: float
    peak_megabytes: float


@dataclass(frozen=True, slots=True)
class Greeting:
    """A worker's first line: the peer's versions, or why it can not work; ``start_seconds`` is its user CPU so far."""

    version: str | None
    missing: str | None
    start_seconds: float


@dataclass(frozen=True, slots=True)
class Fault:
    """The peer's own error on a document."""

    error: str
