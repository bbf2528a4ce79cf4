"""What a tidy table is: fields with a kind and a meaning, each of which knows how it comes from the document."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Generic, Literal, TypeVar

from extractor.export.tidy.values import Value, storable
from extractor.export.tidy.view import DocumentView

Kind = Literal["text", "category", "integer", "decimal", "number", "boolean"]
"""``category`` is a text of few different words, ``decimal`` exact, ``number`` measured (points, probabilities)."""
Item = TypeVar("Item")
Row = tuple[Value, ...]
"""A value for each field of the table; None where there is none."""


@dataclass(frozen=True, slots=True)
class Field(Generic[Item]):
    """A column: what it means in English and Chinese, and what it holds for an item of the document."""

    name: str
    kind: Kind
    english: str
    chinese: str
    of: Callable[[DocumentView, Item], Value]
    required: bool = False
    """Whether every row has a value."""


@dataclass(frozen=True, slots=True)
class Reference:
    """Columns that hold the key of another table's row, in every row."""

    fields: tuple[str, ...]
    table: str
    to: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Unstorable:
    """A value that the tables can not hold (too many digits, no number); its field is empty."""

    table: str
    field: str


@dataclass(frozen=True, slots=True)
class TidyTable(Generic[Item]):
    """A table: one row for each of ``items``, ``key`` tells two rows apart; ``origin`` is their place in the JSON."""

    name: str
    english: str
    chinese: str
    origin: str
    key: tuple[str, ...]
    items: Callable[[DocumentView], Iterable[Item]]
    fields: tuple[Field[Item], ...]
    references: tuple[Reference, ...] = ()

    def rows(self, view: DocumentView, lost: list[Unstorable]) -> Iterator[Row]:
        """The rows of one document in its order; what can not be stored is left empty and added to ``lost``."""
        for item in self.items(view):
            row: list[Value] = []
            for field in self.fields:
                value = field.of(view, item)
                kept = storable(value)
                if kept is None and value is not None and value != "":
                    lost.append(Unstorable(self.name, field.name))
                row.append(kept)
            yield tuple(row)

    @property
    def names(self) -> tuple[str, ...]:
        """The names of its columns."""
        return tuple(field.name for field in self.fields)


def document_field() -> Field[Item]:
    """The column that every table begins with."""
    return Field("document_id", "category", "which document", "文档", lambda view, _: view.document_id, required=True)


__all__ = ["Field", "Item", "Kind", "Reference", "Row", "TidyTable", "Unstorable", "document_field"]
