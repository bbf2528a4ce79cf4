"""How a jailed process ended → the error that says it."""

import os
import signal
from typing import Final

from extractor.errors import ExtractorError, OutOfMemory, TookTooLong, WorkerDied
from extractor.options import LimitOptions
from extractor.sandbox.warm_process import Ended

_NEAR: Final = 0.85
"""A process that ended by itself with so much of its memory mapped ended for want of memory."""
_BY_ITSELF: Final = frozenset(
    getattr(signal, name) for name in ("SIGABRT", "SIGSEGV", "SIGBUS", "SIGILL", "SIGTRAP", "SIGFPE")
)


def late(limits: LimitOptions, seconds: float) -> ExtractorError:
    """The error of a conversion that was ended after ``seconds``."""
    name = "ocr_seconds" if seconds == limits.ocr_seconds and seconds != limits.seconds else "seconds"
    return TookTooLong(f"The conversion was ended after {seconds:g} seconds; the limit is {name}.")


def death(ended: Ended, limits: LimitOptions) -> ExtractorError:
    """The error of a process that ended without an answer."""
    megabytes = limits.memory_bytes >> 20
    exhausted = ended.mapped_bytes >= _NEAR * limits.memory_bytes
    if os.WIFSIGNALED(ended.status):
        number = os.WTERMSIG(ended.status)
        if number == signal.SIGXCPU:
            return TookTooLong("The conversion took more processor time than it may have; the limit is seconds.")
        if exhausted and number in _BY_ITSELF:
            return OutOfMemory(f"The conversion needed more than {megabytes} MB (memory_bytes).")
        return WorkerDied(f"The process that converted it was ended by {_name_of(number)}.")
    if exhausted:
        return OutOfMemory(f"The conversion needed more than {megabytes} MB (memory_bytes).")
    status = os.WEXITSTATUS(ended.status)
    return WorkerDied(f"The process that converted it ended without an answer (status {status}).")


def _name_of(number: int) -> str:
    try:
        return signal.Signals(number).name
    except ValueError:
        return f"signal {number}"
