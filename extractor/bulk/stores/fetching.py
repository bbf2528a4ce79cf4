"""Files of stores → files of this machine, a few ahead of their turn, so that nobody waits for the network."""

from collections import deque
from collections.abc import Generator, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import count
from pathlib import Path

from extractor.bulk.outcome import Outcome, unconverted
from extractor.bulk.stores.store import Store
from extractor.bulk.task import StoredTask, Task
from extractor.errors import SourceError, TooLarge, UnreadableSource

Part = Task | StoredTask | Outcome
_AT_ONCE = 8
"""Files that are fetched at once, and that lie about at most."""


def fetched(parts: Iterable[Part], folder: Path, max_bytes: int) -> Generator[Task | Outcome]:
    """The parts in order, those of stores fetched to ``folder``; an outcome for what can not be fetched, or has more
    than ``max_bytes``."""
    waiting: deque[Future[Task | Outcome] | Task | Outcome] = deque()
    stores: dict[str, Store] = {}
    numbers = count()
    threads = ThreadPoolExecutor(_AT_ONCE, thread_name_prefix="fetch")
    try:
        for part in parts:
            if isinstance(part, StoredTask):
                store = stores.get(part.store) or stores.setdefault(part.store, Store.at(part.store))
                waiting.append(threads.submit(_fetch, store, part, folder / f"fetched-{next(numbers)}", max_bytes))
            else:
                waiting.append(part)
            while waiting and (len(waiting) >= _AT_ONCE or not isinstance(waiting[0], Future)):
                yield _settled(waiting.popleft())
        while waiting:
            yield _settled(waiting.popleft())
    finally:
        threads.shutdown(wait=True, cancel_futures=True)


def _settled(part: "Future[Task | Outcome] | Task | Outcome") -> Task | Outcome:
    return part.result() if isinstance(part, Future) else part


def _fetch(store: Store, task: StoredTask, path: Path, max_bytes: int) -> Task | Outcome:
    try:
        if task.size > max_bytes:
            raise TooLarge(f"This object has {task.size} bytes, more than the {max_bytes} that are fetched.")
        store.fetch(task.name, path)
    except SourceError as error:
        path.unlink(missing_ok=True)
        return unconverted(task.source, None, "failed", error, 0.0)
    except OSError as error:
        path.unlink(missing_ok=True)
        fault = UnreadableSource(f"{task.source} can not be fetched: {error.strerror}.")
        return unconverted(task.source, None, "failed", fault, 0.0)
    return Task(path, task.source, task.found, temporary=True, witness=task.witness)
