"""Many files at once, each worker a process of its own, so that a death has one file's name on it."""

import signal
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, ThreadPoolExecutor, as_completed, wait
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context

from extractor.bulk.inputs import Task
from extractor.bulk.outcome import Outcome, unconverted
from extractor.errors import WorkerDied

_WAITING_A_WORKER = 3
"""Files in work and waiting, for each worker: none idles, and little that was unpacked lies about."""


def run_tasks(
    tasks: Iterable[Task | Outcome],
    convert: Callable[[Task], Outcome],
    workers: int,
    stop: threading.Event | None = None,
) -> Iterator[Outcome]:
    """Convert in ``workers`` spawned processes and yield each outcome as it comes, in no certain order.

    Each worker is a pool of one behind a thread: when it dies only the file that it held is lost (``worker_died``),
    and the thread starts a new one. ``convert`` must be picklable. ``tasks`` are asked for as workers come free, two
    waiting for each; an outcome among them is passed on. Once ``stop`` is set no file is begun; those in work are
    ended and yielded.
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
    finally:
        threads.shutdown(wait=False, cancel_futures=True)
        crew.dismiss()


def _outcomes(futures: Iterable["Future[Outcome | None]"]) -> Iterator[Outcome]:
    """What became of the files that were begun."""
    return (outcome for future in futures if (outcome := future.result()) is not None)


class _Crew:
    """The worker processes, one for each thread that asks."""

    def __init__(self, convert: Callable[[Task], Outcome], stop: threading.Event) -> None:
        self._convert = convert
        self._stop = stop
        self._own = threading.local()
        self._all: set[ProcessPoolExecutor] = set()

    def convert(self, task: Task) -> Outcome | None:
        """The outcome, or None where the file was not begun."""
        if self._stop.is_set():
            return None
        worker: ProcessPoolExecutor | None = getattr(self._own, "worker", None)
        if worker is None:
            worker = ProcessPoolExecutor(1, mp_context=get_context("spawn"), initializer=_leave_interrupts)
            self._own.worker = worker
            self._all.add(worker)
        start = time.perf_counter()
        try:
            return worker.submit(self._convert, task).result()
        except BrokenProcessPool:
            self._own.worker = None
            self._all.discard(worker)
            worker.shutdown(wait=False)
            error = WorkerDied(f"The process that converted {task.name} ended without an answer.")
            return unconverted(task.source, None, "failed", error, time.perf_counter() - start)

    def dismiss(self) -> None:
        for worker in list(self._all):
            worker.shutdown(wait=True, cancel_futures=True)


def _block_interrupts() -> None:
    """A thread's signal mask goes on to the processes that it starts: not even a starting worker hears Ctrl-C."""
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})


def _leave_interrupts() -> None:
    """Ctrl-C is the calling process's to answer: a worker ends its file first, so that nothing is half written."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
