"""Messages between the process that asks and the one that recognises: a line of JSON, then bytes it counts."""

import json
from typing import IO, Any

LONGEST_LINE = 64 * 1024 * 1024
"""Bytes of a message's line; the characters of a full page take about 200 kB."""


def write_frame(stream: IO[bytes], message: dict[str, Any], payload: bytes | memoryview = b"") -> None:
    """Write one message and flush; OSError where nobody reads."""
    line = json.dumps({**message, "bytes": len(payload)}, ensure_ascii=False, separators=(",", ":"))
    stream.write(line.encode() + b"\n")
    stream.write(payload)
    stream.flush()


def read_frame(stream: IO[bytes]) -> tuple[dict[str, Any], bytes] | None:
    """The next message and its bytes; None where the other side has ended, within a message too."""
    line = stream.readline(LONGEST_LINE)
    if not line.endswith(b"\n"):
        return None
    message: dict[str, Any] = json.loads(line)
    size = int(message.pop("bytes"))
    payload = stream.read(size)
    return (message, payload) if len(payload) == size else None
