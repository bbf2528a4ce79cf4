"""Rows of strings → a table of the contract."""

from collections.abc import Callable, Sequence

import pytest

from extractor.document.table import Cell, Column, Row, Table, row_values, slots_of
from extractor.document.text import single_spaced

Spans = dict[tuple[int, int], tuple[int, int]]
MakeTable = Callable[..., Table]


@pytest.fixture
def make_table() -> MakeTable:
    """A builder: rows of printed texts, spans by place, an optional title, unit, captions and id."""

    def make(
        rows: Sequence[Sequence[str]],
        spans: Spans | None = None,
        *,
        identity: str = "t1",
        title: str | None = None,
        unit: str | None = None,
        captions: tuple[str, ...] = (),
        header_rows: int = 0,
    ) -> Table:
        width = max(len(row) for row in rows)
        merged = spans or {}
        covered = {
            (r, c)
            for (row, column), (height, breadth) in merged.items()
            for r in range(row, row + height)
            for c in range(column, column + breadth)
            if (r, c) != (row, column)
        }
        cells = []
        for row, texts in enumerate(rows):
            for column in range(width):
                if (row, column) not in covered:
                    raw = texts[column] if column < len(texts) else ""
                    height, breadth = merged.get((row, column), (1, 1))
                    cell_id = f"{identity}.r{row}c{column}"
                    cells.append(Cell(cell_id, row, column, height, breadth, single_spaced(raw), raw, "data"))
        slots = slots_of(cells, len(rows), width)
        return Table(
            id=identity,
            title=title,
            kind="project_targets",
            unit=unit,
            reporting_unit=None,
            as_of=None,
            pages=(),
            captions=captions,
            notes=(),
            declared_empty=False,
            reading="native",
            confidence=1.0,
            header_rows=header_rows,
            columns=tuple(Column(()) for _ in range(width)),
            rows=tuple(Row(row_values(row)) for row in slots[header_rows:]),
            parts=(),
            cells=tuple(cells),
        )

    return make
