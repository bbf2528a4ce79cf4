"""What a new process costs: its start, its first page, and its memory."""

import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

_KIB = 1024
_ONE = (
    "import resource, sys, time; from pathlib import Path; from extractor import extract\n"
    "from extractor.document.wire import to_json\n"
    "data, count = Path(sys.argv[1]).read_bytes(), int(sys.argv[2])\n"
    "for _ in range(count): before = time.process_time(); to_json(extract(data, name='document.pdf'))\n"
    "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.process_time() - before)\n"
)
"""Converts a file so many times, then says its peak (KiB on Linux) and the CPU seconds of the last time."""


@dataclass(frozen=True, slots=True)
class Memory:
    """Peak of a process in MB (10^6 bytes) after one conversion of a document and after several."""

    once: float
    often: float


def start_seconds(words: Sequence[str], rounds: int) -> float:
    """CPU seconds of a command with its children, the median; the modules are compiled before, as an installed
    package's are."""
    command = [sys.executable, "-m", "extractor", *words]
    with tempfile.TemporaryDirectory(prefix="bytecode-") as folder:
        environment = {**os.environ, "PYTHONPYCACHEPREFIX": folder}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        _cpu_of(command, environment)
        return median(_cpu_of(command, environment) for _ in range(rounds))


def first_page_seconds(data: bytes, rounds: int) -> float:
    """CPU seconds of ``extractor convert`` of one file from a cold start, its worker included."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "page.pdf")
        path.write_bytes(data)
        return start_seconds(["convert", str(path), "-o", str(Path(folder, "out")), "--quiet", "--jobs", "1"], rounds)


def warm_seconds(data: bytes) -> float:
    """CPU seconds of a conversion in a process that has done it several times."""
    return _once(data, 6)[1]


def memory_of(data: bytes) -> Memory:
    """Of a process of its own, so that nothing else counts."""
    return Memory(_once(data, 1)[0], _once(data, 4)[0])


def _once(data: bytes, times: int) -> tuple[float, float]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "document.pdf")
        path.write_bytes(data)
        words = [sys.executable, "-c", _ONE, str(path), str(times)]
        said = subprocess.run(words, check=True, capture_output=True, text=True).stdout.split()  # noqa: S603 - our own
        scale = 1 if sys.platform == "darwin" else _KIB
        return int(said[-2]) * scale / 1e6, float(said[-1])


def _cpu_of(words: Sequence[str], environment: Mapping[str, str]) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(words, check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment)  # noqa: S603
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime
