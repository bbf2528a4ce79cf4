"""What the user named → the files to convert, each with the one path that its result goes to."""

import glob
import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from extractor.bulk.output_names import RESULT_ENDING
from extractor.bulk.own_outputs import is_own_file
from extractor.bulk.plan import Plan
from extractor.bulk.shard import Shard
from extractor.bulk.stored_inputs import add_stored_inputs
from extractor.bulk.stores.address import is_address, local_words
from extractor.bulk.task import Task, output_of
from extractor.bulk.walk import IRREGULAR, is_hidden, is_irregular, walk
from extractor.errors import UsageError

__all__ = ["Task", "is_hidden", "output_of", "plan_tasks"]

_GLOB_SIGNS = frozenset("*?[")


def plan_tasks(
    inputs: Sequence[str],
    *own_folders: Path,
    shard: Shard | None = None,
    own_stores: Sequence[str] = (),
    endings: Sequence[str] = (RESULT_ENDING,),
) -> Plan:
    """Expand files, folders and patterns, of this machine and of stores; sorted by source.

    Hidden files and folders (the lock files of office programs, ``~$…``, too), the folders of outputs and results of
    earlier runs are passed over on a walk. UsageError when a pattern matches nothing or two files would have the same
    output path, or one would have a path of the run's own files; ``endings`` are of what is written for each. Of a
    ``shard`` only its part is given, but all are held against each other.
    """
    plan = Plan(shard, endings)
    add_stored_inputs(plan, [words for words in inputs if is_address(words)], own_stores)
    here = [local_words(words) for words in inputs if not is_address(words)]
    loose = [words for words in here if not Path(words).is_dir()]
    for words in here:
        if Path(words).is_dir():
            _add_folder(plan, words, own_folders)
    parent = _common_parent(path for path, _ in _loose_files(loose, own_folders))
    for path, found in _loose_files(loose, own_folders):
        relative = os.path.relpath(os.path.abspath(path), parent).replace(os.sep, "/")  # noqa: PTH100
        plan.add(path, relative, found=found, trouble=IRREGULAR if is_irregular(Path(path)) else None)
    return plan.settled()


def _add_folder(plan: Plan, folder: str, own_folders: Sequence[Path]) -> None:
    for met in walk(Path(folder), own_folders):
        relative = os.path.relpath(met.path, folder).replace(os.sep, "/")
        if met.trouble == "unreadable":
            name = relative if relative != "." else Path(folder).resolve().name
            plan.add(met.path, name, found=True, trouble=met.reason)
        elif met.trouble is not None:
            plan.add(met.path, relative, found=True, trouble=met.trouble)
        elif not is_own_file(Path(met.path)):
            plan.add(met.path, relative, found=True)


def _loose_files(inputs: Sequence[str], own_folders: Sequence[Path]) -> Iterator[tuple[str, bool]]:
    """The files that were named or that a pattern matches, each with whether it was merely met."""
    for words in inputs:
        if _GLOB_SIGNS & set(words) and not Path(words).exists():
            yield from ((path, True) for path in _match(words, own_folders))
        else:
            yield words, False


def _match(pattern: str, own_folders: Sequence[Path]) -> Iterator[str]:
    left_out = {own.resolve() for own in own_folders}
    none = True
    for name in glob.iglob(pattern, recursive=True):  # noqa: PTH207 - Path.glob refuses absolute patterns
        path = Path(name)
        if not path.is_file() or path.name.startswith("~$") or is_own_file(path):
            continue
        if left_out and left_out & {*path.resolve().parents}:
            continue
        none = False
        yield name
    if none:
        raise UsageError(f"No file matches {pattern!r}.")


def _common_parent(paths: Iterator[str]) -> str:
    """The folder above all of them: absolute, links kept as they are."""
    common: str | None = None
    for path in paths:
        parent = os.path.dirname(os.path.abspath(path))  # noqa: PTH100, PTH120
        common = parent if common is None else os.path.commonpath([common, parent])
    return common or os.curdir
