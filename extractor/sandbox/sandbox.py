"""Conversions in the jail: what is to be trusted with strangers' files."""

import math
import socket
import threading
from dataclasses import replace
from types import TracebackType
from typing import Final, Self

from extractor.errors import ExtractorError, SandboxMissing, WorkerDied
from extractor.options import LimitOptions, Options
from extractor.sandbox.converted import Converted, Wanted
from extractor.sandbox.deaths import death
from extractor.sandbox.following import Following, Request
from extractor.sandbox.helpers import Helpers
from extractor.sandbox.jailed import Bounds
from extractor.sandbox.layers import layers
from extractor.sandbox.warm_process import WarmProcess
from extractor.sandbox.warming import STEPS

_JOB: Final = "extractor.sandbox.documents"


class Sandbox:
    """Converts documents, each in a jailed process of its own; one at a time, n workers have n sandboxes.

    A warm parent is started with the first document and forks a process for each one. Whatever a document does there,
    the caller gets a result or an ExtractorError, within the limits. A context manager; with ``require``
    SandboxMissing where the system lacks a layer of the jail.
    """

    def __init__(self, limits: LimitOptions = LimitOptions(), *, require: bool = False) -> None:  # noqa: B008 - frozen
        if require and (missing := layers().missing):
            raise SandboxMissing(f"This system has no {' and no '.join(missing)} to jail a conversion with.")
        self._limits = limits
        self._require = require
        self._helpers = Helpers()
        self._parent: WarmProcess | None = None
        self._lock = threading.Lock()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def convert(self, data: bytes, name: str, options: Options, *, wanted: Wanted = Wanted()) -> Converted:  # noqa: B008
        """Convert the bytes of one file; ``name`` is what it is called, no path that is opened.

        The sandbox's limits take the place of ``options.limits``. Raises only ExtractorErrors: those of the conversion
        (SourceError), OutOfMemory, TookTooLong, WorkerDied.
        """
        with self._lock:
            request = Request(data, name, replace(options, limits=self._limits), wanted)
            following = Following(request, self._helpers)
            bounds = Bounds(self._limits.memory_bytes, _cpu_seconds(self._limits, options), self._require)
            for _ in range(len(STEPS) + 1):
                made = self._run(following, bounds)
                if made is not None:
                    return made
            raise WorkerDied("The process that converted it asks for the same part again and again.")

    def close(self) -> None:
        """End all processes; the next document starts them again."""
        self._helpers.close()
        parent, self._parent = self._parent, None
        if parent is not None:
            parent.close()

    def _run(self, following: Following, bounds: Bounds) -> Converted | None:
        """One process from its fork to its end; None where the warm parent had to load something first."""
        parent = self._running()
        here, there = socket.socketpair()
        try:
            with here:
                with there:
                    parent.fork(bounds, there)
                outcome = following.follow(here)
                if isinstance(outcome, ExtractorError):
                    parent.kill()
            ended = parent.ended()
        except BaseException:
            # a process that was not waited for must not answer for the next document
            self._end_parent()
            raise
        if isinstance(outcome, str):
            parent.warm(outcome)
            return None
        if outcome is None:
            raise death(ended, self._limits)
        if isinstance(outcome, ExtractorError):
            raise outcome
        return following.made(outcome, ended)

    def _running(self) -> WarmProcess:
        if self._parent is None or not self._parent.is_alive():
            self._end_parent()
            self._parent = WarmProcess(self._job, self._more_path)
        return self._parent

    def _end_parent(self) -> None:
        parent, self._parent = self._parent, None
        if parent is not None:
            parent.close()

    _job: str = _JOB
    _more_path: tuple[str, ...] = ()
    """What the jailed process does, and where else its module may lie: for tests of the jail itself."""


def _cpu_seconds(limits: LimitOptions, options: Options) -> int:
    """What the process itself may take: no more than the wall clock shows, for it has one thread."""
    seconds = limits.seconds if options.ocr.mode == "off" else max(limits.seconds, limits.ocr_seconds)
    return math.ceil(seconds) + 1
