"""Folders and files that only their owner reads, whatever was there before and whatever the system's default is."""

import os
import stat
from contextlib import suppress
from pathlib import Path

_OF_OTHERS = stat.S_IRWXG | stat.S_IRWXO


def private_folder(folder: Path) -> None:
    """Make a folder, or take the rights on it from everybody else; OSError."""
    folder.mkdir(parents=True, exist_ok=True, mode=stat.S_IRWXU)
    _close_to_others(folder)


def private_file(path: Path) -> None:
    """Make an empty file, or take the rights on it from everybody else; OSError.

    One that is there is not opened: closing it again would end the locks that this process has on it.
    """
    with suppress(FileExistsError):
        os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, stat.S_IRUSR | stat.S_IWUSR))
    _close_to_others(path)


def _close_to_others(path: Path) -> None:
    mode = stat.S_IMODE(path.stat().st_mode)
    if mode & _OF_OTHERS:
        path.chmod(mode & ~_OF_OTHERS)
