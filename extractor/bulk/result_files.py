"""The results that a call names: files and folders of them, in one order, each with its source's path."""

import heapq
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from extractor.bulk.output_names import RESULT_ENDING
from extractor.bulk.results import find_results
from extractor.errors import UsageError


@dataclass(frozen=True, slots=True)
class ResultFile:
    """A result; ``source`` is the path of what it was made from, with ``/``, relative to what was converted;
    ``address`` is where it was fetched from."""

    path: Path
    source: str
    address: str | None = None

    @property
    def words(self) -> str:
        """Its place, for people."""
        return self.address or str(self.path)


def find_result_files(words: Sequence[Path], more: Sequence[Iterator[ResultFile]] = ()) -> Iterator[ResultFile]:
    """All results of folders (walked as the iterator goes) and files, those with one source next to each other; and
    ``more``, each in the order of a walk.

    A file's source is relative to the common parent of the files given, as convert has it. UsageError at once when
    something is not there.
    """
    missing = next((path for path in words if not path.exists()), None)
    if missing is not None:
        raise UsageError(f"{missing} is not there.")
    walks = [_of_folder(path) for path in words if path.is_dir()]
    return heapq.merge(*walks, _of_files([path for path in words if not path.is_dir()]), *more, key=_place)


def _of_folder(folder: Path) -> Iterator[ResultFile]:
    return (ResultFile(folder / name, _source(name)) for name in find_results(folder))


def _of_files(files: Sequence[Path]) -> Iterator[ResultFile]:
    if not files:
        return iter(())
    absolute = [Path(os.path.abspath(path)) for path in files]  # noqa: PTH100 - links stay
    parent = Path(os.path.commonpath([path.parent for path in absolute]))
    named = [
        ResultFile(path, _source(place.relative_to(parent).as_posix()))
        for path, place in zip(files, absolute, strict=True)
    ]
    return iter(sorted(named, key=_place))


def _source(name: str) -> str:
    """The name without its ending; bytes of it that are no UTF-8 as ``\\x..``, since tables are UTF-8."""
    return os.fsencode(name.removesuffix(RESULT_ENDING)).decode("utf-8", "backslashreplace")


def _place(file: ResultFile) -> tuple[tuple[bool, str], ...]:
    """The order of a walk: the files of a folder by name, then its folders."""
    *folders, name = file.source.split("/")
    return (*((True, folder) for folder in folders), (False, name + RESULT_ENDING))
