"""Between a sandbox and its warm parent: a line of JSON a message, a descriptor beside it where one is handed over."""

import json
import socket
from typing import Any

_MOST_BYTES = 1 << 16


class Control:
    """One end."""

    def __init__(self, end: socket.socket) -> None:
        self.end = end
        self._gathered = b""
        self._handed: list[int] = []

    def send(self, message: dict[str, Any], descriptor: int | None = None) -> None:
        """Send one message; OSError where the other side has ended."""
        line = json.dumps(message).encode() + b"\n"
        if descriptor is None:
            self.end.sendall(line)
        else:
            socket.send_fds(self.end, [line], [descriptor])

    def receive(self) -> dict[str, Any] | None:
        """The next message; None where the other side has ended. TimeoutError where the end has a timeout."""
        while b"\n" not in self._gathered:
            if len(self._gathered) > _MOST_BYTES:
                return None
            piece, descriptors, _, _ = socket.recv_fds(self.end, 4096, 1)
            self._handed += descriptors
            if not piece:
                return None
            self._gathered += piece
        line, _, self._gathered = self._gathered.partition(b"\n")
        message: dict[str, Any] = json.loads(line)
        return message

    @property
    def has_message(self) -> bool:
        """Whether a message came with the one before, so that the end itself has nothing more to be read."""
        return b"\n" in self._gathered

    def take_descriptor(self) -> int:
        """The descriptor that came with a message."""
        return self._handed.pop(0)
