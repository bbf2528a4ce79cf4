"""The truth of a generated document: its label, every cell with role, span and page."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from extractor.corpora.generate.grid import owners_of, row_count
from extractor.corpora.generate.model import CellSpec, DocumentSpec, TableSpec
from extractor.corpora.label import parse_label
from extractor.document.text import without_space

ORIGIN = "typeset for this project by corpora/generate; department, words and figures are invented"
_TAKEN = {"row_span": 1, "column_span": 1, "role": None, "page": None}
_LINE_DEPTH = 4
"""From this depth on (an item of a table's list) JSON is written on one line."""


@dataclass(frozen=True, slots=True)
class Places:
    """Where a table stands: the page of each grid row and all pages, from 1; none where the format has no pages."""

    rows: Sequence[int] = ()
    pages: Sequence[int] = ()


def label_text(spec: DocumentSpec, name: str, sha256: str, places: Sequence[Places]) -> str:
    """The label file of one document; ``places`` has one item for each table of the spec, forms included.

    LabelError where the spec does not make a label: a fault of its template.
    """
    label = {
        "label_version": 1,
        "document": {"sha256": sha256, "name": name, "origin": ORIGIN},
        "department": {"code": spec.department_code, "name": spec.department},
        "fiscal_year": spec.fiscal_year,
        "kind": spec.kind,
        "tables": [_short(table) for table in tables_of(spec, places)],
        "projects": None if spec.projects is None else list(spec.projects),
        "document_errors": [],
    }
    text = _lines(label) + "\n"
    parse_label(text, f"the label of {name}")
    return text


def tables_of(spec: DocumentSpec, places: Sequence[Places]) -> list[dict[str, Any]]:
    """The statements of a document in the label's shape."""
    tables = [block for block in spec.blocks if isinstance(block, TableSpec)]
    return [table_truth(table, place) for table, place in zip(tables, places, strict=True) if table.is_statement]


def table_truth(table: TableSpec, places: Places) -> dict[str, Any]:
    """One table as LABELLING.md has it; ValueError where the cells do not fill the grid."""
    owners, rows, columns = owners_of(table), row_count(table), len(table.widths)
    named = range(table.header_rows - table.number_rows)
    cells = sorted(table.cells, key=lambda cell: (cell.row, cell.column))
    return {
        "title": None if table.title is None else without_space(table.title),
        "kind": table.kind,
        "unit": table.unit,
        "pages": list(places.pages),
        "declared_empty": table.declared_empty,
        "header_rows": table.header_rows,
        "captions": list(table.captions),
        "notes": [without_space(note) for note in table.notes],
        "columns": [{"path": _path([owners[row, column] for row in named])} for column in range(columns)],
        "rows": [
            {"values": [_value(owners[row, column], column) for column in range(columns)]}
            for row in range(table.header_rows, rows)
        ],
        "spans": [
            [cell.row, cell.column, cell.row_span, cell.column_span]
            for cell in cells
            if cell.row_span * cell.column_span > 1
        ],
        "cells": [_cell(cell, places) for cell in cells],
    }


def _path(cells: Sequence[CellSpec]) -> list[str]:
    distinct = [cell for number, cell in enumerate(cells) if number == 0 or cell is not cells[number - 1]]
    return [text for cell in distinct if (text := without_space(cell.text))]


def _value(cell: CellSpec, column: int) -> str | None:
    return without_space(cell.text) if cell.column == column else None


def _cell(cell: CellSpec, places: Places) -> dict[str, Any]:
    return {
        "row": cell.row,
        "column": cell.column,
        "row_span": cell.row_span,
        "column_span": cell.column_span,
        "text": without_space(cell.text),
        "role": cell.role if cell.role == "data" or without_space(cell.text) else None,
        "page": places.rows[cell.row] if places.rows else None,
    }


def _short(table: dict[str, Any]) -> dict[str, Any]:
    """The table without what the label's cells take for granted."""
    cells = [
        {key: value for key, value in cell.items() if key not in _TAKEN or _TAKEN[key] != value}
        for cell in table["cells"]
    ]
    return {**table, "cells": cells}


def _lines(value: Any, depth: int = 0) -> str:
    """JSON with a line for each item down to the cells of a table, which are each on one line."""
    if depth == _LINE_DEPTH or not isinstance(value, dict | list) or not value:
        return json.dumps(value, ensure_ascii=False)
    inside = " " * (depth + 1)
    if isinstance(value, dict):
        items = [f"{inside}{json.dumps(key)}: {_lines(item, depth + 1)}" for key, item in value.items()]
        return "{\n" + ",\n".join(items) + "\n" + " " * depth + "}"
    items = [f"{inside}{_lines(item, depth + 1)}" for item in value]
    return "[\n" + ",\n".join(items) + "\n" + " " * depth + "]"
