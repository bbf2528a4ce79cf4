"""The files of a call, in order, however many: they wait in a temporary database, not in memory."""

import os
import sqlite3
import weakref
from collections.abc import Iterator, Sequence
from pathlib import Path

from extractor.bulk.file_names import is_sayable, names_for
from extractor.bulk.outcome import Outcome, unconverted
from extractor.bulk.output_names import RESULT_ENDING, Places, folders_of, is_of_the_run, sources_in_the_way
from extractor.bulk.shard import Shard
from extractor.bulk.task import StoredTask, Task
from extractor.bulk.walk import IRREGULAR
from extractor.errors import NoDocument, UnreadableSource, UnsafeMember, UsageError

_TABLES = """
CREATE TABLE planned (
    source BLOB PRIMARY KEY, path BLOB, found INTEGER, trouble TEXT, mine INTEGER,
    store TEXT, size INTEGER, witness TEXT
) WITHOUT ROWID;
CREATE TABLE broken (path BLOB, relative BLOB, found INTEGER, trouble TEXT);
"""
_INSERT = "INSERT OR IGNORE INTO planned VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
UNSAFE = "unsafe"
"""The trouble of a name that leads out of the folder."""


class Plan:
    """Tasks sorted by source, each source once; an outcome for what can be no task. Of a ``shard`` only its part.

    ``endings`` are of all that is written for a document, behind its source. SQLite spills what exceeds its cache of
    2 MB to a nameless temporary file.
    """

    def __init__(self, shard: Shard | None = None, endings: Sequence[str] = (RESULT_ENDING,)) -> None:
        self._shard = shard
        self._endings = tuple(endings)
        # the thread that hands out the work need not be the one that planned it
        self._rows = sqlite3.connect("", isolation_level=None, check_same_thread=False)
        weakref.finalize(self, self._rows.close)
        self._rows.executescript(_TABLES)
        self._rows.execute("BEGIN")

    def add(self, path: str, relative: str, *, found: bool, trouble: str | None = None) -> None:
        """Plan the file at ``path``, whose result lies at ``relative``; UsageError where another one's does."""
        if not is_sayable(relative):  # all names as they are come first: they keep them
            row = (os.fsencode(path), _key(relative), found, trouble)
            self._rows.execute("INSERT INTO broken VALUES (?, ?, ?, ?)", row)
        elif not self._insert(relative, path, found, trouble):
            self._refuse_twin(relative, path)

    def add_stored(self, task: StoredTask) -> None:
        """Plan a file of a store; UsageError where another one's result would lie at the same place."""
        mine = self._shard is None or self._shard.holds(task.source)
        path = f"{task.store}/{task.name}"
        row = (_key(task.source), path.encode(), task.found, None, mine, task.store, task.size, task.witness)
        if not self._rows.execute(_INSERT, row).rowcount:
            self._refuse_twin(task.source, path)

    def settled(self) -> "Plan":
        """Name the files whose names are no UTF-8, and hold all names against each other; UsageError."""
        broken = self._rows.execute("SELECT path, relative, found, trouble FROM broken ORDER BY relative")
        for path, key, found, trouble in broken:
            place = os.fsdecode(path)
            next(name for name in names_for(_words(key)) if self._insert(name, place, found, trouble))
        self._refuse_folders()
        self._rows.execute("COMMIT")
        return self

    @property
    def places(self) -> Places:
        """Where the results go."""
        return Places(self._endings, self._obstacle)

    def __len__(self) -> int:
        count: int = self._rows.execute("SELECT count(*) FROM planned WHERE mine").fetchone()[0]
        return count

    def __iter__(self) -> Iterator[Task | StoredTask | Outcome]:
        for key, path, found, trouble, store, size, witness in self._rows.execute(
            "SELECT source, path, found, trouble, store, size, witness FROM planned WHERE mine ORDER BY source"
        ):
            source = _words(key)
            if trouble:
                yield _refused(source, trouble, found=bool(found))
            elif store:
                yield StoredTask(store, path.decode()[len(store) + 1 :], source, bool(found), size, witness)
            else:
                yield Task(Path(os.fsdecode(path)), source, bool(found))

    def _insert(self, source: str, path: str, found: bool, trouble: str | None) -> bool:
        mine = self._shard is None or self._shard.holds(source)
        row = (_key(source), os.fsencode(path), found, trouble, mine, None, None, None)
        return self._rows.execute(_INSERT, row).rowcount == 1

    def _refuse_twin(self, source: str, path: str) -> None:
        raise UsageError(
            f"{self._path_of(source)} and {path} would both be written to {source}.json; convert them apart."
        )

    def _path_of(self, source: str) -> str:
        path: bytes = self._rows.execute("SELECT path FROM planned WHERE source = ?", (_key(source),)).fetchone()[0]
        return os.fsdecode(path)

    def _refuse_folders(self) -> None:
        """The members of an archive lie below its path: no other file may lie there. And no folder of results may have
        the name of a file that is to be written."""
        before = ""
        for key, path in self._rows.execute("SELECT source, path FROM planned ORDER BY source"):
            folder = _words(key).rpartition("/")[0]
            if folder == before:
                continue
            before = folder
            above = next((name for name in folders_of(f"{folder}/") if self._holds(name)), None)
            if above is not None:
                raise UsageError(
                    f"{os.fsdecode(path)} and the members of {self._path_of(above)} would be written to one folder; "
                    "convert them apart."
                )
            obstacle = self._obstacle(folder)
            if obstacle is not None:
                raise UsageError(
                    f"The result of {os.fsdecode(path)} needs the folder {folder}, where {obstacle} is written; "
                    "rename the folder, or convert them apart."
                )

    def _obstacle(self, folder: str) -> str | None:
        if is_of_the_run(folder.partition("/")[0]):
            return "a file of the run itself"
        sources = sources_in_the_way(f"{folder}/", self._endings)
        taken = next((source for source in sources if self._holds(source)), None)
        return None if taken is None else f"the result of {taken}"

    def _holds(self, source: str) -> bool:
        return self._rows.execute("SELECT 1 FROM planned WHERE source = ?", (_key(source),)).fetchone() is not None


def _refused(source: str, trouble: str, *, found: bool) -> Outcome:
    if trouble == IRREGULAR:
        irregular = NoDocument("This is a pipe, a socket or a device.")
        return unconverted(source, None, "skipped" if found else "failed", irregular, 0.0)
    if trouble == UNSAFE:
        unsafe = UnsafeMember("The name of this object leads out of the folder, or holds control characters.")
        return unconverted(source, None, "failed", unsafe, 0.0)
    error = UnreadableSource(f"This folder can not be looked into: {trouble}.")
    return unconverted(source, None, "failed", error, 0.0)


def _key(text: str) -> bytes:
    """Bytes whose order is that of the characters, lone surrogates too."""
    return text.encode("utf-8", "surrogatepass")


def _words(key: bytes) -> str:
    return key.decode("utf-8", "surrogatepass")
