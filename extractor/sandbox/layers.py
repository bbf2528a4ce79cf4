"""Which layers of the jail this system has, tried out."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).parent
_TRIAL = "import sys; sys.path.append(sys.argv[1]); from lock.trial import main; main()"
_TRIAL_SECONDS = 30.0


@dataclass(frozen=True, slots=True)
class Layers:
    """What a jailed process is held by here."""

    processes: bool
    """Each document in a process of its own, forked from a warm one."""
    rlimits: bool
    landlock: int
    """The version of Landlock's interface; 0: the file system is open to be read."""
    seccomp: bool
    namespaces: bool
    """LibreOffice may have a network of its own without any interface; without them seccomp alone keeps it off."""

    @property
    def missing(self) -> tuple[str, ...]:
        """The layers that ``require`` asks for and that are not there."""
        there = {
            "processes": self.processes,
            "rlimits": self.rlimits,
            "landlock": self.landlock > 0,
            "seccomp": self.seccomp,
        }
        return tuple(name for name, is_there in there.items() if not is_there)


@cache
def layers() -> Layers:
    """The layers of this system, tried once in a process of its own (about 0.1 s)."""
    if not hasattr(os, "fork"):
        return Layers(False, False, 0, False, False)
    command = [sys.executable, "-I", "-S", "-c", _TRIAL, str(_FOLDER)]
    try:
        done = subprocess.run(  # noqa: S603 - our own module by our own interpreter
            command, capture_output=True, timeout=_TRIAL_SECONDS, check=True, stdin=subprocess.DEVNULL
        )
        said = json.loads(done.stdout)
    except (OSError, ValueError, subprocess.SubprocessError):
        return Layers(True, False, 0, False, False)
    lacking = set(said["lacking"])
    landlock = 0 if "landlock" in lacking else int(said["landlock"])
    return Layers(True, "rlimits" not in lacking, landlock, "seccomp" not in lacking, bool(said["namespaces"]))
