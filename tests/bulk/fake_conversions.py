"""A sandbox without processes: what a file's words ask for is what becomes of it."""

import time

from extractor.document.document import SCHEMA_VERSION, Division, Document, Producer, SourceInfo
from extractor.document.record import Department
from extractor.document.summary import Summary
from extractor.document.wire import to_json
from extractor.errors import CorruptSource, EmptySource, NoDocument, UnsupportedFormat, WorkerDied
from extractor.options import Options
from extractor.sandbox import Converted, Facts, Wanted


class FakeSandbox:
    """Converts nothing."""

    def convert(self, data: bytes, name: str, options: Options, *, wanted: Wanted = Wanted()) -> Converted:  # noqa: B008
        document = convert_bytes(data, name, options)
        facts = Facts("0" * 64, "text/plain", "ok", 0, 0, 0, document.summary)
        return Converted(to_json(document), facts, None, (), (), 0.0, 0.0, 0.0, 0)

    def close(self) -> None:
        """There is nothing to end."""


def convert_bytes(data: bytes, name: str, options: Options) -> Document:
    """A document that holds nothing, or what the file's words ask for."""
    words = data.decode()
    if words == "die":
        raise WorkerDied("The process was ended.")
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
