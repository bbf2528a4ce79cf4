"""Whether a file is an archive of documents, by its content: Office files are ZIP containers too, and are none."""

import tarfile
import zipfile
from enum import StrEnum
from pathlib import Path, PurePosixPath


class ArchiveKind(StrEnum):
    """The kinds that are unpacked."""

    ZIP = "zip"
    TAR = "tar"
    GZIP = "gzip"
    BZIP2 = "bzip2"
    XZ = "xz"


_MAGIC: tuple[tuple[bytes, ArchiveKind], ...] = (
    (b"PK\x03\x04", ArchiveKind.ZIP),
    (b"PK\x05\x06", ArchiveKind.ZIP),
    (b"PK\x07\x08", ArchiveKind.ZIP),
    (b"\x1f\x8b\x08", ArchiveKind.GZIP),
    (b"BZh", ArchiveKind.BZIP2),
    (b"\xfd7zXZ\x00", ArchiveKind.XZ),
)
_BZIP2_BLOCKS = (b"1AY&SY", b"\x17rE8P\x90")
"""What follows the level in a bzip2 file: the first block, or the end of an empty one."""
_TAR_HEADER_BYTES = 512
_TAR_MAGIC_AT = 257
_CONTAINER_PARTS = ("[Content_Types].xml", "mimetype", "OFD.xml", "META-INF/container.xml")
"""A part at the top that makes a ZIP one document: OPC (ECMA-376 part 2), ODF and EPUB, OFD (GB/T 33190)."""


def archive_kind(path: Path, name: str) -> ArchiveKind | None:
    """The kind of archive that the file, called ``name``, is; None for a document, and for what can not be read.

    A ZIP whose directory is broken is an archive when its ending says so: a broken DOCX stays a broken document.
    """
    try:
        with path.open("rb") as stream:
            beginning = stream.read(_TAR_HEADER_BYTES)
    except OSError:
        return None
    kind = next((kind for magic, kind in _MAGIC if beginning.startswith(magic)), None)
    if kind is ArchiveKind.ZIP:
        return kind if _holds_documents(path, name) else None
    if kind is ArchiveKind.BZIP2:
        return kind if beginning[4:].startswith(_BZIP2_BLOCKS) else None
    return kind or (ArchiveKind.TAR if is_tar(beginning) else None)


def is_tar(header: bytes) -> bool:
    """Whether the first 512 bytes are a TAR header: the mark of POSIX and GNU, or a header of old with a right sum."""
    if len(header) < _TAR_HEADER_BYTES:
        return False
    if header[_TAR_MAGIC_AT : _TAR_MAGIC_AT + 5] == b"ustar":
        return True
    try:
        return bool(tarfile.TarInfo.frombuf(header, "utf-8", "surrogateescape").name)
    except (tarfile.TarError, ValueError):
        return False


def _holds_documents(path: Path, name: str) -> bool:
    try:
        with zipfile.ZipFile(path) as container:
            return not any(name in container.NameToInfo for name in _CONTAINER_PARTS)
    except Exception:  # whatever a broken directory raises: its ending then says what it was meant to be
        return PurePosixPath(name).suffix.lower() == ".zip"
