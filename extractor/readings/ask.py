"""Ask another tool for its reading of some pages, within a bounded time."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any

from extractor.document.geometry import BBox
from extractor.options import SourceOptions
from extractor.outside import outside
from extractor.readings.reading import OtherCell, OtherReading, ReadAgain, ReaderName
from extractor.temporary import TooMuchWritten, communicate_within, temporary_folder

_WORKER = Path(__file__).with_name("worker.py")
_LOCKS = Path(__file__).parents[1] / "sandbox"
"""Where the worker finds the locks that it puts on itself."""
_START_SECONDS = 20.0
_PAGE_SECONDS = 5.0
"""What a tool may take to start, and on average for a page; a usual page takes 0.1 to 1.5 s."""
_MOST_BYTES = SourceOptions().max_temporary_bytes
_HINT = "camelot is not installed: pip install 'extractor[readings]', or '.[readings]' in its checkout"


def readers_of(data: bytes, password: str | None) -> ReadAgain:
    """The tools, ready to read pages of the PDF ``data``."""
    return partial(_read_again, data, password)


def _read_again(data: bytes, password: str | None, reader: ReaderName, pages: Sequence[int]) -> OtherReading:
    if reader.startswith("camelot") and find_spec("camelot") is None:
        return OtherReading(reader, {}, (_HINT,))
    request = json.dumps({"reader": reader, "pages": list(pages), "password": password}).encode()
    elsewhere = outside()
    run = run_reader if elsewhere is None else elsewhere.reading
    output, failures = run(request + b"\n" + data, _START_SECONDS + _PAGE_SECONDS * len(pages))
    said = list(_lines(output))
    cells = {line["page"]: tuple(map(_cell, line["cells"])) for line in said if "cells" in line}
    failures += [f"page {line['page']}: {line['error']}" for line in said if "error" in line]
    return OtherReading(reader, cells, tuple(failures))


def run_reader(text: bytes, seconds: float, most_bytes: int = _MOST_BYTES) -> tuple[bytes, list[str]]:
    """What the worker wrote until it ended, and how it ended where it should not; in its folder ``most_bytes``."""
    with temporary_folder("reading") as scratch:
        return _run_in(scratch, text, seconds, most_bytes)


def _run_in(scratch: Path, text: bytes, seconds: float, most_bytes: int) -> tuple[bytes, list[str]]:
    with TemporaryFile(dir=scratch) as told:
        told.write(text)
        told.seek(0)
        try:
            process = subprocess.Popen(  # noqa: S603 - our own file by our own interpreter
                [sys.executable, "-P", str(_WORKER), str(_LOCKS), str(scratch)],
                stdin=told,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                cwd=scratch,
                env={**os.environ, "TMPDIR": str(scratch)},
            )
        except OSError as error:
            return b"", [f"could not be started: {error}"]
    try:
        said, _ = communicate_within(process, seconds, scratch, most_bytes)
    except (subprocess.TimeoutExpired, TooMuchWritten) as ended:
        process.kill()
        why = f"after {seconds:.0f} s" if isinstance(ended, subprocess.TimeoutExpired) else "for it wrote too much"
        return process.communicate()[0], [f"stopped {why}"]
    return said, [f"ended with status {process.returncode}"] if process.returncode else []


def _lines(output: bytes) -> Iterator[dict[str, Any]]:
    """The whole lines; what a stopped worker left unfinished is none."""
    for line in output.splitlines(keepends=True):
        if line.endswith(b"\n"):
            yield json.loads(line)


def _cell(values: Sequence[Any]) -> OtherCell:
    return OtherCell(BBox(*map(float, values[:4])), str(values[4]))
