"""What the user named → the files to convert, each with the one path that its result goes to."""

import glob
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from extractor.bulk.own_outputs import is_own_file
from extractor.errors import UsageError

_GLOB_SIGNS = frozenset("*?[")
_HIDDEN = (".", "~$")


@dataclass(frozen=True, slots=True)
class Task:
    """One file. ``source`` is its path with ``/`` relative to the folder given or the files' common parent;
    ``found`` says that it was met on a walk or by a pattern, not named; ``temporary`` that it was unpacked only to be
    converted, so that who reads it removes it."""

    path: Path
    source: str
    found: bool
    temporary: bool = False

    @property
    def name(self) -> str:
        """The file's own name, which may tell its format and its year."""
        return self.source.rpartition("/")[2]

    @property
    def output(self) -> str:
        """Where the result goes, relative to the output folder: the source's path with its ending kept."""
        return output_of(self.source)


def output_of(source: str) -> str:
    """The path of a source's result, relative to the output folder."""
    return f"{source}.json"


def plan_tasks(inputs: Sequence[str], *own_folders: Path) -> tuple[Task, ...]:
    """Expand files, folders and patterns; sorted by source.

    Hidden files and folders (the lock files of office programs, ``~$…``, too), the folders of outputs and results of
    earlier runs are passed over on a walk. UsageError when a pattern matches nothing or two files would have the same
    output path.
    """
    tasks: list[Task] = []
    loose: list[tuple[Path, bool]] = []
    for words in inputs:
        path = Path(words)
        if path.is_dir():
            tasks += [Task(file, file.relative_to(path).as_posix(), found=True) for file in _walk(path, own_folders)]
        elif _GLOB_SIGNS & set(words) and not path.exists():
            loose += [(file, True) for file in _match(words, own_folders)]
        else:
            loose.append((path, False))
    tasks += _relative_to_common_parent(loose)
    _refuse_duplicates(tasks)
    return tuple(sorted(tasks, key=lambda task: task.source))


def is_hidden(name: str) -> bool:
    """Whether a walk passes a file or a folder of this name over."""
    return name.startswith(_HIDDEN)


def _walk(folder: Path, own_folders: Sequence[Path]) -> Iterator[Path]:
    left_out = {own.resolve() for own in own_folders}
    for parent, folders, files in os.walk(folder):
        here = Path(parent)
        folders[:] = sorted(name for name in folders if not is_hidden(name) and (here / name).resolve() not in left_out)
        shown = (here / name for name in sorted(files) if not is_hidden(name))
        yield from (path for path in shown if not is_own_file(path))


def _match(pattern: str, own_folders: Sequence[Path]) -> list[Path]:
    left_out = {own.resolve() for own in own_folders}
    found = [Path(name) for name in glob.glob(pattern, recursive=True)]  # noqa: PTH207 - Path.glob refuses absolute patterns
    found = [path for path in found if path.is_file() and not path.name.startswith("~$")]
    files = sorted(path for path in found if not left_out & {*path.resolve().parents} and not is_own_file(path))
    if not files:
        raise UsageError(f"No file matches {pattern!r}.")
    return files


def _relative_to_common_parent(loose: Sequence[tuple[Path, bool]]) -> list[Task]:
    if not loose:
        return []
    absolute = [(path, Path(os.path.abspath(path)), found) for path, found in loose]  # noqa: PTH100 - links stay
    parent = os.path.commonpath([str(place.parent) for _, place, _ in absolute])
    return [Task(path, place.relative_to(parent).as_posix(), found) for path, place, found in absolute]


def _refuse_duplicates(tasks: Sequence[Task]) -> None:
    seen: dict[str, Path] = {}
    for task in tasks:
        if task.source in seen:
            raise UsageError(
                f"{seen[task.source]} and {task.path} would both be written to {task.output}; convert them apart."
            )
        seen[task.source] = task.path
    for task in tasks:
        above = next((path for path in _folders_of(task.source) if path in seen), None)
        if above is not None:
            raise UsageError(
                f"{task.path} and the members of {seen[above]} would be written to one folder; convert them apart."
            )


def _folders_of(source: str) -> Iterator[str]:
    parts = source.split("/")
    return ("/".join(parts[:length]) for length in range(1, len(parts)))
