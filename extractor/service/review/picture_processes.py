"""The processes that draw pages: few at once, one file each, none ended while it draws."""

import time
from collections import Counter, OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Condition

from extractor.service.errors import Draining
from extractor.service.review.picture_process import PictureProcess

_PROCESSES = 2
_WAIT_SECONDS = 20.0
"""How long a page waits for a process that draws another file's; as long as one page may take."""
_MOST_WAITING = 16
"""Pages that wait so: each keeps a thread of the server."""
_COME_AGAIN_SECONDS = 2


class PictureProcesses:
    """At most two processes that stay warm between pages, and one that stands by. A process that draws is not ended for
    another file, which waits."""

    def __init__(self) -> None:
        self._lock = Condition()
        self._processes: OrderedDict[str, PictureProcess] = OrderedDict()
        self._users: Counter[PictureProcess] = Counter()
        self._waiting = 0
        self._spare: PictureProcess | None = None

    def stand_by(self) -> None:
        """Have a process ready for the next file: starting one takes longer than drawing a page."""
        with self._lock:
            self._spare = self._started()

    def prepare(self, sha256: str, kind: str, source: Callable[[], bytes]) -> None:
        """Start the file's process, if there is room for one; does not wait."""
        with self._lock:
            self._bury(sha256)
            is_wanted = sha256 not in self._processes and self._has_room
            ended = self._open(sha256, kind, source) if is_wanted else []
        _close(ended)

    def close(self) -> None:
        """End all of them."""
        with self._lock:
            processes = [*self._processes.values(), *([self._spare] if self._spare else [])]
            self._spare = None
            self._processes.clear()
        _close(processes)

    @contextmanager
    def in_use(self, sha256: str, kind: str, source: Callable[[], bytes]) -> Iterator[PictureProcess]:
        """The file's own process, a new one where it has none that lives; Draining where none comes free."""
        with self._lock:
            self._await_room(sha256)
            ended = [] if sha256 in self._processes else self._open(sha256, kind, source)
            process = self._processes[sha256]
            self._processes.move_to_end(sha256)
            self._users[process] += 1
        try:
            _close(ended)
            yield process
        finally:
            self._give_back(process)

    def _give_back(self, process: PictureProcess) -> None:
        """Whoever used it last closes what died meanwhile: its pipes must not be closed under another's hands."""
        with self._lock:
            self._users[process] -= 1
            is_idle = not self._users[process]
            if is_idle:
                del self._users[process]
                self._lock.notify_all()
            is_over = is_idle and process not in self._processes.values()
        if is_over:
            process.close()

    def _await_room(self, sha256: str) -> None:
        """Wait until the file has a process or may have one, under the lock; Draining."""
        until = time.monotonic() + _WAIT_SECONDS
        self._bury(sha256)
        while sha256 not in self._processes and not self._has_room:
            left = until - time.monotonic()
            if left <= 0 or self._waiting >= _MOST_WAITING:
                raise Draining("Pages of other files are being drawn.", _COME_AGAIN_SECONDS)
            self._waiting += 1
            try:
                self._lock.wait(left)
            finally:
                self._waiting -= 1
            self._bury(sha256)

    @property
    def _has_room(self) -> bool:
        return len(self._processes) < _PROCESSES or any(not self._users[one] for one in self._processes.values())

    def _bury(self, sha256: str) -> None:
        """Take the file's process away if it is dead, under the lock."""
        process = self._processes.get(sha256)
        if process is not None and not process.is_alive:
            del self._processes[sha256]
            if not self._users[process]:
                process.close()

    def _open(self, sha256: str, kind: str, source: Callable[[], bytes]) -> list[PictureProcess]:
        """A process for the file, under the lock; those to close that nobody uses and that end for it."""
        data = source()
        process = self._started()
        process.open(data, kind)
        ended = []
        for name, one in list(self._processes.items()):
            if len(self._processes) >= _PROCESSES and not self._users[one]:
                ended.append(self._processes.pop(name))
        self._processes[sha256] = process
        return ended

    def _started(self) -> PictureProcess:
        """The process that stands by, if it lives, or a new one; under the lock."""
        spare, self._spare = self._spare, None
        if spare is not None and not spare.is_alive:
            spare.close()
            spare = None
        return spare or PictureProcess()


def _close(processes: list[PictureProcess]) -> None:
    for process in processes:
        process.close()
