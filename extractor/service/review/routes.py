"""The review's routes under ``/v1/documents``: documents, page pictures, entries, comparisons."""

import gzip
import json
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict
from typing import Annotated

from fastapi import APIRouter, Depends, Header, Path, Query, Response

from extractor.service.errors import Draining, ResultGone
from extractor.service.http.described import refusals
from extractor.service.review.applying import Reviewed
from extractor.service.review.bodies import (
    Card,
    Cards,
    EntryBody,
    ReviewedOut,
    RuleOut,
)
from extractor.service.review.cards import Cardbox
from extractor.service.review.compared import Comparison
from extractor.service.review.entries import Entry
from extractor.service.review.errors import CanNotApply, NoPicture, Overtaken, UnknownSubject
from extractor.service.review.label_routes import label_router
from extractor.service.review.pictures import Pictures
from extractor.service.review.readings import Readings
from extractor.service.review.reviewing import Reviewing, Said
from extractor.service.review.route_words import ANY, NAMED, READ, WRITTEN, Caller, DocumentId

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
    router.include_router(label_router(reviewing, readings, may_read, may_write))
    return router


def _documents(reviewing: Reviewing, pictures: Pictures, may_read: Caller) -> APIRouter:
    router = APIRouter(dependencies=[Depends(may_read)])
    box = Cardbox(reviewing)

    @router.get("/v1/documents", summary="Documents, the newest first", responses=refusals(*ANY, UnknownSubject))
    def list_documents(
        limit: Annotated[int, Query(ge=1, le=500)] = 100, before: Annotated[str | None, Query(max_length=64)] = None
    ) -> Cards:
        pictures.stand_by()
        try:
            found = reviewing.documents.newest(limit, before)
        except ValueError:
            raise UnknownSubject("before is the value that next had.") from None
        more = found[-1].cursor if len(found) == limit else None
        return Cards(documents=box.cards(found), next=more)

    @router.get(
        "/v1/documents/{document}",
        summary="A document with what persons said of it",
        response_model=ReviewedOut,
        responses=refusals(*READ),
    )
    def get_document(document: DocumentId, accept_encoding: Annotated[str, Header()] = "") -> Response:
        original = reviewing.original(document)
        with suppress(ResultGone):
            # the page asks for a picture as soon as it has this
            pictures.prepare(original.source.sha256, original.source.media_type, _source(reviewing, document))
        return _answer(reviewing, document, reviewing.reviewed(document), accept_encoding)

    @router.get("/v1/documents/{document}/card", summary="One document of the list", responses=refusals(*NAMED))
    def get_card(document: DocumentId) -> Card:
        return box.cards([reviewing.stored(document)])[0]

    @router.get(
        "/v1/documents/{document}/comparison/{other}",
        summary="Two documents side by side, by code",
        responses=refusals(*READ),
    )
    def compare_documents(document: DocumentId, other: DocumentId) -> Comparison:
        from extractor.service.review.comparison import compare

        return compare(reviewing.reviewed(document).document, reviewing.reviewed(other).document)

    @router.get("/v1/rules", summary="What each check tests, in words", responses=refusals(*ANY))
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
        responses={
            200: {"content": {"image/png": {}}, "description": "The page, about as wide as asked for."},
            **refusals(*READ, NoPicture, Draining),
        },
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
        "/v1/documents/{document}/entries",
        summary="Everything that was said",
        dependencies=[Depends(may_read)],
        responses=refusals(*NAMED),
    )
    def list_entries(document: DocumentId) -> list[Entry]:
        return list(reviewing.entries(document))

    @router.post(
        "/v1/documents/{document}/entries",
        summary="Accept, correct, doubt or withdraw",
        status_code=201,
        response_model=ReviewedOut,
        responses=refusals(*READ, UnknownSubject, Overtaken, CanNotApply, *WRITTEN),
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
