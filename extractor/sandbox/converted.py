"""What is asked of a conversion in the jail, and what comes out of it."""

from dataclasses import dataclass

from extractor.document.summary import Summary
from extractor.document.vocabulary import DocumentStatus


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is made of a document beside its JSON."""

    markdown: bool = False
    pictures: bool = False
    """A picture of each page of a PDF or a picture file with what was read on it."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A page's picture, PNG; pages count from 1."""

    page: int
    data: bytes


@dataclass(frozen=True, slots=True)
class Facts:
    """What a manifest says of a document."""

    sha256: str
    media_type: str
    status: DocumentStatus
    pages: int
    tables: int
    projects: int
    summary: Summary


@dataclass(frozen=True, slots=True)
class Converted:
    """A conversion that came to its end."""

    json: bytes
    """The document as ``to_json`` writes it."""
    facts: Facts
    markdown: bytes | None
    pictures: tuple[Picture, ...]
    remarks: tuple[str, ...]
    """What was not done beside the conversion, for people."""
    seconds: float
    """From the call to the end, what helpers took included."""
    cpu_seconds: float
    """Of the jailed process, its pages of memory copied from the warm parent included."""
    user_seconds: float
    """The part of them in its own code: what reading costs anywhere."""
    peak_bytes: int
    """The most memory that the jailed process held, what it shares with its warm parent included."""
