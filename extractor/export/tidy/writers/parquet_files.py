"""The tables as Parquet files, written a row group at a time."""

from typing import Any

from extractor.export.tidy.arrow import ArrowBuffer, arrow_schema, load_pyarrow
from extractor.export.tidy.staging import Stage
from extractor.export.tidy.tables import TIDY_TABLES, TidyRows
from extractor.export.tidy.view import DocumentView

_MOST_BYTES = 32 * 1024 * 1024
"""What is kept of all tables together; then the largest is written as a row group."""


class ParquetFiles:
    """``<table>.parquet``: decimal128, strings dictionary-encoded, Zstandard."""

    def __init__(self, stage: Stage) -> None:
        load_pyarrow()
        from pyarrow import parquet

        self._buffer = ArrowBuffer()
        self._writers: dict[str, Any] = {
            table.name: parquet.ParquetWriter(
                stage.path(f"{table.name}.parquet"), arrow_schema(table.name), compression="zstd"
            )
            for table in TIDY_TABLES
        }

    def add(self, view: DocumentView, tidy: TidyRows) -> None:
        self._buffer.add(tidy)
        while self._buffer.bytes > _MOST_BYTES:
            self._write(self._buffer.largest())

    def finish(self) -> tuple[str, ...]:
        for table in TIDY_TABLES:
            self._write(table.name)
        self.close()
        return ()

    def close(self) -> None:
        for writer in self._writers.values():
            writer.close()

    def _write(self, name: str) -> None:
        table = self._buffer.take(name)
        if table.num_rows:
            self._writers[name].write_table(table, row_group_size=table.num_rows)
