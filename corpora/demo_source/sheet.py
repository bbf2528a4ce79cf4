"""A table written down once: its words and merges, from which both the document and its truth are made."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

LEFT, ABOVE = "<", "^"
"""In place of a cell: it is merged with the one on its left, or with the one above it."""

Words = Sequence[Sequence[str]]


@dataclass(frozen=True)
class Sheet:
    """``header`` and ``body`` are rows of words; ``widths`` are relative; ``number_rows`` counts the 栏次 rows that
    end the header; ``origin`` names the statement kind as LABELLING.md lists them."""

    title: str
    kind: str
    number: str
    header: Words
    body: Words
    widths: Sequence[float]
    number_rows: int = 0
    notes: Sequence[str] = ()
    declared_empty: bool = False
    indents: Sequence[int] = ()
    """How far each body row's name is indented, in characters."""

    def owners(self) -> dict[tuple[int, int], tuple[int, int]]:
        """Each grid place → the place of the cell that covers it."""
        owners: dict[tuple[int, int], tuple[int, int]] = {}
        for row, words in enumerate([*self.header, *self.body]):
            for column, word in enumerate(words):
                if word == LEFT:
                    owners[row, column] = owners[row, column - 1]
                elif word == ABOVE:
                    owners[row, column] = owners[row - 1, column]
                else:
                    owners[row, column] = (row, column)
        return owners

    def spans(self) -> list[list[int]]:
        """The merged cells as [row, column, row span, column span]."""
        covered: dict[tuple[int, int], list[tuple[int, int]]] = {}
        for place, owner in self.owners().items():
            covered.setdefault(owner, []).append(place)
        return [
            [row, column, max(r for r, _ in places) - row + 1, max(c for _, c in places) - column + 1]
            for (row, column), places in sorted(covered.items())
            if len(places) > 1
        ]

    def truth(self, pages: list[int], unit: str, captions: list[str]) -> dict[str, Any]:
        """The table as LABELLING.md has it."""
        return {
            "title": self.title,
            "kind": self.kind,
            "unit": unit,
            "pages": pages,
            "declared_empty": self.declared_empty,
            "header_rows": len(self.header),
            "captions": captions,
            "notes": list(self.notes),
            "columns": [{"path": self._path(column)} for column in range(len(self.header[0]))],
            "rows": [
                {"values": self._values(row)} for row in range(len(self.header), len(self.header) + len(self.body))
            ],
            "spans": self.spans(),
        }

    def _path(self, column: int) -> list[str]:
        owners, seen = self.owners(), []
        for row in range(len(self.header) - self.number_rows):
            if owners[row, column] not in seen:
                seen.append(owners[row, column])
        return [self.header[row][place] for row, place in seen]

    def _values(self, row: int) -> list[str | None]:
        owners, rows = self.owners(), [*self.header, *self.body]
        values: list[str | None] = []
        for column in range(len(rows[row])):
            owner_row, owner_column = owners[row, column]
            values.append(rows[owner_row][owner_column] if owner_column == column else None)
        return values


def money(amount: Decimal | None) -> str:
    """Two decimal places; a blank for nothing."""
    return f"{amount:.2f}" if amount else ""
