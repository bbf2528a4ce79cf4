"""Messages over a connection: eight bytes that say how long a header of JSON is, eight for the payload, then both.

No pickle: whatever a jailed process sends is JSON and bytes, and bounded before it is read.
"""

import json
import os
import select
import socket
import struct
import time
from collections.abc import Callable
from typing import Any, Final

_LENGTHS: Final = struct.Struct(">QQ")
_PIECE_BYTES: Final = 1 << 20
MOST_HEADER_BYTES: Final = 64 * 1024 * 1024
"""The characters of a page that was read from its picture take about 200 kB."""


class ConnectionLost(Exception):
    """The other side has ended."""


class NoMessage(Exception):
    """The other side sends what is no message, or one that is larger than it may be."""


class Late(Exception):
    """The time is over."""


def pack(header: dict[str, Any], payload: bytes | memoryview = b"") -> bytes:
    """The lengths and the header of a message, which its payload follows."""
    text = json.dumps(header, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
    return _LENGTHS.pack(len(text), len(payload)) + text


class Connection:
    """A jailed process's own end, as a descriptor: no sockets are needed to read and write it."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor

    def send(self, header: dict[str, Any], payload: bytes | memoryview = b"") -> None:
        """Send all of a message; OSError where nobody is left to read it."""
        for part in (pack(header, payload), payload):
            view = memoryview(part)
            while view:
                view = view[os.write(self._descriptor, view[:_PIECE_BYTES]) :]

    def receive(self) -> tuple[dict[str, Any], bytes]:
        """The next message; ConnectionLost, NoMessage."""
        return _receive(self._read, MOST_HEADER_BYTES, None)

    def is_spoken_to(self, seconds: float) -> bool:
        """Whether a message begins to come, or the other side ends, within so long."""
        return bool(select.select([self._descriptor], [], [], seconds)[0])

    def _read(self, size: int) -> bytes:
        return os.read(self._descriptor, size)


class TimedConnection:
    """The end of who waits: nothing takes longer than until ``deadline`` (of ``time.monotonic``)."""

    def __init__(self, end: socket.socket, deadline: float) -> None:
        self._end = end
        self.deadline = deadline

    def send(self, header: dict[str, Any], payload: bytes | memoryview = b"") -> None:
        """Send all of a message; Late, ConnectionLost."""
        try:
            for part in (pack(header, payload), payload):
                if part:
                    self._end.settimeout(self._left())
                    self._end.sendall(part)
        except TimeoutError:
            raise Late from None
        except OSError as error:
            raise ConnectionLost from error

    def receive(self, most_payload_bytes: int) -> tuple[dict[str, Any], bytes]:
        """The next message; Late, ConnectionLost, NoMessage (PayloadTooLarge where it is larger than it may be)."""
        return _receive(self._read, MOST_HEADER_BYTES, most_payload_bytes)

    def _read(self, size: int) -> bytes:
        self._end.settimeout(self._left())
        try:
            return self._end.recv(size)
        except TimeoutError:
            raise Late from None
        except OSError as error:
            raise ConnectionLost from error

    def _left(self) -> float:
        left = self.deadline - time.monotonic()
        if left <= 0:
            raise Late
        return left


class PayloadTooLarge(NoMessage):
    """A message announces a payload beyond its bound."""


def _receive(
    read: Callable[[int], bytes], most_header_bytes: int, most_payload_bytes: int | None
) -> tuple[dict[str, Any], bytes]:
    header_size, payload_size = _LENGTHS.unpack(_exactly(read, _LENGTHS.size))
    if header_size > most_header_bytes:
        raise NoMessage("a header is too long")
    if most_payload_bytes is not None and payload_size > most_payload_bytes:
        raise PayloadTooLarge(f"{payload_size} bytes")
    try:
        header = json.loads(_exactly(read, header_size))
    except (ValueError, RecursionError) as error:
        raise NoMessage("a header is no JSON") from error
    if not isinstance(header, dict):
        raise NoMessage("a header is no object")
    return header, bytes(_exactly(read, payload_size))


def _exactly(read: Callable[[int], bytes], size: int) -> bytes | bytearray:
    """So many bytes; memory is taken as they come, not as they are announced."""
    gathered = bytearray()
    while len(gathered) < size:
        piece = read(min(_PIECE_BYTES, size - len(gathered)))
        if not piece:
            raise ConnectionLost("the other side has ended")
        gathered += piece
    return gathered
