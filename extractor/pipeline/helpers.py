"""What the jail needs of the stages: the processes that a conversion asks for, and what is loaded before."""

from extractor.classify.tokenise import tokenise
from extractor.ocr.installed import find_engine
from extractor.ocr.process import WorkerProcess, worker_command
from extractor.readings.ask import run_reader
from extractor.sources.libreoffice import convert_with_libreoffice, is_conversion

__all__ = [
    "WorkerProcess",
    "convert_with_libreoffice",
    "find_engine",
    "is_conversion",
    "load_words",
    "run_reader",
    "worker_command",
]


def load_words() -> None:
    """Load what splits text into words (two to five seconds of the processor)."""
    tokenise("部门预算收支总表")
