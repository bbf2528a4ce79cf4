"""The tables and views as one DuckDB file."""

from pathlib import Path
from typing import Any

from extractor.errors import MissingExtra
from extractor.export.tidy.arrow import ArrowBuffer, load_pyarrow
from extractor.export.tidy.model import Kind, TidyTable
from extractor.export.tidy.staging import Stage
from extractor.export.tidy.tables import TIDY_TABLES, TidyRows
from extractor.export.tidy.values import PRECISION, SCALE
from extractor.export.tidy.view import DocumentView
from extractor.export.tidy.views import VIEWS

_MOST_BYTES = 32 * 1024 * 1024
_MEMORY = "256MB"
"""What DuckDB may keep in memory; the rest lies in the file."""
_TYPES: dict[Kind, str] = {
    "text": "VARCHAR",
    "category": "VARCHAR",
    "integer": "BIGINT",
    "decimal": f"DECIMAL({PRECISION}, {SCALE})",
    "number": "DOUBLE",
    "boolean": "BOOLEAN",
}


class DuckDbFile:
    """One database file; each table and column has its meaning as a comment."""

    def __init__(self, stage: Stage, name: str) -> None:
        load_pyarrow()
        self._buffer = ArrowBuffer()
        self._connection = _connect(stage.path(name))
        for table in TIDY_TABLES:
            self._connection.execute(create_table(table))
            for comment in _comments(table):
                self._connection.execute(comment)
        for view, (meaning, query) in VIEWS.items():
            self._connection.execute(f"create view {view} as {query}")
            self._connection.execute(f"comment on view {view} is {_quoted(meaning)}")

    def add(self, view: DocumentView, tidy: TidyRows) -> None:
        self._buffer.add(tidy)
        while self._buffer.bytes > _MOST_BYTES:
            self._write(self._buffer.largest())

    def finish(self) -> tuple[str, ...]:
        for table in TIDY_TABLES:
            self._write(table.name)
        self._connection.execute("checkpoint")
        self.close()
        return ()

    def close(self) -> None:
        self._connection.close()

    def _write(self, name: str) -> None:
        rows = self._buffer.take(name)
        if rows.num_rows:
            self._connection.register("rows", rows)
            self._connection.execute(f"insert into {name} select * from rows")  # noqa: S608 - a name of ours
            self._connection.unregister("rows")


def create_table(table: TidyTable[Any]) -> str:
    """The statement that makes a table."""
    columns = ", ".join(
        f'"{field.name}" {_TYPES[field.kind]}{" not null" if field.required else ""}' for field in table.fields
    )
    return f"create table {table.name} ({columns})"


def _comments(table: TidyTable[Any]) -> list[str]:
    return [
        f"comment on table {table.name} is {_quoted(f'{table.english} {table.chinese}')}",
        *(
            f'comment on column {table.name}."{field.name}" is {_quoted(f"{field.english}; {field.chinese}")}'
            for field in table.fields
        ),
    ]


def _quoted(words: str) -> str:
    return "'" + words.replace("'", "''") + "'"


def _connect(path: Path) -> Any:
    try:
        import duckdb
    except ImportError as error:
        raise MissingExtra("A DuckDB file needs duckdb", "tables") from error
    return duckdb.connect(str(path), config={"memory_limit": _MEMORY, "threads": 1})
