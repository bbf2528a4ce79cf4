"""A run goes on where an earlier one stood: what is finished is not done again, and what is done is noted."""

import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from extractor.bulk.files import write_atomically
from extractor.bulk.journal.entry import Entry, Written
from extractor.bulk.journal.journal import Journal
from extractor.bulk.journal.witness import sha256_of, witness_of
from extractor.bulk.outcome import Outcome
from extractor.bulk.stale_outputs import remove_stale_outputs
from extractor.bulk.task import Task
from extractor.errors import (
    CorruptSource,
    EmptySource,
    EncryptedSource,
    NoDocument,
    NoTextLayer,
    TooLarge,
    UnsupportedFormat,
    UnwritableOutput,
)

_LASTING = frozenset(
    error.code
    for error in (CorruptSource, EmptySource, EncryptedSource, NoDocument, NoTextLayer, TooLarge, UnsupportedFormat)
)
"""Failures by the document's own bytes. The others (a death, a limit of time, a full disk) may not come again."""
_PROBE_BYTES = 4 * 1024 * 1024


@dataclass(slots=True)
class Continuation:
    """The bookkeeping of one run. ``key`` is the digest of all but a document's bytes that decides its result,
    ``endings`` are of what is written beside a result; ``rehash`` trusts no witness."""

    folder: Path
    journal: Journal
    key: str
    endings: Sequence[str] = ()
    resume: bool = False
    rehash: bool = False
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
        said = [self.journal.remark] if self.journal.remark and self.resume else []
        if self.outdated:
            said.append(
                f"{self.outdated} inputs were finished by another version, with other options or other readers: "
                "converted again."
            )
        return said

    def left(self, parts: Iterable[Task | Outcome]) -> Iterator[Task | Outcome]:
        """The tasks that are to be done, and for those that were done their outcomes."""
        for part in parts:
            if isinstance(part, Outcome):
                yield part
                continue
            finished = self._finished(part) if self.resume else None
            if finished is None:
                self._read[part.source] = (None if part.temporary else witness_of(part.path), self._key_of(part))
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
            self._refuse_full_disk()
        remove_stale_outputs(self.folder, [outcome])
        witness, key = self._read.pop(outcome.source, (None, ""))
        self.journal.note(Entry(outcome, key, witness, self._written(outcome), time.time()))

    def _key_of(self, task: Task) -> str:
        """What was merely met may be passed over as code or data, so that it has a key of its own."""
        return f"{self.key}:{'found' if task.found else 'named'}"

    def _finished(self, task: Task) -> Entry | None:
        """What was noted of the task, where it would come out the same; with what is now known of its files."""
        entry = self.journal.find(task.source)
        if entry is None or entry.outcome.sha256 is None:
            return None
        if entry.key != self._key_of(task):
            self.outdated += 1
            return None
        outcome = entry.outcome
        if outcome.error is not None and outcome.error.code not in _LASTING:
            return None
        witness = None if task.temporary else witness_of(task.path)
        trusted = witness is not None and witness == entry.witness and not self.rehash
        if not trusted and sha256_of(task.path) != outcome.sha256:
            return None
        written = [one.still(self.folder, rehash=self.rehash) for one in entry.written]
        there = tuple(one for one in written if one is not None)
        if len(there) < len(written) or (outcome.output is not None and not there):
            return None
        return replace(entry, witness=witness, written=there)

    def _written(self, outcome: Outcome) -> tuple[Written, ...]:
        if outcome.output is None:
            return ()
        names = [outcome.output, *(f"{outcome.source}{ending}" for ending in self.endings)]
        found = [Written.of(self.folder, name) for name in names]
        # what is not there once it was written was taken away: it is written again in the next run
        return tuple(one or Written(name, "", None) for one, name in zip(found, names, strict=True))

    def _refuse_full_disk(self) -> None:
        """One result that could not be stored is its own affair; where nothing can be stored, the run is over."""
        probe = self.journal.folder / "probe"
        try:
            write_atomically(probe, bytes(_PROBE_BYTES))
            probe.unlink()
        except OSError as error:
            raise UnwritableOutput(
                f"Nothing more can be written to {self.folder}: {error.strerror}. Make room, then go on with --resume."
            ) from error
