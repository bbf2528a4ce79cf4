"""Servers and workers as processes of their own, and what is asked of them."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import Any

_PROGRAM = Path(__file__).with_name("light_service.py")
_START_SECONDS = 240.0
_END_SECONDS = 240.0
_BOUNDARY = "b0undary"


def free_port() -> int:
    """A port that nobody listens on just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


class Process:
    """A server or a worker."""

    def __init__(self, what: str, folder: Path, port: int, **words: object) -> None:
        self.port = port
        folder.mkdir(parents=True, exist_ok=True)
        self.log = folder.parent / f"{folder.name}.{what}.log"
        said = {"port": port, **words} if what == "serve" else words
        command = [
            sys.executable,
            str(_PROGRAM),
            what,
            str(folder),
            *(f"{name}={value}" for name, value in said.items()),
        ]
        environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        self.started = time.monotonic()
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(command, stderr=log, env=environment)

    @property
    def pid(self) -> int:
        return self._process.pid

    def kill(self) -> None:
        """End it as a power cut does."""
        self._process.kill()
        self._process.wait()

    def terminate(self) -> None:
        self._process.send_signal(signal.SIGTERM)

    def wait(self) -> int:
        return self._process.wait(_END_SECONDS)

    def refuse_end(self) -> None:
        """AssertionError with what it logged last, where it has ended by itself."""
        assert self._process.poll() is None, self.log.read_text()[-2000:]

    def await_health(self) -> float:
        """Wait until it answers; the seconds from its start."""
        while time.monotonic() < self.started + _START_SECONDS:
            try:
                if ask(self.port, "GET", "/health", seconds=5).status == 200:
                    return time.monotonic() - self.started
            except (OSError, HTTPException):
                self.refuse_end()
                time.sleep(0.02)
        raise AssertionError(self.log.read_text()[-2000:])


class Answer:
    """What a server said."""

    def __init__(self, status: int, headers: dict[str, str], body: bytes) -> None:
        self.status = status
        self.headers = headers
        self.body = body

    def json(self) -> Any:
        return json.loads(self.body)


def ask(
    port: int,
    method: str,
    path: str,
    body: bytes | None = None,
    headers: dict[str, str] | None = None,
    seconds: float = 60,
) -> Answer:
    """One request on a connection of its own."""
    connection = HTTPConnection("127.0.0.1", port, timeout=seconds)
    try:
        connection.request(method, path, body, headers or {})
        answer = connection.getresponse()
        return Answer(answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read())
    finally:
        connection.close()


def form(data: bytes, name: str = "预算.txt", **words: str) -> tuple[bytes, dict[str, str]]:
    """A multipart body with one document, and its headers."""
    parts = [
        f'--{_BOUNDARY}\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n{value}\r\n'
        for key, value in words.items()
    ]
    head = f'--{_BOUNDARY}\r\nContent-Disposition: form-data; name="files"; filename="{name}"\r\n\r\n'
    body = "".join(parts).encode() + head.encode() + data + f"\r\n--{_BOUNDARY}--\r\n".encode()
    return body, {"Content-Type": f"multipart/form-data; boundary={_BOUNDARY}"}


def send(port: int, data: bytes, path: str = "/v1/convert/file", key: str | None = None, **words: str) -> Answer:
    """Send one document."""
    body, headers = form(data, **words)
    if key is not None:
        headers["X-Api-Key"] = key
    return ask(port, "POST", path, body, headers)


@contextmanager
def serving(folder: Path, **words: object) -> Iterator[Process]:
    """A server that answers everything, killed at the end."""
    server = Process("serve", folder, free_port(), **words)
    try:
        server.await_health()
        # /health answers before the rest is loaded
        ask(server.port, "GET", "/version", seconds=_START_SECONDS)
        yield server
    finally:
        server.kill()
