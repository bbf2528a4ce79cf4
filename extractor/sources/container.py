"""ZIP containers (DOCX, XLSX, ODF), opened only when what they unpack to is bounded."""

import io
import zipfile
import zlib

from extractor.errors import CorruptSource, EncryptedSource, TooLarge
from extractor.options import SourceOptions

_MAX_MEMBERS = 20_000
_ENCRYPTED_FLAG = 0x1
_RATIO_FREE_BYTES = 16 * 1024 * 1024
"""What is no larger is never refused for its ratio; of 194 honest Office files at hand none has more than 49."""
_PROLOGUE_BYTES = 4096

ZIP_ERRORS = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError, RuntimeError)
"""What the standard library raises on a broken or unusual archive."""


def open_container(data: bytes) -> zipfile.ZipFile:
    """Open a ZIP; CorruptSource where its directory is missing or broken."""
    try:
        return zipfile.ZipFile(io.BytesIO(data))
    except ZIP_ERRORS as error:
        raise CorruptSource("This Office file is cut off or damaged: its directory can not be read.") from error


def check_container(data: bytes, options: SourceOptions) -> None:
    """Refuse what must not be unpacked: TooLarge, EncryptedSource, CorruptSource.

    The directory's sizes are an upper bound: the standard library stops a member at its declared size and fails on
    its checksum. A document type declaration is forbidden in Office parts (ECMA-376 part 2) and is the way to
    entity bombs.
    """
    with open_container(data) as container:
        members = container.infolist()
        inflated = sum(member.file_size for member in members)
        if inflated > options.max_inflated_bytes:
            raise TooLarge(
                f"This file unpacks to {inflated} bytes; the limit max_inflated_bytes is {options.max_inflated_bytes}."
            )
        if len(members) > _MAX_MEMBERS:
            raise TooLarge(f"This file holds {len(members)} parts; the limit is {_MAX_MEMBERS}.")
        names: set[str] = set()
        for member in members:
            if member.filename in names:
                # which of two is read is another one in every program
                raise CorruptSource(f"This file holds the part {member.filename[:100]} twice.")
            names.add(member.filename)
            _check_ratio(member, options.max_ratio)
            if member.flag_bits & _ENCRYPTED_FLAG:
                raise EncryptedSource("The parts of this Office file are encrypted; it can not be opened here.")
            if member.filename.endswith((".xml", ".rels")):
                _check_prologue(container, member)


def _check_ratio(member: zipfile.ZipInfo, most: int) -> None:
    if member.file_size > max(_RATIO_FREE_BYTES, most * member.compress_size):
        raise TooLarge(
            f"The part {member.filename} of this Office file unpacks to {member.file_size} bytes from "
            f"{member.compress_size}; the limit max_ratio is {most}."
        )


def _check_prologue(container: zipfile.ZipFile, member: zipfile.ZipInfo) -> None:
    try:
        with container.open(member) as stream:
            beginning = stream.read(_PROLOGUE_BYTES)
    except ZIP_ERRORS as error:
        raise CorruptSource(f"The part {member.filename} of this Office file is damaged.") from error
    if b"<!DOCTYPE" in beginning or b"<!ENTITY" in beginning:
        raise CorruptSource(f"The part {member.filename} declares a document type, which Office files must not.")
