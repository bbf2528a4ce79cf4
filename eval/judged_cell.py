"""A predicted cell, held against the label: what the metrics of repairs, proofs, checks and confidence count."""

from collections.abc import Iterable
from dataclasses import dataclass

from extractor.eval.views import CellView, TableView


@dataclass(frozen=True, slots=True)
class JudgedCell:
    """One predicted cell that the label speaks of.

    ``right``: its text, repairs applied, says what the label says, in normal form or as a number; None where the
    label can not know it. ``right_as_printed``: the same of its ``raw`` text, None too where that is not given.
    ``complete``: what the label has around it (its table's rows and columns, its project's list) has an answer.
    ``repair`` is the kind of the last applied repair that names it. ``is_amount``: a number that is not zero outside
    code columns. ``part`` is the table or project that it was judged by.
    """

    id: str
    part: str
    right: bool | None
    right_as_printed: bool | None
    complete: bool = True
    repair: str | None = None
    is_amount: bool = False
    check: str | None = None
    confidence: float | None = None


def cell_id(table: TableView, cell: CellView) -> str:
    """The id of a predicted cell; by its place where it has none."""
    return cell.id or f"{table.name}.r{cell.row}c{cell.column}"


def cell_texts(tables: Iterable[TableView]) -> dict[str, str]:
    """The texts of all predicted cells that give one, by id."""
    return {
        cell_id(table, cell): cell.text for table in tables for cell in table.cells or () if isinstance(cell.text, str)
    }
