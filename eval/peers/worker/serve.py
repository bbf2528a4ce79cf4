"""The worker's talk: one peer, JSON lines in and out.

First it greets: ``{"version", "missing", "start_seconds"}``. Then each line in is ``{"path"}``, each line out
``{"answer", "user_seconds", "peak_megabytes"}`` or ``{"error"}``.
"""

import json
import resource
from collections.abc import Callable, Iterable
from dataclasses import asdict
from pathlib import Path

from .raw import Fault, Greeting, Measured
from .readers import Reader

_KILOBYTES_PER_MEGABYTE = 1000

Say = Callable[[str], object]


def serve(make_reader: Callable[[], Reader], requests: Iterable[str], say: Say) -> None:
    """Greet, then answer until the requests end; a peer that can not start only greets."""
    try:
        reader = make_reader()
        version = reader.version()
    except Exception as error:  # whatever keeps a peer from starting is told, not raised
        say(_line(Greeting(None, f"{type(error).__name__}: {error}", _user_seconds())))
        return
    say(_line(Greeting(version, None, _user_seconds())))
    for request in requests:
        say(_line(_measured(reader, Path(json.loads(request)["path"]))))


def _measured(reader: Reader, path: Path) -> Measured | Fault:
    before = _user_seconds()
    try:
        answer = reader.read(path)
    except Exception as error:  # the document boundary: the next one may be readable
        return Fault(f"{type(error).__name__}: {error}")
    return Measured(answer, _user_seconds() - before, _peak_megabytes())


def _line(value: Greeting | Measured | Fault) -> str:
    return json.dumps(asdict(value), ensure_ascii=False) + "\n"


def _user_seconds() -> float:
    return sum(resource.getrusage(who).ru_utime for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))


def _peak_megabytes() -> float:
    peak = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return peak / _KILOBYTES_PER_MEGABYTE
