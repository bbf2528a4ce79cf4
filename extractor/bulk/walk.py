"""A folder → the files in it, one at a time, and what could not be looked into."""

import os
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

_HIDDEN = (".", "~$")
IRREGULAR = "irregular"
"""The trouble of a pipe, a socket or a device."""


@dataclass(frozen=True, slots=True)
class Met:
    """What a walk came upon. ``trouble`` says why it is no file to convert: ``unreadable`` (with ``reason``), a folder
    whose names the system did not give, or ``irregular``, a pipe, a socket or a device."""

    path: str
    trouble: str | None = None
    reason: str = ""


def is_hidden(name: str) -> bool:
    """Whether a walk passes a file or a folder of this name over."""
    return name.startswith(_HIDDEN)


def is_irregular(path: Path) -> bool:
    """Whether a pipe, a socket or a device is there: whoever opens one may wait without end."""
    try:
        mode = path.stat().st_mode
    except (OSError, ValueError):
        return False
    return not (stat.S_ISREG(mode) or stat.S_ISDIR(mode))


def walk(folder: Path, left_out: Sequence[Path] = ()) -> Iterator[Met]:
    """All files below ``folder``; hidden ones, hidden folders and the folders ``left_out`` are passed over.

    Links to folders are not followed, so that a loop of links ends; a link to a file is that file, also when it leads
    nowhere: who reads it says so. No folder's names are held in memory but those of its own folders.
    """
    own = {path.resolve() for path in left_out}
    waiting = [os.fspath(folder)]
    while waiting:
        parent = waiting.pop()
        inner: list[str] = []
        try:
            with os.scandir(parent) as entries:
                for entry in entries:
                    if is_hidden(entry.name):
                        continue
                    if entry.is_dir(follow_symlinks=False):
                        inner.append(entry.path)
                    elif not entry.is_symlink():
                        yield Met(entry.path, None if entry.is_file() else IRREGULAR)
                    elif (met := _linked(entry)) is not None:
                        yield met
        except OSError as error:
            yield Met(parent, "unreadable", error.strerror or type(error).__name__)
        waiting += sorted((path for path in inner if not own or Path(path).resolve() not in own), reverse=True)


def _linked(link: os.DirEntry[str]) -> Met | None:
    """What a link is: nothing where it leads to a folder, a file where it leads nowhere or to itself."""
    try:
        if link.is_dir():
            return None
        nowhere = not Path(link.path).exists()
        return Met(link.path, None if nowhere or link.is_file() else IRREGULAR)
    except OSError:
        return Met(link.path)
