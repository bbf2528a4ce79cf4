"""Server and worker as processes: started, told to stop, drained."""

import asyncio
import logging
import signal
import threading
from types import FrameType

import uvicorn

from extractor.errors import UsageError
from extractor.service.app import create_app
from extractor.service.converting import JailedConverter, MakeConverter
from extractor.service.logs import log_as_json
from extractor.service.pace import paced
from extractor.service.settings import Settings
from extractor.service.state import Service, open_service

_LOG = logging.getLogger("extractor.service")
_ANSWER_SECONDS = 10
"""How long answers that have begun may take after the drain."""
_KEEP_ALIVE_SECONDS = 10
_BACKLOG = 1_024
_TELL_SECONDS = 1.0
"""How long requests are still answered, with 503, after the signal: whoever balances the load sees it."""


class DrainingServer(uvicorn.Server):
    """uvicorn, but the first SIGTERM or Ctrl-C lets jobs in work end before the listener closes; a second one ends it
    at once."""

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        service: Service | None = getattr(self.config.app.state, "service", None)  # type: ignore[union-attr]
        if service is None or service.draining:
            self.should_exit = True
            self.force_exit = service is not None
            return
        service.draining = True
        asyncio.get_running_loop().call_soon_threadsafe(self._begin_drain, service)

    def _begin_drain(self, service: Service) -> None:
        self._drain = asyncio.ensure_future(self._drained(service))

    async def _drained(self, service: Service) -> None:
        _LOG.info("draining")
        await service.drain()
        await asyncio.sleep(_TELL_SECONDS)
        self.should_exit = True


def serve(settings: Settings, make_converter: MakeConverter = JailedConverter) -> None:
    """Serve until a signal; UsageError where the server may not be started so."""
    log_as_json()
    if not settings.is_local and not settings.without_keys:
        _require_key(settings)
    config = uvicorn.Config(
        create_app(settings, make_converter),
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
    DrainingServer(config).run()


def _require_key(settings: Settings) -> None:
    service = open_service(settings)
    try:
        if not service.keys.any():
            raise UsageError(
                f"Whoever reaches {settings.host} could use this server: make a key first (extractor keys add NAME), "
                "or say --without-keys."
            )
    finally:
        service.close()


def work(settings: Settings, make_converter: MakeConverter = JailedConverter) -> None:
    """Convert what others put in, until SIGTERM or Ctrl-C; jobs in work are ended or given back."""
    log_as_json()
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    service = open_service(settings, make_converter)
    service.start()
    _LOG.info("working", extra={"worker": service.worker.name, "at_once": settings.workers})
    stop.wait()
    _LOG.info("draining")
    service.worker.stop(settings.drain_seconds)
    service.close()
