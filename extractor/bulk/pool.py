"""Many files at once: a thread a worker, and behind each thread a sandbox with processes of its own."""

import signal
import threading
from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, as_completed, wait
from typing import Protocol

from extractor.bulk.inputs import Task
from extractor.bulk.outcome import Outcome

_WAITING_A_WORKER = 3
"""Files in work and waiting, for each worker: none idles, and little that was unpacked lies about."""


class Works(Protocol):
    """One worker: a file in, its outcome out; never raises for the file's sake."""

    def __call__(self, task: Task) -> Outcome: ...

    def close(self) -> None: ...


class Workshop(Protocol):
    """Where workers come from."""

    def worker(self) -> Works: ...


def run_tasks(
    tasks: Iterable[Task | Outcome],
    convert: Workshop,
    workers: int,
    stop: threading.Event | None = None,
) -> Iterator[Outcome]:
    """Convert by so many ``workers`` and yield each outcome as it comes, in no certain order.

    ``tasks`` are asked for as workers come free, two waiting for each; an outcome among them is passed on. Once
    ``stop`` is set no file is begun; those in work are ended and yielded.
    """
    stop = stop or threading.Event()
    crew = _Crew(convert, stop)
    threads = ThreadPoolExecutor(max(1, workers), thread_name_prefix="convert", initializer=_block_interrupts)
    waiting: set[Future[Outcome | None]] = set()
    try:
        for task in tasks:
            if isinstance(task, Outcome):
                yield task
            else:
                waiting.add(threads.submit(crew.convert, task))
            if stop.is_set():
                break
            if len(waiting) >= _WAITING_A_WORKER * max(1, workers):
                ended, waiting = wait(waiting, return_when=FIRST_COMPLETED)
                yield from _outcomes(ended)
        yield from _outcomes(as_completed(waiting))
    except BaseException:
        # nobody waits any more: the files in work are not ended, but given up with their processes
        stop.set()
        crew.dismiss()
        raise
    finally:
        threads.shutdown(wait=True, cancel_futures=True)
        crew.dismiss()


def _outcomes(futures: Iterable["Future[Outcome | None]"]) -> Iterator[Outcome]:
    """What became of the files that were begun."""
    return (outcome for future in futures if (outcome := future.result()) is not None)


class _Crew:
    """The workers, one for each thread that asks."""

    def __init__(self, convert: Workshop, stop: threading.Event) -> None:
        self._convert = convert
        self._stop = stop
        self._own = threading.local()
        self._all: list[Works] = []

    def convert(self, task: Task) -> Outcome | None:
        """The outcome, or None where the file was not begun."""
        if self._stop.is_set():
            return None
        worker: Works | None = getattr(self._own, "worker", None)
        if worker is None:
            worker = self._own.worker = self._convert.worker()
            self._all.append(worker)
        return worker(task)

    def dismiss(self) -> None:
        for worker in self._all:
            worker.close()


def _block_interrupts() -> None:
    """A thread's signal mask goes on to the processes that it starts: not even a starting one hears Ctrl-C."""
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
