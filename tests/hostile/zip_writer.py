"""ZIP containers written record by record, so that their directory can lie (APPNOTE.TXT 6.3)."""

import struct
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

STORED, DEFLATED = 0, 8


@dataclass(frozen=True, slots=True)
class Member:
    """One member as its records tell of it; ``packed`` are the bytes that lie in the file."""

    name: bytes
    packed: bytes
    crc: int
    size: int
    method: int = DEFLATED
    flags: int = 0x800
    packed_size: int | None = None
    """What is said to be there, where it is not what is."""
    at: int | None = None
    """Where the directory says that it lies, where it lies elsewhere."""
    local_name: bytes | None = None
    extra: bytes = b""


def member(name: str, data: bytes, *, pack: bool = True) -> Member:
    """A member that tells the truth."""
    body = data
    if pack:
        packer = zlib.compressobj(6, zlib.DEFLATED, -15)
        body = packer.compress(data) + packer.flush()
    return Member(
        name.encode("utf-8", "surrogateescape"), body, zlib.crc32(data), len(data), DEFLATED if pack else STORED
    )


def write_zip(
    members: Sequence[Member], *, count: int | None = None, comment: bytes = b"", start: int | None = None
) -> bytes:
    """The container; ``count`` and ``start`` are what its end says of the directory, where that is a lie."""
    body, directory = [], []
    at = 0
    for one in members:
        said = len(one.packed) if one.packed_size is None else one.packed_size
        sizes = (one.crc & 0xFFFFFFFF, said & 0xFFFFFFFF, one.size & 0xFFFFFFFF)
        here = one.name if one.local_name is None else one.local_name
        common = struct.pack("<HHHHH", 20, one.flags, one.method, 0, 0x21)
        local = b"PK\3\4" + common + struct.pack("<IIIHH", *sizes, len(here), len(one.extra)) + here + one.extra
        place = at if one.at is None else one.at
        rest = struct.pack("<IIIHHHHHII", *sizes, len(one.name), len(one.extra), 0, 0, 0, 0, place)
        directory.append(b"PK\1\2" + struct.pack("<H", 20) + common + rest + one.name + one.extra)
        body.append(local + one.packed)
        at += len(body[-1])
    listed = b"".join(directory)
    number = min(len(members), 0xFFFF) if count is None else count
    end = b"PK\5\6" + struct.pack(
        "<HHHHIIH", 0, 0, number, number, len(listed), at if start is None else start, len(comment)
    )
    return b"".join(body) + listed + end + comment


def container(parts: Mapping[str, bytes]) -> bytes:
    """A container of these parts that tells the truth."""
    return write_zip([member(name, data) for name, data in parts.items()])


def container_with(parts: Mapping[str, bytes], name: str, **changed: object) -> bytes:
    """The same where the records of one member are changed."""
    members = [member(one, data) for one, data in parts.items()]
    return write_zip([replace(m, **changed) if m.name == name.encode() else m for m in members])  # type: ignore[arg-type]
