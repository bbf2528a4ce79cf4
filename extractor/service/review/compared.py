"""What stands side by side when two documents are compared."""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class ComparedAmount:
    """One measure of a line in both documents: amounts in 元, ``change`` = second - first, ``rate`` the change in
    percent of the first, shares in percent of the side's printed total; None where a side says nothing."""

    measure: str
    first: Decimal | None
    second: Decimal | None
    change: Decimal | None
    rate: Decimal | None
    first_share: Decimal | None
    second_share: Decimal | None
    first_cell: str | None
    second_cell: str | None
    first_check: str | None
    second_check: str | None


@dataclass(frozen=True, slots=True)
class ComparedLine:
    """A line that stands in one of the documents or in both; label, level and role are the second's where it is."""

    code: str | None
    label: str
    first_label: str | None
    side: str | None
    level: int
    role: str
    amounts: tuple[ComparedAmount, ...]


@dataclass(frozen=True, slots=True)
class ComparedStatement:
    """Statements of one kind, the n-th of the first with the n-th of the second document."""

    kind: str
    measures: tuple[str, ...]
    lines: tuple[ComparedLine, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """``same_department`` is None where one of the documents does not say whose it is."""

    first_year: int | None
    second_year: int | None
    same_department: bool | None
    statements: tuple[ComparedStatement, ...]
