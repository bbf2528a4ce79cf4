"""Placed rows and a model of columns → the table of the contract, and printed tables under new ids."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from extractor.document.caption_words import read_caption
from extractor.document.table import Cell, Column, Row, Table, row_values, slots_of
from extractor.document.text import single_spaced
from extractor.document.vocabulary import CellRole
from extractor.repair.statements.column_model import Model
from extractor.repair.statements.entries import Line

_ID = re.compile(r"^t\d+(?=\.)")


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """A table made anew, and the printed cell that each of its cells comes from."""

    table: Table
    origins: dict[str, str]


class Around(NamedTuple):
    """What a table made anew has beside its rows: the highest column number printed (None: no row of them), how many
    nameless columns behind the model's hold what nobody could place, captions that stood in its header."""

    numbers: int | None
    extras: int
    captions: tuple[str, ...] = ()
    unit: str | None = None


def rebuild(identity: str, printed: Sequence[Table], model: Model, lines: Sequence[Line], around: Around) -> Rebuilt:
    """Build the table ``identity`` of the ``printed`` grids: the header as the model has it (the first grid's own cells
    where it is that one's), the lines in order."""
    numbers, extras = around.numbers, around.extras
    head = printed[0]
    width = model.width + extras
    cells = _printed_header(identity, head, model) if model.printed is not None else []
    depth = head.header_rows if model.printed is not None else 0
    if model.printed is None:
        cells, depth = _new_header(identity, model, numbers)
        cells = _as_printed(cells, head, depth)
    by_id = {cell.id: cell for table in printed for cell in table.cells}
    origins: dict[str, str] = {}
    for cell in cells:
        if model.printed is not None:
            origins[cell.id] = f"{head.id}.r{cell.row}c{cell.column}"
    for number, line in enumerate(lines, start=depth):
        for column in range(width):
            entry = line.entries[column]
            sources = [by_id[source] for source in entry.cells]
            cell_id = f"{identity}.r{number}c{column}"
            if sources:
                origins[cell_id] = sources[0].id
            raw = sources[0].raw if len(sources) == 1 else " ".join(source.raw for source in sources)
            boxes = tuple(box for source in sources for box in source.boxes)
            text = single_spaced(entry.text)
            where = next((source.line for source in sources if source.line is not None), line.number)
            cells.append(Cell(cell_id, number, column, 1, 1, text, raw, "data", boxes, where))
    cells.sort(key=lambda cell: (cell.row, cell.column))
    slots = slots_of(cells, depth + len(lines), width)
    table = replace(
        head,
        id=identity,
        header_rows=depth,
        columns=(*(Column(path) for path in model.paths), *(Column(()) for _ in range(extras))),
        rows=tuple(Row(row_values(slots[row])) for row in range(depth, depth + len(lines))),
        captions=tuple(
            dict.fromkeys((*(caption for table in printed for caption in table.captions), *around.captions))
        ),
        as_of=next((table.as_of for table in printed if table.as_of), None) or _as_of(around.captions),
        notes=tuple(dict.fromkeys(note for table in printed for note in table.notes)),
        unit=next((table.unit for table in printed if table.unit), around.unit),
        cells=tuple(cells),
    )
    return Rebuilt(table, origins)


def _as_of(captions: Sequence[str]) -> str | None:
    read = (read_caption(caption) for caption in captions)
    return next((found.value for found in read if found and found.kind == "as_of"), None)


def _printed_header(identity: str, head: Table, model: Model) -> list[Cell]:
    """The header cells as printed, up to the model's last column."""
    return [
        replace(
            cell,
            id=f"{identity}.r{cell.row}c{cell.column}",
            column_span=min(cell.column_span, model.width - cell.column),
        )
        for cell in head.cells
        if cell.row < head.header_rows and cell.column < model.width
    ]


def _new_header(identity: str, model: Model, numbers: int | None) -> tuple[list[Cell], int]:
    """Header cells for the paths: equal outer names beside each other are one cell, a short path reaches down."""
    depth = max(1, *(len(path) for path in model.paths))
    cells: list[Cell] = []

    def add(place: tuple[int, int], span: tuple[int, int], text: str, role: CellRole) -> None:
        row, column = place
        cells.append(Cell(f"{identity}.r{row}c{column}", row, column, span[0], span[1], text, text, role))

    for level in range(depth):
        column = 0
        while column < model.width:
            path = model.paths[column]
            if level >= len(path):
                if level == 0:
                    add((0, column), (depth, 1), "", "column_attribute")
                column += 1
                continue
            last = level == len(path) - 1
            end = column + 1
            while (
                not last
                and end < model.width
                and len(model.paths[end]) > level + 1
                and model.paths[end][: level + 1] == path[: level + 1]
            ):
                end += 1
            add((level, column), (depth - level if last else 1, end - column), path[level], "column_attribute")
            column = end
    if numbers is None or not 0 <= model.width - numbers <= model.width:
        return cells, depth
    stub = model.width - numbers
    for column in range(model.width):
        text = str(column - stub + 1) if column >= stub else "栏次" if column == 0 else ""
        add((depth, column), (1, 1), text, "column_number")
    return cells, depth + 1


def _as_printed(cells: Sequence[Cell], head: Table, depth: int) -> list[Cell]:
    """Header cells with what the ``depth`` first rows as printed have for their text, and its line, where they have
    it."""
    rows = max(depth, head.header_rows)
    printed = {cell.text: cell for cell in reversed(head.cells) if cell.row < rows and cell.text}
    return [
        replace(cell, raw=source.raw, line=source.line) if (source := printed.get(cell.text)) else cell
        for cell in cells
    ]


def renamed(table: Table, identity: str) -> Rebuilt:
    """The same table under another id."""
    if table.id == identity:
        return Rebuilt(table, {cell.id: cell.id for cell in table.cells})
    origins = {_ID.sub(identity, cell.id): cell.id for cell in table.cells}
    cells = tuple(replace(cell, id=_ID.sub(identity, cell.id)) for cell in table.cells)
    return Rebuilt(replace(table, id=identity, cells=cells), origins)
