"""Calls that wait for a job: one look at the database for all of them, and none when nobody waits."""

import asyncio
from contextlib import suppress

from extractor.service.jobs.queue import JobQueue

_LOOK_SECONDS = 0.25


class Waiting:
    """Who waits for which job. A worker of this process tells at once; those of other machines are looked after."""

    def __init__(self, queue: JobQueue) -> None:
        self._queue = queue
        self._events: dict[str, set[asyncio.Event]] = {}
        self._loop: asyncio.AbstractEventLoop | None = None
        self._watch: asyncio.Task[None] | None = None
        self._closed = False

    def start(self) -> None:
        """Begin, within the loop that the calls run in."""
        self._loop = asyncio.get_running_loop()

    def tell(self, job: str) -> None:
        """A job ended; from any thread."""
        if self._loop is not None:
            with suppress(RuntimeError):  # the loop was closed meanwhile
                self._loop.call_soon_threadsafe(self._set, job)

    def _set(self, job: str) -> None:
        for event in self._events.get(job, ()):
            event.set()

    async def wait(self, job: str, seconds: float) -> None:
        """Until the job ended, the time is over, or the server shuts down."""
        if self._closed or seconds <= 0:
            return
        event = asyncio.Event()
        self._events.setdefault(job, set()).add(event)
        if self._watch is None or self._watch.done():
            self._watch = asyncio.create_task(self._look())
        try:
            with suppress(TimeoutError):
                await asyncio.wait_for(event.wait(), seconds)
        finally:
            waiting = self._events[job]
            waiting.discard(event)
            if not waiting:
                del self._events[job]

    async def _look(self) -> None:
        while self._events and not self._closed:
            # most jobs are told of before the first look
            await asyncio.sleep(_LOOK_SECONDS)
            for job in await asyncio.to_thread(self._queue.done_among, list(self._events)):
                self._set(job)

    async def close(self) -> None:
        """Let everybody go."""
        self._closed = True
        for job in list(self._events):
            self._set(job)
        if self._watch is not None:
            self._watch.cancel()
            with suppress(asyncio.CancelledError):
                await self._watch
