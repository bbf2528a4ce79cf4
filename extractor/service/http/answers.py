"""What the service answers, as typed models: the OpenAPI is made from them."""

from typing import Any, Literal

from pydantic import BaseModel, Field

TaskStatus = Literal["pending", "started", "success", "partial_success", "failure"]


class Problem(BaseModel):
    """A problem document (RFC 9457)."""

    type: str = Field(examples=["urn:extractor:error:unknown_task"])
    title: str
    status: int
    code: str = Field(description="Stable; docs/errors.md lists all.", examples=["unknown_task"])
    detail: str
    remedy: str = Field(description="One sentence that a user can act on.")
    request_id: str
    task_id: str | None = None


class Fault(BaseModel):
    """Why a task has no document."""

    code: str = Field(examples=["corrupt_file"])
    error_message: str
    remedy: str
    http_status: int


class Task(BaseModel):
    """Where a task stands."""

    task_id: str = Field(examples=["9b2d6c0e4f5a4c1e8a7d3b6f5e4d3c2b"])
    task_type: Literal["convert"] = "convert"
    task_status: TaskStatus
    task_position: int | None = Field(None, description="How many wait before it; null unless it is pending.")
    name: str = Field(examples=["2024年部门预算.pdf"])
    sha256: str
    bytes: int
    created: str = Field(examples=["2026-11-26T08:00:00Z"])
    finished: str | None = None
    error: Fault | None = None
    facts: dict[str, Any] | None = Field(None, description="Kind, department, year, counts and proved amounts.")


class Tasks(BaseModel):
    """The tasks of the key, the newest first."""

    tasks: list[Task]
    next: str | None = Field(None, description="Give it as `before` to get the tasks before these.")


class Result(BaseModel):
    """A task's result."""

    task_id: str
    status: Literal["success", "partial_success", "failure"]
    processing_time: float = Field(description="Seconds.")
    errors: list[Fault]
    document: dict[str, Any] | None = Field(description="The document, as `extractor schema` describes it.")


class Health(BaseModel):
    """The process answers."""

    status: Literal["ok"] = "ok"


class Ready(BaseModel):
    """Whether the service can take documents, and which of its parts can not."""

    ready: bool
    database: bool
    disk: bool = Field(description="Whether there is room, and what is written where uploads lie can be kept.")
    workers: bool
    warm: bool = Field(
        description="Whether its workers have loaded what a conversion needs; until then documents are taken and wait."
    )
    draining: bool
    pending: int
    started: int
    sandbox: dict[str, Any]


class Version(BaseModel):
    """Versions of the program and of its output."""

    extractor: str
    schema_version: str
    api: Literal["v1"] = "v1"
