"""Tells configured hosts that a job ended: a signed POST, tried again for some hours, never anywhere else.

The signature is that of Standard Webhooks: HMAC-SHA256 over ``id.timestamp.body``.
"""

import base64
import hashlib
import hmac
import http.client
import json
import logging
import ssl
import threading
import time
from collections.abc import Callable
from urllib.parse import urlsplit

from sqlalchemy import delete, select, update

from extractor.service.http.told import told
from extractor.service.jobs.database import Database
from extractor.service.jobs.job import Job
from extractor.service.jobs.queue import JobQueue
from extractor.service.jobs.tables import DELIVERIES

_LOG = logging.getLogger("extractor.service")
_LOOK_SECONDS = 1.0
_ANSWER_SECONDS = 10.0
_LEASE_SECONDS = 60.0
"""How long another process leaves a delivery alone that one has taken."""
_PAUSES = (5.0, 30.0, 120.0, 600.0, 3_600.0, 14_400.0)
"""Seconds to the next attempt after each that failed; then it is given up."""
_GOOD = range(200, 300)

Post = Callable[[str, bytes, dict[str, str]], int]
"""Sends a body to an address and gives the status; OSError, HTTPException."""


class Webhooks:
    """A thread that sends what is due. Several processes share the work."""

    def __init__(self, database: Database, queue: JobQueue, secret: str | None, post: Post | None = None) -> None:
        self._database = database
        self._queue = queue
        self._secret = secret
        self._post = post or post_once
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._work, name="webhooks", daemon=True)

    def start(self) -> None:
        """Begin, if the service knows how to sign."""
        if self._secret is not None:
            self._thread.start()

    def stop(self) -> None:
        """End the thread; what is not sent stays due."""
        self._stop.set()
        if self._thread.is_alive():
            self._thread.join(_ANSWER_SECONDS)

    def _work(self) -> None:
        while not self._stop.wait(_LOOK_SECONDS):
            try:
                while not self._stop.is_set() and self.deliver_one():
                    pass
            except Exception as error:  # telling must not end because the database was away once
                _LOG.error("webhook fault", extra={"fault": f"{type(error).__name__}: {error}"})

    def deliver_one(self) -> bool:
        """Send the delivery that is due longest; False when none is."""
        now = self._database.now()
        due = (
            select(DELIVERIES.c.job)
            .where(DELIVERIES.c.state == "waiting", DELIVERIES.c.due <= now)
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
        if row is None:
            return False
        job = self._queue.get(row.job)
        if job is None or job.state == "gone":
            self._drop(row.job)
        else:
            self._note(row.job, row.attempts, self._send(row.url, job))
        return True

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
    parts = urlsplit(url)
    host = parts.hostname or ""
    connection = http.client.HTTPConnection(host, parts.port, timeout=_ANSWER_SECONDS)
    if parts.scheme == "https":
        secure = ssl.create_default_context()
        connection = http.client.HTTPSConnection(host, parts.port, timeout=_ANSWER_SECONDS, context=secure)
    try:
        connection.request("POST", (parts.path or "/") + (f"?{parts.query}" if parts.query else ""), body, headers)
        return connection.getresponse().status
    finally:
        connection.close()
