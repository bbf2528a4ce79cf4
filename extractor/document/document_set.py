"""A set: the files of one department, year and publication, and what they say of each other."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from extractor.document.document import Division
from extractor.document.record import Department
from extractor.document.vocabulary import CheckStatus, DocumentKind

SET_SCHEMA_VERSION = "1.0"

SetKind = Literal["budget", "final_account"]
"""A publication: performance targets come out with a budget, self-evaluations with a final account."""
MemberPart = Literal["tables", "prose", "both", "forms", "none"]
SetRelation = Literal["same_set", "year_before", "budget_of_account"]
EvidenceKind = Literal[
    "same_name",
    "name_variant",
    "same_division",
    "same_department_code",
    "same_year",
    "year_from_file_name",
    "name_from_file_name",
    "amounts_agree",
    "amounts_disagree",
    "same_bytes",
]


@dataclass(frozen=True, slots=True)
class Evidence:
    """One thing that speaks for, or against, a file's place in its set; ``detail`` is for people."""

    kind: EvidenceKind
    detail: str


@dataclass(frozen=True, slots=True)
class Member:
    """A file of a set: ``document`` is the path of its result below the folder that was linked, ``department`` as the
    file itself prints it."""

    document: str
    source: str | None
    sha256: str
    kind: DocumentKind
    part: MemberPart
    department: Department
    confidence: float
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Related:
    """Another set of the same department that this one is held against."""

    relation: SetRelation
    set: str


@dataclass(frozen=True, slots=True)
class Reference:
    """What a check between files speaks of: a cell, or a mention in the prose, of one document."""

    document: str
    cell: str | None = None
    mention: str | None = None


@dataclass(frozen=True, slots=True)
class SetCheck:
    """One tested identity between files; ``residual`` = actual - expected, all in 元 where units differ."""

    id: str
    rule: str
    relation: SetRelation
    status: CheckStatus
    subjects: tuple[Reference, ...]
    message: str
    expected: Decimal | str | None = None
    actual: Decimal | str | None = None
    residual: Decimal | None = None
    tolerance: Decimal | None = None


@dataclass(frozen=True, slots=True)
class SetSummary:
    """How many checks between files ended how."""

    passed: int
    failed: int
    insufficient: int
    not_applicable: int


@dataclass(frozen=True, slots=True)
class DocumentSet:
    """The files of one department, fiscal year and publication. ``names`` are the department's names as printed."""

    set_schema_version: str
    id: str
    kind: SetKind
    department: Department
    names: tuple[str, ...]
    division: Division
    fiscal_year: int
    members: tuple[Member, ...]
    related: tuple[Related, ...]
    summary: SetSummary
    checks: tuple[SetCheck, ...]
