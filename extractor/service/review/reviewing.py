"""Documents with what persons said of them: looked up, corrected, and kept ready while somebody works on them."""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from threading import Lock
from typing import TYPE_CHECKING

from extractor.service.errors import ResultGone
from extractor.service.review.applying import Reviewed, apply_entries
from extractor.service.review.documents import Documents, StoredDocument
from extractor.service.review.entries import Action, Entry
from extractor.service.review.entry_log import EntryLog
from extractor.service.review.errors import (
    CanNotApply,
    DocumentNotReady,
    Overtaken,
    UnknownDocument,
    UnknownSubject,
    UnreadableResult,
)

if TYPE_CHECKING:
    from extractor.document.document import Document

_KEPT_DOCUMENTS = 4
"""Parsed documents kept in memory; a person works on one, or compares two."""


@dataclass(frozen=True, slots=True)
class Said:
    """What a person says: an entry without the parts that the server gives. ``seen`` is the number of entries that
    they had seen: a later one on the same subject makes it ``Overtaken``; None does not ask."""

    action: Action
    subject: str
    author: str
    key: str | None = None
    text: str | None = None
    note: str | None = None
    seen: int | None = None


class Reviewing:
    """Reads documents and their entries, and adds entries; safe from several threads."""

    def __init__(self, documents: Documents, log: EntryLog, now: Callable[[], datetime] | None = None) -> None:
        self.documents = documents
        self._log = log
        self._now = now or (lambda: datetime.now(UTC))
        self._lock = Lock()
        self._parsed: OrderedDict[str, Document] = OrderedDict()
        self._reviewed: OrderedDict[str, tuple[tuple[Entry, ...], Reviewed]] = OrderedDict()

    def stored(self, document: str) -> StoredDocument:
        """The document's entry in the list; UnknownDocument."""
        found = self.documents.find(document)
        if found is None:
            raise UnknownDocument("There is no such document.")
        return found

    def entries(self, document: str) -> tuple[Entry, ...]:
        """Everything that was said of it, in order; UnknownDocument."""
        self.stored(document)
        return self._log.read(document)

    def counts(self, documents: list[str]) -> dict[str, int]:
        """How much was said of each of these documents, for those of which anything was."""
        return self._log.counts(documents)

    def original(self, document: str) -> "Document":
        """The document as it was converted; UnknownDocument, DocumentNotReady, ResultGone or
        UnreadableResult."""
        stored = self.stored(document)
        if stored.state in ("queued", "running", "failed"):
            raise DocumentNotReady(f"{stored.name} is {stored.state}.")
        if stored.state == "gone":
            self._forget(document)
            raise ResultGone("The result is no longer kept.")
        with self._lock:
            if document in self._parsed:
                self._parsed.move_to_end(document)
                return self._parsed[document]
        data = self.documents.result(document)
        if data is None:
            raise ResultGone(f"The result of {stored.name} is no longer kept.")
        # the model of documents is loaded with the first one, not before the server answers
        from pydantic import ValidationError

        from extractor.document.wire import from_json

        try:
            parsed = from_json(data)
        except ValidationError as error:
            raise UnreadableResult(f"The result of {stored.name} is of another version.") from error
        with self._lock:
            self._parsed[document] = parsed
            while len(self._parsed) > _KEPT_DOCUMENTS:
                self._parsed.popitem(last=False)
        return parsed

    def _forget(self, document: str) -> None:
        """Keep nothing in memory of what its owner removed."""
        with self._lock:
            self._parsed.pop(document, None)
            self._reviewed.pop(document, None)

    def reviewed(self, document: str) -> Reviewed:
        """The document with what was said of it applied; raises as ``original``."""
        return self._apply(document, self.original(document), self._log.read(document))

    def say(self, document: str, said: Said) -> tuple[Entry, Reviewed]:
        """Keep what a person says, and give the document as it stands then.

        UnknownSubject where the document has no such cell, repair or entry, CanNotApply where nothing would come of
        it, Overtaken where somebody else was quicker.
        """
        original = self.original(document)

        def make(entries: tuple[Entry, ...]) -> Entry:
            later = entries[said.seen :] if said.seen is not None else ()
            others = [entry.author for entry in later if entry.subject == said.subject]
            if others:
                raise Overtaken(f"{others[-1]} said something of {said.subject} meanwhile.")
            before = _text_before(self._apply(document, original, entries), said, entries)
            at = self._now().astimezone(UTC).isoformat(timespec="seconds")
            return Entry(
                len(entries) + 1, at, said.author, said.key, said.action, said.subject, said.text, before, said.note
            )

        entry = self._log.append(document, make)
        return entry, self.reviewed(document)

    def _apply(self, document: str, original: "Document", entries: tuple[Entry, ...]) -> Reviewed:
        with self._lock:
            kept = self._reviewed.get(document)
            if kept is not None and kept[0] == entries:
                self._reviewed.move_to_end(document)
                return kept[1]
        reviewed = apply_entries(original, entries)
        with self._lock:
            self._reviewed[document] = (entries, reviewed)
            while len(self._reviewed) > _KEPT_DOCUMENTS:
                self._reviewed.popitem(last=False)
        return reviewed


def _text_before(reviewed: Reviewed, said: Said, entries: tuple[Entry, ...]) -> str | None:
    """The text of the cell that is corrected; None for other actions. Raises as ``Reviewing.say``."""
    if said.action == "withdraw":
        # written as the log writes it: another way of writing the number would withdraw nothing
        if said.subject not in {str(entry.sequence) for entry in entries}:
            raise UnknownSubject(f"The document has no entry {said.subject}.")
        return None
    if said.action in ("undo_repair", "redo_repair"):
        _check_repair(reviewed, said)
        return None
    cells = (cell for table in reviewed.document.tables for cell in table.cells if cell.id == said.subject)
    cell = next(cells, None)
    if cell is None:
        raise UnknownSubject(f"The document has no cell {said.subject}.")
    return cell.text if said.action == "correct" else None


def _check_repair(reviewed: Reviewed, said: Said) -> None:
    repair = next((one for one in reviewed.document.repairs if one.id == said.subject), None)
    if repair is None:
        raise UnknownSubject(f"The document has no repair {said.subject}.")
    is_undone = repair.id in reviewed.undone
    if said.action == "redo_repair":
        if not is_undone:
            raise CanNotApply(f"The repair {said.subject} was not undone.")
        return
    if is_undone or not repair.applied:
        raise CanNotApply(f"The repair {said.subject} is not applied.")
    cells = {cell.id: cell for table in reviewed.document.tables for cell in table.cells}
    if all(cell not in cells or cells[cell].raw == cells[cell].text for cell in repair.subjects):
        raise CanNotApply(f"The repair {said.subject} changed the shape of the table, no text in one of its cells.")
