"""Two runs never write to one folder."""

import json
import os
import platform
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from extractor.errors import UnwritableOutput, UsageError

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl


@contextmanager
def locked(path: Path, *, shared: bool = False) -> Iterator[None]:
    """Hold the lock at ``path``; UsageError where another process holds it, UnwritableOutput.

    The system holds the lock for the process and lets go when it dies, however it dies: a file that was left behind
    locks nothing. ``shared`` locks hold each other out of nothing, and an unshared one out of all.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0), 0o666)
    except OSError as error:
        raise UnwritableOutput(f"{path} can not be written: {error.strerror}.") from error
    try:
        if not _take(descriptor, shared):
            raise UsageError(f"{path.parent.parent} is being written to by another run{_holder(descriptor)}.")
        if not shared:
            _sign(descriptor)
        yield
    finally:
        os.close(descriptor)


if sys.platform == "win32":

    def _take(descriptor: int, shared: bool) -> bool:
        try:  # Windows has no shared lock: shards of one folder take turns there
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:

    def _take(descriptor: int, shared: bool) -> bool:
        try:
            fcntl.flock(descriptor, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True


def _sign(descriptor: int) -> None:
    """Say who holds it, for the message to others; what can not be written is left out."""
    words = {"pid": os.getpid(), "host": platform.node(), "began": time.strftime("%Y-%m-%d %H:%M:%S")}
    with suppress(OSError):
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, json.dumps(words).encode(), 0)


def _holder(descriptor: int) -> str:
    with suppress(OSError, ValueError, KeyError, TypeError):
        words = json.loads(os.pread(descriptor, 4096, 0))
        return f" (process {int(words['pid'])} on {words['host']!r}, since {words['began']})"
    return ""
