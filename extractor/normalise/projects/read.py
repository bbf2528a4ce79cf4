"""Tables → projects: which tables make one form, and the form's fields put together."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from extractor.document.project_code import keeps_check, uses_check
from extractor.document.record import Department, Indicator, Project
from extractor.document.table import Table
from extractor.document.text import without_space
from extractor.document.vocabulary import CodeCheck
from extractor.normalise.projects.area import Section, find_sections
from extractor.normalise.projects.fields import (
    read_department_caption,
    read_heading,
    read_identity,
    read_profile,
    read_purpose,
    read_score,
)
from extractor.normalise.projects.listing import is_listing, read_listing
from extractor.normalise.projects.matrix import read_indicators
from extractor.normalise.projects.money import read_money
from extractor.normalise.projects.objectives import read_objectives
from extractor.normalise.projects.plan import read_plan
from extractor.normalise.projects.tasks import read_tasks
from extractor.normalise.projects.tokens import FormTokens, read_tokens

_TITLE_NAME: Final = re.compile(r"(?:\d+[.、．])?(?P<name>.+?)(?:项目)?(?:支出)?绩效目标(?:申报|填报|批复)?表")
_FEWEST_FORM_LABELS: Final = 4
"""Fewer kinds of labels without a matrix are some other table that happens to say 项目名称."""


@dataclass(frozen=True, slots=True)
class ProjectContext:
    """What the document says of itself, for forms that do not: its department and money unit (元, 万元 …).

    ``repaired_cells`` are the ids of cells whose text a repair wrote.
    """

    department: Department
    unit: str | None = None
    repaired_cells: frozenset[str] = frozenset()


def read_projects(tables: Sequence[Table], context: ProjectContext) -> tuple[Project, ...]:
    """All projects that the forms among ``tables`` describe, in order of appearance.

    A form may be one table, or several consecutive ones (labels, matrix, the matrix gone on); one table may hold
    several forms, or list the indicators of many projects.
    """
    projects: list[Project] = []
    group: list[Section] = []

    def close() -> None:
        if group:
            projects.append(_read_form(tuple(group), context))
            group.clear()

    for table in tables:
        sections = _forms_of(table)
        if not sections:
            close()
        for section in sections:
            if is_listing(section):
                close()
                projects.extend(read_listing(section, _department(None, section.table, context), context.unit))
                continue
            if section.has_identity:
                close()
            group.append(section)
    close()
    return _number(projects)


def _forms_of(table: Table) -> tuple[Section, ...]:
    """The forms of a table; a table with a header of its own is a form only where a matrix stands in it."""
    sections = find_sections(table)
    if any(section.matrices for section in sections):
        return sections
    if table.header_rows:
        return ()
    return tuple(section for section in sections if _has_form_labels(section))


def _has_form_labels(section: Section) -> bool:
    fields = {token.label.field for token in read_tokens(section).tokens if token.label is not None}
    return len(fields - {"aside"}) >= _FEWEST_FORM_LABELS


def _read_form(sections: tuple[Section, ...], context: ProjectContext) -> Project:
    first = sections[0]
    form = _tokens_of(sections)
    identity = read_identity(form)
    money = read_money(form)
    heading, heading_unit = read_heading(form)
    unit = money.unit or heading_unit or first.table.unit or context.unit
    plan, plan_cells = read_plan(form, unit)
    purpose, purpose_cells = read_purpose(form)
    yearly, yearly_cells, mid, mid_cells = read_objectives(form)
    score, score_cells = read_score(form)
    sources = {**identity.sources, **money.sources}
    for path, cells in (
        ("purpose", purpose_cells),
        ("plan", plan_cells),
        ("objectives", yearly_cells),
        ("mid_term.objectives", mid_cells),
        ("score", score_cells),
    ):
        if cells:
            sources[path] = cells
    indicators: list[Indicator] = []
    for section in sections:
        for matrix in section.matrices:
            for found in read_indicators(section, matrix, context.repaired_cells):
                place = len(indicators)
                indicators.append(found.indicator)
                sources |= {f"indicators.{place}.{name}": cells for name, cells in found.sources.items()}
    return Project(
        id="",
        scope=identity.scope,
        code=identity.code,
        code_check="not_applicable",
        name=identity.name or _name_in_title(first.table.title),
        department=_department(identity.department or heading, first.table, context),
        unit=unit,
        budget=money.budget,
        mid_term=replace(money.mid_term, objectives=mid),
        purpose=purpose,
        plan=plan,
        objectives=yearly,
        tasks=tuple(task for section in sections for task in read_tasks(section)),
        profile=read_profile(form, unit),
        indicators=tuple(indicators),
        sources=sources,
        tables=tuple(dict.fromkeys(section.table.id for section in sections)),
        score=score,
    )


def _tokens_of(sections: tuple[Section, ...]) -> FormTokens:
    """The tokens of all sections; rows of a later table are counted on from the one before."""
    tokens = []
    has_merges = False
    offset = 0
    for section in sections:
        form = read_tokens(section)
        tokens += [replace(token, row=token.row + offset) for token in form.tokens]
        has_merges = has_merges or form.has_merges
        offset += len(section.slots)
    return FormTokens(tuple(tokens), has_merges)


def _department(printed: Department | None, table: Table, context: ProjectContext) -> Department:
    """The form's own department, else its caption's, else the document's."""
    if printed is None:
        named = (read_department_caption(caption) for caption in table.captions)
        printed = next((department for department in named if department is not None), None)
    if printed is None:
        return context.department
    if printed.code is None and printed.name == context.department.name:
        return context.department
    return printed


def _name_in_title(title: str | None) -> str | None:
    match = _TITLE_NAME.fullmatch(without_space(title)) if title else None
    return match["name"] if match is not None else None


def _number(projects: Sequence[Project]) -> tuple[Project, ...]:
    """Ids in order; the codes checked where the document's own codes show that they carry a check character."""
    checked = uses_check(project.code for project in projects)
    numbered = []
    for place, project in enumerate(projects, start=1):
        check: CodeCheck = "not_applicable"
        if checked and project.code is not None:
            check = "pass" if keeps_check(project.code) else "fail"
        numbered.append(replace(project, id=f"p{place}", code_check=check))
    return tuple(numbered)
