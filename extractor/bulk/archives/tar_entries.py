"""The members of a TAR (ustar, pax, GNU), read as one stream; packed ones are spooled to disk first, within limits."""

import bz2
import gzip
import io
import lzma
import tarfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO, BinaryIO

from extractor.bulk.archives.entry import Entry, Limits
from extractor.bulk.archives.names import name_encoding
from extractor.bulk.archives.recognise import ArchiveKind, is_tar
from extractor.errors import CorruptSource, NoDocument, TooLarge

PACKED_ERRORS = (zlib.error, lzma.LZMAError, EOFError, OSError, ValueError)
"""What the standard library raises on a broken packed stream."""
TAR_ERRORS = (tarfile.TarError, *PACKED_ERRORS, RecursionError)
"""The same of a broken TAR."""
_CHUNK_BYTES = 1024 * 1024
_MAX_HEADER_BYTES = 4 * 1024 * 1024
"""Headers of pax and GNU (long names) are read in one piece; the members' data in smaller ones."""
_PACKED_ENDINGS = (".gz", ".bz2", ".xz")
_HEADER_BYTES = 512


def tar_entries(path: Path) -> Iterator[Entry]:
    """Each member but the folders, to be read before the next one is asked for; CorruptSource where the TAR breaks
    off, after the members before."""
    try:
        with _Capped(path) as stream, tarfile.open(fileobj=stream, mode="r:", errors="surrogateescape") as container:
            while (member := container.next()) is not None:
                if not member.isdir():
                    yield _entry(container, member)
            # The standard library takes a header that makes no sense for the end: the end is a block of zeros.
            stream.seek(container.offset)
            if any(stream.read(_HEADER_BYTES)):
                raise EOFError
    except TAR_ERRORS as error:
        raise CorruptSource("This archive is cut off or damaged; the members before the damage are taken.") from error


def unpack_stream(path: Path, kind: ArchiveKind, spool: Path, limits: Limits) -> None:
    """Unpack a whole GZIP, BZIP2 or XZ stream to ``spool``; TooLarge over the limits, CorruptSource where it breaks."""
    with path.open("rb") as packed, _reader(packed, kind) as stream, spool.open("wb") as target:
        written = 0
        while True:
            try:
                chunk = stream.read(_CHUNK_BYTES)
            except PACKED_ERRORS as error:
                raise CorruptSource("This packed file is cut off or damaged.") from error
            if not chunk:
                return
            written += len(chunk)
            if written > limits.max_inflated_bytes:
                limit = limits.max_inflated_bytes
                raise TooLarge(f"This archive unpacks to more than max_inflated_bytes, {limit} bytes.")
            if written > max(limits.ratio_free_bytes, limits.max_ratio * packed.tell()):
                raise TooLarge(f"This archive unpacks to more than {limits.max_ratio} times its size.")
            target.write(chunk)


def spooled_entries(spool: Path, archive: str) -> Iterator[Entry]:
    """The members of what ``unpack_stream`` spooled: of a TAR all, else the one file, named as ``archive`` without
    the ending that packing added."""
    with spool.open("rb") as stream:
        header = stream.read(_HEADER_BYTES)
    if is_tar(header):
        yield from tar_entries(spool)
    elif any(header):  # a TAR of nothing is zeros
        ending = next((ending for ending in _PACKED_ENDINGS if archive.lower().endswith(ending)), "")
        yield Entry(archive.removesuffix(archive[len(archive) - len(ending) :]), lambda: spool.open("rb"))


def _reader(packed: BinaryIO, kind: ArchiveKind) -> io.BufferedIOBase:
    match kind:
        case ArchiveKind.GZIP:
            return gzip.GzipFile(fileobj=packed, mode="rb")
        case ArchiveKind.BZIP2:
            return bz2.BZ2File(packed)
        case _:
            return lzma.LZMAFile(packed)


def _entry(container: tarfile.TarFile, member: tarfile.TarInfo) -> Entry:
    name = _name(member)
    if not member.isreg():
        refusal = NoDocument("This member is a link or a device, not a file.")
        return Entry(name, io.BytesIO, 0, None, refusal)

    def open_member() -> IO[bytes]:
        stream = container.extractfile(member)
        return stream if stream is not None else io.BytesIO()

    return Entry(name, open_member, member.size)


def _name(member: tarfile.TarInfo) -> str:
    """A name of plain headers has no encoding said; pax says UTF-8, which passes here unchanged."""
    raw = member.name.encode("utf-8", "surrogateescape")
    return raw.decode(name_encoding([raw]), "replace")


class _Capped(io.BufferedReader):
    """A file that refuses to be read in huge pieces: a header's declared size is no reason to fill the memory."""

    def __init__(self, path: Path) -> None:
        super().__init__(io.FileIO(path))

    def read(self, size: int | None = -1, /) -> bytes:
        if size is None or not 0 <= size <= _MAX_HEADER_BYTES:
            raise tarfile.ReadError("a header declares a size beyond reason")
        return super().read(size)
