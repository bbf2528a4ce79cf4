"""The streams of an OLE compound file ([MS-CFB]), opened once, bounded, whatever its tables claim."""

import io
from dataclasses import dataclass

import olefile

from extractor.errors import CorruptSource

_BROKEN = (OSError, ValueError, IndexError, KeyError, TypeError, AttributeError, RecursionError, MemoryError)
"""What olefile raises on broken tables; its own OleFileError is an OSError."""


@dataclass(frozen=True, slots=True)
class Streams:
    """The three streams that a Word document lives in ([MS-DOC] 2.1); empty where there is none."""

    document: bytes
    tables: tuple[bytes, bytes]
    """``0Table`` and ``1Table``; the file information block says which of them counts."""
    data: bytes
    cut: bool
    """Whether a stream is shorter than its directory entry says: the file was cut off."""
    objects: int = 0
    """How many objects of other programs are kept beside the text (2.1.7)."""


def read_streams(data: bytes) -> Streams:
    """Open the compound file and read its Word streams.

    olefile follows a chain of sectors for as long as the stream's size needs and refuses chains longer than the file,
    so that a loop ends. Raises CorruptSource where the container or the main stream can not be read.
    """
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as container:
            document, whole = _stream(container, "WordDocument")
            zero, zero_whole = _stream(container, "0Table")
            one, one_whole = _stream(container, "1Table")
            extra, extra_whole = _stream(container, "Data")
            objects = sum(len(path) == 2 and path[0] == "ObjectPool" for path in container.listdir(False, True))
    except _BROKEN as error:
        raise CorruptSource("This Word file is cut off or damaged: its container can not be read.") from error
    if not document:
        raise CorruptSource("This Word file has lost the stream that holds its text.")
    return Streams(document, (zero, one), extra, not (whole and zero_whole and one_whole and extra_whole), objects)


def _stream(container: olefile.OleFileIO, name: str) -> tuple[bytes, bool]:
    """The bytes of a stream, and whether they are all; no bytes where there is none or its chain is broken."""
    if not container.exists(name):
        return b"", True
    try:
        content = container.openstream(name).read()
        return content, len(content) >= container.get_size(name)
    except _BROKEN:
        return b"", False
