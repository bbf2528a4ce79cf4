"""The review put into the service: its routes over the service's jobs, keys and data folder."""

from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Depends

from extractor.service.documents import Documents
from extractor.service.http.caller import caller_with
from extractor.service.keys import Key
from extractor.service.review.entry_log import FileEntryLog
from extractor.service.review.job_documents import DocumentsOfJobs
from extractor.service.review.pictures import DrawnPictures
from extractor.service.review.readings import ReadingFiles
from extractor.service.review.reviewing import Reviewing
from extractor.service.review.routes import review_router
from extractor.service.settings import Settings

_check = caller_with("review")


async def _reviewer(key: Annotated[Key, Depends(_check)]) -> str:
    return key.name


class Review:
    """Corrections and labels lie in ``review/`` of the data folder and outlast the results; ``close`` ends the
    processes that draw pages."""

    def __init__(self, settings: Settings, documents: Callable[[], Documents]) -> None:
        folder = settings.data_folder / "review"
        self._pictures = DrawnPictures()
        reviewing = Reviewing(DocumentsOfJobs(documents), FileEntryLog(folder / "corrections"))
        readings = ReadingFiles(folder / "labels")
        self.router: APIRouter = review_router(reviewing, self._pictures, readings, _reviewer, _reviewer)

    def close(self) -> None:
        """End what was begun; may be called again."""
        self._pictures.close()
