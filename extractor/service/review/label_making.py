"""A reviewed document → a label in the form of ``corpora``, which says of itself that it began as output."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict
from typing import Any

from extractor.document.check import Check
from extractor.document.document import Document
from extractor.document.record import Indicator, Project, Target
from extractor.document.table import Cell, Table, as_printed, row_text
from extractor.document.text import without_space
from extractor.service.review.applying import Reviewed
from extractor.service.review.entries import Entry

FROM_OUTPUT = "Begun from the extractor's output, which the labeller saw: not a blind reading."
"""The first of a label's notes: such a label must not be taken for one that was made by reading alone."""


def make_label(reviewed: Reviewed, authors: list[str]) -> dict[str, Any]:
    """The label as JSON data: tables, projects and the document's own errors; what is uncertain is ``unknown``.

    ``printed`` of a project is left empty, and prose is not labelled.
    """
    document = reviewed.document
    unknown = {entry.subject: entry.note or "uncertain" for entry in reviewed.marked("uncertain")}
    corrected, accepted = len(reviewed.texts), len(reviewed.marked("accept"))
    who = ", ".join(authors) or "nobody"
    return {
        "label_version": 1,
        "document": {"sha256": document.source.sha256, "name": document.source.name or "", "origin": None},
        "department": {"code": document.department.code, "name": document.department.name},
        "division": {"code": document.division.code, "name": document.division.name},
        "fiscal_year": document.fiscal_year,
        "fiscal_year_source": document.metadata_sources.get("fiscal_year"),
        "kind": document.kind,
        "tables": [_table(table, unknown) for table in document.tables],
        "projects": [_project(project, unknown) for project in document.projects],
        "document_errors": [_error(document, entry) for entry in reviewed.marked("own_error")],
        "notes_of_labeller": [
            FROM_OUTPUT,
            f"Reviewed by {who}: {corrected} cells corrected, {accepted} accepted, {len(unknown)} uncertain, "
            f"{len(reviewed.undone)} repairs undone.",
        ],
    }


def _table(table: Table, unknown: Mapping[str, str]) -> dict[str, Any]:
    doubtful = {
        (row, column): unknown[cell.id]
        for cell in table.cells
        if cell.id in unknown
        for row in range(cell.row, cell.row + cell.row_span)
        for column in range(cell.column, cell.column + 1)
    }
    return {
        "title": table.title,
        "kind": table.kind,
        "unit": table.unit,
        "pages": list(table.pages),
        "declared_empty": table.declared_empty,
        "header_rows": table.header_rows,
        "captions": list(table.captions),
        "notes": list(table.notes),
        "columns": [{"path": list(column.path)} for column in table.columns],
        "rows": [
            {
                "values": [
                    {"unknown": doubtful[number, place]} if (number, place) in doubtful else value
                    for place, value in enumerate(row.values)
                ]
            }
            for number, row in enumerate(table.rows, table.header_rows)
        ],
        "spans": [
            [cell.row, cell.column, cell.row_span, cell.column_span]
            for cell in table.cells
            if cell.row_span * cell.column_span > 1
        ],
        "cells": [_cell(cell, unknown) for cell in table.cells],
    }


def _cell(cell: Cell, unknown: Mapping[str, str]) -> dict[str, Any]:
    return {
        "row": cell.row,
        "column": cell.column,
        "row_span": cell.row_span,
        "column_span": cell.column_span,
        "text": {"unknown": unknown[cell.id]} if cell.id in unknown else row_text(as_printed(cell)),
        "role": cell.role if without_space(cell.text) or cell.role == "data" else None,
        "page": cell.boxes[0].page if cell.boxes else None,
    }


def _project(project: Project, unknown: Mapping[str, str]) -> dict[str, Any]:
    """The project's printed facts; a field that came from an uncertain cell is unknown."""
    doubtful = {path: unknown[cell] for path, cells in project.sources.items() for cell in cells if cell in unknown}
    data = _as_words(
        {
            "scope": project.scope,
            "code": project.code,
            "name": project.name,
            "department": asdict(project.department),
            "unit": project.unit,
            "budget": asdict(project.budget),
            "mid_term": asdict(project.mid_term),
            "purpose": project.purpose,
            "plan": [{"deadline": step.deadline, "raw": step.raw} for step in project.plan],
            "objectives": list(project.objectives),
            "tasks": [asdict(task) for task in project.tasks],
            "profile": [asdict(item) for item in project.profile],
            "indicators": [_indicator(indicator) for indicator in project.indicators],
            "score": project.score,
        }
    )
    for path, why in doubtful.items():
        _set(data, path.split("."), {"unknown": why})
    return {**data, "printed": {}}


def _indicator(indicator: Indicator) -> dict[str, Any]:
    printed = ("tier1", "tier2", "tier3", "description", "basis", "weight", "actual", "score", "deviation")
    return {
        **{name: getattr(indicator, name) for name in printed},
        "target": _target(indicator.target),
        "mid_term_target": _target(indicator.mid_term_target),
    }


def _target(target: Target | None) -> dict[str, Any] | None:
    return asdict(target) if target is not None else None


def _as_words(value: Any) -> Any:
    """Decimals as strings, tuples as lists."""
    if isinstance(value, Mapping):
        return {key: _as_words(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_as_words(item) for item in value]
    return value if value is None or isinstance(value, str | int) else str(value)


def _set(data: Any, path: list[str], value: Any) -> None:
    """Put a value where a path of field names and list places leads; a path that leads nowhere is left out."""
    for step in path[:-1]:
        data = _at(data, step)
    if isinstance(data, dict) and path[-1] in data:
        data[path[-1]] = value
    elif isinstance(data, list) and path[-1].isdigit() and int(path[-1]) < len(data):
        data[int(path[-1])] = value


def _at(data: Any, step: str) -> Any:
    if isinstance(data, dict):
        return data.get(step)
    if isinstance(data, list) and step.isdigit() and int(step) < len(data):
        return data[int(step)]
    return None


def _error(document: Document, entry: Entry) -> dict[str, Any]:
    """The document's own error at a cell, with the checks that are right to fail because of it."""
    table = next(table for table in document.tables if table.id == entry.subject.partition(".")[0])
    cell = next(cell for cell in table.cells if cell.id == entry.subject)
    printed = row_text(as_printed(cell))
    label = next((other.text for other in table.cells if other.row == cell.row and other.role == "row_attribute"), "")
    where = " / ".join(part for part in (table.title or table.id, without_space(label), entry.subject) if part)
    rules = sorted({check.rule for check in _failures(document, entry.subject)})
    findings = [{"rules": rules, "values": [printed]}] if rules and printed else []
    return {"where": where, "what": entry.note or f"Prints {printed}.", "findings": findings}


def _failures(document: Document, cell: str) -> Iterator[Check]:
    return (check for check in document.checks if check.status == "fail" and cell in check.subjects)
