"""The first to answer: a small application that listens while the large one behind it is still being loaded."""

import asyncio
from collections.abc import Awaitable, Callable, MutableMapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from fastapi import FastAPI

    from extractor.service.state import Service

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]

_ALIVE = b'{"status":"ok"}'
_GONE = b'{"type":"about:blank","title":"The service can not start.","status":503,"code":"unavailable"}'


class Opening:
    """``/health`` is answered at once; every other request waits, unread, until ``make`` has given the application and
    its parts are open. Where that fails, ``failure`` says why and ``failed`` is called."""

    def __init__(self, make: Callable[[], "FastAPI"]) -> None:
        self._make = make
        self._app: FastAPI | None = None
        self.failure: Exception | None = None
        self.failed: Callable[[], None] = _nobody

    @property
    def service(self) -> "Service | None":
        """The parts of the service, once they are open."""
        return None if self._app is None else self._app.state.service

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._live(receive, send)
            return
        if self._app is None:
            if scope["type"] == "http" and (scope["method"], scope["path"]) == ("GET", "/health"):
                await _answer(send, 200, b"application/json", _ALIVE)
                return
            await self._opened.wait()
        if self._app is None:
            await _answer(send, 503, b"application/problem+json", _GONE)
            return
        await self._app(scope, receive, send)

    async def _live(self, receive: Receive, send: Send) -> None:
        """From the server's start to its end, whose listener is open once the start is said to be complete."""
        await receive()
        self._opened, self._ended = asyncio.Event(), asyncio.Event()
        opening = asyncio.create_task(self._open())
        await send({"type": "lifespan.startup.complete"})
        await receive()
        self._ended.set()
        await opening
        await send({"type": "lifespan.shutdown.complete"})

    async def _open(self) -> None:
        try:
            app = await asyncio.to_thread(self._make)
            async with app.router.lifespan_context(app):
                self._app = app
                self._opened.set()
                await self._ended.wait()
        except Exception as error:  # the boundary of the process: who started it is told
            self.failure = error
            self._opened.set()
            self.failed()


def _nobody() -> None:
    """Nobody wants to know."""


async def _answer(send: Send, status: int, media_type: bytes, body: bytes) -> None:
    headers = [
        (b"content-type", media_type),
        (b"content-length", str(len(body)).encode()),
        (b"cache-control", b"no-store"),
        (b"x-content-type-options", b"nosniff"),
    ]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
