"""The entries of each document, kept in a file of their own: one JSON line each, appended and on the disk before the
answer, readable with any editor."""

import fcntl
import json
import os
import re
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from threading import Lock
from typing import Protocol

from extractor.service.review.entries import Entry

_DOCUMENT = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,127}")


class EntryLog(Protocol):
    """Entries by document, append-only; safe from several threads."""

    def read(self, document: str) -> tuple[Entry, ...]:
        """All entries in the order in which they were given."""
        ...

    def append(self, document: str, make: Callable[[tuple[Entry, ...]], Entry]) -> Entry:
        """Keep what ``make`` gives of the entries so far, which nobody else changes meanwhile; its errors pass."""
        ...


class FileEntryLog:
    """An ``EntryLog`` in a folder, safe from several processes of one machine too.

    A line that a crash cut off is no entry: nobody was told that it is kept; the next append overwrites it.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = Lock()

    def read(self, document: str) -> tuple[Entry, ...]:
        try:
            data = self._path(document).read_bytes()
        except FileNotFoundError:
            return ()
        return _entries(_whole(data))

    def append(self, document: str, make: Callable[[tuple[Entry, ...]], Entry]) -> Entry:
        self._folder.mkdir(parents=True, exist_ok=True)
        with self._lock, self._path(document).open("a+b") as stream:
            fcntl.flock(stream, fcntl.LOCK_EX)
            stream.seek(0)
            data = _whole(stream.read())
            entry = make(_entries(data))
            stream.truncate(len(data))
            stream.write(json.dumps(asdict(entry), ensure_ascii=False).encode() + b"\n")
            stream.flush()
            os.fsync(stream.fileno())
        _sync_folder(self._folder)
        return entry

    def _path(self, document: str) -> Path:
        if not _DOCUMENT.fullmatch(document):
            raise KeyError(document)
        return self._folder / f"{document}.jsonl"


def _whole(data: bytes) -> bytes:
    """The data up to the end of its last whole line."""
    return data[: data.rfind(b"\n") + 1]


def _entries(data: bytes) -> tuple[Entry, ...]:
    return tuple(Entry(**json.loads(line)) for line in data.splitlines())


def _sync_folder(folder: Path) -> None:
    """A new file's name is on the disk only when its folder is."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
