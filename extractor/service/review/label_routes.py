"""The review's routes for labels: made of the output, kept for readers, compared."""

from typing import Annotated, Any

from fastapi import APIRouter, Body, Depends, Path, Query

from extractor.errors import MissingExtra
from extractor.service.errors import StorageFull
from extractor.service.http.described import refusals
from extractor.service.review.bodies import Readers, Saved
from extractor.service.review.errors import BadReading, Overtaken, UnknownReading
from extractor.service.review.readings import READER, Agreement, Readings, agreement, parse
from extractor.service.review.reviewing import Reviewing
from extractor.service.review.route_words import NAMED, READ, WRITTEN, Caller, DocumentId

Reader = Annotated[str, Path(pattern=rf"^{READER.pattern}$")]
Seen = Annotated[int | None, Query(ge=0, description="The reader's newest version that is known; after it, 409.")]
OUTPUT = "output"
"""The name under which the corrected output takes part in an agreement."""


def label_router(reviewing: Reviewing, readings: Readings, may_read: Caller, may_write: Caller) -> APIRouter:
    """The routes of labels: of the output, of readers, and how far two agree."""
    router = APIRouter()

    def label_of_output(document: str) -> dict[str, Any]:
        from extractor.service.review.label_making import make_label

        entries = reviewing.entries(document)
        authors = list(dict.fromkeys(entry.author for entry in entries))
        label = make_label(reviewing.reviewed(document), authors)
        parse(label)
        return label

    def label_by(document: str, reader: str) -> dict[str, Any]:
        return label_of_output(document) if reader == OUTPUT else readings.read(document, reader)

    @router.get(
        "/v1/documents/{document}/label",
        summary="The document as a label",
        dependencies=[Depends(may_read)],
        responses=refusals(*READ),
    )
    def get_label(document: DocumentId) -> dict[str, Any]:
        return label_of_output(document)

    @router.post(
        "/v1/documents/{document}/label/{reader}",
        summary="Keep the document as it stands as a reader's label",
        dependencies=[Depends(may_write)],
        status_code=201,
        responses=refusals(*READ, Overtaken, StorageFull),
    )
    def keep_label(document: DocumentId, reader: Reader, seen: Seen = None) -> Saved:
        return Saved(version=readings.save(document, reader, label_of_output(document), seen))

    @router.get(
        "/v1/documents/{document}/readings",
        summary="Who labelled it",
        dependencies=[Depends(may_read)],
        responses=refusals(*NAMED),
    )
    def list_readings(document: DocumentId) -> Readers:
        reviewing.stored(document)
        versions = readings.versions(document)
        return Readers(readers=list(versions), versions=versions)

    @router.get(
        "/v1/documents/{document}/readings/{reader}",
        summary="A label",
        dependencies=[Depends(may_read)],
        responses=refusals(*NAMED, UnknownReading),
    )
    def get_reading(document: DocumentId, reader: Reader) -> dict[str, Any]:
        reviewing.stored(document)
        return readings.read(document, reader)

    @router.put(
        "/v1/documents/{document}/readings/{reader}",
        summary="Keep a label; the versions before are kept",
        dependencies=[Depends(may_write)],
        responses=refusals(*NAMED, BadReading, Overtaken, *WRITTEN),
    )
    def put_reading(
        document: DocumentId, reader: Reader, label: Annotated[dict[str, Any], Body()], seen: Seen = None
    ) -> Saved:
        reviewing.stored(document)
        return Saved(version=readings.save(document, reader, label, seen))

    @router.get(
        "/v1/documents/{document}/agreement",
        summary="Two labels compared",
        dependencies=[Depends(may_read)],
        responses=refusals(*READ, UnknownReading, MissingExtra),
    )
    def get_agreement(
        document: DocumentId,
        second: Annotated[str, Query(max_length=40)],
        first: Annotated[str, Query(max_length=40)] = OUTPUT,
    ) -> Agreement:
        reviewing.stored(document)
        return agreement(*((name, label_by(document, name)) for name in (first, second)))

    return router
