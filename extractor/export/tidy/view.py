"""One document as the tables look at it: what its ids mean, looked up once."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from extractor.document.document import Block, Document, ReportingUnit
from extractor.document.geometry import Place
from extractor.document.table import Cell, Table

_ID_DIGITS = 32
"""128 bits: among 10^9 documents the chance of one clash is below 10^-20."""
_Named = TypeVar("_Named", Block, ReportingUnit, Table)


def document_id(sha256: str, source: str) -> str:
    """The key of a document: made of its bytes and of its path, so that the same bytes under two names are two."""
    return hashlib.sha256(f"{sha256}\n{source}".encode()).hexdigest()[:_ID_DIGITS]


@dataclass(frozen=True)
class DocumentView:
    """A document and the path of its source, with ``/``, relative to what was converted."""

    document: Document
    source: str

    @cached_property
    def document_id(self) -> str:
        return document_id(self.document.source.sha256, self.source)

    @cached_property
    def cells(self) -> Mapping[str, Cell]:
        return {cell.id: cell for table in self.document.tables for cell in table.cells}

    @cached_property
    def tables(self) -> Mapping[str, Table]:
        return _by_id(self.document.tables)

    @cached_property
    def blocks(self) -> Mapping[str, Block]:
        return _by_id(self.document.blocks)

    @cached_property
    def units(self) -> Mapping[str, ReportingUnit]:
        return _by_id(self.document.reporting_units)

    def page_of(self, subject: str | None) -> int | None:
        """The first page of a cell, a block or a table; None where it stands on none."""
        if subject is None:
            return None
        part = self.cells.get(subject) or self.blocks.get(subject)
        if part is not None:
            return part.boxes[0].page if part.boxes else None
        table = self.tables.get(subject)
        return table.pages[0] if table is not None and table.pages else None

    def unit(self, identity: str | None) -> ReportingUnit | None:
        """The reporting unit of an id."""
        return self.units.get(identity) if identity is not None else None


def first_place(boxes: tuple[Place, ...]) -> Place | None:
    """Where a thing stands, or where it begins when it goes on over a page break."""
    return boxes[0] if boxes else None


def _by_id(things: tuple[_Named, ...]) -> Mapping[str, _Named]:
    return {thing.id: thing for thing in things}
