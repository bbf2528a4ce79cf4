"""Conversions in the jail: what is to be trusted with strangers' files."""

import math
import select
import socket
import threading
from contextlib import suppress
from dataclasses import dataclass, replace
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

    A warm parent is started with the first document and forks a process for each one; from the second on the process
    of the next one is forked ahead, and waits behind its locks for a document to come. Whatever a document does there,
    the caller gets a result or an ExtractorError, within the limits. A context manager; with ``require``
    SandboxMissing where the system lacks a layer of the jail; ``niceness`` (0 to 19) lets other processes go before.
    """

    def __init__(
        self,
        limits: LimitOptions = LimitOptions(),  # noqa: B008 - frozen
        *,
        require: bool = False,
        niceness: int = 0,
    ) -> None:
        if require and (missing := layers().missing):
            raise SandboxMissing(f"This system has no {' and no '.join(missing)} to jail a conversion with.")
        self._limits = limits
        self._require = require
        self._niceness = niceness
        self._helpers = Helpers()
        self._parent: WarmProcess | None = None
        self._ahead: _Ahead | None = None
        self._converted = 0
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

    @property
    def loading_seconds(self) -> float:
        """User CPU of what the warm parent that runs has loaded, which no document pays for; 0 where none runs."""
        return 0.0 if self._parent is None else self._parent.loading_seconds

    def close(self) -> None:
        """End all processes; the next document starts them again."""
        self._helpers.close()
        self._end_parent()

    def _run(self, following: Following, bounds: Bounds) -> Converted | None:
        """One process from its fork to its end; None where the warm parent had to load something first."""
        parent = self._running()
        try:
            with self._forked(parent, bounds) as here:
                parent.begin()
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
        made = following.made(outcome, ended)
        self._fork_ahead(parent, bounds)
        return made

    def _forked(self, parent: WarmProcess, bounds: Bounds) -> socket.socket:
        """The connection to a process that waits for its document: the one forked ahead, if it is fit, or a new one."""
        ahead, self._ahead = self._ahead, None
        if ahead is not None:
            if ahead.bounds == bounds and ahead.is_silent():
                return ahead.end
            ahead.end.close()
            parent.kill()
            parent.ended()
        return _fork(parent, bounds)

    def _fork_ahead(self, parent: WarmProcess, bounds: Bounds) -> None:
        """Whoever has converted two documents converts a third."""
        self._converted += 1
        if self._converted > 1:
            with suppress(WorkerDied):
                self._ahead = _Ahead(_fork(parent, bounds), bounds)

    def _running(self) -> WarmProcess:
        if self._parent is None or not self._parent.is_alive():
            self._end_parent()
            self._parent = WarmProcess(self._job, self._more_path, self._niceness)
        return self._parent

    def _end_parent(self) -> None:
        ahead, self._ahead = self._ahead, None
        if ahead is not None:
            ahead.end.close()
        parent, self._parent = self._parent, None
        if parent is not None:
            parent.close()

    _job: str = _JOB
    _more_path: tuple[str, ...] = ()
    """What the jailed process does, and where else its module may lie: for tests of the jail itself."""


@dataclass(frozen=True, slots=True)
class _Ahead:
    """A jailed process that waits for the next document, and what it may take."""

    end: socket.socket
    bounds: Bounds

    def is_silent(self) -> bool:
        """Whether it waits still: it has neither ended nor said that a layer of the jail does not hold."""
        return not select.select([self.end], [], [], 0)[0]


def _fork(parent: WarmProcess, bounds: Bounds) -> socket.socket:
    """Our end of the connection to a new jailed process; WorkerDied."""
    here, there = socket.socketpair()
    try:
        with there:
            parent.fork(bounds, there)
    except BaseException:
        here.close()
        raise
    return here


def _cpu_seconds(limits: LimitOptions, options: Options) -> int:
    """What the process itself may take: no more than the wall clock shows, for it has one thread."""
    seconds = limits.seconds if options.ocr.mode == "off" else max(limits.seconds, limits.ocr_seconds)
    return math.ceil(seconds) + 1
