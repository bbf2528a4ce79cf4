"""What goes in and comes out of the review's routes, as the OpenAPI document shows it."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from extractor.service.review.entries import Action, Entry

_LONGEST_TEXT = 4_000
_FORBIDDEN = {chr(code) for code in range(32)} - {"\n", "\t"}
_Name = Annotated[str, StringConstraints(strip_whitespace=True, max_length=80)]


class EntryBody(BaseModel):
    """One word of a person on a cell (`accept`, `correct`, `uncertain`, `own_error`), a repair (`undo_repair`,
    `redo_repair`) or an earlier entry (`withdraw`, with its sequence as the subject)."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={"examples": [{"action": "correct", "subject": "t3.r4c3", "text": "941.39", "author": "李"}]},
    )

    action: Action
    subject: Annotated[str, Field(min_length=1, max_length=64)]
    text: Annotated[str, Field(max_length=_LONGEST_TEXT)] | None = None
    note: Annotated[str, Field(max_length=_LONGEST_TEXT)] | None = None
    author: _Name = ""
    seen: Annotated[int, Field(ge=0)] | None = None

    @model_validator(mode="after")
    def _has_a_text_where_one_is_needed(self) -> "EntryBody":
        if (self.action == "correct") != (self.text is not None):
            raise ValueError("a correction has a text, and nothing else has one")
        if any(character in _FORBIDDEN for part in (self.text, self.note, self.author) for character in part or ""):
            raise ValueError("control characters are no text")
        return self


class SummaryOut(BaseModel):
    """Counts over the amounts, as in the contract."""

    amounts: int
    proved: int
    consistent: int
    failed: int
    unchecked: int
    failed_checks: int


class Card(BaseModel):
    """A document of the list; what it says of itself is null until it is done."""

    id: str
    name: str
    state: Literal["queued", "running", "done", "failed", "gone"]
    submitted: str
    bytes: int
    error_code: str | None
    error_message: str | None
    sha256: str | None = None
    kind: str | None = None
    department: str | None = None
    fiscal_year: int | None = None
    pages: int | None = None
    tables: int | None = None
    projects: int | None = None
    summary: SummaryOut | None = None
    entries: int = 0


class Cards(BaseModel):
    """`next`, given as `before`, leads to the documents before these; null where there are no more."""

    documents: list[Card]
    next: str | None = None


class ReviewedOut(BaseModel):
    """A document as it stands: `document` is the contract's object with corrections applied and verified again,
    `marks` the last entry on each cell (its sequence), `undone` the repairs taken back, `pictures` whether its pages
    can be drawn. `entry` is the one that this answer is about."""

    id: str
    name: str
    document: dict[str, Any] | None
    entries: list[Entry]
    marks: dict[str, int]
    undone: list[str]
    summary: SummaryOut
    pictures: bool
    entry: Entry | None = None


class RuleOut(BaseModel):
    code: str
    severity: Literal["info", "warning", "error"]
    english: str
    chinese: str


class Saved(BaseModel):
    version: int


class Readers(BaseModel):
    """Who labelled a document, and the newest version of each, to be given as `seen` when another is kept."""

    readers: list[str]
    versions: dict[str, int]
