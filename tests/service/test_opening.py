"""A server that is still being loaded answers /health, keeps whoever else comes, and says why it can not start."""

import asyncio
import threading
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from fastapi import FastAPI

from extractor.errors import UsageError
from extractor.service.opening import Opening

Test = Callable[[Opening], Awaitable[None]]


async def ask(opening: Opening, path: str) -> tuple[int, bytes]:
    """Status and body of one GET."""
    said: list[Any] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Any) -> None:
        said.append(message)

    scope = {"type": "http", "method": "GET", "path": path, "raw_path": path.encode(), "query_string": b""}
    await opening({**scope, "headers": [], "http_version": "1.1", "scheme": "http"}, receive, send)
    return said[0]["status"], b"".join(message.get("body", b"") for message in said[1:])


def lived(opening: Opening, test: Test) -> None:
    """Run a test between the start and the end of the server."""

    async def run() -> None:
        told: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        said: asyncio.Queue[Any] = asyncio.Queue()
        life = asyncio.create_task(opening({"type": "lifespan"}, told.get, said.put))
        await told.put({"type": "lifespan.startup"})
        assert (await said.get())["type"] == "lifespan.startup.complete"
        await test(opening)
        await told.put({"type": "lifespan.shutdown"})
        assert (await said.get())["type"] == "lifespan.shutdown.complete"
        await life

    # a browser's tests may have left a loop in this thread
    with ThreadPoolExecutor(1) as other_thread:
        other_thread.submit(asyncio.run, run()).result()


def test_health_is_answered_at_once_and_others_when_all_is_loaded() -> None:
    loaded = threading.Event()

    def make() -> FastAPI:
        loaded.wait(20)
        app = FastAPI()
        app.get("/here")(lambda: "here")
        return app

    async def test(opening: Opening) -> None:
        other = asyncio.create_task(ask(opening, "/here"))
        assert await ask(opening, "/health") == (200, b'{"status":"ok"}')
        assert not other.done()
        loaded.set()
        assert await other == (200, b'"here"')

    lived(Opening(make), test)


def test_what_keeps_a_server_from_starting_is_kept_and_told() -> None:
    told: list[bool] = []

    def make() -> FastAPI:
        raise UsageError("no")

    async def test(opening: Opening) -> None:
        assert (await ask(opening, "/here"))[0] == 503

    opening = Opening(make)
    opening.failed = lambda: told.append(True)
    lived(opening, test)
    assert isinstance(opening.failure, UsageError)
    assert told == [True]
