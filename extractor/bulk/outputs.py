"""Where results are written, and whether they still lie there: a folder of this machine."""

from pathlib import Path
from typing import Protocol

from extractor.bulk.files import write_atomically
from extractor.bulk.journal.entry import Written
from extractor.bulk.outcome import Outcome
from extractor.bulk.stale_outputs import remove_stale_outputs
from extractor.errors import UnwritableOutput

_PROBE_BYTES = 4 * 1024 * 1024


class Outputs(Protocol):
    """A place of results, by their paths with ``/``; ``write`` is called by several threads."""

    def write(self, name: str, data: bytes) -> None:
        """Write a result, whole or not at all; UnwritableOutput."""

    def written(self, name: str) -> Written | None:
        """A result as it lies there now; None where it does not."""

    def still(self, written: Written, *, rehash: bool) -> Written | None:
        """A result as it was written, with a newer witness where the bytes had to tell; None where it is another."""

    def remove_stale(self, outcome: Outcome) -> None:
        """Remove an earlier result of an input that gave none now; UnwritableOutput."""

    def require_room(self) -> None:
        """UnwritableOutput where nothing more can be written: then the run is over."""


class FolderOutputs:
    """The results in a folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def write(self, name: str, data: bytes) -> None:
        try:
            write_atomically(self._folder / name, data)
        except OSError as error:
            raise UnwritableOutput(f"{name.rpartition('/')[2]} can not be written: {error.strerror}.") from error

    def written(self, name: str) -> Written | None:
        return Written.of(self._folder, name)

    def still(self, written: Written, *, rehash: bool) -> Written | None:
        return written.still(self._folder, rehash=rehash)

    def remove_stale(self, outcome: Outcome) -> None:
        remove_stale_outputs(self._folder, [outcome])

    def require_room(self) -> None:
        """One result that could not be stored is its own affair; where a probe can not be stored either, all are."""
        probe = self._folder / ".extractor" / "probe"
        try:
            write_atomically(probe, bytes(_PROBE_BYTES))
            probe.unlink(missing_ok=True)
        except OSError as error:
            raise UnwritableOutput(
                f"Nothing more can be written to {self._folder}: {error.strerror}. Make room, then go on with --resume."
            ) from error
