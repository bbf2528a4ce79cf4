"""Hand-made labels (facts of real documents) as tables and statements, for tests of rules on real arithmetic."""

import json
from pathlib import Path
from typing import Any

from extractor.classify.column_roles import column_roles
from extractor.classify.row_roles import row_role
from extractor.document.table import Cell, Column, Row, Table
from extractor.normalise.statements.read import read_statements
from extractor.normalise.statements.source import StatementContext
from extractor.verify.facts import Facts

LABELS = Path(__file__).parents[2] / "corpora" / "labels"


def facts_of_labels(name: str) -> Facts:
    """The tables and statements that a labelled document holds; unknown cells are blank."""
    data = json.loads((LABELS / f"{name}.json").read_text(encoding="utf-8"))
    tables = [_table(number, item) for number, item in enumerate(data["tables"], 1)]
    statements = read_statements(tables, StatementContext(data.get("fiscal_year")))
    return Facts.gather(tables, statements, fiscal_year=data.get("fiscal_year"))


def _table(number: int, item: dict[str, Any]) -> Table:
    rows = [[("" if isinstance(v, dict) else v) for v in row["values"]] for row in item["rows"]]
    paths = [tuple(column["path"]) for column in item["columns"]]
    roles = column_roles(paths, rows)
    head = item["header_rows"]
    return Table(
        id=f"t{number}", title=item["title"], kind=item["kind"], unit=item["unit"], reporting_unit=None, as_of=None,
        pages=(), captions=(), notes=(), declared_empty=item["declared_empty"], reading="native", confidence=1.0,
        header_rows=head, columns=tuple(Column(p, r) for p, r in zip(paths, roles, strict=True)),
        rows=tuple(Row(tuple(row), row_role(row, roles)) for row in rows), parts=(),
        cells=tuple(_cells(number, head, rows)),
    )  # fmt: skip


def _cells(number: int, head: int, rows: list[list[str | None]]) -> list[Cell]:
    cells = []
    for place, row in enumerate(rows):
        for column, value in enumerate(row):
            if value is not None:
                span = next((n for n, v in enumerate([*row[column + 1 :], ""], 1) if v is not None), 1)
                identity = f"t{number}.r{head + place}c{column}"
                cells.append(Cell(identity, head + place, column, 1, span, value, value, "data"))
    return cells
