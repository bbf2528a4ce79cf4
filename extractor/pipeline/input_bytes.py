"""The bytes of a source, whatever it was given as."""

from os import PathLike
from pathlib import Path
from typing import BinaryIO

from extractor.errors import TooLarge, UnreadableSource
from extractor.options import Options


def read_source(source: str | PathLike[str] | bytes | BinaryIO, options: Options) -> tuple[bytes, str | None]:
    """The bytes and, of a path, the file's name."""
    limit = options.source.max_bytes
    if isinstance(source, bytes):
        data, name = source, None
    elif isinstance(source, str | PathLike):
        path = Path(source)
        try:
            size = path.stat().st_size
            data, name = (path.read_bytes() if size <= limit else b"\0" * (limit + 1)), path.name
        except OSError as error:
            raise UnreadableSource(f"{path} can not be read: {error.strerror}.") from error
    else:
        data, name = source.read(limit + 1), None
    if len(data) > limit:
        raise TooLarge(f"The file is larger than max_bytes, {limit} bytes.")
    return data, name


def sayable(name: str | None) -> str | None:
    """The name with U+FFFD for each byte of it that is no character: JSON can say no lone surrogate."""
    if name is None:
        return None
    return "".join("\ufffd" if "\ud800" <= character <= "\udfff" else character for character in name)
