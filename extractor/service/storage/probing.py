"""Whether something can be stored: found out by storing it."""

import threading
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryFile

from extractor.service.errors import StorageFailed

_KNOWN_SECONDS = 5.0
"""Each look at a store on another machine costs requests there; anybody may ask whether the service is ready."""


def probe_folder(folder: Path) -> None:
    """Write a file without a name, which is gone whoever is killed meanwhile; OSError."""
    with TemporaryFile(dir=folder) as stream:
        stream.write(b"0")
        stream.flush()


class Probing:
    """A probe that one thread at a time makes, and not again within some seconds."""

    def __init__(self, probe: Callable[[], None]) -> None:
        self._probe = probe
        self._lock = threading.Lock()
        self._until = 0.0
        self._failed: str | None = None

    def refuse_failed(self) -> None:
        """StorageFailed where the last probe failed. Who comes while another thread makes one does not wait for it."""
        if time.monotonic() >= self._until and self._lock.acquire(blocking=False):
            try:
                self._failed = self._found()
                self._until = time.monotonic() + _KNOWN_SECONDS
            finally:
                self._lock.release()
        if self._failed is not None:
            raise StorageFailed(self._failed)

    def _found(self) -> str | None:
        try:
            self._probe()
        except StorageFailed as error:
            return error.message
        return None
