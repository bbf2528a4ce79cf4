"""The tables as a Data Package: CSV files and ``datapackage.json``, which says what they hold.

The format is that of the Frictionless Data Package (version 1) with Table Schema. The columns of ``statement_lines``
that a concept of the Fiscal Data Package fits say so in ``columnType``; yuan amounts are its facts.
"""

import json
from typing import Any

from extractor.export.tidy.model import Field, Kind, Reference, TidyTable
from extractor.export.tidy.staging import Stage
from extractor.export.tidy.tables import TIDY_TABLES, TidyRows
from extractor.export.tidy.view import DocumentView
from extractor.export.tidy.writers.text_tables import CsvFiles
from extractor.version import __version__

_FOLDER = "data/"
_TYPES: dict[Kind, str] = {
    "text": "string",
    "category": "string",
    "integer": "integer",
    "decimal": "number",
    "number": "number",
    "boolean": "boolean",
}
_FISCAL_TYPES = {
    "fiscal_year": "date:fiscal-year",
    "department_code": "administrative-classification:generic:code",
    "department_name": "administrative-classification:generic:label",
    "function_code": "functional-classification:generic:code",
    "economic_code": "economic-classification:generic:code",
    "phase": "phase:id",
    "yuan": "value",
}
"""Columns of ``statement_lines`` → concepts of the Fiscal Data Package's taxonomy."""


class DataPackage:
    """``datapackage.json`` and ``data/<table>.csv``."""

    def __init__(self, stage: Stage, *, guard: bool = True) -> None:
        self._files = CsvFiles(stage, guard=guard, mark=False, folder=_FOLDER)
        descriptor = json.dumps(data_package(guarded=guard), ensure_ascii=False, indent=1)
        stage.path("datapackage.json").write_text(descriptor + "\n", encoding="utf-8")

    def add(self, view: DocumentView, tidy: TidyRows) -> None:
        self._files.add(view, tidy)

    def finish(self) -> tuple[str, ...]:
        return self._files.finish()

    def close(self) -> None:
        self._files.close()


def data_package(*, guarded: bool) -> dict[str, Any]:
    """The descriptor; ``guarded`` says whether texts like formulas have an apostrophe before them."""
    said = " Texts that a spreadsheet would take for formulas begin with an apostrophe." if guarded else ""
    return {
        "profile": "tabular-data-package",
        "name": "extracted-budgets",
        "title": "Government budgets as tables 政府预算结构化数据",
        "description": f"Made by extractor {__version__}: each amount points to its cell and page.{said}",
        "resources": [_resource(table) for table in TIDY_TABLES],
    }


def _resource(table: TidyTable[Any]) -> dict[str, Any]:
    fiscal = _FISCAL_TYPES if table.name == "statement_lines" else {}
    schema: dict[str, Any] = {
        "fields": [_field(field, fiscal.get(field.name)) for field in table.fields],
        "primaryKey": list(table.key),
        "foreignKeys": [_foreign_key(reference) for reference in table.references],
        "missingValues": [""],
    }
    if fiscal:
        currency = {"name": "currency", "type": "string", "columnType": "value-currency:code", "constant": "CNY"}
        schema["extraFields"] = [currency]
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "path": f"{_FOLDER}{table.name}.csv",
        "title": table.chinese,
        "description": table.english,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"delimiter": ",", "quoteChar": '"', "doubleQuote": True, "lineTerminator": "\r\n", "header": True},
        "schema": schema,
    }


def _field(field: Field[Any], column_type: str | None) -> dict[str, Any]:
    described: dict[str, Any] = {
        "name": field.name,
        "type": _TYPES[field.kind],
        "title": field.chinese,
        "description": field.english,
    }
    if field.required:
        described["constraints"] = {"required": True}
    if column_type is not None:
        described["columnType"] = column_type
    return described


def _foreign_key(reference: Reference) -> dict[str, Any]:
    return {
        "fields": list(reference.fields),
        "reference": {"resource": reference.table, "fields": list(reference.to)},
    }
