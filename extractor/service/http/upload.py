"""A multipart body, read once: the document goes to the disk as it comes and is hashed on the way."""

import asyncio
import hashlib
import os
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from python_multipart.exceptions import MultipartParseError
from python_multipart.multipart import MultipartParser, parse_options_header
from starlette.requests import ClientDisconnect, Request

from extractor.service.errors import BadMultipart, BodyTooLarge, ServiceError, WrongMediaType
from extractor.service.http.gate import ClientGone
from extractor.service.http.sent_names import sent_name
from extractor.service.storage.faults import storage_told
from extractor.service.storage.incoming import make_incoming

if TYPE_CHECKING:
    from python_multipart.multipart import MultipartCallbacks

_FILE_PART = "files"
_FLUSH_BYTES = 256 * 1024
_MOST_FIELDS = 32
_LONGEST_FIELD_BYTES = 16 * 1024
_LONGEST_NAME = 255
_NO_NAME = "document"


@dataclass(frozen=True, slots=True)
class Upload:
    """One document that came in whole: where it lies, its name as data, and the other fields."""

    path: Path
    name: str
    sha256: str
    bytes: int
    fields: dict[str, str]


async def read_upload(request: Request, folder: Path, max_bytes: int) -> "Reading":
    """Read the body of a request into a file of ``folder``, which is removed where the body can not be read.

    What is left to be written is written by ``finish``, in the thread that stores it. BadMultipart, WrongMediaType,
    BodyTooLarge, StorageFailed; ClientGone.
    """
    reading = Reading(folder / os.urandom(16).hex(), max_bytes)
    try:
        parser = MultipartParser(_boundary(request), reading.callbacks())
        async for piece in request.stream():
            parser.write(piece)
            if len(reading.waiting) >= _FLUSH_BYTES:
                await asyncio.to_thread(reading.flush)
        parser.finalize()
        return reading
    except MultipartParseError as error:
        await asyncio.to_thread(reading.discard)
        raise BadMultipart("The body breaks the multipart format.") from error
    except ClientDisconnect:
        await asyncio.to_thread(reading.discard)
        raise ClientGone from None
    except BaseException:
        reading.discard()
        raise


def _boundary(request: Request) -> bytes:
    kind, options = parse_options_header(request.headers.get("content-type"))
    if kind != b"multipart/form-data":
        raise WrongMediaType("The body is no multipart/form-data.")
    boundary = options.get(b"boundary", b"")
    if not 1 <= len(boundary) <= 200:
        raise BadMultipart("The Content-Type names no boundary.")
    return boundary


@dataclass(slots=True)
class _Part:
    headers: dict[bytes, bytes] = field(default_factory=dict)
    name: str = ""
    file_name: str | None = None
    value: bytearray = field(default_factory=bytearray)


class Reading:
    """The parser's events as one file and some fields."""

    def __init__(self, path: Path, max_bytes: int) -> None:
        self._path = path
        self._max_bytes = max_bytes
        self._stream: BinaryIO | None = None
        self._hash = hashlib.sha256()
        self._bytes = 0
        self._file_name: str | None = None
        self._fields: dict[str, str] = {}
        self._part = _Part()
        self._header = (bytearray(), bytearray())
        self._ended = False
        self.waiting = bytearray()

    def callbacks(self) -> "MultipartCallbacks":
        return {
            "on_part_begin": self._begin,
            "on_header_field": lambda data, start, end: self._header[0].extend(data[start:end]),
            "on_header_value": lambda data, start, end: self._header[1].extend(data[start:end]),
            "on_header_end": self._end_header,
            "on_headers_finished": self._end_headers,
            "on_part_data": self._data,
            "on_part_end": self._end_part,
            "on_end": self._end,
        }

    def _begin(self) -> None:
        self._part = _Part()

    def _end_header(self) -> None:
        name, value = self._header
        self._part.headers[bytes(name).lower()] = bytes(value)
        self._header = (bytearray(), bytearray())

    def _end_headers(self) -> None:
        disposition = self._part.headers.get(b"content-disposition", b"")
        _, options = parse_options_header(disposition)
        self._part.name = options.get(b"name", b"").decode("utf-8", "replace")
        if self._part.name == _FILE_PART:
            if self._file_name is not None:
                raise BadMultipart("The body has more than one document; send each by itself.")
            self._file_name = plain_name(sent_name(disposition) or "")
            self._part.file_name = self._file_name
        elif sent_name(disposition) is not None or not self._part.name:
            raise BadMultipart("The document's part is called files; no other part may be a file or nameless.")
        elif self._part.name in self._fields or len(self._fields) >= _MOST_FIELDS:
            raise BadMultipart("The body has a field twice, or too many.")

    def _data(self, data: bytes, start: int, end: int) -> None:
        if self._part.file_name is None:
            self._part.value += data[start:end]
            if len(self._part.value) > _LONGEST_FIELD_BYTES:
                raise BadMultipart("A field of the body is too long.")
            return
        self._bytes += end - start
        if self._bytes > self._max_bytes:
            raise BodyTooLarge(f"The document has more than {self._max_bytes} bytes (max_upload_bytes).")
        self.waiting += data[start:end]

    def _end_part(self) -> None:
        if self._part.file_name is None:
            try:
                self._fields[self._part.name] = self._part.value.decode("utf-8")
            except UnicodeDecodeError:
                raise BadMultipart("A field of the body is no UTF-8 text.") from None

    def _end(self) -> None:
        self._ended = True

    def flush(self) -> None:
        """Hash and write what waits; StorageFailed."""
        with storage_told():
            if self._stream is None:
                self._stream = self._opened()
            self._hash.update(self.waiting)
            self._stream.write(self.waiting)
        self.waiting = bytearray()

    def _opened(self) -> BinaryIO:
        try:
            return self._path.open("xb")
        except FileNotFoundError:
            make_incoming(self._path.parent)
            return self._path.open("xb")

    def finish(self) -> Upload:
        """Write the rest; BadMultipart where the body broke off or has no document, StorageFailed."""
        if not self._ended:
            raise BadMultipart("The body breaks off before its last boundary.")
        if self._file_name is None:
            raise BadMultipart("The body has no part called files.")
        self.flush()
        self._close()
        return Upload(self._path, self._file_name, self._hash.hexdigest(), self._bytes, self._fields)

    def _close(self) -> None:
        stream, self._stream = self._stream, None
        if stream is not None:
            with storage_told():
                stream.close()

    def discard(self) -> None:
        """Close and remove the file, however far it is."""
        try:
            self._close()
        except (OSError, ServiceError):
            self._stream = None
        with suppress(OSError):
            # what stays on a disk that refuses is removed with the folder, when the server ends
            self._path.unlink(missing_ok=True)


def plain_name(name: str) -> str:
    """The last part of a file's name without what could steer a terminal or a path: data, never a path of ours."""
    last = name.replace("\\", "/").rpartition("/")[2]
    shown = "".join(sign for sign in last if sign.isprintable()).strip()
    while len(shown.encode()) > _LONGEST_NAME:
        shown = shown[1:]
    return shown if shown not in ("", ".", "..") else _NO_NAME
