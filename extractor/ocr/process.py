"""The recogniser's process: started when it is first asked, killed when it is late, started anew after many pages."""

import os
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import IO, Any, cast

from extractor.errors import OcrFailed
from extractor.ocr.worker.frames import read_frame, write_frame
from extractor.outside import RecogniserProcess, outside

_START_SECONDS = 120.0
"""What loading the models may take; three to six seconds of the processor are usual."""
_MOST_MEGABYTES = 1200.0
"""A process that holds more is ended in the midst of its page: a page may take 300 beyond ``max_worker_megabytes``."""
_LOOK_SECONDS = 0.2


def worker_command(engine: str) -> list[str]:
    """The command that runs the worker apart from this process's folder and environment of Python."""
    code = "import runpy, sys; sys.path.append(sys.argv.pop(1)); runpy.run_module('worker', run_name='__main__')"
    locks = Path(__file__).parents[1] / "sandbox"
    return [sys.executable, "-I", "-c", code, str(Path(__file__).parent), engine, str(locks)]


def recogniser_process(engine: str) -> RecogniserProcess:
    """The worker of an engine, started here or by who starts processes for this one."""
    elsewhere = outside()
    return WorkerProcess(worker_command(engine)) if elsewhere is None else elsewhere.recogniser(engine)


class WorkerProcess:
    """One running worker; OcrFailed where it does not start, does not answer in time or takes more than
    ``most_megabytes`` of memory (where the system tells), and it is gone then."""

    def __init__(
        self, command: Sequence[str], seconds: float = _START_SECONDS, most_megabytes: float = _MOST_MEGABYTES
    ) -> None:
        try:
            self._process = subprocess.Popen(  # noqa: S603 - our own module by our own interpreter
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                # Ctrl-C is its parent's to answer: a page in work is not lost by it
                start_new_session=True,
            )
        except OSError as error:
            raise OcrFailed(f"The recogniser can not be started: {error.strerror}.") from error
        self._send, self._receive = cast(IO[bytes], self._process.stdin), cast(IO[bytes], self._process.stdout)
        self.megabytes, self._most_megabytes = 0.0, most_megabytes
        self._await(seconds)

    def ask(self, message: dict[str, Any], payload: bytes | memoryview, seconds: float) -> dict[str, Any]:
        """The answer to one message."""
        return self._await(seconds, message, payload)

    def stop(self) -> None:
        """End it; more than once is no harm."""
        self._process.kill()
        for stream in (self._send, self._receive):
            with suppress(OSError):
                stream.close()
        self._process.wait()

    def _await(
        self, seconds: float, message: dict[str, Any] | None = None, payload: bytes | memoryview = b""
    ) -> dict[str, Any]:
        watch = _Watch(self._process, seconds, self._most_megabytes)
        try:
            if message is not None:
                write_frame(self._send, message, payload)
            frame = read_frame(self._receive)
        except (OSError, ValueError):
            frame = None
        finally:
            watch.end()
        if frame is None:
            self.stop()
            raise OcrFailed(watch.reason or f"The recogniser ended with status {self._process.returncode}.")
        self.megabytes = float(frame[0].get("megabytes", 0.0))
        if "error" in frame[0]:
            raise OcrFailed(f"The recogniser failed: {frame[0]['error']}.")
        return frame[0]


class _Watch:
    """Kills a process that is late or holds too much memory; ``reason`` says which it was."""

    def __init__(self, process: subprocess.Popen[bytes], seconds: float, megabytes: float) -> None:
        self.reason = ""
        self._process, self._seconds, self._megabytes = process, seconds, megabytes
        self._over = threading.Event()
        threading.Thread(target=self._look, daemon=True).start()

    def end(self) -> None:
        """Look no longer."""
        self._over.set()

    def _look(self) -> None:
        end = time.monotonic() + self._seconds
        while not self._over.wait(min(_LOOK_SECONDS, max(0.0, end - time.monotonic()))):
            if time.monotonic() >= end:
                self.reason = f"The recogniser was stopped after {self._seconds:.0f} s (max_page_seconds)."
            elif _held_megabytes(self._process.pid) > self._megabytes:
                self.reason = f"The recogniser was stopped when it held more than {self._megabytes:.0f} MB of memory."
            if self.reason:
                self._process.kill()
                return


def _held_megabytes(pid: int) -> float:
    """The memory that a process holds now; 0 where the system does not say (only Linux does)."""
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_bytes().split()[1])
    except (OSError, IndexError, ValueError):
        return 0.0
    return pages * os.sysconf("SC_PAGE_SIZE") / 1024**2
