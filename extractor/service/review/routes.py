"""The review's routes under ``/v1/documents``: documents, page pictures, entries, labels, comparisons."""

import gzip
import json
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict
from typing import Annotated, Any

from fastapi import APIRouter, Body, Depends, Header, Path, Query, Response

from extractor.service.errors import ResultGone
from extractor.service.review.applying import Reviewed
from extractor.service.review.bodies import (
    Card,
    Cards,
    EntryBody,
    Readers,
    ReviewedOut,
    RuleOut,
    Saved,
)
from extractor.service.review.cards import Cardbox
from extractor.service.review.compared import Comparison
from extractor.service.review.entries import Entry
from extractor.service.review.errors import NoPicture, UnknownSubject
from extractor.service.review.pictures import Pictures
from extractor.service.review.readings import READER, Agreement, Readings, agreement, parse
from extractor.service.review.reviewing import Reviewing, Said

Caller = Callable[..., Any]
"""A dependency that gives the name of the key that a request came with, None where no keys are asked for, and raises
where the key may not do it."""

DocumentId = Annotated[str, Path(pattern=r"^[A-Za-z0-9][A-Za-z0-9_-]{0,127}$")]
Reader = Annotated[str, Path(pattern=rf"^{READER.pattern}$")]
Seen = Annotated[int | None, Query(ge=0, description="The reader's newest version that is known; after it, 409.")]
OUTPUT = "output"
"""The name under which the corrected output takes part in an agreement."""
_LEAST_GZIPPED = 1_400
_PAGE_SECONDS = 3_600
DRAWN = frozenset({"application/pdf", "image/png", "image/jpeg", "image/tiff"})


def review_router(
    reviewing: Reviewing, pictures: Pictures, readings: Readings, may_read: Caller, may_write: Caller
) -> APIRouter:
    """All routes of the review; the two callers are dependencies of those that read and those that write."""
    router = APIRouter(tags=["review"])
    router.include_router(_documents(reviewing, pictures, may_read))
    router.include_router(_pictures(reviewing, pictures, may_read))
    router.include_router(_entries(reviewing, may_read, may_write))
    router.include_router(_labels(reviewing, readings, may_read, may_write))
    return router


def _documents(reviewing: Reviewing, pictures: Pictures, may_read: Caller) -> APIRouter:
    router = APIRouter(dependencies=[Depends(may_read)])
    box = Cardbox(reviewing)

    @router.get("/v1/documents", summary="Documents, the newest first")
    def list_documents(
        limit: Annotated[int, Query(ge=1, le=500)] = 100, before: Annotated[str | None, Query(max_length=64)] = None
    ) -> Cards:
        reviewing.load_ahead()
        pictures.stand_by()
        try:
            found = reviewing.documents.newest(limit, before)
        except ValueError:
            raise UnknownSubject("before is the value that next had.") from None
        more = found[-1].cursor if len(found) == limit else None
        return Cards(documents=box.cards(found), next=more)

    @router.get(
        "/v1/documents/{document}", summary="A document with what persons said of it", response_model=ReviewedOut
    )
    def get_document(document: DocumentId, accept_encoding: Annotated[str, Header()] = "") -> Response:
        original = reviewing.original(document)
        with suppress(ResultGone):
            # the page asks for a picture as soon as it has this
            pictures.prepare(original.source.sha256, original.source.media_type, _source(reviewing, document))
        return _answer(reviewing, document, reviewing.reviewed(document), accept_encoding)

    @router.get("/v1/documents/{document}/card", summary="One document of the list")
    def get_card(document: DocumentId) -> Card:
        return box.cards([reviewing.stored(document)])[0]

    @router.get("/v1/documents/{document}/comparison/{other}", summary="Two documents side by side, by code")
    def compare_documents(document: DocumentId, other: DocumentId) -> Comparison:
        from extractor.service.review.comparison import compare

        return compare(reviewing.reviewed(document).document, reviewing.reviewed(other).document)

    @router.get("/v1/rules", summary="What each check tests, in words")
    def list_rules() -> list[RuleOut]:
        # the pipeline is loaded when it is first needed, not before the server answers
        from extractor.pipeline.rule_texts import rule_texts

        return [RuleOut(**asdict(rule)) for rule in rule_texts()]

    return router


def _pictures(reviewing: Reviewing, pictures: Pictures, may_read: Caller) -> APIRouter:
    router = APIRouter(dependencies=[Depends(may_read)])

    @router.get(
        "/v1/documents/{document}/pages/{page}",
        summary="A page as a PNG",
        response_class=Response,
        responses={200: {"content": {"image/png": {}}, "description": "The page, about as wide as asked for."}},
    )
    def get_page(
        document: DocumentId,
        page: Annotated[int, Path(ge=1, le=100_000)],
        width: Annotated[int, Query(ge=100, le=2_400)] = 1_200,
    ) -> Response:
        original = reviewing.original(document)
        if page > len(original.pages):
            raise NoPicture(f"The document has {len(original.pages)} pages that can be drawn.")

        source = original.source
        picture = pictures.page(source.sha256, source.media_type, _source(reviewing, document), page, width)
        if picture is None:
            raise NoPicture(f"Page {page} can not be drawn.")
        return Response(picture, media_type="image/png", headers={"Cache-Control": f"private, max-age={_PAGE_SECONDS}"})

    return router


def _source(reviewing: Reviewing, document: str) -> Callable[[], bytes]:
    """Reads the file that was sent in; ResultGone where it is kept no more."""

    def read() -> bytes:
        data = reviewing.documents.source(document)
        if data is None:
            raise ResultGone("The file is no longer kept.")
        return data

    return read


def _entries(reviewing: Reviewing, may_read: Caller, may_write: Caller) -> APIRouter:
    router = APIRouter()

    @router.get(
        "/v1/documents/{document}/entries", summary="Everything that was said", dependencies=[Depends(may_read)]
    )
    def list_entries(document: DocumentId) -> list[Entry]:
        return list(reviewing.entries(document))

    @router.post(
        "/v1/documents/{document}/entries",
        summary="Accept, correct, doubt or withdraw",
        status_code=201,
        response_model=ReviewedOut,
    )
    def add_entry(
        document: DocumentId,
        body: EntryBody,
        key: Annotated[str | None, Depends(may_write)],
        accept_encoding: Annotated[str, Header()] = "",
    ) -> Response:
        author = body.author or key or "anonymous"
        said = Said(body.action, body.subject, author, key, body.text, body.note, body.seen)
        entry, reviewed = reviewing.say(document, said)
        return _answer(reviewing, document, reviewed, accept_encoding, entry)

    return router


def _labels(reviewing: Reviewing, readings: Readings, may_read: Caller, may_write: Caller) -> APIRouter:
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

    @router.get("/v1/documents/{document}/label", summary="The document as a label", dependencies=[Depends(may_read)])
    def get_label(document: DocumentId) -> dict[str, Any]:
        return label_of_output(document)

    @router.post(
        "/v1/documents/{document}/label/{reader}",
        summary="Keep the document as it stands as a reader's label",
        dependencies=[Depends(may_write)],
        status_code=201,
    )
    def keep_label(document: DocumentId, reader: Reader, seen: Seen = None) -> Saved:
        return Saved(version=readings.save(document, reader, label_of_output(document), seen))

    @router.get("/v1/documents/{document}/readings", summary="Who labelled it", dependencies=[Depends(may_read)])
    def list_readings(document: DocumentId) -> Readers:
        reviewing.stored(document)
        versions = readings.versions(document)
        return Readers(readers=list(versions), versions=versions)

    @router.get("/v1/documents/{document}/readings/{reader}", summary="A label", dependencies=[Depends(may_read)])
    def get_reading(document: DocumentId, reader: Reader) -> dict[str, Any]:
        reviewing.stored(document)
        return readings.read(document, reader)

    @router.put(
        "/v1/documents/{document}/readings/{reader}",
        summary="Keep a label; the versions before are kept",
        dependencies=[Depends(may_write)],
    )
    def put_reading(
        document: DocumentId, reader: Reader, label: Annotated[dict[str, Any], Body()], seen: Seen = None
    ) -> Saved:
        reviewing.stored(document)
        return Saved(version=readings.save(document, reader, label, seen))

    @router.get("/v1/documents/{document}/agreement", summary="Two labels compared", dependencies=[Depends(may_read)])
    def get_agreement(
        document: DocumentId,
        second: Annotated[str, Query(max_length=40)],
        first: Annotated[str, Query(max_length=40)] = OUTPUT,
    ) -> Agreement:
        reviewing.stored(document)
        return agreement(*((name, label_by(document, name)) for name in (first, second)))

    return router


def _answer(
    reviewing: Reviewing, document: str, reviewed: Reviewed, accept_encoding: str, entry: Entry | None = None
) -> Response:
    """A ``ReviewedOut`` as bytes: the document's JSON is put in as it is, and all of it is packed where that is
    understood. An entry that changes no text and undoes nothing leaves the document out: the page has it already."""
    changes = entry is None or entry.action not in ("accept", "uncertain", "own_error")
    facts = {
        "id": document,
        "name": reviewing.stored(document).name,
        "entries": [asdict(one) for one in reviewing.entries(document)],
        "marks": {cell: one.sequence for cell, one in reviewed.marks.items()},
        "undone": sorted(reviewed.undone),
        "summary": asdict(reviewed.document.summary),
        "pictures": reviewed.document.source.media_type in DRAWN and bool(reviewed.document.pages),
        "entry": asdict(entry) if entry else None,
    }
    from extractor.document.wire import to_json

    shown = to_json(reviewed.document, indent=None) if changes else b"null"
    data = json.dumps(facts, ensure_ascii=False).encode()[:-1] + b', "document": ' + shown + b"}"
    headers = {"Cache-Control": "no-store"}
    if len(data) >= _LEAST_GZIPPED and "gzip" in accept_encoding:
        data = gzip.compress(data, 1)
        headers["Content-Encoding"] = "gzip"
    return Response(data, 201 if entry else 200, headers, "application/json")
