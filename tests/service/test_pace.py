"""Clients that are slow, hang up, or send too much, at a real server's socket."""

import contextlib
import json
import socket
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.service.processes import Process, form, send, serving

_IDLE_SECONDS = 0.5
_LIMIT = 200_000


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Process]:
    folder = tmp_path_factory.mktemp("pace") / "data"
    with serving(folder, idle_seconds=_IDLE_SECONDS, max_upload_bytes=_LIMIT, workers=1) as server:
        yield server


def connected(server: Process) -> socket.socket:
    return socket.create_connection(("127.0.0.1", server.port), timeout=30)


def head(length: int | None) -> bytes:
    """The head of an upload with a length, or in chunks."""
    how = "Transfer-Encoding: chunked" if length is None else f"Content-Length: {length}"
    words = f"POST /v1/convert/file HTTP/1.1\r\nHost: localhost\r\n{how}\r\n"
    return f"{words}Content-Type: {form(b'')[1]['Content-Type']}\r\n\r\n".encode()


def answer(link: socket.socket) -> bytes:
    """All that the server says until it closes the connection."""
    said = b""
    with contextlib.suppress(ConnectionResetError):
        while piece := link.recv(65_536):
            said += piece
    return said


@pytest.mark.parametrize("beginning", [b"", b"GET /health HTT", b"GET /health HTTP/1.1\r\nHost: x\r\n"])
def test_a_request_that_does_not_come_is_not_waited_for(server: Process, beginning: bytes) -> None:
    with connected(server) as link:
        link.sendall(beginning)
        assert answer(link) == b""


def test_a_second_request_that_does_not_come_is_not_waited_for(server: Process) -> None:
    with connected(server) as link:
        link.sendall(b"GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n")
        said = b""
        while not said.endswith(b'{"status":"ok"}'):
            said += link.recv(65_536)
        link.sendall(b"GET /hea")
        assert answer(link) == b""


def test_a_body_that_stops_is_answered_with_408(server: Process) -> None:
    with connected(server) as link:
        link.sendall(head(1_000) + b"--b0und")
        said = answer(link)
    assert said.startswith(b"HTTP/1.1 408")
    assert b'"too_slow"' in said


def test_a_body_that_trickles_is_answered_with_408(server: Process) -> None:
    body = form(b"x" * 2_000)[0]
    with connected(server) as link, contextlib.suppress(BrokenPipeError, ConnectionResetError):
        link.sendall(head(len(body)))
        for number in range(len(body)):
            link.sendall(body[number : number + 1])
            time.sleep(0.02)
            link.setblocking(False)
            with contextlib.suppress(BlockingIOError):
                said = link.recv(65_536)
                break
            link.setblocking(True)
    assert said.startswith(b"HTTP/1.1 408")


def test_too_many_bytes_are_refused_while_they_come(server: Process) -> None:
    sent = 0
    piece = b"10000\r\n" + b"x" * 0x10000 + b"\r\n"
    with connected(server) as link:
        link.sendall(head(None))
        beginning = form(b"")[0].partition(b"\r\n\r\n")[0] + b"\r\n\r\n"
        link.sendall(b"%x\r\n" % len(beginning) + beginning + b"\r\n")
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):
            while sent < 100 * _LIMIT:
                link.sendall(piece)
                sent += len(piece)
        said = answer(link)
    assert said.startswith(b"HTTP/1.1 413")
    assert b'"body_too_large"' in said
    assert sent < 100 * _LIMIT


def test_a_length_that_is_too_great_is_refused_before_the_body(server: Process) -> None:
    with connected(server) as link:
        link.sendall(head(1 << 40))
        assert answer(link).startswith(b"HTTP/1.1 413")


def test_a_client_that_hangs_up_leaves_nothing(server: Process, tmp_path_factory: pytest.TempPathFactory) -> None:
    body = form(b"y" * 150_000)[0]
    for share in (0, 100, len(body) // 2, len(body) - 1):
        with connected(server) as link:
            link.sendall(head(len(body)) + body[:share])
    assert send(server.port, b"after them").status == 200
    left = list(tmp_path_factory.getbasetemp().glob("pace*/data/incoming/*/*"))
    deadline = time.monotonic() + 10
    while left and time.monotonic() < deadline:
        time.sleep(0.05)
        left = [path for path in left if path.exists()]
    assert left == []


def test_a_client_that_does_not_wait_for_its_result_leaves_it_to_the_next(server: Process) -> None:
    body = form(b"sleep 0.3 impatient")[0]
    with connected(server) as link:
        link.sendall(head(len(body)) + body)
    assert send(server.port, b"sleep 0.3 impatient").status == 200


def test_what_is_no_http_is_answered_and_closed(server: Process) -> None:
    with connected(server) as link:
        link.sendall(b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + bytes(64))
        assert answer(link).startswith(b"HTTP/1.1 400")


def test_the_log_has_no_faults(server: Process) -> None:
    log: Path = server.log
    assert "request fault" not in log.read_text()
    assert "Traceback" not in log.read_text()


@pytest.mark.parametrize(
    "sent",
    [
        b"\x16\x03\x01\x02\r\n\r\n",
        b"GET /health HTTP/1.1\r\n\r\n",
        b"GET /health HTTP/1.1\r\nHost: localhost\r\nHost: evil\r\n\r\n",
        b"GET /health HTTP/1.1\r\nHost: localhost\r\nX: " + b"a" * 200_000 + b"\r\n\r\n",
        b"POST /v1/convert/file HTTP/1.1\r\nHost: localhost\r\nContent-Length: -5\r\n\r\n",
        head(None) + b"no length of a chunk\r\n",
    ],
)
def test_what_is_no_http_is_answered_with_a_problem_document(server: Process, sent: bytes) -> None:
    with connected(server) as link:
        link.sendall(sent)
        beginning, _, body = answer(link).partition(b"\r\n\r\n")
    status, *lines = beginning.decode().lower().splitlines()
    headers = dict(line.split(": ", 1) for line in lines)
    told = json.loads(body)
    assert (status, headers["content-type"]) == ("http/1.1 400 bad request", "application/problem+json")
    assert (told["status"], told["code"]) == (400, "service_error")
    assert told["request_id"] == headers["x-request-id"]
    assert told["remedy"]
    log = server.log.read_text()
    assert told["request_id"] in log
    assert "Traceback" not in log
