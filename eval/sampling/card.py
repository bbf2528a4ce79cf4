"""What a person sees of one item: the facts that the extractor states, and the evidence beside them."""

from dataclasses import dataclass
from typing import Literal

from extractor.eval.sampling.items import ItemKind


@dataclass(frozen=True, slots=True)
class Mark:
    """A box on a picture, in percent of its width and height: the item's own cell or a header cell above it."""

    left: float
    top: float
    width: float
    height: float
    of: Literal["item", "header"]


@dataclass(frozen=True, slots=True)
class Picture:
    """A crop of a page as WebP in base64, its size in pixels, and what it shows."""

    data: str
    width: int
    height: int
    page: int
    part: Literal["header", "row", "table"]
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell of a drawn table."""

    text: str
    row_span: int = 1
    column_span: int = 1
    header: bool = False
    marked: bool = False


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line of a text, numbered from 1."""

    number: int
    text: str
    marked: bool


@dataclass(frozen=True, slots=True)
class Card:
    """One item. ``value`` is what the extractor read, for a table its size; ``place`` where it stands (a page, a sheet
    and cell, a line, a table's number); ``link`` leads to the document; ``missing`` says why there is no picture."""

    id: str
    kind: ItemKind
    document: str
    place: str
    title: str
    unit: str
    row_label: str
    header_path: tuple[str, ...]
    value: str
    link: str | None
    pictures: tuple[Picture, ...] = ()
    grid: tuple[tuple[GridCell, ...], ...] = ()
    lines: tuple[TextLine, ...] = ()
    missing: str | None = None
