"""The recogniser's process of a sandbox: kept from one document to the next, started anew when it is worn."""

import threading
from typing import Any, Final

from extractor.options import OcrOptions
from extractor.outside import RecogniserProcess

_IDLE_SECONDS: Final = 30.0
"""A process that nobody asks for so long is ended: it holds more than half a gigabyte."""


class KeptRecogniser:
    """One process, started when it is first asked; OcrFailed as the process says it."""

    def __init__(self) -> None:
        self._process: RecogniserProcess | None = None
        self._engine = ""
        self._pages = 0
        self._lock = threading.RLock()
        self._idle: threading.Timer | None = None

    def ask(self, message: dict[str, Any], payload: bytes, seconds: float, options: OcrOptions) -> dict[str, Any]:
        """The answer to one message; a picture that is shown is the time to take a new process for a worn one."""
        with self._lock:
            self._wait_no_longer()
            try:
                if message["ask"] == "show" and self._is_worn(options):
                    self.close()
                process = self._running(options)
                self._pages += message["ask"] == "show"
                answer = process.ask(message, payload, seconds)
            except BaseException:
                # an answer that was not waited for would be taken for the next one's
                self.close()
                raise
            self._idle = threading.Timer(_IDLE_SECONDS, self.close)
            self._idle.daemon = True
            self._idle.start()
            return answer

    def close(self) -> None:
        """End the process; the next picture starts it again."""
        with self._lock:
            self._wait_no_longer()
            process, self._process = self._process, None
            if process is not None:
                process.stop()

    def _running(self, options: OcrOptions) -> RecogniserProcess:
        from extractor.pipeline.helpers import WorkerProcess, find_engine, worker_command

        engine = find_engine(options)
        if self._process is not None and engine != self._engine:
            self.close()
        if self._process is None:
            self._process, self._engine, self._pages = WorkerProcess(worker_command(engine)), engine, 0
        return self._process

    def _is_worn(self, options: OcrOptions) -> bool:
        process = self._process
        if process is None:
            return False
        return self._pages >= options.max_worker_pages or process.megabytes > options.max_worker_megabytes

    def _wait_no_longer(self) -> None:
        if self._idle is not None:
            self._idle.cancel()
            self._idle = None
