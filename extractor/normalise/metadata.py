"""What a document says of itself: kind, department, division, year, reporting units."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from extractor.document.document import Division, Metadata
from extractor.document.record import Department, Project
from extractor.document.table import Table
from extractor.document.text import folded
from extractor.document.vocabulary import DocumentKind, FactSource, Phase
from extractor.normalise.departments import (
    department_code_of,
    department_in_file_name,
    department_of_forms,
    department_of_own_unit,
    department_of_prose,
    read_department,
    read_units,
    unwrap_captions,
    without_own_level,
)
from extractor.normalise.divisions import common_division, division_in_name
from extractor.normalise.fiscal_years import YearTexts, read_fiscal_year

_TITLE_LENGTH = 40
_TITLES_AT_MOST = 40
"""The document's own titles are among its first short paragraphs."""
_WITH_TARGETS = frozenset(("project_targets", "project_expenditure", "contents", "other"))
"""A list of projects goes with their targets; a budget has other statements too."""
_BUDGET = re.compile(r"预算(?!单位|科目|法|管理|绩效)")
_FUND_WORDS = re.compile(r"一般公共预算|政府性?基金预算|国有资本经营预算|预决算")


def read_metadata(
    paragraphs: Sequence[str],
    tables: Sequence[Table],
    file_name: str | None,
    projects: Sequence[Project],
    heads: Sequence[str] = (),
) -> Metadata:
    """Read the facts, each with its source in ``sources`` (``fiscal_year``, ``department``, ``division``); what is not
    said, or said in two ways, is None. ``paragraphs`` are the texts outside tables in reading order, ``heads`` what
    runs over the pages: asked where nothing else that is printed says the year or the department."""
    captions = [caption for table in tables for caption in unwrap_captions(table.captions)]
    titles = [table.title for table in tables if table.title]
    codes = [project.code for project in projects if project.code]
    offices = [project.department for project in projects]
    named, department_source = _department(paragraphs, captions, file_name, offices, heads)
    if named.name is None:
        named, department_source = department_of_own_unit(_office_texts(tables, captions, offices)), "inferred"
    department = without_own_level(named)
    if department != named:
        department_source = "inferred"
        if named.name not in {office.name for office in offices}:
            offices = [named, *offices]
    units = read_units(department, captions, offices)
    texts = YearTexts(paragraphs, captions, titles, _headings(tables), file_name, codes, _deadlines(projects), heads)
    year, year_source = read_fiscal_year(texts)
    division, division_source = _division(codes, department.name, department_source)
    sources: dict[str, FactSource] = {}
    if year_source:
        sources["fiscal_year"] = year_source
    if department_source and department.name:
        sources["department"] = department_source
    code = department_code_of(department.name, units) if department.name and department.code is None else None
    if code:
        department = replace(department, code=code)
        units = tuple(replace(unit, code=code) if unit.level == "department" else unit for unit in units)
        sources["department_code"] = "inferred"
    if division_source:
        sources["division"] = division_source
    return Metadata(
        kind=read_kind(paragraphs, tables, file_name),
        department=department,
        division=division,
        fiscal_year=year,
        sources=sources,
        reporting_units=units,
    )


def read_kind(paragraphs: Sequence[str], tables: Sequence[Table], file_name: str | None) -> DocumentKind:
    """Name the document: by its tables, and by whether its titles speak of 决算 or of 预算."""
    short = [folded(text) for text in paragraphs if 0 < len(text) <= _TITLE_LENGTH][:_TITLES_AT_MOST]
    titles = [*short, folded(file_name or ""), *(folded(table.title or "") for table in tables)]
    targets = sum(table.kind == "project_targets" for table in tables)
    statements = sum(table.kind not in ("project_targets", "contents", "other") for table in tables)
    if targets and all(table.kind in _WITH_TARGETS for table in tables):
        statements = 0
    if not statements and any("自评" in title for title in titles):
        return "self_evaluation"
    if not statements and targets:
        return "performance_targets"
    bare = [_FUND_WORDS.sub("", title) for title in titles]
    accounts = sum("决算" in title for title in bare)
    budgets = sum(bool(_BUDGET.search(title)) for title in bare)
    if accounts > budgets:
        return "final_account"
    return "budget" if statements or budgets else "other"


def _headings(tables: Sequence[Table]) -> list[str]:
    return [heading for table in tables for heading in dict.fromkeys(part for c in table.columns for part in c.path)]


def _deadlines(projects: Sequence[Project]) -> list[str]:
    """The dates by which the year's targets shall be met."""
    targets = (indicator.target for project in projects for indicator in project.indicators)
    return [target.value for target in targets if target and target.kind == "date" and target.value]


def _office_texts(tables: Sequence[Table], captions: Sequence[str], offices: Sequence[Department]) -> Iterator[str]:
    yield from captions
    yield from (office.name for office in offices if office.name)
    yield from (value for table in tables for row in table.rows for value in row.values if value)


def phase_of(kind: DocumentKind) -> Phase:
    """The phase of amounts that name none in a document of this kind."""
    return "actual" if kind == "final_account" else "budget"


def _department(
    paragraphs: Sequence[str],
    captions: Sequence[str],
    file_name: str | None,
    offices: Sequence[Department],
    heads: Sequence[str],
) -> tuple[Department, FactSource | None]:
    """Captions and titles say it, else the forms with one voice, else sentences, else running heads, else the file's
    name."""
    ways = (
        read_department(paragraphs, captions),
        department_of_forms(captions, offices),
        department_of_prose(paragraphs),
        read_department(heads, ()),
    )
    for printed in ways:
        if printed.name:
            return printed, "printed"
    named = department_in_file_name(file_name or "")
    return named, "file_name" if named.name else None


def _division(
    codes: Sequence[str], department: str | None, department_source: FactSource | None
) -> tuple[Division, FactSource | None]:
    by_code = common_division(codes)
    if by_code:
        return by_code, "code"
    by_name = division_in_name(department) if department else None
    if by_name:
        return by_name, department_source
    return Division(None, None), None
