"""Content by its SHA-256: in a folder of this machine, or on any fsspec store that several machines share."""

import errno
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol

from extractor.bulk.files import sweep, write_atomically
from extractor.service.errors import StorageFull

_PIECE_BYTES = 64 * 1024
_COME_AGAIN_SECONDS = 5
_PREFIX_LENGTH = 2


class Blobs(Protocol):
    """Write once, read often. What is stored is whole: a reader never sees a part."""

    def put(self, sha256: str, data: bytes) -> None:
        """Store bytes; nothing happens where they are. StorageFull."""

    def take(self, sha256: str, path: Path) -> None:
        """Store a file of this machine, which is gone afterwards. StorageFull."""

    def read(self, sha256: str) -> bytes:
        """All bytes; FileNotFoundError."""

    def pieces(self, sha256: str) -> Iterator[bytes]:
        """The bytes in pieces; FileNotFoundError at the first."""

    def remove(self, sha256: str) -> None:
        """Remove it, if it is there."""

    def older_than(self, seconds: float) -> Iterator[str]:
        """What was stored longer ago than that."""


class FolderBlobs:
    """Blobs in a folder: ``ab/ab12…``, synced to the disk before they have their name."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        sweep(folder, alone=False)

    def _path(self, sha256: str) -> Path:
        return self._folder / sha256[:_PREFIX_LENGTH] / sha256

    def put(self, sha256: str, data: bytes) -> None:
        path = self._path(sha256)
        with full_disk_told():
            if not _touched(path):
                write_atomically(path, data)

    def take(self, sha256: str, path: Path) -> None:
        target = self._path(sha256)
        with full_disk_told():
            if _touched(target):
                path.unlink()
                return
            target.parent.mkdir(exist_ok=True)
            _sync(path)
            path.replace(target)
            _sync(target.parent)

    def read(self, sha256: str) -> bytes:
        return self._path(sha256).read_bytes()

    def pieces(self, sha256: str) -> Iterator[bytes]:
        with self._path(sha256).open("rb") as stream:
            while piece := stream.read(_PIECE_BYTES):
                yield piece

    def remove(self, sha256: str) -> None:
        self._path(sha256).unlink(missing_ok=True)

    def older_than(self, seconds: float) -> Iterator[str]:
        before = time.time() - seconds
        for path in self._folder.glob("??/[0-9a-f]*"):
            with suppress(FileNotFoundError):
                if path.stat().st_mtime < before:
                    yield path.name


class StoreBlobs:
    """Blobs on an fsspec store. An object appears whole when its upload ends, as object stores do; on stores with
    folders it is written beside and moved."""

    def __init__(self, url: str) -> None:
        from fsspec.core import url_to_fs

        self._files, self._root = url_to_fs(url)
        self._files.makedirs(self._root, exist_ok=True)

    def _path(self, sha256: str) -> str:
        return f"{self._root}/{sha256[:_PREFIX_LENGTH]}/{sha256}"

    def put(self, sha256: str, data: bytes) -> None:
        with full_disk_told():
            self._files.makedirs(f"{self._root}/{sha256[:_PREFIX_LENGTH]}", exist_ok=True)
            beside = f"{self._path(sha256)}.{os.urandom(4).hex()}.part"
            self._files.pipe_file(beside, data)
            self._files.mv(beside, self._path(sha256))

    def take(self, sha256: str, path: Path) -> None:
        self.put(sha256, path.read_bytes())
        path.unlink()

    def read(self, sha256: str) -> bytes:
        data: bytes = self._files.cat_file(self._path(sha256))
        return data

    def pieces(self, sha256: str) -> Iterator[bytes]:
        with self._files.open(self._path(sha256), "rb") as stream:
            while piece := stream.read(_PIECE_BYTES):
                yield piece

    def remove(self, sha256: str) -> None:
        with suppress(FileNotFoundError):
            self._files.rm_file(self._path(sha256))

    def older_than(self, seconds: float) -> Iterator[str]:
        before = time.time() - seconds
        found: dict[str, dict[str, Any]] = self._files.find(self._root, detail=True)
        for path, facts in found.items():
            stored = facts.get("mtime") or facts.get("LastModified") or facts.get("created")
            stamp = stored.timestamp() if isinstance(stored, datetime) else stored
            if isinstance(stamp, int | float) and stamp < before:
                yield path.rpartition("/")[2]


def open_blobs(folder: Path, url: str | None) -> Blobs:
    """The store of a service: its own folder, or the store at the address."""
    return FolderBlobs(folder) if url is None else StoreBlobs(url)


@contextmanager
def full_disk_told() -> Iterator[None]:
    """StorageFull in place of the system's words for it."""
    try:
        yield
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
            raise StorageFull("The disk of the service is full.", _COME_AGAIN_SECONDS) from error
        raise


def _touched(path: Path) -> bool:
    """Whether the content is there; its age begins anew, so that no clean-up takes it from who stores it again."""
    try:
        os.utime(path)
    except FileNotFoundError:
        return False
    return True


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
