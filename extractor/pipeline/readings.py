"""Tables → what they say (records), and what the arithmetic of the document makes of it."""

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from extractor.document.check import Repair
from extractor.document.content import Paragraph
from extractor.document.document import Metadata
from extractor.document.record import Department, Mention, Project, Statement
from extractor.document.table import Table
from extractor.normalise.departments import reporting_unit_of
from extractor.normalise.divisions import division_in_name
from extractor.normalise.mentions.read import MentionContext, read_mentions
from extractor.normalise.metadata import phase_of, read_metadata
from extractor.normalise.projects.claimed import claimed_projects
from extractor.normalise.projects.prose_goals import read_prose_goals, with_prose_goals
from extractor.normalise.projects.read import ProjectContext, read_projects
from extractor.normalise.statements.read import read_statements
from extractor.normalise.statements.source import StatementContext
from extractor.pipeline.labelling import label_table
from extractor.pipeline.laying_out import Layout
from extractor.verify.facts import Facts, derived_from
from extractor.verify.verification import Verification, verify


class Reading(NamedTuple):
    """What the tables of a document say with their repairs, and what its own arithmetic makes of it."""

    metadata: Metadata
    tables: tuple[Table, ...]
    statements: tuple[Statement, ...]
    projects: tuple[Project, ...]
    mentions: tuple[Mention, ...]
    verification: Verification


def read_tables(layout: Layout, tables: Sequence[Table], repairs: Sequence[Repair], name: str | None) -> Reading:
    """Projects, then what the document says of itself (a project code tells division and year), then statements."""
    tables = [
        table if table.columns == before.columns else label_table(table)
        for before, table in zip(layout.tables, tables, strict=True)
    ]
    prose = [item for item in layout.items if isinstance(item, Paragraph)]
    paragraphs = [item.text for item in prose if not item.furniture]
    heads = list(dict.fromkeys(item.text for item in prose if item.furniture))
    repaired = frozenset(subject for repair in repairs if repair.applied for subject in repair.subjects)
    projects = read_projects(tables, ProjectContext(Department(None, None), None, repaired))
    projects = with_prose_goals(projects, read_prose_goals(layout.blocks))
    metadata = read_metadata(paragraphs, tables, name, projects, heads)
    tables = tuple(
        replace(table, reporting_unit=reporting_unit_of(table.captions, metadata.reporting_units)) for table in tables
    )
    statements = read_statements(tables, StatementContext(metadata.fiscal_year, phase_of(metadata.kind)))
    year, department = metadata.fiscal_year, metadata.department
    facts = Facts.gather(tables, statements, projects, fiscal_year=year, department=department)
    mentions = read_mentions(layout.blocks, MentionContext(year, phase_of(metadata.kind), department.name))
    facts = replace(facts, derived=derived_from(repairs), mentions=mentions, division=named_division(department))
    facts = replace(facts, claimed_projects=claimed_projects(layout.blocks))
    return Reading(metadata, tables, statements, projects, mentions, verify(facts))


def named_division(department: Department) -> str | None:
    """The code of the division in the name of the office, whatever the project codes say."""
    found = division_in_name(department.name) if department.name else None
    return found.code if found is not None else None
