"""Whether a file is the one that was read before, without reading it again."""

import hashlib
import os
import time
from pathlib import Path

_SETTLED_SECONDS = 2.0
"""A file changed twice within one tick of its file system's clock (up to 2 s, on FAT) shows one time for both."""
_CHUNK_BYTES = 1024 * 1024


def witness_of(path: Path) -> str | None:
    """Size, times and inode: they stay only when nobody wrote to the file, for its ``ctime`` can not be set back.

    None where the last change is so new that a second one might not show, and where there is no such file: then the
    bytes themselves decide.
    """
    try:
        seen = os.stat(path)  # noqa: PTH116 - a Path's stat is the same, and slower
    except OSError:
        return None
    if abs(time.time() - max(seen.st_mtime, seen.st_ctime)) < _SETTLED_SECONDS:
        return None
    return f"{seen.st_size}:{seen.st_mtime_ns}:{seen.st_ctime_ns}:{seen.st_dev}:{seen.st_ino}"


def sha256_of(path: Path) -> str | None:
    """The SHA-256 of the bytes; None where they can not be read."""
    digest = hashlib.sha256()
    try:
        with path.open("rb", buffering=0) as stream:
            while chunk := stream.read(_CHUNK_BYTES):
                digest.update(chunk)
    except OSError:
        return None
    return digest.hexdigest()
