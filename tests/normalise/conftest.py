"""Labelled tables as the stages before would hand them on."""

import json
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from extractor.classify.column_roles import column_roles
from extractor.classify.row_roles import row_role
from extractor.classify.table_kinds import table_kind
from extractor.document.table import Column, Row, Table

LABELS = Path(__file__).parents[2] / "corpora" / "labels"
MakeTable = Callable[..., Table]


def _table(
    title: str | None,
    paths: Sequence[Sequence[str]],
    rows: Sequence[Sequence[str | None]],
    unit: str | None = "万元",
    captions: Sequence[str] = (),
    number: int = 1,
) -> Table:
    column_paths = [tuple(path) for path in paths]
    roles = column_roles(column_paths, rows)
    stub = [row[place] or "" for row in rows for place, role in enumerate(roles) if role == "name"]
    return Table(
        id=f"t{number}",
        title=title,
        kind=table_kind(title, column_paths, stub),
        unit=unit,
        reporting_unit=None,
        as_of=None,
        pages=(1,),
        captions=tuple(captions),
        notes=(),
        declared_empty=False,
        reading="native",
        confidence=1.0,
        header_rows=1,
        columns=tuple(Column(path, role) for path, role in zip(column_paths, roles, strict=True)),
        rows=tuple(Row(tuple(row), row_role(row, roles)) for row in rows),
        parts=(),
        cells=(),
    )


@pytest.fixture
def make_table() -> MakeTable:
    """Builds a labelled table from a title, header paths and rows."""
    return _table


@pytest.fixture
def labelled_tables() -> Callable[[str], list[Table]]:
    """The tables of a label file; what a label can not know is an empty text."""

    def read(name: str) -> list[Table]:
        tables = []
        for number, table in enumerate(json.loads((LABELS / f"{name}.json").read_bytes())["tables"], 1):
            rows = [row["values"] for row in table["rows"] if isinstance(row["values"], list)]
            rows = [["" if isinstance(value, dict) else value for value in row] for row in rows]
            texts = {key: table[key] if isinstance(table[key], str) else None for key in ("title", "unit")}
            paths = [column["path"] for column in table["columns"]]
            tables.append(_table(texts["title"], paths, rows, texts["unit"], table["captions"], number))
        return tables

    return read
