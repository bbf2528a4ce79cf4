"""A document in which a person corrected cells → the same read and verified again from its tables."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from extractor.document.document import Document
from extractor.document.record import Department, Project
from extractor.document.table import Cell, Column, Row, Table, row_text, row_values, slots_of
from extractor.document.text import without_space
from extractor.normalise.metadata import phase_of
from extractor.normalise.projects.prose_goals import read_prose_goals, with_prose_goals
from extractor.normalise.projects.read import ProjectContext, read_projects
from extractor.normalise.statements.read import read_statements
from extractor.normalise.statements.source import StatementContext
from extractor.pipeline.labelling import label_table
from extractor.pipeline.lost_tiers import infer_tiers
from extractor.pipeline.readings import named_division
from extractor.verify.facts import Facts, derived_from
from extractor.verify.marks import mark_mentions, mark_statement, mark_table, summarise
from extractor.verify.verification import verify


def revise(document: Document, texts: Mapping[str, str], undone: Collection[str] = ()) -> Document:
    """The document with other texts in some cells, its records read and verified again.

    ``texts`` maps cell ids to what they say now, white space as it is; ``undone`` names repairs that are taken back:
    their cells say what was printed at their places, but where ``texts`` says otherwise. Only ``text``, ``rows``, the
    records, checks, states and ``summary`` change; ``raw``, boxes, prose and what the document says of itself stay.
    With nothing to change the document is given back as it is. KeyError for a cell or repair that is not there.
    """
    if not texts and not undone:
        return document
    cells = {cell.id: cell for table in document.tables for cell in table.cells}
    repairs = {repair.id: repair for repair in document.repairs}
    said = {cell: cells[cell].raw for one in undone for cell in repairs[one].subjects if cell in cells}
    said |= {cell: texts[cell] for cell in texts if cells[cell]}
    changed = {cell: text for cell, text in said.items() if cells[cell].text != text}
    tables = tuple(_with_texts(table, changed) for table in document.tables)
    kept = tuple(replace(one, applied=False) if one.id in undone else one for one in document.repairs)
    return _read_again(replace(document, tables=tables, repairs=kept), changed)


def _with_texts(table: Table, texts: Mapping[str, str]) -> Table:
    """The table with these texts, labelled anew where one of its cells is another now."""
    if not any(cell.id in texts for cell in table.cells):
        return table
    height = table.header_rows + len(table.rows)
    before = slots_of(table.cells, height, len(table.columns))
    cells = tuple(replace(cell, text=texts[cell.id]) if cell.id in texts else cell for cell in table.cells)
    slots = slots_of(cells, height, len(table.columns))
    rows = tuple(
        _row_again(row, before[number], slots[number], texts)
        for number, row in enumerate(table.rows, table.header_rows)
    )
    columns = table.columns
    for cell in table.cells:
        if cell.id in texts and cell.row < table.header_rows:
            columns = _renamed(columns, cell, texts[cell.id])
    return label_table(replace(table, cells=cells, rows=rows, columns=columns))


def _row_again(row: Row, before: list[Cell | None], after: list[Cell | None], texts: Mapping[str, str]) -> Row:
    """Only what stands in a cell that was changed is printed anew; a repaired row keeps how it was written."""
    printed = row_values(after)
    values = tuple(
        new if cell is not None and cell.id in texts and old is not None else old
        for old, new, cell in zip(row.values, printed, before, strict=True)
    )
    return replace(row, values=values)


def _renamed(columns: tuple[Column, ...], cell: Cell, text: str) -> tuple[Column, ...]:
    """The header paths with a heading's new text in each column that it stands over."""
    over = range(cell.column, cell.column + cell.column_span)
    old, new = without_space(cell.text), row_text(text)
    return tuple(
        replace(column, path=tuple(new if name == old else name for name in column.path)) if place in over else column
        for place, column in enumerate(columns)
    )


def _read_again(document: Document, changed: Mapping[str, str]) -> Document:
    """Records from the tables as they are, marks and summary from their verification."""
    repaired = frozenset(
        (*(subject for repair in document.repairs if repair.applied for subject in repair.subjects), *changed)
    )
    projects = read_projects(document.tables, ProjectContext(Department(None, None), None, repaired))
    projects = with_prose_goals(projects, read_prose_goals(document.blocks))
    context = StatementContext(document.fiscal_year, phase_of(document.kind))
    statements = read_statements(document.tables, context)
    facts = Facts.gather(
        document.tables, statements, projects, fiscal_year=document.fiscal_year, department=document.department
    )
    derived = {cell: made for cell, made in derived_from(document.repairs).items() if cell not in changed}
    division = named_division(document.department)
    mentions = tuple(replace(mention, cells=()) for mention in document.mentions)
    verification = verify(replace(facts, derived=derived, mentions=mentions, division=division))
    marked = tuple(mark_statement(statement, verification.states) for statement in statements)
    cleared = [replace(t, cells=tuple(c.marked(c.role, c.confidence, None) for c in t.cells)) for t in document.tables]
    if document.producer.options.get("repair", {}).get("enabled", True):
        projects = infer_tiers(projects, document.tables)
    return replace(
        document,
        tables=tuple(mark_table(table, verification.states) for table in cleared),
        statements=marked,
        projects=_as_rated(projects, document.projects),
        mentions=mark_mentions(mentions, verification.checks),
        checks=verification.checks,
        summary=summarise(marked, verification.failed_checks),
    )


def _as_rated(projects: Sequence[Project], before: Sequence[Project]) -> tuple[Project, ...]:
    """The projects; one that says what it said before as it was, with the confidences that its conversion gave."""
    known = {project.id: project for project in before}
    return tuple(
        known[one.id] if one.id in known and _unrated(known[one.id]) == _unrated(one) else one for one in projects
    )


def _unrated(project: Project) -> Project:
    return replace(project, indicators=tuple(replace(one, confidence=1.0) for one in project.indicators))
