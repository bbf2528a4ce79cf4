"""The review put into the service: its routes over the service's jobs, keys and database."""

from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Depends

from extractor.service.http.caller import caller_with
from extractor.service.jobs.database import Database
from extractor.service.keys import Key
from extractor.service.review.entry_log import DatabaseEntryLog
from extractor.service.review.job_documents import DocumentsOfJobs
from extractor.service.review.pictures import DrawnPictures
from extractor.service.review.readings import Readings
from extractor.service.review.reviewing import Reviewing
from extractor.service.review.routes import review_router
from extractor.service.state import Service

_check = caller_with("review")


async def _reviewer(key: Annotated[Key, Depends(_check)]) -> str:
    return key.name


class Review:
    """Corrections and labels lie in the service's database and outlast the results; ``close`` ends the processes that
    draw pages."""

    def __init__(self, service: Callable[[], Service]) -> None:
        def database() -> Database:
            return service().database

        self._pictures = DrawnPictures()
        reviewing = Reviewing(DocumentsOfJobs(lambda: service().documents), DatabaseEntryLog(database))
        readings = Readings(database)
        self.router: APIRouter = review_router(reviewing, self._pictures, readings, _reviewer, _reviewer)

    def close(self) -> None:
        """End what was begun; may be called again."""
        self._pictures.close()
