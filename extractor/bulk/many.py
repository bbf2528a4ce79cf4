"""Many documents from code: an iterator of results, converted in the jail by several workers."""

import os
import threading
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import closing
from pathlib import Path
from typing import Protocol, TypeVar

from extractor.bulk.walk import is_irregular
from extractor.document.document import Document
from extractor.document.wire import from_json
from extractor.errors import ExtractorError, InternalError, UnreadableSource, UsageError
from extractor.options import Options
from extractor.sandbox import Converted, Sandbox

Source = TypeVar("Source", str, os.PathLike[str], tuple[str, bytes])
Progress = Callable[[int, Source], None]
"""Told how many are done and which was the last one, in the thread that iterates."""
_WAITING_A_WORKER = 2


class Converts(Protocol):
    """What converts the bytes of a file: a sandbox."""

    def convert(self, data: bytes, name: str, options: Options) -> Converted: ...

    def close(self) -> None: ...


def extract_many(
    sources: Iterable[Source],
    *,
    options: Options | None = None,
    workers: int | None = None,
    progress: Progress[Source] | None = None,
    cancel: threading.Event | None = None,
) -> Iterator[tuple[Source, Document | ExtractorError]]:
    """Convert many documents, each in a jailed process; yield each with its source as it comes, in no certain order.

    A source is a path, or a name with bytes. One that can not be converted gives its ExtractorError; the others go on.
    ``sources`` are asked for as ``workers`` (default: all cores) come free, so that they may be without end. Once
    ``cancel`` is set none is begun; those in work are ended and yielded. UsageError when there is to be no worker.
    """
    crew = Crew(options or Options(), _jail, cancel or threading.Event())
    return results_of(sources, crew, (os.cpu_count() or 1) if workers is None else workers, progress)


def results_of(
    sources: Iterable[Source], crew: "Crew", workers: int, progress: Progress[Source] | None = None
) -> Generator[tuple[Source, Document | ExtractorError], None, None]:
    """What ``extract_many`` does, by a crew of one's own."""
    if workers < 1:
        raise UsageError(f"There is to be at least 1 worker, not {workers}.")
    return _told(_results(sources, crew, workers), progress or (lambda done, source: None))


def _told(
    results: Generator[tuple[Source, Document | ExtractorError], None, None], progress: Progress[Source]
) -> Generator[tuple[Source, Document | ExtractorError], None, None]:
    with closing(results):
        for done, (source, result) in enumerate(results, 1):
            progress(done, source)
            yield source, result


def _results(
    sources: Iterable[Source], crew: "Crew", workers: int
) -> Generator[tuple[Source, Document | ExtractorError], None, None]:
    """Results as they come; whoever stops asking ends the processes."""
    threads = ThreadPoolExecutor(workers, thread_name_prefix="extract")
    waiting: dict[Future[Document | ExtractorError | None], Source] = {}
    given = iter(sources)
    ended = False
    try:
        while waiting or not ended:
            while not ended and len(waiting) < _WAITING_A_WORKER * workers:
                source = None if crew.cancelled else next(given, None)
                if source is None:
                    ended = True
                else:
                    waiting[threads.submit(crew.convert, source)] = source
            ready, _ = wait(waiting, return_when=FIRST_COMPLETED)
            for future in ready:
                source, result = waiting.pop(future), future.result()
                if result is not None:
                    yield source, result
    finally:
        crew.dismiss()
        threads.shutdown(wait=True, cancel_futures=True)


class Crew:
    """The sandboxes, one for each thread that converts."""

    def __init__(self, options: Options, make: Callable[[Options], Converts], cancel: threading.Event) -> None:
        self._options = options
        self._make = make
        self._cancel = cancel
        self._dismissed = False
        self._own = threading.local()
        self._all: list[Converts] = []

    @property
    def cancelled(self) -> bool:
        return self._dismissed or self._cancel.is_set()

    def convert(self, source: str | os.PathLike[str] | tuple[str, bytes]) -> Document | ExtractorError | None:
        """The document, why there is none, or None where it was not begun."""
        if self.cancelled:
            return None
        try:
            name, data = source if isinstance(source, tuple) else _read(Path(source), self._options)
            return from_json(self._sandbox().convert(data, name, self._options).json)
        except ExtractorError as error:
            return error
        except Exception as error:  # the document boundary: the others go on
            return InternalError(f"{type(error).__name__}: {error}.")

    def dismiss(self) -> None:
        """Begin nothing more and end the processes."""
        self._dismissed = True
        for sandbox in self._all:
            sandbox.close()

    def _sandbox(self) -> Converts:
        if not hasattr(self._own, "sandbox"):
            self._own.sandbox = self._make(self._options)
            self._all.append(self._own.sandbox)
        sandbox: Converts = self._own.sandbox
        return sandbox


def _jail(options: Options) -> Sandbox:
    return Sandbox(options.limits)


def _read(path: Path, options: Options) -> tuple[str, bytes]:
    """The file's name and bytes, one more than the limit at most: the conversion says what is too large."""
    if is_irregular(path):
        raise UnreadableSource(f"{path.name} is a pipe, a socket or a device, not a file.")
    try:
        with path.open("rb") as stream:
            return path.name, stream.read(options.source.max_bytes + 1)
    except (OSError, ValueError) as error:
        raise UnreadableSource(f"{path.name} can not be read: {getattr(error, 'strerror', None) or error}.") from error
