"""The warm parent, seen from the one who started it."""

import json
import os
import socket
import subprocess
import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from extractor.errors import WorkerDied
from extractor.sandbox.control import Control
from extractor.sandbox.jailed import Bounds

_BOOT: Final = (
    "import json, sys; sys.path[:] = json.loads(sys.argv.pop(1)); "
    "from extractor.sandbox.warm_parent import main; main(sys.argv[1:])"
)
_START_SECONDS: Final = 120.0
_WARM_SECONDS: Final = 120.0
_END_SECONDS: Final = 5.0
_KEPT_VARIABLES: Final = ("PATH", "LANG", "LC_ALL", "LC_CTYPE", "LD_LIBRARY_PATH", "TZ", "SYSTEMROOT")
_THREADS: Final = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
"""A process of threads must not be forked."""


@dataclass(frozen=True, slots=True)
class Ended:
    """How a jailed process ended (as ``os.wait`` has it) and what it took."""

    status: int
    mapped_bytes: int
    peak_bytes: int
    cpu_seconds: float
    user_seconds: float


class WarmProcess:
    """One warm parent, started by exec. WorkerDied where it does not start, or is no more."""

    def __init__(self, job: str, more_path: tuple[str, ...] = (), niceness: int = 0) -> None:
        here, there = socket.socketpair()
        words = [json.dumps([*more_path, *filter(None, sys.path)]), str(there.fileno()), job]
        environment = {name: os.environ[name] for name in _KEPT_VARIABLES if name in os.environ}
        try:
            self._process = subprocess.Popen(  # noqa: S603 - our own module by our own interpreter
                [sys.executable, "-I", "-c", _BOOT, *words],
                pass_fds=[there.fileno()],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                # Ctrl-C is the calling process's to answer
                start_new_session=True,
                env={**environment, **_THREADS},
            )
        except OSError as error:
            here.close()
            raise WorkerDied(
                f"The process that conversions are forked from can not start: {error.strerror}."
            ) from error
        finally:
            there.close()
        self._control = Control(here)
        if niceness:
            _be_nice(self._process.pid, niceness)
        self.loading_seconds = float(self._await(_START_SECONDS)["user_seconds"])
        """User CPU of what it has loaded so far."""

    @property
    def pid(self) -> int:
        return self._process.pid

    def is_alive(self) -> bool:
        """Whether it can be asked to fork."""
        return self._process.poll() is None

    def fork(self, bounds: Bounds, end: socket.socket) -> None:
        """Fork a jailed process that has ``end``; ``ended`` is to be called then."""
        self._send({"do": "fork", "bounds": bounds.as_data()}, end.fileno())

    def begin(self) -> None:
        """The document of the jailed process comes now: look after it."""
        self._send({"do": "begin"})

    def kill(self) -> None:
        """Kill the jailed process, where there is one."""
        self._send({"do": "kill"})

    def ended(self) -> Ended:
        """Wait for the end of the jailed process, which is killed where it does not end soon."""
        try:
            said = self._await(_END_SECONDS, give_up=False)
        except TimeoutError:
            self.kill()
            said = self._await(_END_SECONDS)
        return Ended(*(said[name] for name in ("status", "mapped_bytes", "peak_bytes", "cpu_seconds", "user_seconds")))

    def warm(self, step: str) -> None:
        """Load what was missed, before the next process is forked."""
        self._send({"do": "warm", "step": step})
        self.loading_seconds += float(self._await(_WARM_SECONDS)["user_seconds"])

    def close(self) -> None:
        """End it, and with it the jailed process; more than once is no harm."""
        self._control.end.close()
        # it ends by itself once the socket is closed, and takes what it has forked with it
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(1.0)
        self._process.kill()
        self._process.wait()

    def _send(self, message: dict[str, Any], descriptor: int | None = None) -> None:
        try:
            self._control.end.settimeout(_END_SECONDS)
            self._control.send(message, descriptor)
        except OSError as error:
            raise WorkerDied("The process that conversions are forked from has ended.") from error

    def _await(self, seconds: float, *, give_up: bool = True) -> dict[str, Any]:
        try:
            self._control.end.settimeout(seconds)
            said = self._control.receive()
        except TimeoutError:
            if not give_up:
                raise
            self.close()
            raise WorkerDied("The process that conversions are forked from does not answer.") from None
        except OSError:
            said = None
        if said is None or "failed" in said:
            self.close()
            reason = f": {said['failed']}" if said else ""
            raise WorkerDied(f"The process that conversions are forked from has ended{reason}.")
        return said


def _be_nice(process: int, niceness: int) -> None:
    """Let a process and what it forks come after others where there is not enough processor time for all."""
    with suppress(OSError):
        os.setpriority(os.PRIO_PROCESS, process, niceness)
    # where the kernel shares out time by sessions, a process's own word counts within its session only
    with suppress(OSError):
        Path(f"/proc/{process}/autogroup").write_text(str(niceness))
