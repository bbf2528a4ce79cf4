"""The process of the next document, forked while it is not there yet; what it needs is loaded by then."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from extractor.options import OcrOptions, Options
from extractor.sandbox import Limits, Sandbox

_HERE = Path(__file__).parent
_CHILDREN = Path("/proc/self/task")
pytestmark = pytest.mark.skipif(not _CHILDREN.exists(), reason="children are counted in /proc")


class _Jail(Sandbox):
    _job = "fault_job"
    _more_path = (str(_HERE),)

    def waiting(self) -> list[int]:
        """The jailed processes that the warm parent has."""
        assert self._parent is not None
        parent = self._parent.pid
        return [int(word) for word in Path(f"/proc/{parent}/task/{parent}/children").read_text().split()]


@pytest.fixture
def jail() -> Iterator[_Jail]:
    with _Jail(Limits(seconds=20.0)) as sandbox:
        yield sandbox


def behave(jail: Sandbox, options: Options | None = None) -> int:
    """Convert a document that says which process it was converted by."""
    return int(jail.convert(b"", "behave", options or Options()).json)


def one_waits(jail: _Jail) -> int:
    """The process that waits, once it is there."""
    deadline = time.monotonic() + 20
    while not jail.waiting():
        assert time.monotonic() < deadline
        time.sleep(0.01)
    [process] = jail.waiting()
    return process


def test_one_process_waits_after_the_second_document_and_converts_the_third(jail: _Jail) -> None:
    behave(jail)
    assert jail.waiting() == []
    behave(jail)
    process = one_waits(jail)
    assert behave(jail) == process
    assert one_waits(jail) != process


def test_who_has_died_waiting_harms_no_document(jail: _Jail) -> None:
    behave(jail)
    behave(jail)
    process = one_waits(jail)
    os.kill(process, signal.SIGKILL)
    while process in jail.waiting():
        time.sleep(0.01)
    assert behave(jail) != process


def test_a_document_with_other_bounds_gets_a_process_of_its_own(jail: _Jail) -> None:
    behave(jail)
    behave(jail)
    process = one_waits(jail)
    assert behave(jail, Options(ocr=OcrOptions(mode="off"))) != process
    assert one_waits(jail) != process


def test_whoever_waits_ends_with_the_sandbox() -> None:
    with _Jail(Limits(seconds=20.0)) as jail:
        behave(jail)
        behave(jail)
        process = one_waits(jail)
    deadline = time.monotonic() + 20
    while Path(f"/proc/{process}").exists():
        assert time.monotonic() < deadline
        time.sleep(0.01)


def test_a_jailed_process_has_no_module_left_to_load(demo: Path) -> None:
    program = (
        "import sys; from pathlib import Path\n"
        "from extractor.sandbox import documents, warming\n"
        "from extractor.pipeline import extract\n"
        "documents.prepare()\n"
        "steps = ('docx.reader', 'html.reader', 'sheets.workbook', 'text.reader')\n"
        "for step in steps: warming.warm('extractor.sources.' + step)\n"
        "before = set(sys.modules)\n"
        "for file in Path(sys.argv[1]).glob('*.*'): extract(file.read_bytes(), name=file.name)\n"
        "print(*sorted(set(sys.modules) - before))\n"
    )
    done = subprocess.run([sys.executable, "-c", program, str(demo)], capture_output=True, text=True, check=True)
    # the patterns of units take long to load and few documents need them
    assert set(done.stdout.split()) <= {"extractor.document.target.unit_patterns"}
