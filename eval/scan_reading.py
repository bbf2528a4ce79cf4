"""One conversion in a process of its own, so that all it costs is told, the recogniser's processes with it."""

import json
import resource
import subprocess
import sys
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

_TIMEOUT_S = 1800.0


@dataclass(frozen=True, slots=True)
class ReadingCost:
    """``user_seconds`` of user CPU of the conversion and all the processes that it started, ``wall_seconds``, and
    ``peak_bytes`` of the largest of them."""

    user_seconds: float
    wall_seconds: float
    peak_bytes: int


@dataclass(frozen=True, slots=True)
class ScanReading:
    """What was read of one scan, as contract data; or ``failed``, the reason why there is nothing."""

    document: dict[str, Any] | None
    failed: str | None
    cost: ReadingCost


def read_apart(scan: Path, timeout_s: float = _TIMEOUT_S) -> ScanReading:
    """Convert a file in another process. Whatever it fails with is the reading's ``failed``.

    The peak is that of the largest process that this one has waited for so far.
    """
    command = [sys.executable, "-m", "extractor.eval.scan_reading", str(scan)]
    before, started = _children().ru_utime, time.monotonic()
    try:
        done = subprocess.run(command, capture_output=True, timeout=timeout_s, check=False)  # noqa: S603 - our own words
        said = _answer(done.stdout) or {"failed": _last_line(done.stderr) or f"ended with status {done.returncode}"}
    except subprocess.TimeoutExpired:
        said = {"failed": f"took longer than {timeout_s:g} s"}
    wall, usage = time.monotonic() - started, _children()
    user = max(0.0, usage.ru_utime - before - said.get("start_seconds", 0.0))
    cost = ReadingCost(round(user, 2), round(wall, 2), usage.ru_maxrss * 1024)
    return ScanReading(said.get("document"), said.get("failed"), cost)


def write_reading(reading: ScanReading, path: Path) -> None:
    """Keep a reading, so that a run that was broken off goes on behind it."""
    partial = path.with_suffix(".partial")
    partial.write_text(json.dumps(asdict(reading), ensure_ascii=False), encoding="utf-8")
    partial.replace(path)


def load_reading(path: Path) -> ScanReading:
    """A reading that was kept; OSError or ValueError where there is none."""
    data = json.loads(path.read_bytes())
    return ScanReading(data["document"], data["failed"], ReadingCost(**data["cost"]))


def _children() -> resource.struct_rusage:
    return resource.getrusage(resource.RUSAGE_CHILDREN)


def _answer(stdout: bytes) -> dict[str, Any] | None:
    last = stdout.rstrip(b"\n").rpartition(b"\n")[2]
    return json.loads(last) if last.startswith(b"{") else None


def _last_line(stderr: bytes) -> str:
    return stderr.decode("utf-8", "replace").strip().rpartition("\n")[2]


def _main(source: Path) -> int:
    """The other process: convert, and say what came of it as one line of JSON."""
    # Imported here: the process that asks needs no pipeline.
    from extractor import ExtractorError, extract
    from extractor.document.wire import to_data

    start = time.process_time()
    try:
        said: dict[str, Any] = {"document": to_data(extract(source))}
    except ExtractorError as error:
        said = {"failed": f"{error.code}: {error.message}"}
    print(json.dumps(said | {"start_seconds": start}, ensure_ascii=False))
    return 0


if __name__ == "__main__":
    sys.exit(_main(Path(sys.argv[1])))
