"""Files that all appear together: written in a hidden folder beside their place, then moved there."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from extractor.errors import UsageError
from extractor.temporary import temporary_folder


class Stage:
    """A folder of files in the making; ``commit`` moves them all, without it nothing is changed."""

    def __init__(self, folder: Path, target: Path) -> None:
        self._folder = folder
        self._target = target
        self._files: list[PurePosixPath] = []

    def path(self, name: str) -> Path:
        """Where to write the file that will be ``name`` (with ``/``) below the target; UsageError if it leads out."""
        relative = PurePosixPath(name)
        if relative.is_absolute() or ".." in relative.parts or "\0" in name:
            raise UsageError(f"{name!r} leads out of the output folder.")
        self._files.append(relative)
        path = self._folder / relative
        path.parent.mkdir(parents=True, exist_ok=True)
        return path

    def commit(self) -> tuple[Path, ...]:
        """Sync every file and move it to its place; OSError before the first move leaves the target as it was."""
        for relative in self._files:
            _sync(self._folder / relative)
        moved: list[Path] = []
        for relative in self._files:
            place = self._target / relative
            place.parent.mkdir(parents=True, exist_ok=True)
            os.replace(self._folder / relative, place)  # noqa: PTH105
            moved.append(place)
        return tuple(moved)


@contextmanager
def staged(target: Path) -> Iterator[Stage]:
    """A stage for files below ``target``, on the same file system; it is removed in the end, whatever happens."""
    target.mkdir(parents=True, exist_ok=True)
    with temporary_folder("export", within=target) as folder:
        yield Stage(folder, target)


def _sync(path: Path) -> None:
    with path.open("rb") as stream:
        os.fsync(stream.fileno())
