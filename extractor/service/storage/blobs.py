"""Content by its name: in a folder of this machine, or on any fsspec store that several machines share.

A name is the number of the one job that the content belongs to, a hyphen, and the content's SHA-256. No two jobs share
one, so that removing what a job had can take nothing from another that is just being put in.
"""

import os
import time
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO, Protocol

from extractor.bulk.files import sweep, write_atomically
from extractor.service.errors import StorageFailed
from extractor.service.storage.faults import storage_told
from extractor.service.storage.probing import Probing, probe_folder

_PIECE_BYTES = 64 * 1024
_PREFIX_LENGTH = 2


def blob_name(job: str, sha256: str) -> str:
    """What the content of this hash is called that belongs to a job."""
    return f"{job}-{sha256}"


def _name_of_version_1(name: str) -> str:
    """What tables of version 1 called it: by its content alone."""
    return name.rpartition("-")[2]


class Blobs(Protocol):
    """Write once, read often. What is stored is whole: a reader never sees a part."""

    def put(self, name: str, data: bytes) -> None:
        """Store bytes. StorageFailed."""

    def take(self, name: str, path: Path) -> None:
        """Store a file of this machine, which is gone afterwards. StorageFailed."""

    def read(self, name: str) -> bytes:
        """All bytes; FileNotFoundError, StorageFailed."""

    def pieces(self, name: str) -> Iterator[bytes]:
        """The bytes in pieces; FileNotFoundError at the first, StorageFailed."""

    def remove(self, name: str) -> None:
        """Remove it, if it is there. StorageFailed."""

    def older_than(self, seconds: float) -> Iterator[str]:
        """What was stored longer ago than that."""

    def probe(self) -> None:
        """Write something and remove it; StorageFailed."""


class FolderBlobs:
    """Blobs in a folder: ``ab/ab12…``, synced to the disk before they have their name."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        sweep(folder, alone=False)

    def _path(self, name: str) -> Path:
        return self._folder / name[:_PREFIX_LENGTH] / name

    def put(self, name: str, data: bytes) -> None:
        path = self._path(name)
        with storage_told():
            # not with its parents: where the folder of all blobs is away, another in its place would hide them
            path.parent.mkdir(exist_ok=True)
            write_atomically(path, data)

    def take(self, name: str, path: Path) -> None:
        target = self._path(name)
        with storage_told():
            target.parent.mkdir(exist_ok=True)
            _sync(path)
            path.replace(target)
            _sync(target.parent)

    def read(self, name: str) -> bytes:
        with storage_told(absent=True), self._opened(name) as stream:
            return stream.read()

    def pieces(self, name: str) -> Iterator[bytes]:
        with storage_told(absent=True), self._opened(name) as stream:
            while piece := stream.read(_PIECE_BYTES):
                yield piece

    def _opened(self, name: str) -> BinaryIO:
        try:
            return self._path(name).open("rb")
        except FileNotFoundError:
            if not self._folder.is_dir():
                raise StorageFailed("The folder of uploads and results is away.") from None
            return self._path(_name_of_version_1(name)).open("rb")

    def remove(self, name: str) -> None:
        with storage_told():
            self._path(name).unlink(missing_ok=True)

    def probe(self) -> None:
        with storage_told():
            probe_folder(self._folder)

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
        self._probing = Probing(self._write_and_remove)

    def _path(self, name: str) -> str:
        return f"{self._root}/{name[:_PREFIX_LENGTH]}/{name}"

    def put(self, name: str, data: bytes) -> None:
        with storage_told():
            self._files.makedirs(f"{self._root}/{name[:_PREFIX_LENGTH]}", exist_ok=True)
            beside = f"{self._path(name)}.{os.urandom(4).hex()}.part"
            self._files.pipe_file(beside, data)
            self._files.mv(beside, self._path(name))

    def take(self, name: str, path: Path) -> None:
        self.put(name, path.read_bytes())
        path.unlink()

    def read(self, name: str) -> bytes:
        with storage_told(absent=True):
            try:
                data: bytes = self._files.cat_file(self._path(name))
            except FileNotFoundError:
                data = self._files.cat_file(self._path(_name_of_version_1(name)))
            return data

    def pieces(self, name: str) -> Iterator[bytes]:
        with storage_told(absent=True), self._opened(name) as stream:
            while piece := stream.read(_PIECE_BYTES):
                yield piece

    def _opened(self, name: str) -> BinaryIO:
        try:
            opened: BinaryIO = self._files.open(self._path(name), "rb")
        except FileNotFoundError:
            opened = self._files.open(self._path(_name_of_version_1(name)), "rb")
        return opened

    def remove(self, name: str) -> None:
        with storage_told(), suppress(FileNotFoundError):
            self._files.rm_file(self._path(name))

    def probe(self) -> None:
        self._probing.refuse_failed()

    def _write_and_remove(self) -> None:
        # a name that the sweep clears away, should this process end in between
        path = self._path(f"probe-{os.urandom(4).hex()}")
        with storage_told():
            self._files.makedirs(path.rpartition("/")[0], exist_ok=True)
            self._files.pipe_file(path, b"0")
            self._files.rm_file(path)

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


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
