"""A small server with the review's routes and page over documents in memory, for tests without the job engine."""

import hashlib
import socket
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Annotated

import uvicorn
from fastapi import FastAPI, File, UploadFile
from starlette.requests import Request
from starlette.responses import JSONResponse

from extractor.document.wire import to_json
from extractor.errors import ExtractorError
from extractor.pipeline import extract
from extractor.service.jobs.database import Database
from extractor.service.page.files import page_router
from extractor.service.review.documents import StoredDocument
from extractor.service.review.entry_log import DatabaseEntryLog
from extractor.service.review.pictures import DrawnPictures
from extractor.service.review.readings import Readings
from extractor.service.review.reviewing import Reviewing
from extractor.service.review.routes import review_router

_SUBMITTED = "2026-01-02T03:04:05+00:00"


@dataclass
class MemoryDocuments:
    """``Documents`` of a test: results and sources by id."""

    stored: dict[str, StoredDocument] = field(default_factory=dict)
    results: dict[str, bytes] = field(default_factory=dict)
    sources: dict[str, bytes] = field(default_factory=dict)

    def add(self, name: str, result: bytes, source: bytes = b"", identity: str | None = None) -> str:
        identity = identity or f"d{len(self.stored) + 1}"
        sha256 = hashlib.sha256(source).hexdigest()
        self.stored[identity] = StoredDocument(identity, name, "done", _SUBMITTED, len(source), sha256)
        self.results[identity], self.sources[identity] = result, source
        return identity

    def newest(self, limit: int, before: str | None) -> Sequence[StoredDocument]:
        stored = [replace(one, cursor=str(place)) for place, one in enumerate(self.stored.values())]
        return list(reversed(stored[: int(before)] if before is not None else stored))[:limit]

    def find(self, document: str) -> StoredDocument | None:
        return self.stored.get(document)

    def result(self, document: str) -> bytes | None:
        return self.results.get(document)

    def source(self, document: str) -> bytes | None:
        return self.sources.get(document)


@dataclass
class SmallService:
    app: FastAPI
    documents: MemoryDocuments
    pictures: DrawnPictures
    address: str = ""


def database_in(folder: Path) -> Database:
    """A database of the service's tables; opened again, it has what was put in."""
    return Database(f"sqlite:///{folder / 'review.sqlite'}")


def small_service(folder: Path, key: str | None = None) -> SmallService:
    """The review over memory; uploads are converted in a thread; ``key`` is asked for in X-Api-Key where given."""
    documents, pictures = MemoryDocuments(), DrawnPictures()
    database = database_in(folder)
    reviewing = Reviewing(documents, DatabaseEntryLog(lambda: database))
    app = FastAPI()

    def caller(request: Request) -> str | None:
        if key is not None and request.headers.get("x-api-key") != key:
            raise _WrongKey("The key is wrong.")
        return "tester" if key is not None else None

    app.include_router(review_router(reviewing, pictures, Readings(lambda: database), caller, caller))
    app.include_router(page_router())

    @app.exception_handler(ExtractorError)
    def problem(request: Request, error: ExtractorError) -> JSONResponse:
        body = {"title": error.code, "status": error.http_status, "detail": error.message, "code": error.code}
        body["remedy"] = error.remedy
        return JSONResponse(body, error.http_status, media_type="application/problem+json")

    @app.post("/v1/convert/file/async")
    def convert(files: Annotated[list[UploadFile], File()]) -> dict[str, object]:
        data, name = files[0].file.read(), files[0].filename or "file"
        identity = f"d{len(documents.stored) + 1}"
        stored = StoredDocument(identity, name, "running", _SUBMITTED, len(data), hashlib.sha256(data).hexdigest())
        documents.stored[identity] = stored
        threading.Thread(target=_convert, args=(documents, stored, data)).start()
        return _task(stored)

    @app.get("/v1/status/poll/{task}")
    def poll(task: str) -> dict[str, object]:
        return _task(documents.stored[task])

    return SmallService(app, documents, pictures)


class _WrongKey(ExtractorError):
    code = "unauthorised"
    http_status = 401
    remedy = "Give a valid key in the header X-Api-Key."


_WORDS = {"running": "started", "queued": "pending", "done": "success", "failed": "failure"}


def _task(stored: StoredDocument) -> dict[str, object]:
    return {"task_id": stored.id, "task_status": _WORDS[stored.state], "task_position": 0}


def _convert(documents: MemoryDocuments, stored: StoredDocument, data: bytes) -> None:
    try:
        result = to_json(extract(data, name=stored.name))
    except ExtractorError as error:
        failed = replace(stored, state="failed", error_code=error.code, error_message=str(error))
        documents.stored[stored.id] = failed
        return
    documents.results[stored.id], documents.sources[stored.id] = result, data
    documents.stored[stored.id] = replace(stored, state="done")


@contextmanager
def served(service: SmallService) -> Iterator[SmallService]:
    """The service on a free port of this machine, until the block ends."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        server = uvicorn.Server(uvicorn.Config(service.app, log_level="error", timeout_graceful_shutdown=1))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        _wait(lambda: server.started)
        try:
            yield replace(service, address=f"http://127.0.0.1:{listener.getsockname()[1]}")
        finally:
            server.should_exit = True
            thread.join()
            service.pictures.close()


def _wait(is_done: Callable[[], bool]) -> None:
    while not is_done():
        time.sleep(0.02)
