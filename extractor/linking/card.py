"""What linking needs to know of a document, small enough to keep for every file of an archive."""

import re
from dataclasses import dataclass
from typing import Literal

from extractor.document.document import Document
from extractor.document.document_set import MemberPart, SetKind
from extractor.document.record import Department
from extractor.document.text import folded
from extractor.document.vocabulary import DocumentKind
from extractor.linking.office_names import FindDivision, Office, office_of

Level = Literal["department", "unit"]
_PUBLICATIONS: dict[DocumentKind, SetKind] = {
    "budget": "budget",
    "performance_targets": "budget",
    "final_account": "final_account",
    "self_evaluation": "final_account",
}
_TITLE = re.compile(r"(?:19|20)\d{2}年?(?:度)?(?P<level>部门|单位)(?:预算|决算)")
_TITLE_LENGTH = 60
_TITLES_AT_MOST = 12
"""A document says among its first short paragraphs whether it is a department's or one unit's."""


@dataclass(frozen=True, slots=True)
class Card:
    """One document: where its result lies, whose it is, of which year and publication; None where it does not say.

    ``level`` is a department's or a unit's, where the title says so: 部门预算 counts the units in, 单位预算 is of one.
    """

    path: str
    source: str | None
    sha256: str
    kind: DocumentKind
    part: MemberPart
    department: Department
    office: Office | None
    division_name: str | None
    year: int | None
    level: Level | None
    name_source: str | None
    year_source: str | None

    @property
    def publication(self) -> SetKind | None:
        """The publication that a document of this kind belongs to."""
        return _PUBLICATIONS.get(self.kind)


def card_of(path: str, document: Document, find_division: FindDivision) -> Card:
    """Draw the card of a document whose result lies at ``path``."""
    name = document.department.name
    return Card(
        path=path,
        source=document.source.name,
        sha256=document.source.sha256,
        kind=document.kind,
        part=_part_of(document),
        department=document.department,
        office=office_of(name, find_division, document.division.code) if name else None,
        division_name=document.division.name,
        year=document.fiscal_year,
        level=level_of(document),
        name_source=document.metadata_sources.get("department"),
        year_source=document.metadata_sources.get("fiscal_year"),
    )


def level_of(document: Document) -> Level | None:
    """What the titles say with one voice: the file's name and the first short paragraphs."""
    short = [block.text for block in document.blocks if 0 < len(block.text) <= _TITLE_LENGTH][:_TITLES_AT_MOST]
    titles = [folded(text) for text in (document.source.name or "", *short)]
    said = {match["level"] for title in titles for match in _TITLE.finditer(title)}
    if len(said) != 1:
        return None
    return "unit" if said == {"单位"} else "department"


def _part_of(document: Document) -> MemberPart:
    if document.statements:
        return "both" if document.mentions else "tables"
    if document.mentions:
        return "prose"
    return "forms" if document.projects else "none"
