"""A job that behaves badly, by the name of the way."""

import ctypes
import json
import os
import signal
import struct
import sys
import time
from collections.abc import Callable

from extractor.sandbox.frames import Connection

_CONNECTION = 3


def prepare() -> None:
    """Nothing."""


def do_job(connection: Connection) -> None:
    request, _ = connection.receive()
    FAULTS[request["name"]](connection)


def behave(connection: Connection) -> None:
    connection.send({"say": "made", "what": "json"}, json.dumps(os.getpid()).encode())
    _end(connection)


def _end(connection: Connection) -> None:
    summary = dict.fromkeys(("amounts", "proved", "consistent", "failed", "unchecked", "failed_checks"), 0)
    counts = {"pages": 0, "tables": 0, "projects": 0, "summary": summary}
    connection.send({"say": "done", "facts": {"media_type": "", "status": "ok", **counts}, "remarks": []})


def eat_memory(connection: Connection) -> None:
    """As a C library would: it aborts where no memory is left."""
    library = ctypes.CDLL(None)
    library.malloc.restype = ctypes.c_void_p
    while library.malloc(ctypes.c_size_t(8 << 20)):
        pass
    # as long as a library takes that works with what it has
    time.sleep(0.5)
    os.abort()


def spin(connection: Connection) -> None:
    while True:
        pass


def sleep(connection: Connection) -> None:
    time.sleep(3600)


def ignore_signals_and_sleep(connection: Connection) -> None:
    for number in (signal.SIGTERM, signal.SIGXCPU, signal.SIGINT):
        signal.signal(number, signal.SIG_IGN)
    time.sleep(3600)


def abort(connection: Connection) -> None:
    os.abort()


def segfault(connection: Connection) -> None:
    ctypes.string_at(0)


def leave(connection: Connection) -> None:
    os._exit(3)


def raise_beyond_the_boundary(connection: Connection) -> None:
    raise KeyboardInterrupt


def recurse_without_end(connection: Connection) -> None:
    sys.setrecursionlimit(10**9)

    def deeper(level: int) -> int:
        return deeper(level + 1) + int(bool(deeper(level) for _ in [1]))

    deeper(0)


def flood_with_results(connection: Connection) -> None:
    while True:
        connection.send({"say": "made", "what": "picture", "page": 1}, bytes(1 << 20))


def announce_a_huge_result(connection: Connection) -> None:
    os.write(_CONNECTION, struct.pack(">QQ", 2, 1 << 60) + b"{}")
    time.sleep(3600)


def announce_a_huge_header(connection: Connection) -> None:
    os.write(_CONNECTION, struct.pack(">QQ", 1 << 60, 0))
    time.sleep(3600)


def send_no_json(connection: Connection) -> None:
    os.write(_CONNECTION, struct.pack(">QQ", 4, 0) + b"oops")
    time.sleep(3600)


def nest_json_deeply(connection: Connection) -> None:
    header = b"[" * 200_000
    os.write(_CONNECTION, struct.pack(">QQ", len(header), 0) + header)
    time.sleep(3600)


def send_a_list(connection: Connection) -> None:
    os.write(_CONNECTION, struct.pack(">QQ", 2, 0) + b"[]")
    time.sleep(3600)


def end_without_a_result(connection: Connection) -> None:
    _end(connection)


def lie_about_counts(connection: Connection) -> None:
    connection.send({"say": "made", "what": "json"}, b"{}")
    connection.send({"say": "done", "facts": {"pages": "many"}, "remarks": []})


def say_nonsense(connection: Connection) -> None:
    connection.send({"say": "hello"})
    time.sleep(3600)


def ask_for_an_unknown_step(connection: Connection) -> None:
    connection.send({"say": "cold", "step": "antigravity"})


def ask_for_a_step_again_and_again(connection: Connection) -> None:
    connection.send({"say": "cold", "step": "extractor.sources.rtf"})


FAULTS: dict[str, Callable[[Connection], None]] = {
    fault.__name__: fault
    for fault in (
        behave, eat_memory, spin, sleep, ignore_signals_and_sleep, abort, segfault, leave, raise_beyond_the_boundary,
        recurse_without_end, flood_with_results, announce_a_huge_result, announce_a_huge_header, send_no_json,
        nest_json_deeply, send_a_list, end_without_a_result, lie_about_counts, say_nonsense, ask_for_an_unknown_step,
        ask_for_a_step_again_and_again,
    )
}  # fmt: skip
