"""A jailed process from its fork on: it gives up its rights, does its job over one connection, and ends."""

import os
import signal
from collections.abc import Callable
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Any

from extractor.sandbox.cold_imports import ask_for_cold_imports
from extractor.sandbox.frames import Connection
from extractor.sandbox.lock.imports import refuse_unsafe_loading
from extractor.sandbox.lock.locking import code_folders, die_with, lock_parser
from extractor.sandbox.lock.resource_limits import ResourceLimits

Job = Callable[[Connection], None]

_CONNECTION = 3
_PACKAGE = Path(__file__).parents[1]
_MOST_DESCRIPTORS = 1 << 20


@dataclass(frozen=True, slots=True)
class Bounds:
    """What the process may take; ``required``: it does not begin where a layer of the jail does not hold."""

    memory_bytes: int
    cpu_seconds: int
    required: bool

    def as_data(self) -> dict[str, Any]:
        """As plain data, for the way to the warm parent."""
        return asdict(self)


_FONTS = tuple(
    Path(folder)
    for folder in (
        "/usr/share/fonts",
        "/usr/share/X11/fonts/Type1",
        "/usr/share/X11/fonts/TTF",
        "/usr/local/share/fonts",
    )
)
"""Where PDFium looks for the fonts that a PDF names and does not hold: without them its texts are not drawn, and their
boxes are guessed from the font's description, other ones than outside the jail."""


@cache
def readable_folders() -> tuple[Path, ...]:
    """What a jailed process may read: the code of Python, of the installed packages and of this one, with its data, and
    the system's fonts."""
    own = (_PACKAGE, *(folder.resolve() for folder in (_PACKAGE / "models",)))
    return (*code_folders(), *own, *(folder for folder in _FONTS if folder.is_dir()))


def run_jailed(descriptor: int, job: Job, bounds: Bounds, parent: int) -> None:
    """Lock this process and do ``job`` over ``descriptor``. It does not return."""
    try:
        die_with(parent)
        os.setsid()
        for number in (signal.SIGCHLD, signal.SIGINT, signal.SIGTERM):
            signal.signal(number, signal.SIG_DFL)
        _keep_only(descriptor)
        connection = Connection(_CONNECTION)
        limits = ResourceLimits(bounds.memory_bytes, bounds.cpu_seconds)
        lacking = lock_parser(limits, readable_folders())
        refuse_unsafe_loading()
        ask_for_cold_imports(connection)
        if lacking and bounds.required:
            connection.send({"say": "refused", "lacking": lacking})
        else:
            job(connection)
    except BaseException:
        # a word about it would go to nobody; who waits sees the status
        os._exit(70)
    os._exit(0)


def _keep_only(descriptor: int) -> None:
    """The connection, and nothing on the three usual descriptors: all others are closed."""
    os.dup2(descriptor, _CONNECTION, inheritable=False)
    nothing = os.open(os.devnull, os.O_RDWR)
    for usual in (0, 1, 2):
        os.dup2(nothing, usual)
    os.closerange(_CONNECTION + 1, _MOST_DESCRIPTORS)
