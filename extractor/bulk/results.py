"""Results on disk: found in a folder, read back one at a time."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from extractor.bulk.own_outputs import is_result_file
from extractor.bulk.walk import is_hidden
from extractor.errors import CorruptSource, UnreadableSource

if TYPE_CHECKING:
    from extractor.document.document import Document

_Output = TypeVar("_Output")


def find_results(folder: Path) -> Iterator[str]:
    """The paths of all results below ``folder``, relative to it with ``/``; hidden files and folders passed over."""
    for parent, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not is_hidden(name))
        here = Path(parent)
        paths = (here / name for name in sorted(files) if not is_hidden(name))
        yield from (path.relative_to(folder).as_posix() for path in paths if is_result_file(path))


def read_result(path: Path) -> "Document":
    """The document of a result; UnreadableSource, CorruptSource where it does not keep the contract."""
    # a command that only lists results need not know what they are made of
    from extractor.document.wire import from_json

    return read_output(path, from_json)


def read_output(path: Path, parse: Callable[[bytes], _Output]) -> _Output:
    """What a file of ours says; UnreadableSource, CorruptSource where it does not keep the contract."""
    from pydantic import ValidationError

    try:
        return parse(path.read_bytes())
    except OSError as error:
        raise UnreadableSource(f"{path} can not be read: {error.strerror}.") from error
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(map(str, first["loc"])) or "the file"
        raise CorruptSource(f"{path} does not keep the contract: {place}: {first['msg']}.") from error
