"""Folders for what is needed only for a while: gone when it is over, and after a kill removed by the next process."""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

if sys.platform != "win32":
    import fcntl

_PREFIX = "extractor-for-"
_UNHELD = "extractor-new-"
_UNHELD_SECONDS = 3_600.0
"""A folder that nobody came to hold in that time was left by a kill between two calls."""
_LOOK_SECONDS = 0.5
_BLOCK_BYTES = 512
"""The unit of ``st_blocks``, whatever the file system's own is."""


class TooMuchWritten(Exception):
    """A helper process has written more into its folder than it may."""


class _Swept:
    """The folder of temporary files that this process has swept."""

    folder: Path | None = None


@contextmanager
def temporary_folder(purpose: str, within: Path | None = None) -> Iterator[Path]:
    """A new folder of this user's own among the temporary files or, hidden, ``within`` another one; OSError where there
    can be none.

    It is held by a lock that the system lets go of when the process dies. Those that nobody holds are removed before.
    """
    parent = Path(tempfile.gettempdir()) if within is None else within
    if within is not None or _Swept.folder != parent:
        remove_abandoned(parent)
        _Swept.folder = parent if within is None else _Swept.folder
    hidden = "" if within is None else "."
    # named so that others take it for one of these only once it is held
    made = Path(tempfile.mkdtemp(prefix=hidden + _UNHELD, dir=parent))
    folder = made.with_name(f"{hidden}{_PREFIX}{purpose}-{made.name.removeprefix(hidden + _UNHELD)}")
    held = _hold(made)
    try:
        made.rename(folder)
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        if held is not None:
            os.close(held)


def remove_abandoned(parent: Path) -> int:
    """Remove the folders below ``parent`` that this user's dead processes left; how many."""
    if sys.platform == "win32":
        return 0
    removed = 0
    with suppress(OSError), os.scandir(parent) as entries:
        for entry in entries:
            if entry.name.lstrip(".").startswith((_PREFIX, _UNHELD)) and _is_own_folder(entry):
                removed += _remove_unheld(Path(entry.path))
    return removed


def communicate_within(
    process: "subprocess.Popen[bytes]", seconds: float, folder: Path, most_bytes: int
) -> tuple[bytes, bytes]:
    """What a process says until it ends, having written at most ``most_bytes`` into ``folder``.

    subprocess.TimeoutExpired, TooMuchWritten: then it still runs. The folder is looked at twice a second. What the
    process is to be told comes from a file: Popen forgets what it has not sent when it is asked again.
    """
    deadline = time.monotonic() + seconds
    while True:
        left = deadline - time.monotonic()
        try:
            said = process.communicate(timeout=max(0.0, min(left, _LOOK_SECONDS)))
        except subprocess.TimeoutExpired:
            if left <= _LOOK_SECONDS:
                raise
        else:
            return said
        if bytes_below(folder) > most_bytes:
            raise TooMuchWritten


def bytes_below(folder: Path) -> int:
    """The room that the files below a folder take on the disk; what comes and goes meanwhile may be missed."""
    total = 0
    for parent, _, names in os.walk(folder):
        for name in names:
            with suppress(OSError):
                total += os.lstat(os.path.join(parent, name)).st_blocks * _BLOCK_BYTES  # noqa: PTH118
    return total


if sys.platform == "win32":

    def _hold(folder: Path) -> int | None:
        return None

else:

    def _hold(folder: Path) -> int | None:
        """A descriptor whose lock says that the folder is in use; None where its file system has no locks."""
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            os.close(descriptor)
            return None
        return descriptor

    def _is_own_folder(entry: "os.DirEntry[str]") -> bool:
        if not entry.is_dir(follow_symlinks=False):
            return False
        seen = entry.stat(follow_symlinks=False)
        new = entry.name.lstrip(".").startswith(_UNHELD) and time.time() - seen.st_mtime < _UNHELD_SECONDS
        return seen.st_uid == os.getuid() and not new

    def _remove_unheld(folder: Path) -> bool:
        """Remove a folder that can be locked, for then nobody holds it."""
        with suppress(OSError):
            held = _hold(folder)
            if held is not None:
                shutil.rmtree(folder, ignore_errors=True)
                os.close(held)
                return True
        return False
