"""The journal: one row an input, in SQLite, so that a kill loses no row and a full disk no file."""

import sqlite3
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from extractor.bulk.journal.entry import Entry, source_key
from extractor.errors import UnwritableOutput

_FORMAT = 1
"""Raised when the tables change; a journal of another format is set aside."""
_TABLES = """
CREATE TABLE runs (number INTEGER PRIMARY KEY, began REAL, ended REAL);
CREATE TABLE entries (
    source BLOB PRIMARY KEY, key TEXT, sha256 TEXT, witness TEXT, line TEXT, written TEXT, seconds REAL, ended REAL,
    run INTEGER
) WITHOUT ROWID;
"""
_ARCHIVES = """
CREATE TABLE IF NOT EXISTS archives (source BLOB PRIMARY KEY, key TEXT, witness TEXT, parts INTEGER) WITHOUT ROWID;
"""
_COLUMNS = "source, key, sha256, witness, line, written, seconds, ended"
_SETTINGS = ("locking_mode = EXCLUSIVE", "journal_mode = WAL", "synchronous = NORMAL")
"""Exclusive: no second process, and no shared memory, which network file systems lack. A write-ahead log synced when
it is folded in: killing the process loses nothing, a loss of power the last rows, and then those are done again."""
_KEPT_AT_ONCE = 1000
_PAGE = 256


@dataclass(frozen=True, slots=True)
class Archive:
    """An archive that was opened to its end: ``key`` as of its documents, ``parts`` the inputs that it came to."""

    source: str
    key: str
    witness: str
    parts: int


class Journal:
    """Of one output folder, for one process. ``remark`` says, for people, why an earlier journal was not used.

    A row that can not be read is as if it were not there: its input is done again.
    """

    def __init__(self, path: Path) -> None:
        """Open or begin it; UnwritableOutput."""
        self._path = path
        self.remark: str | None = None
        self._run = 0
        self._kept = 0
        self._unread: set[bytes] = set()
        self._unread_journals: list[Path] = []
        with self._writing():
            path.parent.mkdir(parents=True, exist_ok=True)
            try:
                self._rows = self._opened()
            except sqlite3.DatabaseError as error:
                if not _tells_damage(error):
                    raise
                self._set_aside(f"is damaged ({error})")
                self._rows = self._opened()

    @property
    def folder(self) -> Path:
        """Where the journal lies, and what else is kept for later runs."""
        return self._path.parent

    def begin(self, *, resume: bool) -> None:
        """Begin a run; without ``resume`` nothing is left of those before."""
        with self._writing():
            if not resume:
                self._rows.executescript("BEGIN; DELETE FROM entries; DELETE FROM archives; DELETE FROM runs; COMMIT")
            began = self._rows.execute("INSERT INTO runs (began) VALUES (?)", (time.time(),))
            self._run = int(began.lastrowid or 0)

    def remarks(self) -> list[str]:
        """What people should know of the earlier runs' journals."""
        said = [self.remark] if self.remark else []
        said += [f"{path} is damaged: what it noted is converted again." for path in self._unread_journals]
        if self._unread:
            said.append(f"Damaged lines of the journal: {len(self._unread)}; their inputs are converted again.")
        return said

    @property
    def began(self) -> float:
        """When the run began, in seconds since 1970."""
        began: float = self._rows.execute("SELECT began FROM runs WHERE number = ?", (self._run,)).fetchone()[0]
        return began

    def find(self, source: str) -> Entry | None:
        """What an earlier run, or this one, noted of the input."""
        row = self._rows.execute(f"SELECT {_COLUMNS} FROM entries WHERE source = ?", (source_key(source),)).fetchone()  # noqa: S608
        return None if row is None else next(self._entries([row]), None)

    def note(self, entry: Entry) -> None:
        """Note what became of an input, in this run; UnwritableOutput."""
        with self._writing():
            self._rows.execute("INSERT OR REPLACE INTO entries VALUES (?,?,?,?,?,?,?,?,?)", (*entry.row(), self._run))
            self._settle()

    def keep(self, entry: Entry) -> None:
        """Note that this run has the input too; by the thousand, for it can be found again. UnwritableOutput."""
        with self._writing():
            if not self._kept:
                self._rows.execute("BEGIN")
            self._kept += 1
            change = "UPDATE entries SET run = ?, witness = ?, written = ? WHERE source = ?"
            key, _, _, witness, _, written, _, _ = entry.row()
            self._rows.execute(change, (self._run, witness, written, key))
            if self._kept >= _KEPT_AT_ONCE:
                self._settle()

    def note_archive(self, archive: Archive) -> None:
        """Note an archive that was opened in this run; what an earlier state of it held is forgotten.
        UnwritableOutput."""
        with self._writing():
            self._settle()
            below = (*_range_of(archive.source), self._run)
            self._rows.execute(
                "DELETE FROM entries WHERE (source = ? OR source > ? AND source < ?) AND run <> ?", below
            )
            row = (source_key(archive.source), archive.key, archive.witness, archive.parts)
            self._rows.execute("INSERT OR REPLACE INTO archives VALUES (?,?,?,?)", row)

    def archive(self, source: str) -> Archive | None:
        """What was noted of an archive."""
        query = "SELECT key, witness, parts FROM archives WHERE source = ?"
        row = self._rows.execute(query, (source_key(source),)).fetchone()
        return None if row is None else Archive(source, *row)

    def parts_of(self, archive: str) -> Iterator[Entry]:
        """What was noted of the archive itself and of all that it holds, sorted by source; entries may be kept
        meanwhile."""
        _, first, end = _range_of(archive)
        alone = self.find(archive)
        if alone is not None:
            yield alone
        query = f"SELECT {_COLUMNS} FROM entries WHERE source > ? AND source < ? ORDER BY source LIMIT {_PAGE}"  # noqa: S608
        while rows := self._rows.execute(query, (first, end)).fetchall():
            yield from self._entries(rows)
            first = rows[-1][0]

    def snapshot(self, path: Path) -> None:
        """Write a copy as it stands now; UnwritableOutput."""
        with self._writing(), closing(sqlite3.connect(path)) as copy:
            self._settle()
            self._rows.backup(copy)

    def entries(self) -> Iterator[Entry]:
        """The inputs of this run, sorted by source."""
        with self._writing():
            self._settle()
        query = f"SELECT {_COLUMNS} FROM entries WHERE run = ? ORDER BY source"  # noqa: S608
        return self._entries(self._rows.execute(query, (self._run,)))

    def adopt(self, other: Path) -> int:
        """Take over from another journal what this one lacks; how many, none where it is damaged. UnwritableOutput,
        also while it is in use."""
        with self._writing():
            try:
                return self._taken_from(other)
            except sqlite3.DatabaseError as error:
                if not _tells_damage(error):
                    raise
                self._unread_journals.append(other)
                return 0

    def end(self) -> None:
        """Say that the run came to its end."""
        with self._writing():
            self._settle()
            self._rows.execute("UPDATE runs SET ended = ? WHERE number = ?", (time.time(), self._run))

    def close(self) -> None:
        """Fold the log into the file and let go of it."""
        with suppress(sqlite3.Error):
            self._settle()
        with suppress(sqlite3.Error):
            self._rows.close()

    def _taken_from(self, other: Path) -> int:
        self._rows.execute("ATTACH ? AS other", (str(other),))
        try:
            if self._rows.execute("PRAGMA other.user_version").fetchone()[0] != _FORMAT:
                return 0
            taken = self._rows.execute(
                f"INSERT OR IGNORE INTO entries SELECT {_COLUMNS}, 0 FROM other.entries"  # noqa: S608
            )
            if self._rows.execute("SELECT 1 FROM other.sqlite_master WHERE name = 'archives'").fetchone():
                self._rows.execute("INSERT OR IGNORE INTO archives SELECT * FROM other.archives")
            return taken.rowcount
        finally:
            self._rows.execute("DETACH other")

    def _settle(self) -> None:
        if self._kept:
            self._rows.execute("COMMIT")
            self._kept = 0

    def _entries(self, rows: Iterable[Sequence[Any]]) -> Iterator[Entry]:
        for row in rows:
            entry = Entry.from_row(row)
            if entry is not None:
                yield entry
            else:
                self._unread.add(row[0])

    def _opened(self) -> sqlite3.Connection:
        rows = sqlite3.connect(self._path, isolation_level=None, check_same_thread=False, timeout=1.0)
        rows.text_factory = _text
        try:
            for setting in _SETTINGS:
                rows.execute(f"PRAGMA {setting}")
            if not self._has_tables(rows):
                rows.executescript(f"BEGIN; {_TABLES} PRAGMA user_version = {_FORMAT}; COMMIT")
            rows.executescript(_ARCHIVES)
        except BaseException:
            rows.close()
            raise
        return rows

    def _has_tables(self, rows: sqlite3.Connection) -> bool:
        """Whether the journal is one of ours, whole; sqlite3.DatabaseError where it is of another format or damaged."""
        version = rows.execute("PRAGMA user_version").fetchone()[0]
        if version == 0 and not rows.execute("SELECT 1 FROM sqlite_master").fetchone():
            return False
        if version != _FORMAT:
            raise sqlite3.DatabaseError(f"format {version}, this program writes {_FORMAT}")
        said = rows.execute("PRAGMA quick_check").fetchone()[0]  # of a run that ended well too: disks forget
        if said != "ok":
            raise sqlite3.DatabaseError(str(said))
        rows.execute(f"SELECT {_COLUMNS}, run FROM entries LIMIT 0")  # noqa: S608
        rows.execute("SELECT number, began, ended FROM runs LIMIT 0")
        return True

    def _set_aside(self, why: str) -> None:
        aside = self._path.with_suffix(".unused")
        self.remark = f"The journal of an earlier run {why}: it lies at {aside}, and all inputs are converted again."
        self._path.replace(aside)
        for ending in ("-wal", "-shm", "-journal"):
            self._path.with_name(self._path.name + ending).unlink(missing_ok=True)

    @contextmanager
    def _writing(self) -> Iterator[None]:
        try:
            yield
        except (sqlite3.Error, OSError) as error:
            reason: Any = error.strerror if isinstance(error, OSError) else error
            raise UnwritableOutput(f"The journal {self._path} can not be written: {reason}.") from error


def _text(data: bytes) -> str:
    """Damaged bytes come as a text that no row holds, not as an error of the whole query."""
    return data.decode("utf-8", "replace")


def _tells_damage(error: sqlite3.DatabaseError) -> bool:
    """Whether the file is at fault, and not what keeps it from being read or written."""
    lacking = any(words in str(error) for words in ("malformed", "no such table", "no such column"))
    return lacking or not isinstance(error, sqlite3.OperationalError)


def _range_of(archive: str) -> tuple[bytes, bytes, bytes]:
    """The key of an archive, and what stands before and behind all keys of its members."""
    key = source_key(archive)
    return key, key + b"/", key + b"0"
