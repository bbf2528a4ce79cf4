"""One conversion in a process of its own, which may die without the service."""

import ctypes
import signal
import sys
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures import TimeoutError as FutureTimeout
from concurrent.futures.process import BrokenProcessPool
from dataclasses import asdict, dataclass
from multiprocessing import get_context
from typing import Any, Protocol

from extractor.errors import ExtractorError, InternalError, WorkerDied
from extractor.options import Options
from extractor.service.jobs.job import Failed

_PR_SET_PDEATHSIG = 1
_TEXT_SECONDS = 120
_OCR_SECONDS = 600


@dataclass(frozen=True, slots=True)
class Converted:
    """A document as JSON, and what lists say of it."""

    json: bytes
    facts: dict[str, Any]
    partial: bool


class Converter(Protocol):
    """Converts one document at a time; any number live side by side."""

    def convert(self, data: bytes, name: str, options: Options) -> Converted | Failed:
        """The document, or why there is none; never raises for the document's sake."""

    def close(self) -> None:
        """End its process."""


MakeConverter = Callable[[], Converter]
"""Gives each thread of a worker a converter of its own."""


class ProcessConverter:
    """A converter with one spawned process, begun anew when it dies."""

    def __init__(self) -> None:
        self._pool: ProcessPoolExecutor | None = None

    def convert(self, data: bytes, name: str, options: Options) -> Converted | Failed:
        if self._pool is None:
            self._pool = ProcessPoolExecutor(1, mp_context=get_context("spawn"), initializer=_die_with_parent)
        seconds = _TEXT_SECONDS if options.ocr.mode == "off" else _OCR_SECONDS
        try:
            return self._pool.submit(convert_document, data, name, options).result(timeout=seconds)
        except FutureTimeout:
            self._kill()
            return failed_by(WorkerDied(f"The conversion was not done in {seconds} s."))
        except BrokenProcessPool:
            self._kill()
            return failed_by(WorkerDied("The process that converted the document ended without an answer."))

    def _kill(self) -> None:
        pool, self._pool = self._pool, None
        if pool is not None:
            for process in list((pool._processes or {}).values()):
                process.kill()
            pool.shutdown(wait=True, cancel_futures=True)

    def close(self) -> None:
        self._kill()


def convert_document(data: bytes, name: str, options: Options) -> Converted | Failed:
    """The conversion itself, in whichever process; the document boundary: whatever happens becomes a value."""
    from extractor.document.wire import to_json
    from extractor.pipeline import extract

    try:
        document = extract(data, options=options, name=name)
        facts = {
            "kind": document.kind,
            "department": document.department.name if document.department else None,
            "fiscal_year": document.fiscal_year,
            "pages": len(document.pages),
            "tables": len(document.tables),
            "projects": len(document.projects),
            "summary": asdict(document.summary),
        }
        return Converted(to_json(document), facts, document.status == "partial")
    except ExtractorError as error:
        return failed_by(error)
    except MemoryError:
        return failed_by(InternalError("The memory did not suffice."))
    except Exception as error:  # the document boundary
        return failed_by(InternalError(f"{type(error).__name__} in the conversion."))


def failed_by(error: ExtractorError) -> Failed:
    """An error as it is stored and told."""
    return Failed(error.code, error.message, error.remedy, error.http_status)


def _die_with_parent() -> None:
    """No process outlives a service that was killed; Ctrl-C is the service's to answer."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
