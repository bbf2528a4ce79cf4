"""What every request passes: an id, limits on its body and its pace, security headers, a log line, an end in order."""

import asyncio
import logging
import re
import time
import uuid
from collections.abc import Callable

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from extractor.errors import ExtractorError, InternalError
from extractor.service.errors import BodyTooLarge, TooSlow
from extractor.service.http.problem import problem
from extractor.service.metrics import Metrics
from extractor.service.settings import Settings

_LOG = logging.getLogger("extractor.service")
_REQUEST_ID = re.compile(rb"[A-Za-z0-9._-]{1,64}")
_OTHER_BODY_BYTES = 4 * 1024 * 1024
"""The longest body of whatever is no upload."""
_AROUND_UPLOAD_BYTES = 256 * 1024
"""The other fields and the boundaries of a multipart body."""
_DRAIN_SECONDS = 1.0
_DRAIN_BYTES = 8 * 1024 * 1024
"""What is read and thrown away after a refusal, so that the client gets to read it before the connection ends."""
_SECURITY_HEADERS = (
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
)
_POLICY = (
    b"default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; connect-src 'self'; "
    b"base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)


class Gate:
    """The outermost ASGI layer. ``scope["state"]["request_id"]`` is the id that logs and errors carry."""

    def __init__(self, app: ASGIApp, settings: Settings, metrics: Callable[[], Metrics | None]) -> None:
        self._app = app
        self._settings = settings
        self._metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        scope.setdefault("state", {})["request_id"] = _request_id(scope)
        passing = _Passing(scope, receive, send, self._settings)
        start = time.perf_counter()
        try:
            await self._app(scope, passing.receive, passing.send)
        except ExtractorError as error:
            await passing.refuse(error)
        except (TimeoutError, ClientGone):
            # nobody is there to be answered: what is left open, the server closes
            passing.status = passing.status or 499
        except Exception as error:  # the request boundary
            _LOG.exception("request fault", extra={"request_id": scope["state"]["request_id"]})
            await passing.refuse(InternalError(f"{type(error).__name__} in the service."))
        finally:
            self._note(scope, passing, time.perf_counter() - start)

    def _note(self, scope: Scope, passing: "_Passing", seconds: float) -> None:
        route = getattr(scope.get("route"), "path", "other")
        key = scope["state"].get("key")
        metrics = self._metrics()
        if metrics is not None:
            metrics.answered(scope["method"], route, passing.status, seconds)
        _LOG.info(
            "request",
            extra={
                "request_id": scope["state"]["request_id"],
                "method": scope["method"],
                "path": scope["path"],
                "status": passing.status,
                "ms": round(seconds * 1000, 1),
                "key": getattr(key, "name", None),
                "bytes_in": passing.received,
            },
        )


class ClientGone(Exception):
    """The client hung up in the middle of its request."""


class _Passing:
    """One request's messages, in and out."""

    def __init__(self, scope: Scope, receive: Receive, send: Send, settings: Settings) -> None:
        self._scope = scope
        self._receive = receive
        self._send = send
        self._settings = settings
        self._limit = _body_limit(scope, settings)
        self._start = time.monotonic()
        self._whole = not _has_body(scope)
        self.received = 0
        self.status = 0

    async def receive(self) -> Message:
        """The next message; BodyTooLarge, TooSlow as soon as it is certain."""
        if self._whole:
            return await self._receive()
        self._refuse_length(_content_length(self._scope))
        try:
            async with asyncio.timeout(self._settings.idle_seconds):
                message = await self._receive()
        except TimeoutError:
            raise TooSlow("The body did not come.") from None
        if message["type"] == "http.request":
            self.received += len(message.get("body", b""))
            self._whole = not message.get("more_body", False)
            self._refuse_length(self.received)
            self._refuse_crawl()
        return message

    def _refuse_length(self, length: int) -> None:
        if length > self._limit:
            raise BodyTooLarge(f"The body has more than the {self._limit} bytes that are taken here.")

    def _refuse_crawl(self) -> None:
        passed = time.monotonic() - self._start - self._settings.idle_seconds
        if passed > 0 and self.received < passed * self._settings.min_upload_rate and not self._whole:
            raise TooSlow(f"The body comes at less than {self._settings.min_upload_rate} bytes a second.")

    async def send(self, message: Message) -> None:
        """Pass an answer on; who does not read it is not waited for without end."""
        if message["type"] == "http.response.start":
            self.status = message["status"]
            message = {**message, "headers": [*message.get("headers", []), *self._headers(message)]}
        last = message["type"] == "http.response.body" and not message.get("more_body", False)
        if last and not self._whole and self.status >= 400:
            await self._pass({**message, "more_body": True})
            await self._drain()
            message = {"type": "http.response.body", "body": b"", "more_body": False}
        await self._pass(message)

    async def _pass(self, message: Message) -> None:
        async with asyncio.timeout(self._settings.idle_seconds):
            await self._send(message)

    def _headers(self, message: Message) -> list[tuple[bytes, bytes]]:
        there = {name.lower() for name, _ in message.get("headers", [])}
        own = [(b"x-request-id", self._scope["state"]["request_id"].encode()), *_SECURITY_HEADERS]
        if b"content-security-policy" not in there:
            own.append((b"content-security-policy", _POLICY))
        if b"cache-control" not in there:
            own.append((b"cache-control", b"no-store"))
        if self.status >= 400 and not self._whole:
            own.append((b"connection", b"close"))
        return own

    async def refuse(self, error: ExtractorError) -> None:
        """Answer with the error, unless an answer has begun: then the server closes the connection."""
        if self.status:
            return
        await problem(error, self._scope["state"]["request_id"])(self._scope, self._receive, self.send)

    async def _drain(self) -> None:
        """Read on for a moment: a connection closed with bytes unread takes the answer with it."""
        left, deadline = _DRAIN_BYTES, time.monotonic() + _DRAIN_SECONDS
        try:
            while left > 0 and (wait := deadline - time.monotonic()) > 0:
                async with asyncio.timeout(wait):
                    message = await self._receive()
                left -= len(message.get("body", b""))
                if message["type"] == "http.disconnect" or not message.get("more_body", False):
                    return
        except TimeoutError:
            return


def _request_id(scope: Scope) -> str:
    """The id that a proxy or a client gave, if it is a plain one; else a new one."""
    for name, value in scope["headers"]:
        if name == b"x-request-id" and _REQUEST_ID.fullmatch(value):
            return str(value.decode())
    return uuid.uuid4().hex


def _content_length(scope: Scope) -> int:
    for name, value in scope["headers"]:
        if name == b"content-length" and value.isdigit():
            return int(value)
    return 0


def _has_body(scope: Scope) -> bool:
    names = {name for name, value in scope["headers"] if value != b"0"}
    return b"content-length" in names or b"transfer-encoding" in names


def _body_limit(scope: Scope, settings: Settings) -> int:
    upload = scope["method"] == "POST" and scope["path"].startswith("/v1/convert/")
    return settings.max_upload_bytes + _AROUND_UPLOAD_BYTES if upload else _OTHER_BODY_BYTES
