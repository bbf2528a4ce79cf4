"""Lists that print the indicators of many projects in one table, a project's name beside its indicators."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from extractor.document.matrix_words import MatrixField
from extractor.document.number import read_amount
from extractor.document.record import Budget, Department, MidTerm, Project
from extractor.document.table import Cell
from extractor.document.text import without_space
from extractor.document.total_words import is_sum
from extractor.normalise.cell_text import printed_text
from extractor.normalise.projects.area import Matrix, Section
from extractor.normalise.projects.fields import read_department
from extractor.normalise.projects.matrix import FoundIndicator, read_indicators
from extractor.normalise.projects.objectives import split_objectives

_Key = tuple[str | None, str | None]


def is_listing(section: Section) -> bool:
    """Whether the section's matrix has a column of project names beside its indicators."""
    return any(field == "project_name" for matrix in section.matrices for _, field in matrix.fields)


def read_listing(section: Section, department: Department, unit: str | None) -> Iterator[Project]:
    """One project for each run of rows with the same code and name; a blank goes on with the one above."""
    who = department
    for matrix in section.matrices:
        columns = {field: column for column, field in matrix.fields}
        found = {indicator.row: indicator for indicator in read_indicators(section, matrix, frozenset())}
        for (code, name), rows in _runs(section, matrix, columns):
            if name is not None:
                group = [found[row] for row in rows if row in found]
                if is_sum(name) and not group:
                    continue  # the sum of all projects is none of them
                project = _project(section, columns, rows, group)
                own = _first(section, rows, columns.get("project_unit"))
                who = read_department(own.text) if own is not None else who
                yield replace(project, code=code, name=name, department=who, unit=project.unit or unit)


def _runs(section: Section, matrix: Matrix, columns: dict[MatrixField, int]) -> Iterator[tuple[_Key, tuple[int, ...]]]:
    key: _Key = (None, None)
    rows: list[int] = []
    for row in range(matrix.first, matrix.last):
        code = _text(section, row, columns.get("project_code"))
        name = _text(section, row, columns.get("project_name"))
        here: _Key = (code or (key[0] if name in (None, key[1]) else None), name or key[1])
        if here != key and rows:
            yield key, tuple(rows)
            rows = []
        key = here
        rows.append(row)
    if rows:
        yield key, tuple(rows)


def _project(
    section: Section, columns: dict[MatrixField, int], rows: tuple[int, ...], group: list[FoundIndicator]
) -> Project:
    total = _first(section, rows, columns.get("project_total"))
    objective = _first(section, rows, columns.get("project_objective"))
    name = _first(section, rows, columns.get("project_name"))
    sources = {
        f"indicators.{n}.{field}": cells for n, found in enumerate(group) for field, cells in found.sources.items()
    }
    amount: Decimal | None = None
    for path, cell in (("name", name), ("budget.total", total), ("objectives", objective)):
        if cell is not None:
            sources[path] = (cell.id,)
    if total is not None and (reading := read_amount(printed_text(total))) is not None:
        amount = reading.value
    return Project(
        id="",
        scope="project",
        code=None,
        code_check="not_applicable",
        name=None,
        department=Department(None, None),
        unit=section.table.unit,
        budget=Budget(total=amount),
        mid_term=MidTerm(),
        purpose=None,
        plan=(),
        objectives=split_objectives(objective.raw) if objective is not None else (),
        tasks=(),
        profile=(),
        indicators=tuple(found.indicator for found in group),
        sources=sources,
        tables=(section.table.id,),
    )


def _text(section: Section, row: int, column: int | None) -> str | None:
    cell = section.slots[row][column] if column is not None else None
    return (without_space(cell.text) or None) if cell is not None else None


def _first(section: Section, rows: tuple[int, ...], column: int | None) -> Cell | None:
    """The first printed cell of a column in these rows."""
    if column is None:
        return None
    cells = (section.slots[row][column] for row in rows)
    return next((cell for cell in cells if cell is not None and without_space(cell.text)), None)
