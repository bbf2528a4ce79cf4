"""What a label says of the prose: where each sentence with amounts is, and what its amounts are; never its words."""

from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from extractor.document.vocabulary import MentionDirection, MentionKind, Phase

_Index = Annotated[int, Field(ge=0)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class LabelMentionCell(_Strict):
    """A cell that says the same: body row and column of the label's table, or a field of one of its projects."""

    table: _Index | None = None
    row: _Index | None = None
    column: _Index | None = None
    project: str | None = None
    field: str | None = None

    @model_validator(mode="after")
    def _is_one_place(self) -> Self:
        in_table = [value is not None for value in (self.table, self.row, self.column)]
        in_project = [value is not None for value in (self.project, self.field)]
        if not (all(in_table) and not any(in_project)) and not (all(in_project) and not any(in_table)):
            raise ValueError("a cell has table, row and column, or project and field")
        return self


class LabelMention(_Strict):
    """One amount, change, share or count. ``start`` and ``end`` hold number and unit, or the word that says that
    nothing changed, in the sentence without white space. ``period`` and ``phase`` None: not scored. ``cells`` say the
    same, any of them is right; ``also_right`` may be named and need not be."""

    start: _Index
    end: Annotated[int, Field(ge=1)]
    kind: MentionKind
    concept: str
    value: Annotated[str, Field(pattern=r"^-?\d+(\.\d+)?$")] | None = None
    unit: str | None = None
    period: str | None = None
    direction: MentionDirection | None = None
    phase: Phase | None = None
    parent: str | None = None
    of: str | None = None
    cells: list[LabelMentionCell] = []
    also_right: list[LabelMentionCell] = []


class LabelSentence(_Strict):
    """A sentence by length and hash of its text (UTF-8, no white space); ``page`` or ``line`` is where it begins."""

    page: Annotated[int, Field(ge=1)] | None = None
    line: Annotated[int, Field(ge=1)] | None = None
    length: Annotated[int, Field(ge=1)]
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    mentions: Annotated[list[LabelMention], Field(min_length=1)]

    @model_validator(mode="after")
    def _holds_its_mentions(self) -> Self:
        before = 0
        for mention in self.mentions:
            if not before <= mention.start < mention.end <= self.length:
                raise ValueError(f"the mention at {mention.start} leaves its sentence or the order")
            before = mention.end
        return self
