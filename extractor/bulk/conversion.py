"""One file from disk to disk, converted in the jail. Whatever happens to it becomes an outcome."""

import hashlib
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path, PurePath
from types import TracebackType
from typing import Protocol

from extractor.bulk.code_files import is_code_or_data
from extractor.bulk.files import write_atomically
from extractor.bulk.inputs import Task
from extractor.bulk.outcome import Outcome, Status, unconverted
from extractor.bulk.outputs import FolderOutputs, Outputs
from extractor.bulk.own_outputs import MARKDOWN_ENDING, is_own_output
from extractor.errors import ExtractorError, InternalError, NoDocument, UnreadableSource, UnwritableOutput
from extractor.options import Options
from extractor.sandbox import Converted, Sandbox, Wanted


class Converts(Protocol):
    """What converts the bytes of a file: a sandbox. Raises ExtractorErrors only."""

    def convert(self, data: bytes, name: str, options: Options, *, wanted: Wanted = ...) -> Converted: ...

    def close(self) -> None: ...


@dataclass(frozen=True, slots=True)
class Conversion:
    """How the files of a call are converted, and where their results go."""

    folder: Path
    options: Options
    wanted: Wanted = field(default_factory=Wanted)
    pictures: Path | None = None
    """The folder of the pages' pictures, ``<source>-p001.png`` …"""
    require_sandbox: bool = False
    sandbox: Callable[["Conversion"], Converts] | None = None
    """What converts instead of a sandbox of this machine: a cluster, or in tests nothing."""
    outputs: Outputs | None = None
    """Where results go instead of ``folder``: a store."""

    def worker(self) -> "Worker":
        """One worker, for one file at a time; SandboxMissing."""
        if self.sandbox is not None:
            return Worker(self, self.sandbox(self))
        return Worker(self, Sandbox(self.options.limits, require=self.require_sandbox))


class Worker:
    """Converts one file after the other; a context manager that ends its processes."""

    def __init__(self, conversion: Conversion, sandbox: Converts) -> None:
        self._conversion = conversion
        self._outputs = conversion.outputs or FolderOutputs(conversion.folder)
        self._sandbox = sandbox

    def __enter__(self) -> "Worker":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End its processes; a document in work there is lost."""
        self._sandbox.close()

    def __call__(self, task: Task) -> Outcome:
        """Convert one file and write what came of it; never raises for the file's sake."""
        start = time.perf_counter()
        sha256 = None
        try:
            data = _read(task, self._conversion.options.source.max_bytes)
            sha256 = hashlib.sha256(data).hexdigest()
            _refuse_no_document(task, data)
            conversion = self._conversion
            converted = self._sandbox.convert(data, task.name, conversion.options, wanted=conversion.wanted)
            self._store(task, converted)
        except ExtractorError as error:
            return unconverted(task.source, sha256, _status(task, error), error, time.perf_counter() - start)
        except MemoryError:
            fault = InternalError("The memory did not suffice.")
            return unconverted(task.source, sha256, "failed", fault, time.perf_counter() - start)
        except Exception as error:  # the document boundary: a batch goes on
            fault = InternalError(f"{type(error).__name__}: {error}.")
            return unconverted(task.source, sha256, "failed", fault, time.perf_counter() - start)
        return _converted(task, sha256, converted, time.perf_counter() - start)

    def _store(self, task: Task, converted: Converted) -> None:
        """The JSON comes last: where it is, all is."""
        conversion = self._conversion
        for picture in converted.pictures if conversion.pictures else ():
            _write((conversion.pictures or conversion.folder) / f"{task.source}-p{picture.page:03d}.png", picture.data)
        if converted.markdown is not None:
            self._outputs.write(f"{task.source}{MARKDOWN_ENDING}", converted.markdown)
        self._outputs.write(task.output, converted.json)


def _converted(task: Task, sha256: str, converted: Converted, seconds: float) -> Outcome:
    facts = converted.facts
    counts = (facts.pages, facts.tables, facts.projects)
    return Outcome(
        task.source, sha256, facts.status, task.output, *counts, facts.summary, None, seconds, converted.remarks
    )


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
