"""Server and worker as processes: started, told to stop, drained.

What a server needs beside its listener is loaded after the listener is open: that is most of its start.
"""

import asyncio
import gc
import logging
import signal
import sys
import threading
from types import FrameType
from typing import TYPE_CHECKING

import uvicorn

from extractor.errors import UsageError
from extractor.service.logs import log_as_json
from extractor.service.opening import Opening
from extractor.service.pace import paced
from extractor.service.settings import Settings

if TYPE_CHECKING:
    from fastapi import FastAPI

    from extractor.service.converting import MakeConverter
    from extractor.service.state import Service

_LOG = logging.getLogger("extractor.service")
_ANSWER_SECONDS = 10
"""How long answers that have begun may take after the drain."""
_KEEP_ALIVE_SECONDS = 10
_SWITCH_SECONDS = 0.001
"""How long another thread may keep the loop waiting for the interpreter; Python's own 5 ms a hand-over add up."""
_BACKLOG = 1_024
_TELL_SECONDS = 1.0
"""How long requests are still answered, with 503, after the signal: whoever balances the load sees it."""


class DrainingServer(uvicorn.Server):
    """uvicorn, but the first SIGTERM or Ctrl-C lets jobs in work end before the listener closes; a second one ends it
    at once."""

    def __init__(self, config: uvicorn.Config, opening: Opening) -> None:
        super().__init__(config)
        self._opening = opening
        opening.failed = self._give_up

    def _give_up(self) -> None:
        self.should_exit = True

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        service = self._opening.service
        if service is None or service.draining:
            self.should_exit = True
            self.force_exit = service is not None
            return
        service.draining = True
        asyncio.get_running_loop().call_soon_threadsafe(self._begin_drain, service)

    def _begin_drain(self, service: "Service") -> None:
        self._drain = asyncio.ensure_future(self._drained(service))

    async def _drained(self, service: "Service") -> None:
        _LOG.info("draining")
        await service.drain()
        await asyncio.sleep(_TELL_SECONDS)
        self.should_exit = True


def serve(settings: Settings, make_converter: "MakeConverter | None" = None) -> None:
    """Serve until a signal; UsageError where the server may not be started so."""
    log_as_json()
    sys.setswitchinterval(_SWITCH_SECONDS)
    opening = Opening(lambda: _application(settings, make_converter))
    config = uvicorn.Config(
        opening,
        host=settings.host,
        port=settings.port,
        http=paced(settings.idle_seconds),
        ws="none",
        lifespan="on",
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,
        backlog=_BACKLOG,
        timeout_keep_alive=_KEEP_ALIVE_SECONDS,
        timeout_graceful_shutdown=_ANSWER_SECONDS,
    )
    try:
        DrainingServer(config, opening).run()
    finally:
        gc.enable()
    if opening.failure is not None:
        raise opening.failure


def _application(settings: Settings, make_converter: "MakeConverter | None") -> "FastAPI":
    from extractor.service.app import create_app

    if not settings.is_local and not settings.without_keys:
        _require_key(settings)
    application = create_app(settings) if make_converter is None else create_app(settings, make_converter)
    _settle()
    return application


def _settle() -> None:
    """What is loaded stays: the collector does not look through it again and again while requests wait."""
    gc.freeze()
    gc.enable()


def _require_key(settings: Settings) -> None:
    from extractor.service.state import open_service

    service = open_service(settings)
    try:
        if not service.keys.any():
            raise UsageError(
                f"Whoever reaches {settings.host} could use this server: make a key first (extractor keys add NAME), "
                "or say --without-keys."
            )
    finally:
        service.close()


def work(settings: Settings, make_converter: "MakeConverter | None" = None) -> None:
    """Convert what others put in, until SIGTERM or Ctrl-C; jobs in work are ended or given back."""
    from extractor.service.state import open_service

    log_as_json()
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    service = open_service(settings) if make_converter is None else open_service(settings, make_converter)
    _settle()
    service.start()
    _LOG.info("working", extra={"worker": service.worker.name, "at_once": settings.workers})
    stop.wait()
    _LOG.info("draining")
    service.worker.stop(settings.drain_seconds)
    service.close()
