"""Tells configured hosts that a job ended: a signed POST, tried again for some hours, never anywhere else.

The signature is that of Standard Webhooks: HMAC-SHA256 over ``id.timestamp.body``.
"""

import base64
import hashlib
import hmac
import http.client
import io
import json
import logging
import socket
import ssl
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from sqlalchemy import delete, func, select, update

from extractor.service.http.told import told
from extractor.service.jobs.database import Database
from extractor.service.jobs.job import Job
from extractor.service.jobs.queue import JobQueue
from extractor.service.jobs.tables import DELIVERIES

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

_LOG = logging.getLogger("extractor.service")
_LOOK_SECONDS = 1.0
_ANSWER_SECONDS = 10.0
"""How long a host may take from the call to the end of its answer's head, however it divides that."""
_AT_ONCE = 8
"""Hosts that are called at the same time; one that is slow keeps only its own deliveries waiting."""
_LEASE_SECONDS = 60.0
"""How long another process leaves a delivery alone that one has taken."""
_PAUSES = (5.0, 30.0, 120.0, 600.0, 3_600.0, 14_400.0)
"""Seconds to the next attempt after each that failed; then it is given up."""
_GOOD = range(200, 300)
_AFTER_HOST = ("", "/", "?", "#")
"""What may follow the host in an address."""

Post = Callable[[str, bytes, dict[str, str]], int]
"""Sends a body to an address and gives the status; OSError, HTTPException."""


@dataclass(frozen=True, slots=True)
class _Delivery:
    """One call that this process has taken; ``host`` is where it goes, ``attempts`` counts it already."""

    job: str
    url: str
    attempts: int
    host: str


class Webhooks:
    """A thread that looks for what is due, and one for each host that is being called. Several processes share the
    work."""

    def __init__(self, database: Database, queue: JobQueue, secret: str | None, post: Post | None = None) -> None:
        self._database = database
        self._queue = queue
        self._secret = secret
        self._post = post or post_once
        self._stop = threading.Event()
        self._news = threading.Event()
        self._thread = threading.Thread(target=self._work, name="webhooks", daemon=True)
        self._called: dict[str, threading.Thread] = {}
        """Who calls each host; one at a time."""

    def start(self) -> None:
        """Begin, if the service knows how to sign."""
        if self._secret is not None:
            self._thread.start()

    def stop(self) -> None:
        """End the threads; what is not sent stays due."""
        self._stop.set()
        self._news.set()
        until = time.monotonic() + _ANSWER_SECONDS
        if self._thread.is_alive():
            self._thread.join(_ANSWER_SECONDS)
        for thread in self._called.copy().values():
            thread.join(max(0.0, until - time.monotonic()))

    def _work(self) -> None:
        while not self._stop.is_set():
            self._news.wait(_LOOK_SECONDS)
            self._news.clear()
            try:
                while not self._stop.is_set() and (taken := self._take()) is not None:
                    self._begin(taken)
            except Exception as error:  # telling must not end because the database was away once
                _log_fault(error)

    def _begin(self, taken: _Delivery) -> None:
        caller = threading.Thread(target=self._call, args=(taken,), name="webhook", daemon=True)
        self._called[taken.host] = caller
        try:
            caller.start()
        except RuntimeError:
            # no more threads: it is due again when its lease is over
            del self._called[taken.host]
            raise

    def _call(self, taken: _Delivery) -> None:
        try:
            self._deliver(taken)
        except Exception as error:  # it is due again when its lease is over
            _log_fault(error)
        finally:
            del self._called[taken.host]
            self._news.set()

    def deliver_one(self) -> bool:
        """Send the delivery that is due longest; False when none is."""
        taken = self._take()
        if taken is not None:
            self._deliver(taken)
        return taken is not None

    def _take(self) -> _Delivery | None:
        """The delivery that is due longest, but none to a host that is being called, and none while enough are."""
        busy = self._called.copy()
        if len(busy) >= _AT_ONCE:
            return None
        now = self._database.now()
        url = func.lower(DELIVERIES.c.url)
        others = (func.substr(url, 1, len(host) + 1).not_in([host + end for end in _AFTER_HOST]) for host in busy)
        due = (
            select(DELIVERIES.c.job)
            .where(DELIVERIES.c.state == "waiting", DELIVERIES.c.due <= now, *others)
            .order_by(DELIVERIES.c.due)
            .limit(1)
            .with_for_update(skip_locked=True)
        )
        taken = {"due": now + _LEASE_SECONDS, "attempts": DELIVERIES.c.attempts + 1}
        statement = (
            update(DELIVERIES).where(DELIVERIES.c.job == due.scalar_subquery()).values(taken).returning(DELIVERIES)
        )
        with self._database.write() as connection:
            row = connection.execute(statement).one_or_none()
        return None if row is None else _Delivery(row.job, row.url, row.attempts, _host_of(row.url))

    def _deliver(self, taken: _Delivery) -> None:
        job = self._queue.get(taken.job)
        if job is None or job.state == "gone":
            self._drop(taken.job)
        else:
            self._note(taken.job, taken.attempts, self._send(taken.url, job))

    def _send(self, url: str, job: Job) -> str | None:
        """None when it arrived, else what came of it."""
        body = json.dumps(told(job).model_dump(), ensure_ascii=False).encode()
        try:
            status = self._post(url, body, signed(self._secret or "", job.id, int(time.time()), body))
        except (OSError, http.client.HTTPException) as error:
            return type(error).__name__
        return None if status in _GOOD else f"HTTP {status}"

    def _drop(self, job: str) -> None:
        """Of a task that was removed nobody is told: neither that it succeeded nor that it failed."""
        with self._database.write() as connection:
            connection.execute(delete(DELIVERIES).where(DELIVERIES.c.job == job))

    def _note(self, job: str, attempts: int, said: str | None) -> None:
        given_up = attempts > len(_PAUSES)
        values: dict[str, object] = {"state": "sent", "said": None}
        if said is not None:
            _LOG.warning("webhook not taken", extra={"task": job, "said": said, "attempt": attempts})
            values = {"state": "given up" if given_up else "waiting", "said": said}
            values["due"] = self._database.now() + (0.0 if given_up else _PAUSES[attempts - 1])
        with self._database.write() as connection:
            connection.execute(update(DELIVERIES).where(DELIVERIES.c.job == job).values(values))


def signed(secret: str, identity: str, timestamp: int, body: bytes) -> dict[str, str]:
    """The headers of a delivery."""
    signature = hmac.new(secret.encode(), f"{identity}.{timestamp}.".encode() + body, hashlib.sha256).digest()
    return {
        "Content-Type": "application/json",
        "User-Agent": "extractor",
        "Webhook-Id": identity,
        "Webhook-Timestamp": str(timestamp),
        "Webhook-Signature": f"v1,{base64.b64encode(signature).decode()}",
    }


def post_once(url: str, body: bytes, headers: dict[str, str]) -> int:
    """One POST, no redirects followed, no proxy used; the status. OSError, HTTPException."""
    until = time.monotonic() + _ANSWER_SECONDS
    parts = urlsplit(url)
    host = parts.hostname or ""
    connection = http.client.HTTPConnection(host, parts.port, timeout=_ANSWER_SECONDS)
    if parts.scheme == "https":
        secure = ssl.create_default_context()
        connection = http.client.HTTPSConnection(host, parts.port, timeout=_ANSWER_SECONDS, context=secure)
    try:
        connection.request("POST", (parts.path or "/") + (f"?{parts.query}" if parts.query else ""), body, headers)
        return _status(connection.sock, until)
    finally:
        connection.close()


def _status(connected: socket.socket, until: float) -> int:
    """The status of an answer whose head is there by then; TimeoutError, HTTPException."""
    with http.client.HTTPResponse(connected, method="POST") as answer:
        answer.fp.close()
        answer.fp = io.BufferedReader(_Until(connected, until))
        answer.begin()
        return answer.status


class _Until(io.RawIOBase):
    """What comes in by a time. The socket's own limit is for each piece: a byte now and then would never end."""

    def __init__(self, connected: socket.socket, until: float) -> None:
        super().__init__()
        self._socket = connected
        self._until = until

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "WriteableBuffer") -> int:
        left = self._until - time.monotonic()
        if left <= 0:
            raise TimeoutError("the answer did not end in time")
        self._socket.settimeout(left)
        return self._socket.recv_into(buffer)


def _host_of(url: str) -> str:
    """Scheme, host and port: what is one party, however its paths differ."""
    parts = urlsplit(url.lower())
    return f"{parts.scheme}://{parts.netloc}"


def _log_fault(error: Exception) -> None:
    _LOG.error("webhook fault", extra={"fault": f"{type(error).__name__}: {error}"})
