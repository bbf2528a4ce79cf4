"""What the review needs of whoever keeps the documents; the service's storage fulfils it, tests give a small one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, Protocol

DocumentState = Literal["queued", "running", "done", "failed", "gone"]
"""``gone``: its result was removed, by its owner or because it was kept long enough."""


@dataclass(frozen=True, slots=True)
class StoredDocument:
    """One accepted document. ``submitted`` is ISO 8601 in UTC, ``cursor`` its place in the list; ``facts`` what its
    result says of itself (kind, department, fiscal_year, pages, tables, projects, summary), None where nobody noted
    it; ``error_code`` and ``error_message`` only where it failed."""

    id: str
    name: str
    state: DocumentState
    submitted: str
    bytes: int = 0
    sha256: str | None = None
    cursor: str = ""
    facts: Mapping[str, Any] | None = None
    error_code: str | None = None
    error_message: str | None = None


class Documents(Protocol):
    """Accepted documents, the newest first; every method may be called from several threads."""

    def newest(self, limit: int, before: str | None) -> Sequence[StoredDocument]:
        """The newest ``limit`` documents, or those before the one with that cursor; ValueError where it is none."""
        ...

    def find(self, document: str) -> StoredDocument | None:
        """The document of this id; None where there is none."""
        ...

    def result(self, document: str) -> bytes | None:
        """The contract JSON of a document that is done; None where it is not there (any more)."""
        ...

    def source(self, document: str) -> bytes | None:
        """The bytes that were sent in; None where they are not there (any more)."""
        ...
