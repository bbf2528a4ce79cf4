"""A job as the rest of the service sees it."""

import hashlib
import json
import uuid
from dataclasses import dataclass, field
from typing import Any, Literal

from extractor.service.storage.blobs import blob_name
from extractor.version import __version__

State = Literal["pending", "started", "success", "partial", "failure", "gone"]
OPEN: tuple[State, ...] = ("pending", "started")
"""States in which a job still waits for its result."""
DONE: tuple[State, ...] = ("success", "partial", "failure")


@dataclass(frozen=True, slots=True)
class Failed:
    """Why a job has no document: the code of an error, its words and its HTTP status."""

    code: str
    message: str
    remedy: str
    http_status: int

    @property
    def may_pass(self) -> bool:
        """Whether another try may end otherwise: the fault was not the document's. What was not installed (501) may be
        now, on this machine or on that of another worker."""
        return self.http_status >= 500


@dataclass(frozen=True, slots=True)
class NewJob:
    """What is asked for: one stored upload and how it is to be converted. ``options`` hold no password."""

    owner: str
    name: str
    sha256: str
    bytes: int
    options: dict[str, dict[str, Any]]
    password: str | None = None
    webhook: str | None = None
    id: str = field(default_factory=lambda: uuid.uuid4().hex)
    """The number that the job will have if it is a new one: its upload is stored under it before the job is."""

    @property
    def upload(self) -> str:
        """What its upload is called in the store."""
        return blob_name(self.id, self.sha256)

    @property
    def identity(self) -> str:
        """The same for the same owner, content, name, options and version of the program."""
        asked = [self.owner, self.sha256, self.name, self.options, self.password, self.webhook, __version__]
        return hashlib.sha256(json.dumps(asked, sort_keys=True).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Job:
    """One row of the table; times are seconds since 1970. ``result`` is the hash of the document's JSON."""

    id: str
    owner: str
    name: str
    sha256: str
    bytes: int
    options: dict[str, dict[str, Any]]
    password: str | None
    state: State
    runs: int
    attempts: int
    losses: int
    worker: str | None
    created: float
    started: float | None
    finished: float | None
    result: str | None
    result_bytes: int | None
    facts: dict[str, Any] | None
    """Counts and names of the document, for lists."""
    error: Failed | None

    @property
    def upload(self) -> str:
        """What its upload is called in the store."""
        return blob_name(self.id, self.sha256)

    @property
    def document(self) -> str | None:
        """What its result is called in the store; None while it has none."""
        return None if self.result is None else blob_name(self.id, self.result)

    @property
    def is_done(self) -> bool:
        return self.state in DONE

    @property
    def seconds(self) -> float | None:
        """From the beginning of the last attempt to the end."""
        return None if self.started is None or self.finished is None else max(0.0, self.finished - self.started)
