"""A document and what persons said of it → the document as it stands now."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from extractor.service.review.entries import CellAction, Entry, in_force

if TYPE_CHECKING:
    from extractor.document.document import Document


@dataclass(frozen=True, slots=True)
class Reviewed:
    """``document`` has the corrections applied and is verified again. ``marks`` holds the last entry on each cell,
    ``texts`` the corrected text of each, ``undone`` the repairs that were taken back."""

    document: "Document"
    marks: Mapping[str, Entry]
    texts: Mapping[str, str]
    undone: frozenset[str]

    def marked(self, action: CellAction) -> list[Entry]:
        """The marks of one kind, in the order of the entries."""
        return sorted((one for one in self.marks.values() if one.action == action), key=lambda one: one.sequence)


def apply_entries(document: "Document", entries: Sequence[Entry]) -> Reviewed:
    """Apply what is in force. An entry about a cell or repair that the document does not have (it was converted anew)
    stays in the log and says nothing of it."""
    cells = {cell.id for table in document.tables for cell in table.cells}
    repairs = {repair.id for repair in document.repairs}
    marks: dict[str, Entry] = {}
    texts: dict[str, str] = {}
    undone: set[str] = set()
    for entry in in_force(entries):
        if entry.action in ("undo_repair", "redo_repair"):
            if entry.subject in repairs:
                (undone.add if entry.action == "undo_repair" else undone.discard)(entry.subject)
        elif entry.subject in cells:
            marks[entry.subject] = entry
            if entry.action == "correct" and entry.text is not None:
                texts[entry.subject] = entry.text
    return Reviewed(_revised(document, texts, undone), marks, texts, frozenset(undone))


def _revised(document: "Document", texts: Mapping[str, str], undone: set[str]) -> "Document":
    if not texts and not undone:
        return document
    # the pipeline takes as long to load as all else of a server, which accepts documents without it
    from extractor.pipeline.revising import revise

    return revise(document, texts, undone)
