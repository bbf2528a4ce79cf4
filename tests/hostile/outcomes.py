"""What becomes of a file in the jail, and what must not be left of it."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from extractor.errors import ExtractorError
from extractor.options import OcrOptions, Options, SourceOptions
from extractor.sandbox import Sandbox
from tests.hostile.hostile_file import HostileFile

OURS = frozenset({"internal_error", "extractor_error", "source_error"})
"""Errors that nobody can act on: each is a fault of this program."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """``code`` is the status of the result, or that of the error; ``seconds`` from the call to its answer."""

    name: str
    code: str
    said: str
    seconds: float
    peak_bytes: int


def outcome_of(sandbox: Sandbox, file: HostileFile, *, ocr: Literal["auto", "off"] = "auto") -> Outcome:
    """Convert one file. Whatever is no ExtractorError ends the test."""
    data, source = file.make(), replace(SourceOptions(), password=file.password)
    begun = time.monotonic()
    try:
        made = sandbox.convert(data, file.name, Options(source=source, ocr=OcrOptions(mode=ocr)))
    except ExtractorError as error:
        return Outcome(file.name, error.code, error.message, time.monotonic() - begun, 0)
    return Outcome(file.name, made.facts.status, "", time.monotonic() - begun, made.peak_bytes)


def processes_below(parent: int) -> list[int]:
    """The processes that ``parent`` started and that are not gone, zombies too (Linux)."""
    found = []
    for folder in Path("/proc").iterdir():
        try:
            stat = (folder / "stat").read_text() if folder.name.isdigit() else ""
        except OSError:
            continue
        if stat and int(stat.rpartition(")")[2].split()[1]) == parent:
            found.append(int(folder.name))
    return found


@contextmanager
def nothing_left_in(folder: Path) -> Iterator[None]:
    """No file may be there at the end that was not there before."""
    before = set(folder.rglob("*"))
    yield
    assert set(folder.rglob("*")) - before == set()
