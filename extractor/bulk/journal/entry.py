"""One line of the journal."""

import json
from collections.abc import Sequence
from dataclasses import astuple, dataclass, replace
from pathlib import Path
from typing import Any, get_args

from extractor.bulk.journal.witness import sha256_of, witness_of
from extractor.bulk.outcome import Outcome, Status, from_manifest_line


@dataclass(frozen=True, slots=True)
class Written:
    """A file that was written for a document: its path below the output folder, its SHA-256, and its witness."""

    path: str
    sha256: str
    witness: str | None

    @classmethod
    def of(cls, folder: Path, path: str) -> "Written | None":
        """The file as it lies there now; None where it does not."""
        place = folder / path
        witness = witness_of(place)  # before the bytes are read: a change in between then shows
        sha256 = sha256_of(place)
        return None if sha256 is None else cls(path, sha256, witness)

    def still(self, folder: Path, *, rehash: bool) -> "Written | None":
        """The file as it was written, with a newer witness where the bytes had to tell; None where it is another."""
        if not rehash and self.witness is not None and self.witness == witness_of(folder / self.path):
            return self
        now = Written.of(folder, self.path)
        return now if now is not None and now.sha256 == self.sha256 else None


@dataclass(frozen=True, slots=True)
class Entry:
    """What became of one input: ``key`` is all but its bytes that decided it, ``witness`` its file's when read,
    ``ended`` the time, in seconds since 1970."""

    outcome: Outcome
    key: str
    witness: str | None
    written: tuple[Written, ...]
    ended: float

    def row(self) -> tuple[bytes, str, str | None, str | None, str, str, float, float]:
        """The values of a row of the table, in its order, the run left out."""
        outcome = self.outcome
        line = json.dumps([outcome.manifest_line(), outcome.remarks])
        written = json.dumps([(one.path, one.sha256, one.witness) for one in self.written])
        return (
            source_key(outcome.source),
            self.key,
            outcome.sha256,
            self.witness,
            line,
            written,
            outcome.seconds,
            self.ended,
        )

    @classmethod
    def from_row(cls, row: Sequence[Any]) -> "Entry | None":
        """The entry of a row; None where it is not as ``row`` wrote it: a disk may give other bytes than it got."""
        try:
            source, key, sha256, witness, line, written, seconds, ended = row
            said, remarks = _ascii_json(line)
            files = tuple(Written(*one) for one in _ascii_json(written))
            outcome = replace(from_manifest_line(said, seconds, tuple(remarks)), resumed=False)
            entry = cls(outcome, key, witness, files, ended)
            whole = source_key(outcome.source) == source and outcome.sha256 == sha256 and _has_its_types(entry)
        except (ValueError, TypeError, LookupError, AttributeError, RecursionError):
            return None
        return entry if whole else None


def _ascii_json(text: str) -> Any:
    """What JSON says that was written in ASCII; ValueError."""
    if not text.isascii():
        raise ValueError("a row holds ASCII only")
    return json.loads(text)


def _has_its_types(entry: Entry) -> bool:
    """Whether every value is of the type that the dataclasses declare; nothing else looked at them."""
    outcome, summary, error = entry.outcome, entry.outcome.summary, entry.outcome.error
    words = [entry.key, outcome.source, *outcome.remarks, *((error.code, error.message) if error else ())]
    words += [word for one in entry.written for word in (one.path, one.sha256)]
    words_or_none = [outcome.sha256, outcome.output, entry.witness, *(one.witness for one in entry.written)]
    counts = [outcome.pages, outcome.tables, outcome.projects, *(astuple(summary) if summary else ())]
    return (
        outcome.status in get_args(Status)
        and all(type(word) is str for word in words)
        and all(word is None or type(word) is str for word in words_or_none)
        and all(type(count) is int for count in counts)
        and all(type(time) in (int, float) for time in (outcome.seconds, entry.ended))
    )


def source_key(source: str) -> bytes:
    """Bytes whose order is that of the characters of a source."""
    return source.encode("utf-8", "surrogatepass")
