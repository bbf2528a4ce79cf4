"""An archive → its documents as tasks, one at a time, and an outcome for every member that is none."""

import hashlib
from bisect import bisect_left, insort
from collections.abc import Generator, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from itertools import chain, count
from pathlib import Path
from typing import IO

from extractor.bulk.archives.entry import Entry, Limits
from extractor.bulk.archives.names import harmless, member_path
from extractor.bulk.archives.recognise import ArchiveKind, archive_kind
from extractor.bulk.archives.tar_entries import TAR_ERRORS, spooled_entries, tar_entries, unpack_stream
from extractor.bulk.archives.zip_entries import ZIP_ERRORS, zip_entries
from extractor.bulk.outcome import Outcome, Status, unconverted
from extractor.bulk.output_names import RESULT_ENDING, sources_in_the_way
from extractor.bulk.task import Task
from extractor.bulk.walk import is_hidden
from extractor.errors import (
    CorruptSource,
    DuplicateMember,
    EmptySource,
    NoDocument,
    SourceError,
    TooLarge,
    UnreadableSource,
    UnsafeMember,
    UnsupportedFormat,
    UnwritableOutput,
)

_CHUNK_BYTES = 1024 * 1024
_LONGEST_PATH = 4096
"""Characters of a path; no file system takes more."""


@dataclass(slots=True)
class Unpacking:
    """One archive on its way: what was taken so far, over nested archives too. ``folder`` holds what waits for its
    conversion; who converts a task removes its file."""

    folder: Path
    limits: Limits
    password: str | None = None
    endings: Sequence[str] = (RESULT_ENDING,)
    """Of all that is written for a document, behind its source."""
    _numbers: Iterator[int] = field(default_factory=count)
    _digests: dict[str, str | None] = field(default_factory=dict)
    """Each source given so far with the SHA-256 of its bytes; None where it was refused unread."""
    _documents: list[str] = field(default_factory=list)
    """The sources given as documents so far, sorted."""
    _bytes: int = 0
    _members: int = 0

    def members(self, task: Task, kind: ArchiveKind, depth: int = 1) -> Iterator[Task | Outcome]:
        """A task for each document, its file in ``folder``; an outcome for each member that is refused, and for the
        archive itself where it can not be read to its end."""
        spool, before = self._new_path(), self._members
        try:
            with closing(self._entries(task.path, kind, spool, task.name)) as entries:
                for entry in entries:
                    yield from self._member(task, entry, depth)
            if self._members == before:
                yield refused(task.source, NoDocument("This archive holds no file."))
        except SourceError as error:
            yield refused(task.source, error)
        except OSError as error:
            yield refused(task.source, UnreadableSource(f"{task.name} can not be read: {error.strerror}."))
        finally:
            spool.unlink(missing_ok=True)

    def _entries(self, path: Path, kind: ArchiveKind, spool: Path, name: str) -> Generator[Entry]:
        match kind:
            case ArchiveKind.ZIP:
                yield from zip_entries(path, self.password, self.limits)
            case ArchiveKind.TAR:
                yield from tar_entries(path)
            case _:
                unpack_stream(path, kind, spool, self.limits)
                yield from spooled_entries(spool, name)

    def _member(self, task: Task, entry: Entry, depth: int) -> Iterator[Task | Outcome]:
        self._members += 1
        if self._members > self.limits.max_members:
            raise TooLarge(f"This archive holds more than {self.limits.max_members} members; the rest is left out.")
        inside = member_path(entry.name)
        source = f"{task.source}/{inside or harmless(entry.name)}"
        if inside is None:
            message = f"The name of this member, {harmless(entry.name)!r}, leads out of the archive's own folder."
            yield refused(self._unused(source), UnsafeMember(message))
        elif entry.refusal is not None:
            yield refused(self._unused(source), entry.refusal)
        elif any(is_hidden(part) for part in inside.split("/")):
            yield refused(self._unused(source), NoDocument("This is a hidden file of the system."))
        else:
            yield from self._document(source, entry, depth)

    def _document(self, source: str, entry: Entry, depth: int) -> Iterator[Task | Outcome]:
        path = self._new_path()
        try:
            digest = self._write(entry, path)
        except SourceError as error:
            path.unlink(missing_ok=True)
            yield refused(self._unused(source), error)
            return
        if source in self._digests:
            path.unlink(missing_ok=True)
            yield self._refuse_twin(source, digest)
            return
        member, kind = Task(path, source, found=True, temporary=True), archive_kind(path, source)
        other = self._in_the_way(source, kind)
        if other is not None:
            path.unlink(missing_ok=True)
            message = f"Its result, or its folder, would lie where that of {other} lies."
            yield refused(self._unused(source), DuplicateMember(message))
            return
        self._digests[source] = digest
        if kind is None:
            insort(self._documents, source)
            yield member
            return
        try:
            if depth > 1:
                yield refused(source, UnsupportedFormat("This is an archive within an archive within an archive."))
            else:
                yield from self.members(member, kind, depth + 1)
        finally:
            path.unlink(missing_ok=True)

    def _in_the_way(self, source: str, kind: ArchiveKind | None) -> str | None:
        """An earlier document for which a file is written where results of ``source`` need a folder, or the other way
        round; None where there is none."""
        if len(source) > _LONGEST_PATH:
            return None  # nothing can be written there
        place = source if kind is None else f"{source}/"
        sources = sources_in_the_way(place, self.endings)
        above = next((one for one in sources if self._first_from(one) == one), None)
        if above is not None or kind is not None:
            return above
        folders = [f"{source}{ending}/" for ending in self.endings]
        below = ((self._first_from(folder), folder) for folder in folders)
        return next((first for first, folder in below if first is not None and first.startswith(folder)), None)

    def _first_from(self, source: str) -> str | None:
        """The first of the documents so far that does not come before ``source`` in their order."""
        at = bisect_left(self._documents, source)
        return self._documents[at] if at < len(self._documents) else None

    def _refuse_twin(self, source: str, digest: str) -> Outcome:
        """A second member of one name: its like is converted, so that only another one is a loss."""
        same = digest == self._digests[source]
        message = f"An earlier member of the same name has {'the same' if same else 'other'} bytes."
        return refused(self._unused(source), DuplicateMember(message), "skipped" if same else "failed")

    def _unused(self, source: str) -> str:
        """The source, numbered where it was given before: no two lines of a manifest speak of one."""
        numbered = (f"{source}#{number}" for number in count(2))
        name = next(name for name in chain((source,), numbered) if name not in self._digests)
        self._digests[name] = None
        return name

    def _write(self, entry: Entry, path: Path) -> str:
        """The member's bytes to ``path``, their SHA-256 back; TooLarge, CorruptSource, EncryptedSource, EmptySource,
        UnwritableOutput."""
        if entry.size is not None:  # what a member declares is enough to refuse it unread
            self._refuse_size(entry, entry.size, self._bytes + entry.size)
        digest, written = hashlib.sha256(), 0
        with entry.open() as stream:
            while chunk := _read(stream):
                written += len(chunk)
                self._bytes += len(chunk)
                self._refuse_size(entry, written, self._bytes)
                digest.update(chunk)
                _append(path, chunk)
        if not written:
            raise EmptySource("This member has no bytes.")
        return digest.hexdigest()

    def _refuse_size(self, entry: Entry, size: int, total: int) -> None:
        limits = self.limits
        if size > limits.max_member_bytes:
            raise TooLarge(f"This member is larger than max_bytes, {limits.max_member_bytes} bytes.")
        if entry.packed is not None and size > max(limits.ratio_free_bytes, limits.max_ratio * entry.packed):
            raise TooLarge(f"This member unpacks to more than {limits.max_ratio} times its packed size.")
        if total > limits.max_inflated_bytes:
            limit = limits.max_inflated_bytes
            raise TooLarge(f"With this member the archive unpacks to more than max_inflated_bytes, {limit} bytes.")

    def _new_path(self) -> Path:
        return self.folder / str(next(self._numbers))


def refused(source: str, error: SourceError, status: Status | None = None) -> Outcome:
    """The outcome of a member, or of an archive, that gives no document; what is none is ``skipped``."""
    status = status or ("skipped" if isinstance(error, NoDocument) else "failed")
    return unconverted(source, None, status, error, 0.0)


def _read(stream: IO[bytes]) -> bytes:
    try:
        return stream.read(_CHUNK_BYTES)
    except (*ZIP_ERRORS, *TAR_ERRORS) as error:
        raise CorruptSource("This member of the archive is damaged.") from error


def _append(path: Path, chunk: bytes) -> None:
    try:
        with path.open("ab") as target:
            target.write(chunk)
    except OSError as error:
        raise UnwritableOutput(f"There is no room to unpack this member: {error.strerror}.") from error
