"""A run goes on where an earlier one stood: what is finished is not done again, and what is done is noted."""

import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from extractor.bulk.journal.entry import Entry, Written
from extractor.bulk.journal.journal import Archive, Journal
from extractor.bulk.journal.witness import sha256_of, witness_of
from extractor.bulk.outcome import Outcome
from extractor.bulk.outputs import FolderOutputs, Outputs
from extractor.bulk.task import StoredTask, Task
from extractor.errors import (
    CorruptSource,
    DuplicateMember,
    EmptySource,
    EncryptedSource,
    NoDocument,
    NoTextLayer,
    TooLarge,
    UnsafeMember,
    UnsupportedFormat,
    UnwritableOutput,
)

_LASTING = frozenset(
    error.code
    for error in (CorruptSource, EmptySource, EncryptedSource, NoDocument, NoTextLayer, TooLarge, UnsupportedFormat)
)
"""Failures by the document's own bytes. The others (a death, a limit of time, a full disk) may not come again."""
_LASTING_IN_ARCHIVES = _LASTING | {UnsafeMember.code, DuplicateMember.code}
"""Failures of members by the archive's own bytes."""


@dataclass(slots=True)
class Continuation:
    """The bookkeeping of one run. ``key`` is the digest of all but a document's bytes that decides its result,
    ``endings`` are of what is written beside a result; ``rehash`` trusts no witness. Results lie in ``folder``, or
    where ``outputs`` says."""

    folder: Path
    journal: Journal
    key: str
    endings: Sequence[str] = ()
    resume: bool = False
    rehash: bool = False
    outputs: Outputs | None = None
    outdated: int = 0
    """How many inputs were finished once, but by another version or with other options."""
    _read: dict[str, tuple[str | None, str]] = field(default_factory=dict)
    """The witness and the key of each input in work."""

    def begin(self, others: Iterable[Path] = ()) -> None:
        """Begin the run, with what the journals of ``others`` say besides; UnwritableOutput."""
        self.journal.begin(resume=self.resume)
        if self.resume:
            for other in others:
                self.journal.adopt(other)

    def remarks(self) -> list[str]:
        """What people should know of the earlier runs."""
        said = self.journal.remarks() if self.resume else []
        if self.outdated:
            said.append(
                f"{self.outdated} inputs were finished by another version, with other options or other readers: "
                "converted again."
            )
        return said

    def unread(self, parts: Iterable[Task | StoredTask | Outcome]) -> Iterator[Task | StoredTask | Outcome]:
        """The parts, but the outcomes of what was done where that shows without opening or fetching it: files of stores
        and archives whose witnesses stayed."""
        for part in parts:
            archive = None if isinstance(part, Outcome) else self._finished_archive(part)
            if archive is not None:
                yield from self._kept_members(archive)
                continue
            finished = self._finished_in_store(part) if isinstance(part, StoredTask) else None
            if finished is None:
                yield part
                continue
            self.journal.keep(finished)
            yield replace(finished.outcome, resumed=True)

    def note_archive(self, source: str, witness: str | None, parts: int) -> None:
        """Note that an archive was opened and gave so many parts, its own line counted with them; UnwritableOutput."""
        if witness is not None:
            self.journal.note_archive(Archive(source, self.key, witness, parts))

    def left(self, parts: Iterable[Task | Outcome]) -> Iterator[Task | Outcome]:
        """The tasks that are to be done, and for those that were done their outcomes."""
        for part in parts:
            if isinstance(part, Outcome):
                yield part
                continue
            finished = self._finished(part) if self.resume else None
            if finished is None:
                self._read[part.source] = (_witness(part), self._key_of(part))
                yield part
                continue
            if part.temporary:
                part.path.unlink(missing_ok=True)
            self.journal.keep(finished)
            yield replace(finished.outcome, resumed=True)

    def note(self, outcome: Outcome) -> None:
        """Note an outcome, its results being on disk; UnwritableOutput, also where no more results would find room."""
        if outcome.resumed:
            return
        if outcome.error is not None and outcome.error.code == UnwritableOutput.code:
            self._outputs.require_room()
        self._outputs.remove_stale(outcome)
        witness, key = self._read.pop(outcome.source, (None, ""))
        self.journal.note(Entry(outcome, key, witness, self._written(outcome), time.time()))

    @property
    def _outputs(self) -> Outputs:
        if self.outputs is None:
            self.outputs = FolderOutputs(self.folder)
        return self.outputs

    def _key_of(self, task: Task | StoredTask) -> str:
        """What was merely met may be passed over as code or data, so that it has a key of its own."""
        return f"{self.key}:{'found' if task.found else 'named'}"

    def _finished(self, task: Task) -> Entry | None:
        """What was noted of the task, where it would come out the same; with what is now known of its files."""
        entry = self._lasting(task)
        if entry is None:
            return None
        witness = _witness(task)
        trusted = witness is not None and witness == entry.witness and not self.rehash
        if not trusted and sha256_of(task.path) != entry.outcome.sha256:
            return None
        return self._still_written(replace(entry, witness=witness))

    def _finished_in_store(self, task: StoredTask) -> Entry | None:
        """The same of a file that was not fetched: its witness alone tells."""
        if not self.resume or self.rehash or task.witness is None:
            return None
        entry = self.journal.find(task.source)
        if entry is None or entry.witness != task.witness:
            return None
        entry = self._lasting(task)
        return entry and self._still_written(entry)

    def _lasting(self, task: Task | StoredTask) -> Entry | None:
        """What was noted of the task by the same program with the same options, where it is for good."""
        entry = self.journal.find(task.source)
        if entry is None or entry.outcome.sha256 is None:
            return None
        if entry.key != self._key_of(task):
            self.outdated += 1
            return None
        error = entry.outcome.error
        return entry if error is None or error.code in _LASTING else None

    def _still_written(self, entry: Entry) -> Entry | None:
        """The entry where its results lie there as they were written."""
        written = [self._outputs.still(one, rehash=self.rehash) for one in entry.written]
        there = tuple(one for one in written if one is not None)
        if len(there) < len(written) or (entry.outcome.output is not None and not there):
            return None
        return replace(entry, written=there)

    def _finished_archive(self, task: Task | StoredTask) -> Archive | None:
        """What was noted of an archive, where all that it gave is finished and it is the same: it is not opened."""
        archive = self.journal.archive(task.source) if self.resume and not self.rehash else None
        if archive is None or archive.key != self.key:
            return None
        witness = task.witness if isinstance(task, StoredTask) else witness_of(task.path)
        if witness is None or witness != archive.witness:
            return None
        finished = 0
        for entry in self.journal.parts_of(archive.source):
            if self._finished_part(entry) is None:
                return None
            finished += 1
        return archive if finished == archive.parts else None

    def _finished_part(self, entry: Entry) -> Entry | None:
        outcome = entry.outcome
        if outcome.error is not None and outcome.error.code not in _LASTING_IN_ARCHIVES:
            return None
        if outcome.sha256 is not None and entry.key != f"{self.key}:found":
            return None
        return self._still_written(entry)

    def _kept_members(self, archive: Archive) -> Iterator[Outcome]:
        for entry in self.journal.parts_of(archive.source):
            self.journal.keep(self._finished_part(entry) or entry)
            yield replace(entry.outcome, resumed=True)

    def _written(self, outcome: Outcome) -> tuple[Written, ...]:
        if outcome.output is None:
            return ()
        names = [outcome.output, *(f"{outcome.source}{ending}" for ending in self.endings)]
        found = [self._outputs.written(name) for name in names]
        # what is not there once it was written was taken away: it is written again in the next run
        return tuple(one or Written(name, "", None) for one, name in zip(found, names, strict=True))


def _witness(task: Task) -> str | None:
    return task.witness if task.temporary else witness_of(task.path)
