"""The recogniser's process: started when it is first asked, killed when it is late, started anew after many pages."""

import subprocess
import sys
import threading
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import IO, Any, cast

from extractor.errors import OcrFailed
from extractor.ocr.worker.frames import read_frame, write_frame
from extractor.outside import RecogniserProcess, outside

_START_SECONDS = 120.0
"""What loading the models may take; three to six seconds of the processor are usual."""


def worker_command(engine: str) -> list[str]:
    """The command that runs the worker apart from this process's folder and environment of Python."""
    code = "import runpy, sys; sys.path.append(sys.argv.pop(1)); runpy.run_module('worker', run_name='__main__')"
    return [sys.executable, "-I", "-c", code, str(Path(__file__).parent), engine]


def recogniser_process(engine: str) -> RecogniserProcess:
    """The worker of an engine, started here or by who starts processes for this one."""
    elsewhere = outside()
    return WorkerProcess(worker_command(engine)) if elsewhere is None else elsewhere.recogniser(engine)


class WorkerProcess:
    """One running worker; OcrFailed where it does not start or does not answer in time, and it is gone then."""

    def __init__(self, command: Sequence[str], seconds: float = _START_SECONDS) -> None:
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
        self.megabytes = 0.0
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
        late = threading.Event()

        def kill() -> None:
            late.set()
            self._process.kill()

        timer = threading.Timer(seconds, kill)
        timer.daemon = True
        timer.start()
        try:
            if message is not None:
                write_frame(self._send, message, payload)
            frame = read_frame(self._receive)
        except (OSError, ValueError):
            frame = None
        finally:
            timer.cancel()
        if frame is None:
            self.stop()
            if late.is_set():
                raise OcrFailed(f"The recogniser was stopped after {seconds:.0f} s (max_page_seconds).")
            raise OcrFailed(f"The recogniser ended with status {self._process.returncode}.")
        self.megabytes = float(frame[0].get("megabytes", 0.0))
        if "error" in frame[0]:
            raise OcrFailed(f"The recogniser failed: {frame[0]['error']}.")
        return frame[0]
