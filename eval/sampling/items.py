"""What can be drawn: every number and every table of a converted document, with the traits that part the strata."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from extractor.document.document import Document
from extractor.document.table import Cell, Table, slots_of
from extractor.eval.columns import is_code_column
from extractor.eval.metrics.numeric_cells import SIDE_BY_SIDE, numbers_of_row
from extractor.eval.views import normal

ItemKind = Literal["cell", "table"]
TRAITS = ("source_kind", "check", "table_kind", "column_role", "confidence", "template")
"""By weight: strata that are too small drop the last trait first. ``source_kind`` is never dropped, because documents
are drawn within it."""
_CHECKS = ("failed", "unchecked", "consistent", "proved")
"""From the worst: a table is as its worst amount."""
_CONFIDENCE_BANDS = ((0.99, "high"), (0.9, "middle"), (0.0, "low"))
_SIGNATURE_LENGTH = 8


@dataclass(frozen=True, slots=True)
class Item:
    """One number (``cell`` is its cell's id) or one table (``cell`` None) of the document ``source``, which is its
    path relative to the archive; ``traits`` in the order of ``TRAITS``, ``""`` where one says nothing."""

    kind: ItemKind
    source: str
    table: str
    cell: str | None
    traits: tuple[str, ...]


def items_of(document: Document, source: str, source_kind: str) -> Iterator[Item]:
    """Every number of the tables as the metric ``numeric_cells`` counts them, each physical cell once; every table."""
    for table in document.tables:
        cells = {cell.id: cell for cell in table.cells}
        template = header_signature(table)
        checks = []
        for cell, column, _ in numbers_of(table):
            check = cells[cell].check or "unchecked"
            checks.append(check)
            role, band = table.columns[column].role, _band(cells[cell].confidence)
            yield Item("cell", source, table.id, cell, (source_kind, check, table.kind, role, band, template))
        worst = next((check for check in _CHECKS if check in checks), "unchecked")
        traits = (source_kind, worst, table.kind, "", _band(table.confidence), template)
        yield Item("table", source, table.id, None, traits)


def numbers_of(table: Table) -> Iterator[tuple[str, int, str]]:
    """Each number of a table's body: its cell's id, its column and its row label (parts parted by line breaks)."""
    codes = {index: is_code_column(column.path) for index, column in enumerate(table.columns)}
    slots = slots_of(table.cells, table.header_rows + len(table.rows), len(table.columns))
    seen: set[str] = set()
    for index, row in enumerate(table.rows):
        beside = table.kind in SIDE_BY_SIDE
        for column, _, label in numbers_of_row(row.values, codes, side_by_side=beside):
            cell: Cell | None = slots[table.header_rows + index][column]
            if cell is not None and cell.id not in seen:
                seen.add(cell.id)
                yield cell.id, column, label


def header_signature(table: Table) -> str:
    """The same word for tables of the same header; a form's is made of its kind and width."""
    paths = ["\n".join(map(normal, column.path)) for column in table.columns]
    words = "\t".join(paths) if any(paths) else f"{table.kind} {len(paths)}"
    return hashlib.sha256(words.encode()).hexdigest()[:_SIGNATURE_LENGTH]


def _band(confidence: float) -> str:
    return next(name for least, name in _CONFIDENCE_BANDS if confidence >= least)


def trait(item_traits: tuple[str, ...], name: str) -> str:
    """One trait by its name."""
    traits: Mapping[str, str] = dict(zip(TRAITS, item_traits, strict=True))
    return traits[name]
