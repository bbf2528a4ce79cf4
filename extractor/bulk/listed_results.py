"""The results that a run's lists name, held against what lies there: a result that is gone or damaged is missed."""

import json
import os
import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from extractor.bulk.own_outputs import is_own_file

_MANIFEST = re.compile(r"manifest(-[0-9]+-of-[0-9]+)?\.jsonl")
_LONGEST_LINE = 1024 * 1024
"""Bytes; a line of ours is a path or two and a message."""


def is_manifest_name(name: str) -> bool:
    """Whether a file of this name may be the manifest of a run, or of a shard."""
    return _MANIFEST.fullmatch(name) is not None


def lost_results(manifests: Sequence[Path], is_there: Callable[[str], bool]) -> Iterator[str]:
    """The results that the manifests of one folder name and that are not there, by their paths in the folder, sorted;
    of a manifest that can not be read to its end its own name.

    The manifests of shards and of the run that joined them may be of different days: what one of them says gave no
    result is missed by none. ``is_there`` says whether a result lies at a path. In memory is only what is lost.
    """
    ours = [path for path in manifests if is_own_file(path)]
    lost: dict[str, str] = {}
    damaged: set[str] = set()
    for path in ours:
        for row in _rows(path):
            if row is None:
                damaged.add(path.name)
            elif row[1] is not None and not is_there(row[1]):
                lost[row[0]] = row[1]
    for path in ours if lost else ():
        for row in _rows(path):
            if row is not None and row[1] is None:
                lost.pop(row[0], None)
    yield from sorted({*lost.values(), *damaged})


def _rows(path: Path) -> Iterator[tuple[str, str | None] | None]:
    """The source and the output of each line; None for one that is damaged."""
    try:
        with path.open("rb") as stream:
            while line := stream.readline(_LONGEST_LINE):
                yield _row(line)
    except OSError:
        yield None


def _row(line: bytes) -> tuple[str, str | None] | None:
    try:
        said = json.loads(line)
        source, output = said["source"], said["output"]
        if output is not None:
            os.fsencode(output)
    except (ValueError, TypeError, LookupError, RecursionError):
        return None
    if not isinstance(source, str) or (output is not None and not _is_below(output)):
        return None
    return source, output


def _is_below(output: str) -> bool:
    """Whether the path leads to a file below its folder."""
    return isinstance(output, str) and not {"", "..", "."} & {*output.split("/")} and "\0" not in output
