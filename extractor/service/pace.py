"""Connections that bring no request: uvicorn waits for a request's head without end, this does not, and what is no
HTTP is answered as every error is."""

import asyncio
import logging
import uuid
from typing import Any

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

_LOG = logging.getLogger("extractor.service")


def paced(seconds: float) -> type["PacedProtocol"]:
    """The protocol with a deadline: from the connection, or from the first byte after the last answer."""

    class Paced(PacedProtocol):
        head_seconds = seconds

    return Paced


class PacedProtocol(H11Protocol):
    """uvicorn's HTTP/1.1 with a deadline for each request's head."""

    head_seconds = 15.0
    _head: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._await_head()

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        if self._is_answering:
            self._let_go()
        elif self._head is None:
            self._await_head()

    def connection_lost(self, exc: Exception | None) -> None:
        self._let_go()
        super().connection_lost(exc)

    def send_400_response(self, msg: str) -> None:
        """A problem document, where no answer has begun."""
        if self.conn.our_state in (h11.IDLE, h11.SEND_RESPONSE):
            # what makes the answer is loaded while the server listens already
            from extractor.service.errors import ServiceError
            from extractor.service.http.problem import problem

            request_id = uuid.uuid4().hex
            _LOG.info("no request", extra={"request_id": request_id, "status": 400})
            answer = problem(ServiceError("What was sent is no HTTP request that can be read."), request_id)
            more = [(b"x-request-id", request_id.encode()), (b"x-content-type-options", b"nosniff")]
            headers = [*answer.raw_headers, *more, (b"cache-control", b"no-store"), (b"connection", b"close")]
            beginning = h11.Response(status_code=answer.status_code, headers=headers, reason=b"Bad Request")
            for event in (beginning, h11.Data(data=bytes(answer.body)), h11.EndOfMessage()):
                self.transport.write(self.conn.send(event) or b"")
        self.transport.close()

    @property
    def _is_answering(self) -> bool:
        cycle: Any = self.cycle
        return cycle is not None and not cycle.response_complete

    def _await_head(self) -> None:
        self._head = self.loop.call_later(self.head_seconds, self._give_up)

    def _let_go(self) -> None:
        if self._head is not None:
            self._head.cancel()
            self._head = None

    def _give_up(self) -> None:
        self._head = None
        if not self._is_answering and not self.transport.is_closing():
            self.transport.close()
