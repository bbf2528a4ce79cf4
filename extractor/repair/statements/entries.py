"""Rows of a torn table: texts that know the printed cells that they were made from."""

from dataclasses import dataclass
from typing import Final, NamedTuple

from extractor.document.text import without_space


class Entry(NamedTuple):
    """A text of a line and the ids of the printed cells that it was made from."""

    text: str
    cells: tuple[str, ...] = ()

    @property
    def is_blank(self) -> bool:
        return not without_space(self.text)


BLANK: Final = Entry("")


@dataclass(slots=True)
class Line:
    """A body row: its entries by printed column (by the model's column once placed), and its line of the dump."""

    entries: list[Entry]
    number: int | None
    block: int
