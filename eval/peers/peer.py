"""A peer as a provider: its worker process, what it read so far, and the conversion to the contract."""

import hashlib
import tempfile
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from extractor.eval.cost import Cost
from extractor.eval.peers.catalogue import PeerEntry
from extractor.eval.peers.convert import compose_tables, document_data
from extractor.eval.peers.page_lines import PageLines, read_page_lines
from extractor.eval.peers.probe import probe_pdf
from extractor.eval.peers.provider import Gift, PeerError, PeerMissing
from extractor.eval.peers.worker.raw import Measured
from extractor.eval.peers.worker_process import WorkerProcess

ReadLines = Callable[[Path], PageLines]
lines_once: ReadLines = cache(read_page_lines)
"""The lines of a document, read once for all peers."""


class WorkerPeer:
    """A peer behind a worker process, started when first asked and again after it was stopped.

    The first start reads a probe, whose cost belongs to the start: what cannot read it is missing. An answer is kept,
    so asking again for a file, with a gift for instance, runs nothing. ``only_scans``: it is made for documents without
    a text layer, and reads no others.
    """

    def __init__(
        self,
        entry: PeerEntry,
        command: Sequence[str],
        *,
        time_limit: float,
        only_scans: bool = False,
        read_lines: ReadLines = lines_once,
    ) -> None:
        self.name = entry.name
        self._command = tuple(command)
        self._endings = entry.reads
        self._time_limit = time_limit
        self._only_scans = only_scans
        self._read_lines = read_lines
        self._worker: WorkerProcess | None = None
        self._said: dict[Path, Measured | PeerError] = {}
        self._start_seconds: float | None = None
        self._version = ""

    def version(self) -> str:
        self._running()
        return self._version

    def reads(self, path: Path) -> bool:
        return path.suffix.lower() in self._endings and not (self._only_scans and self._read_lines(path).lines)

    def extract(self, path: Path, gift: Gift | None = None) -> dict[str, Any]:
        if path not in self._said:
            self._said[path] = self._read(path)
        measured = self._said[path]
        if isinstance(measured, PeerError):
            raise measured
        tables = compose_tables(measured.answer, self._read_lines(path).lines)
        return document_data(tables, hashlib.sha256(path.read_bytes()).hexdigest(), gift)

    def cost(self, path: Path) -> Cost | None:
        measured = self._said.get(path)
        if not isinstance(measured, Measured):
            return None
        return Cost(measured.user_seconds, self._read_lines(path).pages)

    def start_seconds(self) -> float | None:
        return self._start_seconds

    def peak_megabytes(self) -> float | None:
        peaks = [one.peak_megabytes for one in self._said.values() if isinstance(one, Measured)]
        return max(peaks, default=None)

    def close(self) -> None:
        if self._worker is not None:
            self._worker.stop()
            self._worker = None

    def _read(self, path: Path) -> Measured | PeerError:
        try:
            return self._running().read(path, self._time_limit)
        except PeerMissing:
            raise
        except PeerError as error:
            return error

    def _running(self) -> WorkerProcess:
        if self._worker is not None and self._worker.running:
            return self._worker
        self._worker, greeting = WorkerProcess.start(self._command)
        probing = self._probe(self._worker) if ".pdf" in self._endings else 0.0
        if self._start_seconds is None:
            self._start_seconds = greeting.start_seconds + probing
            self._version = greeting.version or ""
        return self._worker

    def _probe(self, worker: WorkerProcess) -> float:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "probe.pdf"
            path.write_bytes(probe_pdf())
            try:
                return worker.read(path, self._time_limit).user_seconds
            except PeerError as error:
                self.close()
                raise PeerMissing(f"It can not read a page with one table: {error.message}") from error
