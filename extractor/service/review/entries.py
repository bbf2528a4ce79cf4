"""What a person says of a document, one entry each, never changed: a later entry may withdraw an earlier one."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

CellAction = Literal["accept", "correct", "uncertain", "own_error"]
RepairAction = Literal["undo_repair", "redo_repair"]
Action = CellAction | RepairAction | Literal["withdraw"]


@dataclass(frozen=True, slots=True)
class Entry:
    """One word of a person. ``sequence`` counts from 1 in its document; ``at`` is ISO 8601 in UTC; ``key`` the name of
    the key that it came with, ``author`` what the person calls themselves; ``subject`` a cell, a repair, or the
    ``sequence`` that is withdrawn. ``before`` is the cell's text when a ``correct`` gave it the new ``text``."""

    sequence: int
    at: str
    author: str
    key: str | None
    action: Action
    subject: str
    text: str | None = None
    before: str | None = None
    note: str | None = None


def in_force(entries: Sequence[Entry]) -> Iterator[Entry]:
    """The entries that no later one withdraws, in their order; withdrawing a withdrawal puts the first in force."""
    withdrawn: set[str] = set()
    kept: list[Entry] = []
    for entry in reversed(entries):
        if str(entry.sequence) in withdrawn:
            continue
        if entry.action == "withdraw":
            withdrawn.add(entry.subject)
        else:
            kept.append(entry)
    yield from reversed(kept)
