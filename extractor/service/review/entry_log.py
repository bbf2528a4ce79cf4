"""The entries of each document in the service's database: on the disk before the answer, shared by its servers."""

from collections.abc import Callable, Iterable
from typing import Protocol

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from extractor.service.jobs.database import Database
from extractor.service.jobs.tables import ENTRIES
from extractor.service.review.entries import Entry
from extractor.service.review.errors import Overtaken

_COLUMNS = [ENTRIES.c[name] for name in Entry.__dataclass_fields__]
_MOST_TRIES = 20


class EntryLog(Protocol):
    """Entries by document, append-only; safe from several threads."""

    def read(self, document: str) -> tuple[Entry, ...]:
        """All entries in the order in which they were given."""
        ...

    def counts(self, documents: Iterable[str]) -> dict[str, int]:
        """How many entries each of these documents has, for those that have any."""
        ...

    def append(self, document: str, make: Callable[[tuple[Entry, ...]], Entry]) -> Entry:
        """Keep what ``make`` gives of the entries so far, which nobody else changes meanwhile; its errors pass."""
        ...


class DatabaseEntryLog:
    """An ``EntryLog`` in a database, safe from several servers; ``database`` gives it once the server has started."""

    def __init__(self, database: Callable[[], Database]) -> None:
        self._database = database

    def read(self, document: str) -> tuple[Entry, ...]:
        statement = select(*_COLUMNS).where(ENTRIES.c.document == document).order_by(ENTRIES.c.sequence)
        with self._database().read() as connection:
            return tuple(Entry(**row._mapping) for row in connection.execute(statement))

    def counts(self, documents: Iterable[str]) -> dict[str, int]:
        statement = (
            select(ENTRIES.c.document, func.count().label("said"))
            .where(ENTRIES.c.document.in_(list(documents)))
            .group_by(ENTRIES.c.document)
        )
        with self._database().read() as connection:
            return {row.document: row.said for row in connection.execute(statement)}

    def append(self, document: str, make: Callable[[tuple[Entry, ...]], Entry]) -> Entry:
        """As the protocol says; no lock is held while ``make`` verifies the document, so it may be asked again.

        Overtaken where others are quicker time after time.
        """
        for _ in range(_MOST_TRIES):
            entry = make(self.read(document))
            values = {column.name: getattr(entry, column.name) for column in _COLUMNS}
            try:
                with self._database().write() as connection:
                    connection.execute(ENTRIES.insert().values(document=document, **values))
            except IntegrityError:
                # somebody else's entry has this number: what is said may mean something else after theirs
                continue
            return entry
        raise Overtaken("Others say something of this document all the time.")
