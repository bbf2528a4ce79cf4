"""Take column numbers (栏次) off the header names that a conversion fused them to: ``预算数 1``, ``项目 3``."""

import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from extractor.document.check import Repair
from extractor.document.table import Cell, Column, Table
from extractor.document.text import without_space

_FUSED = re.compile(r"(?P<name>.*\S)\s+(?P<number>\d{1,2})", re.DOTALL)
_NUMBER_LABEL = re.compile(r"(?P<name>\S+)\s+(?:栏次|行次)")
_FEWEST = 3
"""So many names in a row must end in numbers that count up from 1."""
_CONFIDENCE = 0.97


def propose_fused_number_repairs(
    tables: Sequence[Table], torn: Collection[str], threshold: float = 0.9
) -> tuple[list[Repair], list[Table]]:
    """Part header names and column numbers in the tables whose ids are in ``torn``; ``raw`` stays as printed.

    Only where the numbers behind the names of one header row count up from 1 without a gap over at least three
    columns: then no name ends in a number of its own. The label 栏次 beside a name goes with them.
    """
    repairs: list[Repair] = []
    repaired: list[Table] = []
    for table in tables:
        names = _fused_names(table) if table.id in torn and threshold <= _CONFIDENCE else {}
        repairs += [_repair(cell, names[cell.id], len(names)) for cell in table.cells if cell.id in names]
        repaired.append(_rename(table, names) if names else table)
    return repairs, repaired


def _fused_names(table: Table) -> dict[str, str]:
    """The clean name of each fused header cell, by cell id."""
    names: dict[str, str] = {}
    for row in range(table.header_rows):
        cells = sorted((cell for cell in table.cells if cell.row == row), key=lambda cell: cell.column)
        found = [(cell, match) for cell in cells if (match := _FUSED.fullmatch(cell.raw.strip()))]
        if len(found) < _FEWEST or [int(match["number"]) for _, match in found] != list(range(1, len(found) + 1)):
            continue
        names |= {cell.id: match["name"] for cell, match in found}
        above = (cell for cell in table.cells if cell.row <= row)
        names |= {cell.id: match["name"] for cell in above if (match := _NUMBER_LABEL.fullmatch(cell.raw.strip()))}
    return names


def _repair(cell: Cell, name: str, count: int) -> Repair:
    return Repair(
        id="",
        kind="fused_column_number",
        subjects=(cell.id,),
        before=cell.text,
        after=without_space(name),
        evidence=(f"{count} names of this header end in column numbers that count up from 1 without a gap",),
        alternatives=(),
        confidence=_CONFIDENCE,
        applied=True,
    )


def _rename(table: Table, names: dict[str, str]) -> Table:
    printed = {without_space(cell.text): without_space(names[cell.id]) for cell in table.cells if cell.id in names}
    cells = tuple(
        replace(cell, text=without_space(names[cell.id])) if cell.id in names else cell for cell in table.cells
    )
    columns = tuple(
        Column(tuple(printed.get(element, element) for element in column.path), column.role) for column in table.columns
    )
    return replace(table, cells=cells, columns=columns)
