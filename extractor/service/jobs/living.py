"""Which processes of this machine live: each holds a lock that the system lets go of when it dies, however it dies."""

import fcntl
import os
from contextlib import suppress
from pathlib import Path


class Living:
    """A file of this process, locked as long as it lives."""

    def __init__(self, folder: Path, name: str) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        self._path = folder / name
        self._descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600)
        fcntl.flock(self._descriptor, fcntl.LOCK_EX)

    def dead(self) -> list[str]:
        """Processes that have a file and do not live; their files are for ``bury``."""
        return [path.name for path in self._folder.iterdir() if path != self._path and _is_free(path)]

    def bury(self, name: str) -> None:
        """Forget a dead process, once what it held was given back."""
        (self._folder / name).unlink(missing_ok=True)

    def close(self) -> None:
        """Let go of the lock and remove the file."""
        with suppress(OSError):  # without its lock the file says that this process is dead, which is as good
            self._path.unlink(missing_ok=True)
        os.close(self._descriptor)


def _is_free(path: Path) -> bool:
    try:
        descriptor = os.open(path, os.O_RDWR)
    except FileNotFoundError:
        return False
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    finally:
        os.close(descriptor)
    return True
