"""The tables of IM-TQA with the functional role of every cell (Zheng et al., IM-TQA, ACL 2023; licence C-UDA 1.0).

A table is a matrix of cell numbers and a list of texts; a number that stands in several slots is a merged cell. The
numbers of the header cells are listed by role; all other cells are data. Some cells (0.1 % of the train half) are
listed under two roles: the first of ``column_attribute``, ``row_attribute``, ``column_index``, ``row_index`` counts.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from extractor.corpora.benchmarks.errors import BenchmarkError
from extractor.document.content import GridCell
from extractor.document.vocabulary import CellRole

Half = Literal["train", "dev", "test"]
"""Models are fitted on ``train`` only; ``dev`` is looked at rarely, ``test`` for the record."""
HEADER_ROLES: tuple[CellRole, ...] = ("column_attribute", "row_attribute", "column_index", "row_index")
"""The benchmark's roles but data, in the order in which the first one counts."""


@dataclass(frozen=True, slots=True)
class RoleTable:
    """One table: ``kind`` is vertical, horizontal, hierarchical or complex; ``roles`` has one role a cell."""

    id: str
    kind: str
    cells: tuple[GridCell, ...]
    roles: tuple[CellRole, ...]


def read_im_tqa(folder: Path, half: Half) -> tuple[RoleTable, ...]:
    """The tables of one half in the file's order; BenchmarkError where they are absent or break their format."""
    path = folder / f"{half}_tables.json"
    try:
        return tuple(_read_table(table) for table in json.loads(path.read_bytes()))
    except OSError as error:
        raise BenchmarkError(f"The folder {folder} holds no {half} half of IM-TQA: {error.strerror}.") from error
    except (ValueError, KeyError, TypeError, IndexError) as error:
        raise BenchmarkError(f"The file {path.name} breaks the format of IM-TQA: {error!r}.") from error


def _read_table(table: Mapping[str, Any]) -> RoleTable:
    roles: dict[int, CellRole] = {}
    for role in HEADER_ROLES:
        for number in table[role]:
            roles.setdefault(number, role)
    cells = _cells(table["cell_ID_matrix"], table["chinese_cell_value_list"])
    return RoleTable(
        str(table["table_id"]),
        str(table["table_type"]),
        tuple(cells.values()),
        tuple(roles.get(number, "data") for number in cells),
    )


def _cells(matrix: list[list[int]], texts: list[str]) -> dict[int, GridCell]:
    """The cell of each number, in the order of their first slots."""
    slots: dict[int, list[tuple[int, int]]] = {}
    for row, numbers in enumerate(matrix):
        for column, number in enumerate(numbers):
            slots.setdefault(number, []).append((row, column))
    if not slots:
        raise ValueError("a table without cells")
    return {number: _cell(places, str(texts[number])) for number, places in slots.items()}


def _cell(places: list[tuple[int, int]], text: str) -> GridCell:
    rows, columns = ([place[axis] for place in places] for axis in (0, 1))
    row, column = min(rows), min(columns)
    return GridCell(row, column, text, max(rows) - row + 1, max(columns) - column + 1)
