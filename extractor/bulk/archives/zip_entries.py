"""The members of a ZIP, read in the order of its directory (APPNOTE 6.3)."""

import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import IO

from extractor.bulk.archives.entry import Entry, Limits
from extractor.bulk.archives.names import name_encoding
from extractor.errors import (
    CorruptSource,
    EncryptedSource,
    NoDocument,
    SourceError,
    TooLarge,
    UnsupportedFormat,
)

ZIP_ERRORS = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError, RuntimeError)
"""What the standard library raises on a broken or unusual archive."""
_ENCRYPTED_FLAG, _UTF8_FLAG = 0x1, 0x800
_UNIX = 3
_AES = 99
"""The method that stands for the encryption of WinZip and 7-Zip, with the real one in an extra field."""
_METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA}
_UNICODE_PATH = 0x7075
"""Info-ZIP's extra field with the name in UTF-8: version 1, the CRC-32 of the plain name, the name (APPNOTE 4.6.9)."""
_END, _END_BYTES, _COMMENT_BYTES = b"PK\x05\x06", 22, 0xFFFF
_BYTES_A_MEMBER = 4096
"""More than this for each member that is allowed is no directory of names."""


def zip_entries(path: Path, password: str | None, limits: Limits) -> Iterator[Entry]:
    """Each member but the folders; CorruptSource or TooLarge where the directory can not be read."""
    _refuse_huge_directory(path, limits)
    with ExitStack() as stack:
        try:
            container = stack.enter_context(zipfile.ZipFile(path))
        except ZIP_ERRORS as error:
            raise CorruptSource("This archive is cut off or damaged: its directory can not be read.") from error
        members = [member for member in container.infolist() if not member.is_dir()]
        encoding = name_encoding(_raw_name(member) for member in members if not member.flag_bits & _UTF8_FLAG)
        for member in members:
            yield Entry(
                _name(member, encoding),
                _Opener(container, member, password),
                member.file_size,
                member.compress_size,
                _refusal(member, password),
            )


class _Opener:
    """Opens one member; what the standard library raises on it comes as a SourceError."""

    __slots__ = ("_container", "_member", "_password")

    def __init__(self, container: zipfile.ZipFile, member: zipfile.ZipInfo, password: str | None) -> None:
        self._container, self._member, self._password = container, member, password

    def __call__(self) -> IO[bytes]:
        encrypted = bool(self._member.flag_bits & _ENCRYPTED_FLAG)
        password = self._password.encode() if self._password and encrypted else None
        try:
            return self._container.open(self._member, pwd=password)
        except ZIP_ERRORS as error:
            if encrypted:
                raise EncryptedSource("The password does not open this member.") from error
            raise CorruptSource("This member of the archive is damaged.") from error


def _refusal(member: zipfile.ZipInfo, password: str | None) -> SourceError | None:
    mode = member.external_attr >> 16 if member.create_system == _UNIX else 0
    if stat.S_IFMT(mode) not in (0, stat.S_IFREG):
        return NoDocument("This member is a link or a device, not a file.")
    if member.compress_type == _AES:
        return EncryptedSource("This member is encrypted with AES, which can not be opened here.")
    if member.flag_bits & _ENCRYPTED_FLAG and not password:
        return EncryptedSource("This member is encrypted.")
    if member.compress_type not in _METHODS:
        return UnsupportedFormat(f"This member is packed by method {member.compress_type}, which nothing here unpacks.")
    return None


def _name(member: zipfile.ZipInfo, encoding: str) -> str:
    """The name by the first of: Info-ZIP's field, where it is of this name; the flag for UTF-8; the evidence."""
    if member.flag_bits & _UTF8_FLAG:
        return member.orig_filename
    raw = _raw_name(member)
    return _unicode_path(member.extra, raw) or raw.decode(encoding, "replace")


def _raw_name(member: zipfile.ZipInfo) -> bytes:
    """The bytes of a name without the flag: the standard library reads them as code page 437, which loses nothing."""
    return member.orig_filename.encode("cp437", "replace")


def _unicode_path(extra: bytes, raw: bytes) -> str | None:
    while len(extra) >= 4:
        kind, length = struct.unpack("<HH", extra[:4])
        field, extra = extra[4 : 4 + length], extra[4 + length :]
        if kind == _UNICODE_PATH and len(field) > 5 and field[0] == 1:
            crc = int.from_bytes(field[1:5], "little")
            if crc == zlib.crc32(raw):
                return field[5:].decode("utf-8", "replace")
    return None


def _refuse_huge_directory(path: Path, limits: Limits) -> None:
    """The standard library reads the whole directory: what its end record declares bounds the memory for it."""
    size = path.stat().st_size
    with path.open("rb") as stream:
        stream.seek(max(0, size - _END_BYTES - _COMMENT_BYTES))
        tail = stream.read()
    at = tail.rfind(_END)
    if at < 0 or len(tail) - at < _END_BYTES:
        return  # it will not be opened
    directory_bytes = int.from_bytes(tail[at + 12 : at + 16], "little")
    if directory_bytes == 0xFFFFFFFF:
        directory_bytes = size  # ZIP64 says it elsewhere; it is no larger than the file
    if directory_bytes > limits.max_members * _BYTES_A_MEMBER:
        raise TooLarge(
            f"The directory of this archive is {directory_bytes} bytes; {limits.max_members} members are read."
        )
