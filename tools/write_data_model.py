"""Writes the tables of docs/data-model.md from the tidy model: ``make docs``. A test holds the page against it."""

import re
from pathlib import Path
from typing import Any

from extractor.export.tidy.model import Field, TidyTable
from extractor.export.tidy.tables import TIDY_TABLES
from extractor.export.tidy.values import PRECISION, SCALE
from extractor.export.tidy.views import VIEWS

TARGET = Path(__file__).parents[1] / "docs" / "data-model.md"
_BEGIN, _END = "<!-- tables: written by `make docs` -->", "<!-- end of tables -->"
_KINDS = {
    "text": "text",
    "category": "text, few different",
    "integer": "integer",
    "decimal": f"decimal({PRECISION},{SCALE})",
    "number": "double",
    "boolean": "boolean",
}


def tables_part() -> str:
    """The part between the marks: every table with its columns, then the views."""
    views = "".join(f"- `{name}`: {meaning}\n" for name, (meaning, _) in VIEWS.items())
    return "\n".join(map(_table, TIDY_TABLES)) + f"\n### Views (DuckDB)\n\n{views}"


def page_with(tables: str, page: str) -> str:
    """The page with its part between the marks written anew."""
    return re.sub(f"(?<={re.escape(_BEGIN)}\n\n).*?(?=\n{re.escape(_END)})", lambda _: tables, page, flags=re.DOTALL)


def _table(table: TidyTable[Any]) -> str:
    joins = [
        f"{', '.join(f'`{name}`' for name in reference.fields)} → `{reference.table}`" for reference in table.references
    ]
    lines = [
        f"### {table.name}",
        "",
        f"{table.english} {table.chinese} From {table.origin}.",
        f"Key: {', '.join(f'`{name}`' for name in table.key)}.{' Joins: ' if joins else ''}{'; '.join(joins)}",
        "",
        "| column | type | meaning | 含义 |",
        "|---|---|---|---|",
        *map(_column, table.fields),
        "",
    ]
    return "\n".join(lines)


def _column(field: Field[Any]) -> str:
    kind = _KINDS[field.kind] + (", always there" if field.required else "")
    return f"| `{field.name}` | {kind} | {field.english} | {field.chinese} |"


if __name__ == "__main__":
    TARGET.write_text(page_with(tables_part(), TARGET.read_text(encoding="utf-8")), encoding="utf-8")
