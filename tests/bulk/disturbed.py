"""Runs that are killed, and what must be the same afterwards."""

import os
import random
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

LIGHT = (sys.executable, str(Path(__file__).with_name("light_convert.py")))
WHOLE = (sys.executable, "-m", "extractor", "convert")
_HOSTILE = ("corrupt", "break", "die", "", "nothing", "foreign")


def write_words(folder: Path, count: int, hostile_every: int = 100) -> None:
    """Distinct small files, every hundredth one that fails in one way or another."""
    for number in range(count):
        path = folder / f"{number % 7}" / f"预算 {number:05}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        bad = _HOSTILE[number // hostile_every % len(_HOSTILE)]
        path.write_text(f"{number}" if number % hostile_every else bad, encoding="utf-8")


def run(program: Sequence[str], folder: Path, out: Path, *words: str, limit: int | None = None) -> tuple[int, str]:
    """One run to its end: exit status and what it said. ``limit`` bytes a file may have, as on a disk that is full."""
    command = [*program, str(folder), "-o", str(out), "--workers", "2", *words]
    done = subprocess.run(
        command, capture_output=True, text=True, timeout=3600, check=False, preexec_fn=_limit_files(limit)
    )
    return done.returncode, done.stderr


def kill_run(program: Sequence[str], folder: Path, out: Path, after: int, chance: random.Random) -> bool:
    """A run that is killed (-9) once it stored ``after`` more results; False where it came to its end before."""
    command = [*program, str(folder), "-o", str(out), "--workers", "2", "--resume", "--quiet"]
    goal = results(out) + after
    with subprocess.Popen(command, stderr=subprocess.DEVNULL, start_new_session=True) as process:
        while process.poll() is None and results(out) < goal:
            time.sleep(0.02)
        time.sleep(chance.random() * 0.05)
        killed = process.poll() is None
        if killed:
            os.kill(process.pid, signal.SIGKILL)
    return killed


def results(out: Path) -> int:
    """How many results lie there."""
    return sum(name.endswith(".json") for _, _, files in os.walk(out) for name in files)


def tree(out: Path) -> dict[str, bytes]:
    """All that a run leaves which has no time in it, and whatever it should not have left."""
    left_out = {"timings.jsonl", "report.jsonl", "report.html"}
    state = {".extractor/lock", ".extractor/journal.sqlite"}
    files = {path.relative_to(out).as_posix(): path for path in out.rglob("*") if path.is_file()}
    return {name: path.read_bytes() for name, path in files.items() if name not in left_out | state}


def _limit_files(limit: int | None) -> Callable[[], None] | None:
    if limit is None:
        return None
    return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
