"""One line of the journal."""

import json
from dataclasses import dataclass, replace
from pathlib import Path

from extractor.bulk.journal.witness import sha256_of, witness_of
from extractor.bulk.outcome import Outcome, from_manifest_line


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
    def from_row(cls, row: tuple[bytes, str, str | None, str | None, str, str, float, float]) -> "Entry":
        """The entry of a row."""
        _, key, _, witness, line, written, seconds, ended = row
        said, remarks = json.loads(line)
        outcome = replace(from_manifest_line(said, seconds, tuple(remarks)), resumed=False)
        return cls(outcome, key, witness, tuple(Written(*one) for one in json.loads(written)), ended)


def source_key(source: str) -> bytes:
    """Bytes whose order is that of the characters of a source."""
    return source.encode("utf-8", "surrogatepass")
