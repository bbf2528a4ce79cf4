"""Results on disk: found in a folder, read back one at a time."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from extractor.bulk.listed_results import is_manifest_name, lost_results
from extractor.bulk.own_outputs import is_result_file
from extractor.bulk.walk import is_hidden, is_irregular
from extractor.errors import CorruptSource, ExtractorError, InternalError, UnreadableSource

if TYPE_CHECKING:
    from extractor.document.document import Document

_Output = TypeVar("_Output")


def find_results(folder: Path) -> Iterator[str]:
    """The paths of all results below ``folder``, relative to it with ``/``; hidden files and folders passed over.

    Behind them come those that a manifest on the way names and that are no results any more, or are gone: who reads
    them says so.
    """
    lists: list[Path] = []
    for parent, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not is_hidden(name))
        here = Path(parent)
        paths = [here / name for name in sorted(files) if not is_hidden(name)]
        yield from (path.relative_to(folder).as_posix() for path in paths if is_result_file(path))
        lists += (path for path in paths if is_manifest_name(path.name))
    for here, manifests in groupby(lists, key=lambda path: path.parent):
        lost = lost_results([*manifests], partial(_is_result_in, here))
        yield from ((here / name).relative_to(folder).as_posix() for name in lost)


def _is_result_in(folder: Path, name: str) -> bool:
    return is_result_file(folder / name)


def read_result(path: Path, words: str | None = None) -> "Document":
    """The document of a result, called ``words`` to people; UnreadableSource, CorruptSource where it does not keep the
    contract."""
    # a command that only lists results need not know what they are made of
    from extractor.document.wire import from_json

    return read_output(path, from_json, words)


@contextmanager
def document_boundary(words: str) -> Iterator[None]:
    """Whatever a result does to what works on it, as a SourceError that names it: the others go on."""
    try:
        yield
    except (ExtractorError, OSError):
        raise
    except Exception as error:
        raise InternalError(f"{words}: {type(error).__name__}: {error}.") from error


def read_output(path: Path, parse: Callable[[bytes], _Output], words: str | None = None) -> _Output:
    """What a file of ours says; UnreadableSource, CorruptSource where it does not keep the contract."""
    from pydantic import ValidationError

    words = words or str(path)
    if is_irregular(path):
        raise UnreadableSource(f"{words} is a pipe, a socket or a device, not a file.")
    try:
        return parse(path.read_bytes())
    except OSError as error:
        raise UnreadableSource(f"{words} can not be read: {error.strerror}.") from error
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(map(str, first["loc"])) or "the file"
        raise CorruptSource(f"{words} does not keep the contract: {place}: {first['msg']}.") from error
