"""The root of the contract: one document, one JSON object."""

from dataclasses import dataclass
from typing import Any

from extractor.document.check import Check, Problem, Repair
from extractor.document.content import PageInfo
from extractor.document.geometry import Place
from extractor.document.record import Department, Mention, Project, Statement
from extractor.document.summary import Summary
from extractor.document.table import Table
from extractor.document.vocabulary import BlockKind, DocumentKind, DocumentStatus, FactSource, UnitLevel

SCHEMA_VERSION = "1.0"


@dataclass(frozen=True, slots=True)
class SourceInfo:
    name: str | None
    sha256: str
    bytes: int
    media_type: str
    reader: str


@dataclass(frozen=True, slots=True)
class Producer:
    version: str
    options: dict[str, Any]
    limits: dict[str, Any]
    models: dict[str, str]


@dataclass(frozen=True, slots=True)
class Division:
    code: str | None
    name: str | None


@dataclass(frozen=True, slots=True)
class ReportingUnit:
    id: str
    level: UnitLevel
    code: str | None
    name: str | None


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of the document in reading order; a table block names its table."""

    id: str
    kind: BlockKind
    level: int | None
    number: str | None
    text: str
    table: str | None
    boxes: tuple[Place, ...]
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a document says of itself, and where each fact is from."""

    kind: DocumentKind
    department: Department
    division: Division
    fiscal_year: int | None
    sources: dict[str, FactSource]
    reporting_units: tuple[ReportingUnit, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """The result of one conversion. ``to_json`` of ``document.wire`` writes it; ``extractor schema`` describes it."""

    schema_version: str
    source: SourceInfo
    producer: Producer
    status: DocumentStatus
    kind: DocumentKind
    department: Department
    division: Division
    fiscal_year: int | None
    metadata_sources: dict[str, FactSource]
    reporting_units: tuple[ReportingUnit, ...]
    summary: Summary
    pages: tuple[PageInfo, ...]
    blocks: tuple[Block, ...]
    tables: tuple[Table, ...]
    statements: tuple[Statement, ...]
    projects: tuple[Project, ...]
    mentions: tuple[Mention, ...]
    checks: tuple[Check, ...]
    repairs: tuple[Repair, ...]
    problems: tuple[Problem, ...]
