"""The warm process that disturbed ones are forked from, seen from a test."""

import errno
import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_FOLDER = Path(__file__).parent
ALL_CALLS = ("create", "write", "sync", "rename", "unlink", "truncate", "mkdir", "chmod")


@dataclass(frozen=True, slots=True)
class Fault:
    """What happens at the ``number``-th of the ``calls`` (from 1): kill, term (before it), tear (in the midst of a
    write, then the process ends), fail once, fail from here; count does nothing."""

    action: str = "count"
    number: int = 0
    calls: Sequence[str] = ALL_CALLS
    error: int = errno.ENOSPC


UNDISTURBED = Fault()


@dataclass(frozen=True, slots=True)
class Ended:
    """How a disturbed process ended: its status (a signal is negative), what it said, the calls that it made."""

    status: int
    said: str
    calls: tuple[str, ...]

    def answers(self) -> list[Any]:
        """The answers among what it said."""
        return [json.loads(line[2:]) for line in self.said.splitlines() if line.startswith("> ")]


class Disturbing:
    """Runs cases one at a time."""

    def __init__(self, process: "subprocess.Popen[str]", folder: Path) -> None:
        self._process = process
        self._folder = folder

    def run(self, do: str, below: Path, fault: Fault, **words: object) -> Ended:
        """Do something while files ``below`` a folder are counted and disturbed."""
        said, log, temporary = (self._folder / name for name in ("said", "log", "temporary"))
        said.unlink(missing_ok=True)
        temporary.mkdir(exist_ok=True)
        told = {"action": fault.action, "number": fault.number, "calls": list(fault.calls), "error": fault.error}
        case = {"do": do, "below": str(below), "fault": told, "said": str(said), "log": str(log), **words}
        assert self._process.stdin and self._process.stdout
        self._process.stdin.write(json.dumps({**case, "temporary": str(temporary)}) + "\n")
        self._process.stdin.flush()
        line = self._process.stdout.readline()
        assert line, "the warm process has ended"
        calls = tuple(part.split(" ", 1)[1] for part in log.read_text().splitlines())
        return Ended(int(line), said.read_text(errors="replace"), calls)

    def left_in_temporary(self) -> list[str]:
        """What lies in the folder that temporary files go to."""
        return sorted(path.name for path in (self._folder / "temporary").iterdir())


@contextmanager
def disturbing(folder: Path) -> Iterator[Disturbing]:
    """A warm process; its own files lie in ``folder``."""
    shim = folder / "shim.so"
    compiler = ["cc", "-O1", "-shared", "-fPIC", "-o", str(shim), str(_FOLDER / "shim.c"), "-ldl"]
    subprocess.run(compiler, check=True)
    environment = {**os.environ, "LD_PRELOAD": str(shim), "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
    with subprocess.Popen(
        [sys.executable, str(_FOLDER / "driver.py"), str(shim)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=environment,
    ) as process:
        try:
            yield Disturbing(process, folder)
        finally:
            process.kill()
