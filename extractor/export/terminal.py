"""A person's view of a document: what it is, its tables drawn, and everything that was mended or does not add up."""

from collections.abc import Sequence

from rich.console import Console
from rich.markup import escape

from extractor.document.check import Check, Problem, Repair
from extractor.document.document import Document
from extractor.document.record import Project
from extractor.document.table import Table
from extractor.export.terminal_table import draw_table

_SEVERITY_STYLE = {"info": "dim", "warning": "yellow", "error": "bold red"}


def draw_document(document: Document, console: Console, table_id: str | None = None) -> None:
    """Print the document, or only the table ``table_id``; KeyError where there is no such table."""
    tables = [table for table in document.tables if table_id in (None, table.id)]
    if table_id is not None and not tables:
        raise KeyError(table_id)
    if table_id is None:
        _draw_head(document, console)
    for table in tables:
        _draw_table(table, console)
    if table_id is None:
        _draw_projects(document.projects, console)
    own = {cell.id for table in tables for cell in table.cells} | {table.id for table in tables}
    whole = table_id is None
    _draw_repairs([r for r in document.repairs if whole or own & set(r.subjects)], console)
    _draw_checks([c for c in document.checks if c.status == "fail" and (whole or own & set(c.subjects))], console)
    _draw_problems([p for p in document.problems if whole or own & set(p.subjects)], console)


def _draw_head(document: Document, console: Console) -> None:
    department, summary = document.department, document.summary
    named = " ".join(word for word in (department.code, department.name) if word) or "department unknown"
    console.print(f"[bold]{escape(named)}[/]  {document.fiscal_year or 'year unknown'}  {document.kind}")
    console.print(
        f"{escape(document.source.name or '(bytes)')}: {len(document.pages)} pages, {len(document.tables)} tables, "
        f"{len(document.projects)} projects, status {document.status}"
    )
    console.print(
        f"{summary.amounts} amounts: [green]{summary.proved} proved[/], {summary.consistent} consistent, "
        f"[{'bold red' if summary.failed else 'default'}]{summary.failed} failed[/], {summary.unchecked} unchecked; "
        f"[{'bold red' if summary.failed_checks else 'default'}]{summary.failed_checks} checks failed[/]"
    )


def _draw_table(table: Table, console: Console) -> None:
    pages = ", ".join(map(str, table.pages))
    console.print()
    console.print(
        f"[bold]{table.id} {escape(table.title or '(no title)')}[/]  {table.kind}"
        f"{f'  单位：{table.unit}' if table.unit else ''}{f'  page {pages}' if pages else ''}"
        f"{'  declared empty' if table.declared_empty else ''}",
        soft_wrap=True,
    )
    for caption in table.captions:
        console.print(caption, style="dim", markup=False, soft_wrap=True)
    console.print(draw_table(table, console.width), end="", soft_wrap=True)
    for note in table.notes:
        console.print(note, style="dim", markup=False, soft_wrap=True)


def _draw_projects(projects: Sequence[Project], console: Console) -> None:
    if projects:
        console.print("\n[bold]Projects[/]")
    for project in projects:
        total = f"  {project.budget.total} {project.unit or ''}" if project.budget.total is not None else ""
        words = f"  {project.id} {project.code or '-'} {project.name or '(no name)'}{total}"
        console.print(f"{words}  {len(project.indicators)} indicators", markup=False, highlight=False, soft_wrap=True)


def _draw_repairs(repairs: Sequence[Repair], console: Console) -> None:
    if repairs:
        console.print("\n[bold]Repairs[/]")
    for repair in repairs:
        state = "applied" if repair.applied else "proposed only"
        words = f"  {repair.id} {repair.kind} {' '.join(repair.subjects)}: {repair.before!r} → {repair.after!r}"
        console.print(f"{words} ({state}, {repair.confidence:.2f})", markup=False, highlight=False, soft_wrap=True)


def _draw_checks(checks: Sequence[Check], console: Console) -> None:
    if checks:
        console.print("\n[bold red]Failed checks[/]")
    for check in checks:
        words = f"  {check.id} {check.rule} {' '.join(check.subjects)}: {check.message}"
        console.print(words, style="red", markup=False, highlight=False, soft_wrap=True)


def _draw_problems(problems: Sequence[Problem], console: Console) -> None:
    if problems:
        console.print("\n[bold]Problems[/]")
    for problem in problems:
        place = f" page {problem.page}" if problem.page else ""
        words = f"  {problem.severity} {problem.code}{place}: {problem.message}"
        console.print(words, style=_SEVERITY_STYLE[problem.severity], markup=False, highlight=False, soft_wrap=True)
