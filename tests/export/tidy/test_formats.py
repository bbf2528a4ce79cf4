"""Every format holds the same rows, exactly, whatever the texts are."""

import csv
import json
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from pyarrow import parquet

from extractor.document.document import Document
from extractor.document.wire import from_json, to_json
from extractor.errors import UsageError
from extractor.export.tidy.formats import FORMATS, Format, write_tables
from extractor.export.tidy.formula_guard import guarded, unguarded
from extractor.export.tidy.model import Kind, Row
from extractor.export.tidy.staging import staged
from extractor.export.tidy.tables import TIDY_TABLES, tidy_rows
from extractor.export.tidy.values import Value
from extractor.export.tidy.view import DocumentView
from tests.export.tidy.documents import document_of

Rows = dict[str, list[Row]]
TEXTS = st.text(
    alphabet=st.one_of(
        st.sampled_from([*"=+-@'＝－ \t\r\n\"\\,;\u200b\ufeff\u2028一预算\x00\x07_x00"]),
        st.characters(exclude_categories=["Cs"]),
    ),
    min_size=1,
    max_size=12,
)


def rows_of(views: list[DocumentView]) -> Rows:
    each = [tidy_rows(view).rows for view in views]
    return {table.name: [row for rows in each for row in rows[table.name]] for table in TIDY_TABLES}


def from_jsonl(folder: Path) -> Rows:
    def value(kind: Kind, said: Any) -> Value:
        assert kind != "decimal" or said is None or isinstance(said, str)
        return Decimal(said) if kind == "decimal" and said is not None else said

    return {
        table.name: [
            tuple(value(field.kind, json.loads(line)[field.name]) for field in table.fields)
            for line in (folder / f"{table.name}.jsonl").read_text(encoding="utf-8").split("\n")[:-1]
        ]
        for table in TIDY_TABLES
    }


READ_CELL: dict[Kind, Callable[[str], Value]] = {
    "text": unguarded, "category": unguarded, "integer": int, "decimal": Decimal, "number": float,
    "boolean": lambda text: {"true": True, "false": False}[text],
}  # fmt: skip


def csv_cells(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.reader(stream))


def from_csv(folder: Path) -> Rows:
    read: Rows = {}
    for table in TIDY_TABLES:
        head, *lines = csv_cells(folder / f"{table.name}.csv")
        assert tuple(head) == table.names
        read[table.name] = [
            tuple(READ_CELL[field.kind](text) if text else None for field, text in zip(table.fields, line, strict=True))
            for line in lines
        ]
    return read


def from_parquet(folder: Path) -> Rows:
    read: Rows = {}
    for table in TIDY_TABLES:
        rows = parquet.read_table(folder / f"{table.name}.parquet")
        assert tuple(rows.schema.names) == table.names
        read[table.name] = [tuple(row.values()) for row in rows.to_pylist()]
    return read


def from_duckdb(folder: Path) -> Rows:
    with duckdb.connect(str(folder / "extractor.duckdb"), read_only=True) as base:
        return {table.name: base.execute(f"from {table.name}").fetchall() for table in TIDY_TABLES}


READERS: dict[Format, Callable[[Path], Rows]] = {
    "jsonl": from_jsonl, "csv": from_csv, "parquet": from_parquet, "duckdb": from_duckdb,
    "datapackage": lambda folder: from_csv(folder / "data"),
}  # fmt: skip


@pytest.fixture
def views(demo_views: list[DocumentView]) -> list[DocumentView]:
    odd = [document_of(text) for text in ("=1+1", "'=1", "\t预算\r\n“2025”", "－a\u200b", "\x00\x07")]
    return [*demo_views, *(DocumentView(one, f"奇 {number}\n.pdf") for number, one in enumerate(odd))]


@pytest.mark.parametrize("form", READERS)
def test_what_is_read_back_is_what_the_documents_say(form: Format, views: list[DocumentView], tmp_path: Path) -> None:
    written = write_tables(views, form, tmp_path)
    assert READERS[form](tmp_path) == rows_of(views)
    assert written.documents == len(views)
    assert written.rows == sum(map(len, rows_of(views).values()))
    assert sorted(written.files) == sorted(path for path in tmp_path.rglob("*") if path.is_file())


def test_decimals_are_decimals_in_parquet_and_duckdb(views: list[DocumentView], tmp_path: Path) -> None:
    write_tables(views[:1], "parquet", tmp_path)
    schema = parquet.read_schema(tmp_path / "statement_lines.parquet")
    assert str(schema.field("yuan").type) == "decimal128(38, 8)"
    assert schema.field("yuan").metadata[b"chinese"].decode() == "金额（元）"
    write_tables(views[:1], "duckdb", tmp_path)
    with duckdb.connect(str(tmp_path / "extractor.duckdb"), read_only=True) as base:
        types = dict(base.execute("select column_name, data_type from duckdb_columns()").fetchall())
    assert (types["yuan"], types["residual"]) == ("DECIMAL(38,8)", "DECIMAL(38,8)")


@pytest.mark.parametrize("form", READERS)
def test_no_document_gives_empty_tables(form: Format, tmp_path: Path) -> None:
    write_tables([], form, tmp_path)
    assert READERS[form](tmp_path) == {table.name: [] for table in TIDY_TABLES}


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(TEXTS)
@example("=cmd|' /C calc'!A0")
@example("＠SUM(1)")
@example("\ufeff-2+3")
def test_no_exported_cell_is_a_formula_and_the_json_is_as_it_was(tmp_path: Path, text: str) -> None:
    document = document_of(text)
    before = to_json(document)
    write_tables([DocumentView(document, "a")], "csv", tmp_path)
    write_tables([DocumentView(document, "a")], "xlsx", tmp_path)
    assert to_json(document) == before
    assert from_json(before) == document
    for table in TIDY_TABLES:
        for line in csv_cells(tmp_path / f"{table.name}.csv")[1:]:
            for cell, field in zip(line, table.fields, strict=True):
                assert field.kind == "decimal" or guarded(unguarded(cell)) == cell
                assert field.kind == "decimal" or cell[:1] not in "=+@\t\r\n＝＋＠" or not cell
    assert from_csv(tmp_path) == rows_of([DocumentView(document, "a")])
    assert set(kinds_of_cells(tmp_path / "a.xlsx")) <= {"s", "n", "b"}


def kinds_of_cells(path: Path) -> Iterator[str]:
    """What every cell of a workbook is; f would be a formula, e an error value."""
    for sheet in load_workbook(path).worksheets:
        yield from (cell.data_type for row in sheet.iter_rows() for cell in row if cell.value is not None)


def test_the_guard_can_be_left_out(tmp_path: Path) -> None:
    write_tables([DocumentView(document_of("=1+1"), "a")], "csv", tmp_path, guard=False)
    _, line = csv_cells(tmp_path / "documents.csv")
    assert "=1+1" in line


def test_a_negative_amount_stays_a_number(tmp_path: Path) -> None:
    write_tables([DocumentView(document_of("预算"), "a")], "csv", tmp_path)
    assert from_csv(tmp_path)["statement_lines"][0].count(Decimal("-941.39")) == 1
    assert any("-941.39" in line for line in csv_cells(tmp_path / "statement_lines.csv"))
    assert any("-941.39" in line for line in csv_cells(tmp_path / "cells.csv"))


@pytest.mark.parametrize("form", FORMATS)
def test_a_failure_leaves_what_was_there(form: Format, tmp_path: Path) -> None:
    def breaking() -> Iterator[DocumentView]:
        yield DocumentView(document_of("预算"), "a")
        raise RuntimeError("the disk was pulled")

    write_tables([DocumentView(document_of("旧"), "a")], form, tmp_path)
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    with pytest.raises(RuntimeError):
        write_tables(breaking(), form, tmp_path)
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


@pytest.mark.parametrize("name", ["../a", "/a", "b/../../a", "a\0"])
def test_a_file_never_leaves_the_folder(name: str, tmp_path: Path) -> None:
    with staged(tmp_path / "out") as stage, pytest.raises(UsageError):
        stage.path(name)


def test_numbers_that_no_table_holds_are_said(tmp_path: Path) -> None:
    huge: Document = document_of("预算", value=Decimal("1e35"))
    written = write_tables([DocumentView(huge, "a.pdf")], "jsonl", tmp_path)
    (remark,) = written.remarks
    assert remark.startswith("a.pdf: 3 numbers have too many digits")
    assert "statement_lines.yuan" in remark
