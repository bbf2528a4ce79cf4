"""Conversions that worker processes can import by name."""

import os
import signal
import time

from extractor.document.document import (
    SCHEMA_VERSION,
    Division,
    Document,
    Producer,
    SourceInfo,
    Summary,
)
from extractor.document.record import Department
from extractor.errors import CorruptSource, EmptySource, NoDocument, UnsupportedFormat
from extractor.options import Options


def convert_bytes(data: bytes, name: str, options: Options) -> Document:
    """A document that holds nothing, or what the file's words ask for."""
    words = data.decode()
    if words == "die":
        os.kill(os.getpid(), signal.SIGKILL)
    if words == "break":
        raise ZeroDivisionError("a fault inside")
    if words == "corrupt":
        raise CorruptSource("It breaks off.")
    if words == "foreign":
        raise UnsupportedFormat("Nothing reads this.")
    if words == "nothing":
        raise NoDocument("This is no document.")
    if words == "slow":
        time.sleep(0.5)
    if not words:
        raise EmptySource("There is nothing.")
    return Document(
        SCHEMA_VERSION, SourceInfo(name, "0" * 64, len(data), "text/plain", "fake"),
        Producer("0", options.echo(), {}, {}), "ok", "other", Department(None, words), Division(None, None), None, {},
        (), Summary(0, 0, 0, 0, 0), (), (), (), (), (), (), (), (), (),
    )  # fmt: skip
