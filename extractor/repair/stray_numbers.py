"""Take column numbers (栏次) out of the body of torn tables, where they would be read as amounts."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from extractor.document.check import Repair
from extractor.document.column_numbers import StrayNumber, find_stray_numbers
from extractor.document.table import Row, Table, row_values, slots_of


def propose_stray_number_repairs(
    tables: Sequence[Table], torn_ids: Collection[str], threshold: float = 0.9
) -> tuple[list[Repair], tuple[Table, ...]]:
    """Blank the stray column numbers of the tables in ``torn_ids``: ``text`` and ``rows`` change, ``raw`` stays.

    The repairs come in reading order with the ids ``stray1`` …, for the caller to number; those below ``threshold``
    are not applied. ``find_stray_numbers`` says when a number is sure, and that one which a sum needs is none. Every
    other table comes back as it is.
    """
    repairs: list[Repair] = []
    repaired: list[Table] = []
    for table in tables:
        found = find_stray_numbers(table) if table.id in torn_ids else ()
        for stray in found:
            repairs.append(_repair(stray, len(repairs) + 1, threshold))
        clear = frozenset(stray.cell.id for stray in found if stray.confidence >= threshold)
        repaired.append(_without(table, clear) if clear else table)
    return repairs, tuple(repaired)


def _repair(stray: StrayNumber, number: int, threshold: float) -> Repair:
    return Repair(
        id=f"stray{number}",
        kind="stray_column_number",
        subjects=(stray.cell.id,),
        before=stray.cell.text,
        after="",
        evidence=stray.evidence,
        alternatives=(),
        confidence=stray.confidence,
        applied=stray.confidence >= threshold,
    )


def _without(table: Table, emptied: frozenset[str]) -> Table:
    """The table with the cells emptied; only the rows that they stand in are written anew."""
    cells = tuple(replace(cell, text="") if cell.id in emptied else cell for cell in table.cells)
    touched = {row for cell in cells if cell.id in emptied for row in range(cell.row, cell.row + cell.row_span)}
    slots = slots_of(cells, table.header_rows + len(table.rows), len(table.columns))
    rows = tuple(
        Row(row_values(slots[place]), row.role) if place in touched else row
        for place, row in enumerate(table.rows, start=table.header_rows)
    )
    return replace(table, cells=cells, rows=rows)
