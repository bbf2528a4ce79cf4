"""A statement line before it has an id and a parent."""

from dataclasses import dataclass, field

from extractor.document.record import Amount
from extractor.document.vocabulary import Side
from extractor.normalise.statements.codes import Code


@dataclass(frozen=True, slots=True)
class DraftLine:
    """``depth`` is the level that the place of the label says (stairs of columns), where it says one; ``group`` the
    merged label that the row stands under."""

    side: Side | None
    number: str | None
    label: str
    code: Code | None
    amounts: tuple[Amount, ...]
    attributes: dict[str, str] = field(default_factory=dict)
    depth: int | None = None
    group: str | None = None
