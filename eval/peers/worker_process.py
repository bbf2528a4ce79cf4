"""A peer's process: started with a command, asked in JSON lines, stopped when it takes too long."""

import json
import os
import queue
import signal
import subprocess
import tempfile
import threading
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import IO, TypeVar, cast

from pydantic import TypeAdapter, ValidationError

from extractor.eval.peers.provider import PeerCrash, PeerError, PeerMissing, PeerTimeout
from extractor.eval.peers.worker.raw import Fault, Greeting, Measured

Value = TypeVar("Value")
_LONGEST_START_SECONDS = 120.0
_LAST_WORDS_BYTES = 300
_GREETING = TypeAdapter(Greeting)
_REPLY: TypeAdapter[Measured | Fault] = TypeAdapter(Measured | Fault)


def worker_command(python: Path, peer: str) -> list[str]:
    """The command that runs a peer's worker with the peers' own Python, closed off from this one's environment.

    The folder goes last on the path: no file of ours may stand before a library of theirs.
    """
    code = "import runpy, sys; sys.path.append(sys.argv.pop(1)); runpy.run_module('worker', run_name='__main__')"
    return [str(python), "-I", "-c", code, str(Path(__file__).parent), peer]


class WorkerProcess:
    """One running worker. Its stderr is kept for the reason of a crash only."""

    def __init__(self, process: "subprocess.Popen[str]", send: IO[str], receive: IO[str], stderr: IO[bytes]) -> None:
        self._process, self._send, self._receive, self._stderr = process, send, receive, stderr
        self._lines: queue.Queue[str | None] = queue.Queue()
        threading.Thread(target=self._listen, daemon=True).start()

    @classmethod
    def start(cls, command: Sequence[str]) -> tuple["WorkerProcess", Greeting]:
        """Start it and wait for its greeting; PeerMissing where it can not work."""
        worker = cls(*_started(command))
        try:
            greeting = _parsed(_GREETING, worker._next_line(_LONGEST_START_SECONDS))
        except PeerError as error:
            worker.stop()
            raise PeerMissing(f"It does not start: {error.message}") from error
        if greeting.missing is not None:
            worker.stop()
            raise PeerMissing(f"It does not start: {greeting.missing}.")
        return worker, greeting

    def read(self, path: Path, seconds: float) -> Measured:
        """The answer for one file; PeerTimeout, PeerCrash or, with the peer's own words, PeerError. After any of them
        but the last the worker is stopped."""
        try:
            self._ask(path)
            reply = _parsed(_REPLY, self._next_line(seconds))
        except PeerError:
            self.stop()
            raise
        if isinstance(reply, Fault):
            raise PeerError(reply.error)
        return reply

    @property
    def running(self) -> bool:
        return self._process.poll() is None

    def stop(self) -> None:
        """End the process and whatever it started."""
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        for stream in (self._send, self._receive, self._stderr):
            with suppress(OSError):  # what was still to be sent has nobody to go to
                stream.close()

    def _ask(self, path: Path) -> None:
        try:
            self._send.write(json.dumps({"path": str(path.resolve())}) + "\n")
            self._send.flush()
        except OSError as error:
            raise PeerCrash(f"It has ended{self._last_words()}.") from error

    def _listen(self) -> None:
        with suppress(ValueError, OSError):  # closed while reading: it was stopped
            for line in self._receive:
                self._lines.put(line)
        self._lines.put(None)

    def _next_line(self, seconds: float) -> str:
        try:
            line = self._lines.get(timeout=seconds)
        except queue.Empty:
            raise PeerTimeout(f"It took longer than {seconds:g} s.") from None
        if line is None:
            raise PeerCrash(f"It ended without an answer{self._last_words()}.")
        return line

    def _last_words(self) -> str:
        """Status and the end of stderr."""
        status = self._process.wait()
        self._stderr.seek(0, os.SEEK_END)
        self._stderr.seek(max(0, self._stderr.tell() - _LAST_WORDS_BYTES))
        words = self._stderr.read().decode("utf-8", "replace").strip().splitlines()
        return f" (status {status}{': ' + words[-1] if words else ''})"


def _started(command: Sequence[str]) -> tuple["subprocess.Popen[str]", IO[str], IO[str], IO[bytes]]:
    """The process, its input, its output and the file that its stderr goes to."""
    stderr = tempfile.TemporaryFile()  # noqa: SIM115  lives as long as the process
    pipe = subprocess.PIPE
    try:
        process = subprocess.Popen(  # noqa: S603  the peers' own interpreter, words of our own
            command, stdin=pipe, stdout=pipe, stderr=stderr, encoding="utf-8", start_new_session=True
        )
    except OSError as error:
        stderr.close()
        raise PeerMissing(f"{command[0]} can not be run: {error.strerror}.") from error
    return process, cast("IO[str]", process.stdin), cast("IO[str]", process.stdout), stderr


def _parsed(adapter: TypeAdapter[Value], line: str) -> Value:
    try:
        return adapter.validate_json(line)
    except ValidationError as error:
        raise PeerCrash(f"Its answer is malformed: {error.errors()[0]['msg']}.") from error
