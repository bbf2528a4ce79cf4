"""Tidy rows as Arrow record batches: decimals as decimal128, categories as dictionaries."""

from collections.abc import Iterable, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from extractor.errors import MissingExtra
from extractor.export.tidy.model import Kind, Row, TidyTable
from extractor.export.tidy.tables import TIDY_TABLES, TidyRows
from extractor.export.tidy.values import PRECISION, SCALE

if TYPE_CHECKING:
    import pyarrow as pa

_BATCH_ROWS = 1_024
"""Rows are kept as Python values until so many of a table are there: a batch for each document would cost more."""


def load_pyarrow() -> Any:
    """The library; MissingExtra where it is not installed."""
    try:
        import pyarrow
    except ImportError as error:
        raise MissingExtra("Arrow tables need pyarrow", "tables") from error
    return pyarrow


@cache
def arrow_schema(name: str) -> "pa.Schema":
    """The Arrow schema of a table; each field's metadata says its meaning in English and Chinese."""
    pyarrow = load_pyarrow()
    types = _arrow_types()
    return pyarrow.schema(
        [
            pyarrow.field(
                field.name,
                types[field.kind],
                nullable=not field.required,
                metadata={"description": field.english, "chinese": field.chinese},
            )
            for field in table_of(name).fields
        ],
        metadata={"description": table_of(name).english, "chinese": table_of(name).chinese},
    )


@cache
def table_of(name: str) -> TidyTable[Any]:
    """The table of this name."""
    return next(table for table in TIDY_TABLES if table.name == name)


def record_batch(name: str, rows: Sequence[Row]) -> "pa.RecordBatch":
    """Rows of one table as a record batch."""
    pyarrow = load_pyarrow()
    schema = arrow_schema(name)
    columns = zip(*rows, strict=True) if rows else [()] * len(schema)
    arrays = [pyarrow.array(column, field.type) for column, field in zip(columns, schema, strict=True)]
    return pyarrow.record_batch(arrays, schema=schema)


class ArrowBuffer:
    """Batches of all tables, kept until they are taken: ``bytes`` is what they hold."""

    def __init__(self) -> None:
        self._rows: dict[str, list[Row]] = {table.name: [] for table in TIDY_TABLES}
        self._batches: dict[str, list[pa.RecordBatch]] = {table.name: [] for table in TIDY_TABLES}
        self.bytes = 0

    def add(self, tidy: TidyRows) -> None:
        """Keep the rows of one more document."""
        for name, rows in tidy.rows.items():
            self._rows[name].extend(rows)
            if len(self._rows[name]) >= _BATCH_ROWS:
                self._pack(name)

    def take(self, name: str) -> "pa.Table":
        """All that is kept of a table, each category with one dictionary; it is no longer kept."""
        if self._rows[name]:
            self._pack(name)
        batches, self._batches[name] = self._batches[name], []
        self.bytes -= sum(batch.nbytes for batch in batches)
        return load_pyarrow().Table.from_batches(batches, schema=arrow_schema(name)).unify_dictionaries()

    def largest(self) -> str:
        """The table of which most is kept."""
        return max(self._batches, key=lambda name: sum(batch.nbytes for batch in self._batches[name]))

    def _pack(self, name: str) -> None:
        batch = record_batch(name, self._rows[name])
        self._rows[name].clear()
        self._batches[name].append(batch)
        self.bytes += batch.nbytes


def arrow_tables(documents: Iterable[TidyRows]) -> "dict[str, pa.Table]":
    """All rows of the documents, a table each."""
    buffer = ArrowBuffer()
    for tidy in documents:
        buffer.add(tidy)
    return {table.name: buffer.take(table.name) for table in TIDY_TABLES}


@cache
def _arrow_types() -> dict[Kind, Any]:
    pyarrow = load_pyarrow()
    return {
        "text": pyarrow.string(),
        "category": pyarrow.dictionary(pyarrow.int32(), pyarrow.string()),
        "integer": pyarrow.int64(),
        "decimal": pyarrow.decimal128(PRECISION, SCALE),
        "number": pyarrow.float64(),
        "boolean": pyarrow.bool_(),
    }
