"""The formats by name: what each writes, and where."""

from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

from extractor.export.tidy.staging import Stage, staged
from extractor.export.tidy.tables import tidy_rows
from extractor.export.tidy.view import DocumentView
from extractor.export.tidy.writers.writer import TableWriter

Format = Literal["csv", "datapackage", "duckdb", "jsonl", "parquet", "xlsx"]
FORMATS: tuple[Format, ...] = get_args(Format)
_DATABASE_ENDING, _WORKBOOK_ENDING = ".duckdb", ".xlsx"
_DATABASE_NAME = "extractor.duckdb"


@dataclass(frozen=True, slots=True)
class Written:
    """What was written: files, documents, rows of all tables together, and what could not be, in words."""

    files: tuple[Path, ...]
    documents: int
    rows: int
    remarks: tuple[str, ...]


def write_tables(documents: Iterable[DocumentView], form: Format, target: Path, *, guard: bool = True) -> Written:
    """Write the tidy tables of the documents, one document in memory at a time; all files appear in the end, or none.

    ``target`` is a folder; a name that ends in ``.duckdb`` is the database itself, one in ``.xlsx`` the one workbook
    of all tidy tables. ``guard`` is of CSV: an apostrophe before what a spreadsheet would take for a formula.
    MissingExtra where the format needs a library that is not installed; OSError where nothing can be written.
    """
    is_file = (form, target.suffix) in (("duckdb", _DATABASE_ENDING), ("xlsx", _WORKBOOK_ENDING))
    with staged(target.parent if is_file else target) as stage:
        count = rows = 0
        remarks: list[str] = []
        with closing(_writer(form, stage, target.name if is_file else None, guard=guard)) as writer:
            for view in documents:
                tidy = tidy_rows(view)
                if tidy.lost:
                    fields = ", ".join(sorted({f"{one.table}.{one.field}" for one in tidy.lost}))
                    remarks.append(f"{view.source}: {len(tidy.lost)} numbers have too many digits; empty in {fields}.")
                writer.add(view, tidy)
                count += 1
                rows += sum(map(len, tidy.rows.values()))
            remarks += writer.finish()
        return Written(stage.commit(), count, rows, tuple(remarks))


def _writer(form: Format, stage: Stage, name: str | None, *, guard: bool) -> TableWriter:
    """The writer of a format; its libraries are loaded only now."""
    match form:
        case "csv":
            from extractor.export.tidy.writers.text_tables import CsvFiles

            return CsvFiles(stage, guard=guard)
        case "jsonl":
            from extractor.export.tidy.writers.text_tables import JsonLines

            return JsonLines(stage)
        case "datapackage":
            from extractor.export.tidy.writers.data_package import DataPackage

            return DataPackage(stage, guard=guard)
        case "parquet":
            from extractor.export.tidy.writers.parquet_files import ParquetFiles

            return ParquetFiles(stage)
        case "duckdb":
            from extractor.export.tidy.writers.duckdb_file import DuckDbFile

            return DuckDbFile(stage, name or _DATABASE_NAME)
        case "xlsx":
            from extractor.export.workbook.files import DocumentWorkbooks, TidyWorkbook

            return TidyWorkbook(stage, name) if name else DocumentWorkbooks(stage)
