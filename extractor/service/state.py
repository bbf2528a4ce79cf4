"""The parts of a running service, made once from its settings."""

import asyncio
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from starlette.requests import HTTPConnection

from extractor.errors import SandboxMissing, UsageError
from extractor.service.cleaning import Cleaning
from extractor.service.converting import JailedConverter, MakeConverter
from extractor.service.documents import Documents
from extractor.service.errors import StorageFailed, StorageFull
from extractor.service.jobs.database import Database
from extractor.service.jobs.job import Job
from extractor.service.jobs.living import Living
from extractor.service.jobs.queue import JobQueue
from extractor.service.jobs.worker import Worker, worker_name
from extractor.service.keys import Keys
from extractor.service.limits import Rates
from extractor.service.metrics import Metrics
from extractor.service.settings import Settings
from extractor.service.storage.blobs import Blobs, open_blobs
from extractor.service.storage.faults import storage_told
from extractor.service.storage.incoming import make_incoming
from extractor.service.storage.private import private_folder
from extractor.service.storage.probing import probe_folder
from extractor.service.waiting import Waiting
from extractor.service.webhooks import Webhooks

_ENDS = ("success", "partial", "failure")


@dataclass(slots=True)
class Service:
    """What the routes work with. ``draining`` once it takes no more."""

    settings: Settings
    database: Database
    queue: JobQueue
    blobs: Blobs
    keys: Keys
    metrics: Metrics
    living: Living
    worker: Worker
    cleaning: Cleaning
    waiting: Waiting
    webhooks: Webhooks
    incoming: Path
    """Where uploads lie until they are whole; of this process only."""
    rates: Rates = field(default_factory=Rates)
    draining: bool = False
    drained: bool = False
    uploads: int = 0

    def free_bytes(self) -> int:
        """Space left on the disk of the data folder."""
        return shutil.disk_usage(self.settings.data_folder).free

    def refuse_full_disk(self) -> None:
        """StorageFull when less space is left than must be, StorageFailed where the disk is away."""
        with storage_told():
            free = self.free_bytes()
        if free < self.settings.min_free_bytes:
            raise StorageFull("The disk of the service is nearly full.", retry_after=5)

    def can_store(self) -> bool:
        """Whether an upload could be written and kept now: something is written to find out."""
        try:
            self.refuse_full_disk()
            with storage_told():
                make_incoming(self.incoming)
                probe_folder(self.incoming)
            self.blobs.probe()
        except StorageFailed:
            return False
        return True

    def sandbox(self) -> dict[str, Any]:
        """Which layers jail a conversion here."""
        from extractor.sandbox import layers

        return asdict(layers())

    def remove(self, job: Job) -> None:
        """Remove a job's result and what only it needs."""
        self.cleaning.remove(job)

    @property
    def documents(self) -> Documents:
        """The documents of all finished jobs."""
        return Documents(self.queue, self.blobs)

    def start(self) -> None:
        """Begin to work."""
        self.cleaning.start()
        self.webhooks.start()
        self.worker.start()

    async def drain(self) -> None:
        """Take no more, end the jobs in work or give them back, let calls that wait go. Once."""
        self.draining = True
        if not self.drained:
            self.drained = True
            await asyncio.to_thread(self.worker.stop, self.settings.drain_seconds)
            await self.waiting.close()

    async def stop(self) -> None:
        """Drain, and close everything."""
        await self.drain()
        await asyncio.to_thread(self.close)

    def close(self) -> None:
        """End the other threads, let go of files and connections."""
        self.cleaning.stop()
        self.webhooks.stop()
        self.living.close()
        shutil.rmtree(self.incoming, ignore_errors=True)
        self.database.close()


def open_service(settings: Settings, make_converter: MakeConverter = JailedConverter) -> Service:
    """Make or open the data folder and the database; UsageError where they can not be."""
    _refuse_open_jail(settings)
    with _refused_as("The data folder"):
        settings.data_folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        # the folder itself may be one that others read too: what lies in it may not
        for part in ("incoming", "workers", *(["blobs"] if settings.storage is None else [])):
            private_folder(settings.data_folder / part)
        name = worker_name()
        living = Living(settings.data_folder / "workers", name)
        incoming = settings.data_folder / "incoming" / name
        incoming.mkdir(parents=True)
    with _refused_as("The data folder" if settings.storage is None else "The store of results"):
        blobs = open_blobs(settings.data_folder / "blobs", settings.storage)
    database = Database(settings.database_url)
    queue = JobQueue(database)
    metrics = Metrics(queue)
    waiting = Waiting(queue)

    worker = Worker(queue, blobs, settings, make_converter, name)

    def ended(job: Job, became: str, seconds: float) -> None:
        metrics.ended(job, became, seconds)
        if became in _ENDS:
            waiting.tell(job.id)

    worker.ended = ended
    return Service(
        settings=settings,
        database=database,
        queue=queue,
        blobs=blobs,
        keys=Keys(database),
        metrics=metrics,
        living=living,
        worker=worker,
        cleaning=Cleaning(queue, blobs, living, settings),
        waiting=waiting,
        webhooks=Webhooks(database, queue, settings.webhook_secret),
        incoming=incoming,
    )


@contextmanager
def _refused_as(what: str) -> Iterator[None]:
    """UsageError in place of the system's words for what can not be used."""
    try:
        yield
    except OSError as error:
        raise UsageError(f"{what} can not be used: {error.strerror or type(error).__name__}.") from error


def _refuse_open_jail(settings: Settings) -> None:
    if not settings.require_sandbox:
        return
    from extractor.sandbox import layers

    if missing := layers().missing:
        raise SandboxMissing(f"This system has no {' and no '.join(missing)} to jail a conversion with.")


def service_of(request: HTTPConnection) -> Service:
    """The service that answers a request."""
    service: Service = request.app.state.service
    return service
