"""One file from disk to disk. This is the document boundary: whatever happens inside becomes an outcome."""

import hashlib
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from extractor.bulk.files import write_atomically
from extractor.bulk.inputs import Task
from extractor.bulk.outcome import Outcome, Status, converted, unconverted
from extractor.document.document import Document
from extractor.document.wire import to_json
from extractor.errors import ExtractorError, InternalError, UnreadableSource, UnsupportedFormat, UnwritableOutput
from extractor.options import Options

Extract = Callable[[bytes, str, Options], Document]
"""The conversion itself: bytes, the file's name and the options → a document."""


@dataclass(frozen=True, slots=True)
class Conversion:
    """How each file is converted; picklable, so that a spawned worker can carry it out."""

    folder: Path
    options: Options
    extract: Extract

    def __call__(self, task: Task) -> Outcome:
        """Convert one file and write its JSON under ``folder``; never raises for the file's sake."""
        start = time.perf_counter()
        sha256 = None
        try:
            data = _read(task.path, self.options.source.max_bytes)
            sha256 = hashlib.sha256(data).hexdigest()
            document = self.extract(data, task.path.name, self.options)
            _write(self.folder / task.output, to_json(document))
        except ExtractorError as error:
            return unconverted(task.source, sha256, _status(task, error), error, time.perf_counter() - start)
        except MemoryError:
            fault = InternalError("The memory did not suffice.")
            return unconverted(task.source, sha256, "failed", fault, time.perf_counter() - start)
        except Exception as error:  # the document boundary: a batch goes on
            fault = InternalError(f"{type(error).__name__}: {error}.")
            return unconverted(task.source, sha256, "failed", fault, time.perf_counter() - start)
        return converted(task.source, sha256, task.output, document, time.perf_counter() - start)


def _status(task: Task, error: ExtractorError) -> Status:
    """A file of a foreign format that merely lay in the folder is no failure."""
    return "skipped" if task.found and isinstance(error, UnsupportedFormat) else "failed"


def _read(path: Path, max_bytes: int) -> bytes:
    """The file's bytes, one more than the limit at most: the conversion says what is too large."""
    try:
        with path.open("rb") as stream:
            return stream.read(max_bytes + 1)
    except OSError as error:
        raise UnreadableSource(f"{path.name} can not be read: {error.strerror}.") from error


def _write(path: Path, data: bytes) -> None:
    try:
        write_atomically(path, data)
    except OSError as error:
        raise UnwritableOutput(f"{path.name} can not be written: {error.strerror}.") from error
