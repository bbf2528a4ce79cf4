"""The warm parent: a small process of one thread that has everything loaded and forks a jailed one a document.

It never sees a byte of a document, nor of a result: the connection is handed through to the jailed process.
"""

import gc
import os
import select
import signal
import socket
import sys
from collections.abc import Sequence
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import Any

from extractor.sandbox.control import Control
from extractor.sandbox.jailed import Bounds, Job, readable_folders, run_jailed
from extractor.sandbox.large_pages import gather_pages
from extractor.sandbox.lock import kernel
from extractor.sandbox.lock.locking import prepare_to_lock
from extractor.sandbox.warming import warm

_LOOK_SECONDS = 0.02
"""How often the memory of the jailed process is looked at, which tells exhaustion from another crash: a bomb maps
400 MB in 0.3 s."""
_FORKS_BEFORE_GATHERING = 16
"""Large pages take 20 to 200 ms to gather and spare each later fork 1 to 5: not for a handful of documents."""


def main(words: Sequence[str]) -> None:
    """Serve until the other side ends. ``words``: the control socket's descriptor; the module of the job
    (``prepare``, once, and ``do_job``)."""
    control = Control(socket.socket(fileno=int(words[0])))
    gc.disable()  # what modules make while they load stays: looking for cycles in it takes a seventh of the start
    woken = _wake_on_children()
    if kernel.is_linux():
        with suppress(OSError):
            kernel.control(kernel.SET_CHILD_SUBREAPER, 1)
    try:
        module = import_module(words[1])
        job: Job = module.do_job
        module.prepare()
        readable_folders()
        prepare_to_lock()
    except Exception as error:  # the process's boundary: the other side says it
        control.send({"failed": f"{type(error).__name__}: {error}"[:500]})
        return
    _settle()
    control.send({"ready": True, "user_seconds": os.times().user})
    _serve(control, job, woken)


def _serve(control: Control, job: Job, woken: int) -> None:
    forks = 0
    while (message := control.receive()) is not None:
        if message["do"] == "fork":
            control.send(_fork(control, job, Bounds(**message["bounds"]), woken))
            forks += 1
            if forks == _FORKS_BEFORE_GATHERING:
                gather_pages()
        elif message["do"] == "warm":
            before = os.times().user
            warm(message["step"])
            _settle()
            forks = 0
            control.send({"warmed": message["step"], "user_seconds": os.times().user - before})


def _fork(control: Control, job: Job, bounds: Bounds, woken: int) -> dict[str, Any]:
    """Fork one process and wait for its end: how it ended, and what it took.

    It may have been forked ahead of its document: only from ``begin`` on is it looked after.
    """
    descriptor, parent = control.take_descriptor(), os.getpid()
    child = os.fork()
    if child == 0:
        signal.set_wakeup_fd(-1)
        run_jailed(descriptor, job, bounds, parent)
    os.close(descriptor)
    most, begun, rehearsal = 0, False, (0.0, 0.0)
    while True:
        ready: list[int] = [control.end.fileno()]
        if not control.has_message:
            ready, _, _ = select.select([control.end.fileno(), woken], [], [], _LOOK_SECONDS if begun else None)
        if begun:
            most = max(most, _most_mapped(child))
        if control.end.fileno() in ready:
            message = control.receive()
            if message is not None and message["do"] == "begin":
                begun, rehearsal = True, _cpu_so_far(child)
                continue
            # asked to end it, or left alone
            _kill(child)
            if message is None:
                os._exit(0)
        if woken in ready:
            os.read(woken, 4096)
        ended, status, usage = os.wait4(child, os.WNOHANG)
        if ended:
            break
    _kill_session(child)
    _reap_others()
    return {
        "status": status,
        "mapped_bytes": most,
        "peak_bytes": usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024),
        "cpu_seconds": max(0.0, usage.ru_utime + usage.ru_stime - sum(rehearsal)),
        "user_seconds": max(0.0, usage.ru_utime - rehearsal[0]),
    }


def _cpu_so_far(process: int) -> tuple[float, float]:
    """Seconds of a process in its own code and in the kernel, by the kernel's clock; 0 where it is not said."""
    with suppress(OSError, ValueError, IndexError):
        facts = Path(f"/proc/{process}/stat").read_text(encoding="ascii", errors="replace").rpartition(")")[2].split()
        user, system = (int(facts[place]) / os.sysconf("SC_CLK_TCK") for place in (11, 12))
        return user, system
    return 0.0, 0.0


def _most_mapped(process: int) -> int:
    """Bytes of the largest address space that a process has had; 0 where the system does not say."""
    with suppress(OSError, ValueError, IndexError):
        for line in Path(f"/proc/{process}/status").read_text(encoding="ascii", errors="replace").splitlines():
            if line.startswith("VmPeak:"):
                return int(line.split()[1]) * 1024
    return 0


def _kill(child: int) -> None:
    """A process that was not waited for, with all of its session."""
    _kill_session(child)
    with suppress(ProcessLookupError):
        os.kill(child, signal.SIGKILL)


def _kill_session(leader: int) -> None:
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(leader, signal.SIGKILL)


def _reap_others() -> None:
    """Where no filter keeps a jailed process from forking, its children come to this one when it ends."""
    with suppress(ChildProcessError):
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass


def _wake_on_children() -> int:
    """A descriptor that can be read once a child has ended."""
    reading, writing = os.pipe()
    os.set_blocking(writing, False)
    signal.signal(signal.SIGCHLD, lambda number, frame: None)
    signal.set_wakeup_fd(writing, warn_on_full_buffer=False)
    return reading


def _settle() -> None:
    """What is loaded stays: the collector does not touch, and so not copy, it in every child."""
    gc.collect()
    gc.freeze()
    gc.enable()
