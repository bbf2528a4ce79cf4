"""One file from disk to disk. This is the document boundary: whatever happens inside becomes an outcome."""

import hashlib
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path, PurePath

from extractor.bulk.code_files import is_code_or_data
from extractor.bulk.files import write_atomically
from extractor.bulk.inputs import Task
from extractor.bulk.outcome import Outcome, Status, converted, unconverted
from extractor.bulk.own_outputs import is_own_output
from extractor.document.document import Document
from extractor.document.wire import to_json
from extractor.errors import ExtractorError, InternalError, NoDocument, UnreadableSource, UnwritableOutput
from extractor.options import Options

Extract = Callable[[bytes, str, Options], Document]
"""The conversion itself: bytes, the file's name and the options → a document."""
Render = Callable[[Document], bytes]
"""A document in another format, for people."""
Explain = Callable[[str, bytes, Document, Options], tuple[str, ...]]
"""What is made of a document besides: the source's path, the bytes, the document, the options → remarks."""


@dataclass(frozen=True, slots=True)
class Conversion:
    """How each file is converted; picklable, so that a spawned worker can carry it out."""

    folder: Path
    options: Options
    extract: Extract
    explain: Explain | None = None
    renderings: tuple[tuple[str, Render], ...] = ()
    """What is written beside the JSON: the ending of the file, and what makes it."""

    def __call__(self, task: Task) -> Outcome:
        """Convert one file and write its JSON under ``folder``; never raises for the file's sake."""
        start = time.perf_counter()
        sha256 = None
        try:
            data = _read(task, self.options.source.max_bytes)
            sha256 = hashlib.sha256(data).hexdigest()
            _refuse_no_document(task, data)
            document = self.extract(data, task.name, self.options)
            remarks = self.explain(task.source, data, document, self.options) if self.explain else ()
            for ending, render in self.renderings:
                _write(self.folder / f"{task.source}{ending}", render(document))
            _write(self.folder / task.output, to_json(document))
        except ExtractorError as error:
            return unconverted(task.source, sha256, _status(task, error), error, time.perf_counter() - start)
        except MemoryError:
            fault = InternalError("The memory did not suffice.")
            return unconverted(task.source, sha256, "failed", fault, time.perf_counter() - start)
        except Exception as error:  # the document boundary: a batch goes on
            fault = InternalError(f"{type(error).__name__}: {error}.")
            return unconverted(task.source, sha256, "failed", fault, time.perf_counter() - start)
        outcome = converted(task.source, sha256, task.output, document, time.perf_counter() - start)
        return replace(outcome, remarks=remarks)


def _refuse_no_document(task: Task, data: bytes) -> None:
    """Code and data are texts too: named they are converted, merely met they are not meant. Results never are."""
    if is_own_output(data, task.name):
        raise NoDocument("This is an output of extractor.")
    if task.found and is_code_or_data(PurePath(task.name)):
        raise NoDocument(
            f"A {PurePath(task.name).suffix} file is program code or data; give its own name to convert it."
        )


def _status(task: Task, error: ExtractorError) -> Status:
    """What is no document and merely lay in the folder is no failure; a document that can not be read is one."""
    return "skipped" if task.found and isinstance(error, NoDocument) else "failed"


def _read(task: Task, max_bytes: int) -> bytes:
    """The file's bytes, one more than the limit at most: the conversion says what is too large."""
    try:
        with task.path.open("rb") as stream:
            return stream.read(max_bytes + 1)
    except OSError as error:
        raise UnreadableSource(f"{task.name} can not be read: {error.strerror}.") from error
    finally:
        if task.temporary:
            task.path.unlink(missing_ok=True)


def _write(path: Path, data: bytes) -> None:
    try:
        write_atomically(path, data)
    except OSError as error:
        raise UnwritableOutput(f"{path.name} can not be written: {error.strerror}.") from error
