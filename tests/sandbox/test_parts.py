"""The parts of the jail one by one, without a process."""

import errno
import json
import os
import signal
import socket
import threading
import time
from collections.abc import Sequence
from typing import Any

import pytest

from extractor.errors import InternalError, OcrFailed, OutOfMemory, TookTooLong, WorkerDied
from extractor.options import OcrOptions, Options
from extractor.outside import ask_outside
from extractor.sandbox import Limits, documents
from extractor.sandbox.asking import AskingOutside
from extractor.sandbox.deaths import death
from extractor.sandbox.frames import Connection, ConnectionLost, Late, NoMessage, TimedConnection
from extractor.sandbox.helpers import Helpers
from extractor.sandbox.lock import call_filters, filter_program, system_calls
from extractor.sandbox.lock.filter_program import ALLOW, INSTRUCTION, KILL, Program
from extractor.sandbox.lock.system_calls import AUDIT_ARCHITECTURES
from extractor.sandbox.option_data import options_as_data, options_from_data
from extractor.sandbox.warm_process import Ended

_OWN = 4242


def decide(program: Program, architecture: int, number: int, arguments: Sequence[int] = ()) -> int:
    """What a filter answers: classic BPF as the kernel runs it."""
    data = {0: number, 4: architecture}
    for place, value in enumerate([*arguments, *[0] * (6 - len(arguments))]):
        data[16 + 8 * place], data[20 + 8 * place] = value & 0xFFFFFFFF, value >> 32
    at, accumulator = 0, 0
    instructions: list[tuple[int, ...]] = list(INSTRUCTION.iter_unpack(program))
    while True:
        code, true, false, value = instructions[at]
        at += 1
        if code == 0x20:
            accumulator = data[value]
        elif code == 0x54:
            accumulator &= value
        elif code == 0x15:
            at += true if accumulator == value else false
        else:
            assert code == 0x06
            return value


@pytest.fixture(params=["x86_64", "aarch64"])
def machine(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    for module in (system_calls, filter_program):
        monkeypatch.setattr(module, "machine", lambda: request.param)
    return str(request.param)


@pytest.mark.parametrize(
    ("name", "arguments", "allowed"),
    [
        ("read", (), True),
        ("socket", (2, 1, 0), False),
        ("execve", (), False),
        ("ptrace", (), False),
        ("clone", (0x3D0F00,), True),
        ("clone", (17,), False),
        ("clone", (0x10000 | 0x10000000,), False),
        ("clone3", (), False),
        ("kill", (_OWN, 6), True),
        ("kill", (1, 6), False),
        ("kill", (_OWN | 1 << 32, 6), False),
        ("kill", (0xFFFFFFFFFFFFFFFF, 9), False),
        ("tgkill", (_OWN, 1, 6), True),
        ("openat", (0xFFFFFF9C, 1, os.O_RDONLY | os.O_CLOEXEC), True),
        ("openat", (0xFFFFFF9C, 1, os.O_WRONLY), False),
        ("openat", (0xFFFFFF9C, 1, os.O_CREAT), False),
        ("prlimit64", (0, 7, 0, 1), True),
        ("prlimit64", (0, 7, 1, 1), False),
        ("prlimit64", (0, 7, 1 << 32, 1), False),
        ("prlimit64", (1, 7, 0, 1), False),
        ("prctl", (15,), True),
        ("prctl", (4,), False),
        ("fcntl", (3, 4), True),
        ("fcntl", (3, 8), False),
        ("ioctl", (0, 0x5401), True),
        ("ioctl", (0, 0x5412), False),
        ("unlinkat", (), False),
    ],
)
def test_the_filter_of_a_parser(machine: str, name: str, arguments: tuple[int, ...], allowed: bool) -> None:
    program, number = call_filters.parser_filter(_OWN), system_calls.number_of(name)
    assert number is not None and len(program) < 4096 * INSTRUCTION.size
    answer = decide(program, AUDIT_ARCHITECTURES[machine], number, arguments)
    assert (answer == ALLOW) == allowed
    assert allowed or answer in (filter_program.refuse(errno.ENOSYS), filter_program.refuse(errno.EACCES))
    assert decide(program, 0x40000003, number, arguments) == KILL, "another architecture's numbers"
    assert decide(program, AUDIT_ARCHITECTURES[machine], number | 0x40000000) != ALLOW, "the x32 interface"


def test_the_filter_of_who_may_write(machine: str) -> None:
    program = call_filters.parser_filter(_OWN, writes=True)
    for name, arguments in (("openat", (3, 1, os.O_CREAT | os.O_WRONLY)), ("unlinkat", ()), ("mkdirat", ())):
        number = system_calls.number_of(name)
        assert number is not None
        assert decide(program, AUDIT_ARCHITECTURES[machine], number, arguments) == ALLOW


def test_the_filter_of_an_office(machine: str) -> None:
    program = call_filters.office_filter()
    numbers = {name: system_calls.number_of(name) or 0 for name in ("socket", "execve", "ptrace", "clone")}
    said = {
        "unix": decide(program, AUDIT_ARCHITECTURES[machine], numbers["socket"], (1, 1, 0)) == ALLOW,
        "internet": decide(program, AUDIT_ARCHITECTURES[machine], numbers["socket"], (2, 1, 0)) == ALLOW,
        "program": decide(program, AUDIT_ARCHITECTURES[machine], numbers["execve"]) == ALLOW,
        "trace": decide(program, AUDIT_ARCHITECTURES[machine], numbers["ptrace"]) == ALLOW,
        "process": decide(program, AUDIT_ARCHITECTURES[machine], numbers["clone"], (17,)) == ALLOW,
        "namespace": decide(program, AUDIT_ARCHITECTURES[machine], numbers["clone"], (0x10000011,)) == ALLOW,
    }
    assert [name for name, allowed in said.items() if allowed] == ["unix", "program", "process"]


@pytest.mark.parametrize(
    ("status", "mapped", "error", "words"),
    [
        (int(signal.SIGXCPU), 0, TookTooLong, "processor time"),
        (int(signal.SIGABRT), 90 << 20, OutOfMemory, "100 MB"),
        (int(signal.SIGABRT), 20 << 20, WorkerDied, "SIGABRT"),
        (int(signal.SIGKILL), 90 << 20, WorkerDied, "SIGKILL"),
        (70 << 8, 90 << 20, OutOfMemory, "100 MB"),
        (70 << 8, 20 << 20, WorkerDied, "status 70"),
        (63, 0, WorkerDied, "signal 63"),
    ],
)
def test_how_it_ended_says_why(status: int, mapped: int, error: type[Exception], words: str) -> None:
    found = death(Ended(status, mapped, 0, 0.0, 0.0), Limits(memory_bytes=100 << 20))
    assert type(found) is error and words in found.message


@pytest.mark.parametrize(
    ("header", "payload"),
    [
        ({}, b""),
        ({"ask": "program"}, b""),
        ({"ask": "office", "ending": "exe", "target": "docx"}, b""),
        ({"ask": "office", "ending": ["rtf"], "target": "docx"}, b""),
        ({"ask": "reading", "seconds": 1}, b"no json\n"),
        ({"ask": "reading", "seconds": 1}, b'{"reader": "sh", "pages": [1], "password": null}\n'),
        ({"ask": "reading", "seconds": 1}, b'{"reader": "pdfplumber", "pages": ["1"], "password": null}\n'),
        ({"ask": "reading", "seconds": -1}, b'{"reader": "pdfplumber", "pages": [1], "password": null}\n'),
        ({"ask": "recognise", "engine": "other", "message": {"ask": "detect"}, "seconds": 1}, b""),
    ],
)
def test_a_helper_is_asked_only_as_a_conversion_asks(header: dict[str, Any], payload: bytes) -> None:
    helpers = Helpers()
    said, answer = helpers.answer(header, payload, Options(), time.monotonic() + 5)
    assert (said["error"], answer) == (InternalError.code, b"")
    helpers.close()


def test_a_picture_of_another_document_is_not_told_of(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("extractor.pipeline.helpers.find_engine", lambda options: "openvino")
    helpers = Helpers()
    asked: list[dict[str, Any]] = []

    def ask(message: dict[str, Any], *_: object) -> dict[str, Any]:
        asked.append(message)
        return {}

    monkeypatch.setattr(helpers._recogniser, "ask", ask)

    def recognise(message: dict[str, Any], payload: bytes = b"", options: Options = Options()) -> bool:  # noqa: B008
        header = {"ask": "recognise", "engine": "openvino", "message": message, "seconds": 1.0}
        return "error" not in helpers.answer(header, payload, options, time.monotonic() + 5)[0]

    assert not recognise({"ask": "detect", "side": 960})
    assert not recognise({"ask": "show", "shape": [2, 3]}, b"12345")
    assert not recognise({"ask": "show", "shape": [-2, -3]}, b"123456")
    assert not recognise({"ask": "show", "shape": [2, 3, 4]}, bytes(24))
    assert not recognise({"ask": "show", "shape": [2, 3]}, b"123456", Options(ocr=OcrOptions(mode="off")))
    assert recognise({"ask": "show", "shape": [2, 3]}, b"123456")
    assert recognise({"ask": "detect", "side": 960})
    helpers.begin()
    assert not recognise({"ask": "detect", "side": 960})
    assert [message["ask"] for message in asked] == ["show", "detect"]


def test_options_are_the_same_on_the_other_side() -> None:
    options = Options(ocr=OcrOptions(mode="off"), limits=Limits(seconds=3.0))
    assert options_from_data(json.loads(json.dumps(options_as_data(options)))) == options


@pytest.mark.parametrize(
    ("data", "name", "code"),
    [("部门：预算".encode(), "a.txt", None), (b"", "a.pdf", "empty_file"), (bytes(range(256)), "a.bin", "no_document")],
)
def test_the_job_says_what_became_of_a_document(data: bytes, name: str, code: str | None) -> None:
    here, there = socket.socketpair()
    with here, there:
        outside = TimedConnection(here, time.monotonic() + 60)
        words = {"name": name, "options": options_as_data(Options()), "wanted": {"markdown": True, "pictures": True}}
        outside.send(words, data)
        try:
            documents.do_job(Connection(there.fileno()))
        finally:
            ask_outside(None)
        said = [outside.receive(1 << 20)[0]]
        while said[-1]["say"] == "made":
            said.append(outside.receive(1 << 20)[0])
    if code is None:
        assert [one.get("what") for one in said] == ["json", "markdown", None]
        assert said[-1]["remarks"] and said[-1]["facts"]["status"] == "ok"
    else:
        assert said[-1]["code"] == code


@pytest.mark.parametrize("wait", [0.0, 0.2])
def test_a_process_that_has_to_wait_rehearses(wait: float, monkeypatch: pytest.MonkeyPatch) -> None:
    rehearsals: list[float] = []
    monkeypatch.setattr(documents, "rehearse", lambda: rehearsals.append(time.monotonic()))
    here, there = socket.socketpair()
    with here, there:
        outside = TimedConnection(here, time.monotonic() + 60)
        words = {"name": "a.txt", "options": options_as_data(Options()), "wanted": {}}
        other = threading.Timer(wait, lambda: outside.send(words, b"1")) if wait else None
        if other is None:
            outside.send(words, b"1")
        else:
            other.start()
        try:
            documents.do_job(Connection(there.fileno()))
        finally:
            ask_outside(None)
        assert [outside.receive(1 << 20)[0]["say"] for _ in range(2)] == ["made", "done"]
    assert len(rehearsals) == bool(wait)


def test_what_is_asked_outside_comes_back_as_it_was_answered() -> None:
    here, there = socket.socketpair()
    with here, there:
        outside = TimedConnection(here, time.monotonic() + 60)
        answers: list[tuple[dict[str, Any], bytes]] = [
            ({}, b"made"),
            ({"failures": ["late"]}, b"out"),
            ({"answer": {"quads": []}}, b""),
        ]
        answers += [({"error": "ocr_failed", "message": "It died."}, b""), ({"error": 1}, b"")]
        heard: list[str] = []

        def answer() -> None:
            for header, payload in answers:
                heard.append(str(outside.receive(1 << 20)[0]["ask"]))
                outside.send(header, payload)

        other = threading.Thread(target=answer)
        other.start()
        asking = AskingOutside(Connection(there.fileno()))
        assert asking.office(b"x", "rtf", "docx") == b"made"
        assert asking.reading(b"x", 1.0) == (b"out", ["late"])
        recogniser = asking.recogniser("openvino")
        assert recogniser.ask({"ask": "detect"}, b"", 1.0) == {"quads": []}
        with pytest.raises(OcrFailed, match="It died"):
            recogniser.ask({"ask": "detect"}, b"", 1.0)
        with pytest.raises(InternalError):
            recogniser.ask({"ask": "detect"}, b"", 1.0)
        recogniser.stop()
        other.join()
    assert heard == ["office", "reading", *["recognise"] * 3]


def test_a_connection_waits_no_longer_than_it_may() -> None:
    here, there = socket.socketpair()
    with here, there:
        with pytest.raises(Late):
            TimedConnection(here, time.monotonic() + 0.05).receive(10)
        with pytest.raises(Late):
            TimedConnection(here, time.monotonic() - 1).send({})
        there.sendall(b"\0" * 7 + b"\2" + b"\0" * 8 + b"[]")
        with pytest.raises(NoMessage):
            TimedConnection(here, time.monotonic() + 5).receive(10)
        there.close()
        with pytest.raises(ConnectionLost):
            TimedConnection(here, time.monotonic() + 5).receive(10)
