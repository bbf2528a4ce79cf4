"""What every reader gives: a document's paragraphs and grids in reading order, whatever the format was."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from extractor.document.check import Problem
from extractor.document.geometry import BBox, Place
from extractor.document.uncertain import UncertainCharacter


class Paragraph(NamedTuple):
    """A run of text outside tables. ``line`` is the line of a text dump, from 1; ``heading_level`` comes from the
    format's own styles (0: none); ``size`` is the font size in points where known."""

    text: str
    places: tuple[Place, ...] = ()
    line: int | None = None
    heading_level: int = 0
    size: float | None = None
    furniture: bool = False
    """A running head, a page number: repeated by the page, not said by the document."""


class GridCell(NamedTuple):
    """One physical cell: half-open spans from ``(row, column)``; ``raw`` as printed, line breaks kept.

    A tuple, as paragraphs are: every cell read is one, and a frozen dataclass takes four times as long to make.
    """

    row: int
    column: int
    raw: str
    row_span: int = 1
    column_span: int = 1
    places: tuple[Place, ...] = ()
    line: int | None = None
    stored: str | None = None
    confidence: float = 1.0
    line_boxes: tuple[BBox, ...] = ()
    """Where each line of the text stands on its page as read: whether a line is full tells whether it runs on."""
    uncertain: tuple[UncertainCharacter, ...] = ()
    """What a recogniser was not sure of, where the page was read from its picture."""
    other: str | None = None
    """What the file's own text layer has here, where the page was read from its picture and that differs."""
    indent: float = 0.0
    """How many ems its first line is set in, where the file says so; on a page its place does."""


@dataclass(frozen=True, slots=True)
class Grid:
    """A physical table: every slot of ``rows`` x ``columns`` belongs to exactly one cell (property tested)."""

    rows: int
    columns: int
    cells: tuple[GridCell, ...]
    places: tuple[Place, ...] = ()
    reading: str = "native"
    column_edges: tuple[float, ...] = ()
    """x positions of the column borders in points (columns + 1 of them), where there is a page."""
    inferred: bool = False
    """Whether some of its borders are not drawn but inferred from the text: its edges then vary from page to page."""
    torn: bool = False
    """Whether the rows may hold fused, split or slid cells (text dumps)."""
    drawn: bool = True
    """Whether its places are on a drawn page; else they only say on which page it is, in which order."""
    name: str | None = None
    """The sheet's name, where the format names its tables."""


Element = Paragraph | Grid


@dataclass(frozen=True, slots=True)
class PageInfo:
    """A page or a sheet of the source."""

    number: int
    width: float
    height: float
    rotation: int = 0
    text_layer: str = "native"
    reading: str = "native"
    layer_agreement: float | None = None
    """Share of the characters of some words (0 to 1) that the text layer and a recogniser read alike; None where the
    layer was not doubted."""


@dataclass(frozen=True, slots=True)
class Content:
    """A document as read: elements in reading order, pages, and what was left out."""

    elements: tuple[Element, ...]
    pages: tuple[PageInfo, ...]
    reader: str
    problems: tuple[Problem, ...] = field(default=())
    turns: Mapping[int, int] = field(default_factory=dict)
    """Pages that were turned clockwise to be read, with their degrees: places on them are those of the turned page
    until the layout is done."""
    skews: Mapping[int, float] = field(default_factory=dict)
    """Pages of scans that were set straight before, with their degrees clockwise."""
