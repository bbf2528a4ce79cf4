"""A folder of a store: what lies there, the bytes of it, and files that are there whole or not at all."""

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from time import time
from typing import Any

from extractor.bulk.walk import is_hidden
from extractor.errors import ExtractorError, MissingExtra, UnreadableSource, UnwritableOutput, UsageError

_WHOLE_PUTS = frozenset({"abfs", "abfss", "adl", "az", "gcs", "gs", "memory", "oci", "oss", "s3", "s3a"})
"""Stores where an object appears when its upload is complete. Elsewhere it is written beside and moved."""
_IN_EXTRA = frozenset({"s3", "s3a"})
_TAGS = ("ETag", "etag", "md5Hash", "content_md5", "VersionId")
_TIMES = ("LastModified", "last_modified", "mtime", "updated", "modified", "created")
_SETTLED_SECONDS = 2.0
_REASON_LENGTH = 200


@dataclass(frozen=True, slots=True)
class Stored:
    """A file of a store: its path below the store's folder, its bytes, and what stays while nobody writes to it; None
    where the store says too little for that."""

    name: str
    size: int
    witness: str | None


@dataclass(frozen=True, slots=True)
class Unlisted:
    """A folder of a store that could not be looked into."""

    name: str
    reason: str


class Store:
    """The folder at ``root`` of a file system of fsspec; all methods may be called from several threads."""

    def __init__(self, files: Any, root: str, address: str) -> None:
        self._files = files
        self._root = root.rstrip("/")
        protocols = {files.protocol} if isinstance(files.protocol, str) else {*files.protocol}
        self._whole = bool(protocols & _WHOLE_PUTS)
        self.address = address.rstrip("/")

    @classmethod
    def at(cls, address: str) -> "Store":
        """The store at an address; MissingExtra, UsageError where there is none of that kind."""
        try:
            from fsspec.core import url_to_fs

            # listings are not kept: they would hold every name of an archive in memory, and grow old
            files, root = url_to_fs(address, use_listings_cache=False)
        except ImportError as error:
            scheme = address.partition("://")[0].lower()
            if scheme in _IN_EXTRA or "fsspec" in str(error):
                raise MissingExtra(f"{address} needs fsspec and s3fs", "cloud") from error
            raise UsageError(f"{address} can not be reached: {error}.") from error
        except Exception as error:  # the libraries of stores have no common root of errors
            raise UsageError(f"{address} can not be reached: {reason_of(error)}.") from error
        return cls(files, root, address)

    def path(self, name: str) -> str:
        """The file system's own path of a file below the folder; of the folder itself for ``""``."""
        return f"{self._root}/{name}" if name else self._root

    def info(self, name: str) -> Stored | None:
        """What the store says of a file; None where there is none. UnreadableSource."""
        with told_as(UnreadableSource, f"{self.address}/{name} can not be looked at"):
            try:
                facts = self._files.info(self.path(name))
            except FileNotFoundError:
                return None
            return None if facts["type"] == "directory" else self._stored(facts)

    def kind(self) -> str | None:
        """``file`` or ``folder``, what lies at the address; None where nothing does. UsageError."""
        with told_as(UsageError, f"{self.address} can not be looked at"):
            try:
                facts = self._files.info(self._root)
            except FileNotFoundError:
                return None
            return "folder" if facts["type"] == "directory" else "file"

    def files_in(self, folder: str) -> dict[str, Stored]:
        """The files of a folder of the store by name, hidden ones too; none where there is no folder."""
        with told_as(UnreadableSource, f"{self.address}/{folder} can not be listed"):
            try:
                listed = self._files.ls(self.path(folder), detail=True)
            except (FileNotFoundError, NotADirectoryError):
                return {}
            return {one.name: one for facts in listed if facts["type"] != "directory" for one in [self._stored(facts)]}

    def walk(self, left_out: Callable[[str], bool] = lambda name: False) -> Iterator[Stored | Unlisted]:
        """All files of the folder and of those below, a folder's files before its folders, each by name; hidden ones
        are passed over, and the folders that ``left_out`` says."""
        waiting = [""]
        while waiting:
            folder = waiting.pop()
            listed = self._listed(folder)
            if isinstance(listed, Unlisted):
                yield listed
                continue
            inner = []
            for facts in sorted(listed, key=lambda facts: str(facts["name"])):
                name = self._below(str(facts["name"]), folder)
                if name is None and facts["type"] == "directory" and str(facts["name"]).endswith("/"):
                    yield Unlisted(f"{folder}//", "its name has an empty part")
                if name is None or is_hidden(name.rpartition("/")[2]):
                    continue
                if facts["type"] != "directory":
                    yield self._stored(facts)
                elif not left_out(name):
                    inner.append(name)
            waiting += sorted(inner, reverse=True)

    def in_each_folder(self, folder: str, name: str) -> list[str]:
        """The files of that name in the folders of a folder, sorted; UnreadableSource."""
        with told_as(UnreadableSource, f"{self.address}/{folder} can not be listed"):
            found = self._files.glob(f"{self.path(folder)}/*/{name}", detail=True)
            return sorted(self._stored(facts).name for facts in found.values() if facts["type"] != "directory")

    def matching(self, pattern: str) -> list[Stored]:
        """The files below the folder whose paths match, sorted by name; UsageError."""
        with told_as(UsageError, f"{self.address}/{pattern} can not be looked at"):
            found = self._files.glob(self.path(pattern), detail=True)
            files = [self._stored(facts) for facts in found.values() if facts["type"] != "directory"]
        return sorted(files, key=lambda file: file.name)

    def fetch(self, name: str, path: Path) -> None:
        """Write a file's bytes to ``path``; UnreadableSource."""
        with told_as(UnreadableSource, f"{self.address}/{name} can not be read"):
            self._files.get_file(self.path(name), os.fspath(path))

    def read(self, name: str, most: int | None = None) -> bytes | None:
        """A file's bytes, ``most`` of them; None where there is none. UnreadableSource."""
        with told_as(UnreadableSource, f"{self.address}/{name} can not be read"):
            try:
                if most and not self._files.info(self.path(name))["size"]:
                    return b""  # of no bytes no part can be asked for
                data: bytes = self._files.cat_file(self.path(name), start=0 if most else None, end=most)
            except FileNotFoundError:
                return None
            return data

    def put(self, name: str, data: bytes) -> None:
        """Store bytes, whole or not at all; UnwritableOutput."""
        with self._put(name) as path:
            self._files.pipe_file(path, data)

    def create(self, name: str, data: bytes) -> bool:
        """Store bytes where nothing is yet; False where something is. UnwritableOutput.

        Where the store knows of no such request, it is looked at before, which leaves a moment to others.
        """
        if self.info(name) is not None:
            return False
        with told_as(UnwritableOutput, f"{self.address}/{name} can not be written"):
            self._make_folder(name)
            try:
                self._files.pipe_file(self.path(name), data, mode="create")
            except FileExistsError:
                return False
            except NotImplementedError:
                self._files.pipe_file(self.path(name), data)
        return True

    def put_file(self, name: str, source: Path) -> None:
        """Store a file of this machine, whole or not at all; UnwritableOutput."""
        with self._put(name) as path:
            self._files.put_file(os.fspath(source), path)

    def remove(self, name: str) -> None:
        """Remove a file, where it is; UnwritableOutput."""
        with told_as(UnwritableOutput, f"{self.address}/{name} can not be removed"), suppress(FileNotFoundError):
            self._files.rm_file(self.path(name))

    def _listed(self, folder: str) -> list[dict[str, Any]] | Unlisted:
        try:
            listed: list[dict[str, Any]] = self._files.ls(self.path(folder), detail=True)
        except Exception as error:  # the libraries of stores have no common root of errors
            return Unlisted(folder, reason_of(error))
        return listed

    @contextmanager
    def _put(self, name: str) -> Iterator[str]:
        with told_as(UnwritableOutput, f"{self.address}/{name} can not be written"):
            self._make_folder(name)
            if self._whole:
                yield self.path(name)
                return
            folder, _, own = self.path(name).rpartition("/")
            beside = f"{folder}/.extractor-{os.urandom(4).hex()}-{own}.part"
            try:
                yield beside
                self._files.mv(beside, self.path(name))
            except BaseException:
                with suppress(Exception):
                    self._files.rm_file(beside)
                raise

    def _make_folder(self, name: str) -> None:
        if not self._whole or "memory" in self._files.protocol:
            self._files.makedirs(self.path(name).rpartition("/")[0], exist_ok=True)

    def _stored(self, facts: Mapping[str, Any]) -> Stored:
        name = str(facts["name"]).removeprefix(f"{self._root}/")
        return Stored(name, int(facts.get("size") or 0), witness_of(facts))

    def _below(self, path: str, folder: str) -> str | None:
        """The path below the root, where it is truly below the folder: stores list the folder itself too, and keys
        with empty parts."""
        inner = path.removeprefix(f"{self.path(folder)}/")
        if inner == path or not inner or inner.startswith("/") or "/" in inner.rstrip("/"):
            return None
        return f"{folder}/{inner.rstrip('/')}" if folder else inner.rstrip("/")


def witness_of(facts: Mapping[str, Any]) -> str | None:
    """What a listing says that changes with the bytes: the size with the store's own tag, or with a time of change
    that is old enough for a second change to show."""
    size = facts.get("size")
    tag = next((str(facts[name]) for name in _TAGS if facts.get(name)), None)
    if tag is not None:
        return f"{size}:{tag}"
    stamp = next((facts[name] for name in _TIMES if facts.get(name)), None)
    seconds = stamp.timestamp() if isinstance(stamp, datetime) else stamp
    if not isinstance(seconds, int | float) or abs(time() - seconds) < _SETTLED_SECONDS:
        return None
    return f"{size}:{seconds}"


@contextmanager
def told_as(kind: Callable[[str], ExtractorError], what: str) -> Iterator[None]:
    """Whatever the library of a store raises, as an error of ours."""
    try:
        yield
    except ExtractorError:
        raise
    except Exception as error:  # the libraries of stores have no common root of errors
        raise kind(f"{what}: {reason_of(error)}.") from error


def reason_of(error: Exception) -> str:
    """One line about it."""
    words = (getattr(error, "strerror", None) or str(error) or type(error).__name__).strip()
    return words.partition("\n")[0][:_REASON_LENGTH].rstrip(".") or type(error).__name__
