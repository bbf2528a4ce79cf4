"""What this program wrote itself is never an input."""

from contextlib import suppress
from pathlib import Path

from extractor.bulk.manifest import MANIFEST_NAME, TIMINGS_NAME

_RESULT = b'{"schema_version":'
_LIST_LINE = b'{"source":'
_BEGINNING_BYTES = 64
_ENDINGS = frozenset({".json", ".jsonl"})


def is_own_output(data: bytes, name: str) -> bool:
    """Whether the bytes are a result (by its first key) or one of the lists beside the results."""
    beginning = b"".join(data[:_BEGINNING_BYTES].split())
    return beginning.startswith(_RESULT) or (name in (MANIFEST_NAME, TIMINGS_NAME) and beginning.startswith(_LIST_LINE))


def is_own_file(path: Path) -> bool:
    """The same of a file, by its ending and its beginning; a file that can not be read is none."""
    with suppress(OSError):
        if path.suffix in _ENDINGS:
            with path.open("rb") as stream:
                return is_own_output(stream.read(_BEGINNING_BYTES), path.name)
    return False
