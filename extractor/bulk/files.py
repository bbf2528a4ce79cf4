"""Files that are there whole or not at all."""

import hashlib
import os
import platform
import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

_PREFIX = ".extractor-"
_SUFFIX = ".part"
_TEMPORARY = re.compile(r"\.extractor-([0-9a-f]{8})-([0-9]+)-.*\.part", re.DOTALL)
"""A temporary file: the machine and the process that writes it."""


def write_atomically(path: Path, data: bytes) -> None:
    """Write ``data`` under a temporary name in the same folder, sync it, then rename; OSError leaves no trace."""
    with written_atomically(path) as stream:
        stream.write(data)


@contextmanager
def written_atomically(path: Path) -> Iterator[IO[bytes]]:
    """A stream whose bytes are the file's once the context ends well; an exception, OSError too, leaves no trace."""
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, temporary = tempfile.mkstemp(dir=path.parent, prefix=_own_prefix(), suffix=_SUFFIX)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        os.chmod(temporary, 0o666 & ~_umask())  # noqa: PTH101 - mkstemp gives 0600, which others could not read
        os.replace(temporary, path)  # noqa: PTH105
    except BaseException:
        with suppress(OSError):
            os.unlink(temporary)  # noqa: PTH108
        raise
    _sync_folder(path.parent)


def sweep(folder: Path, *, alone: bool) -> int:
    """Remove the temporary files that killed processes left below ``folder``; how many.

    ``alone`` says that no other process writes there; else those are left that another machine or a living process of
    this one may be writing.
    """
    swept = 0
    for parent, _, files in os.walk(folder):
        for name in files:
            match = _TEMPORARY.match(name)
            if match is not None and (alone or (match[1] == _node() and not lives(int(match[2])))):
                with suppress(OSError):
                    os.unlink(os.path.join(parent, name))  # noqa: PTH108, PTH118 - a Path costs more than the look
                    swept += 1
    return swept


def _own_prefix() -> str:
    return f"{_PREFIX}{_node()}-{os.getpid()}-"


def _node() -> str:
    """A short name of this machine, without what no file name should hold."""
    return hashlib.sha256(platform.node().encode()).hexdigest()[:8]


def lives(process: int) -> bool:
    """Whether a process of this machine is there."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _sync_folder(folder: Path) -> None:
    """Make the rename itself durable, where the system lets a folder be synced."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
