"""The job of a jailed process: one document in, its JSON and what else is wanted out."""

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from extractor.document.document import Document
from extractor.document.wire import to_json
from extractor.errors import ExtractorError, InternalError, OutOfMemory
from extractor.export.markdown import render_markdown
from extractor.options import Options
from extractor.outside import ask_outside
from extractor.pipeline import extract
from extractor.sandbox.asking import AskingOutside
from extractor.sandbox.converted import Wanted
from extractor.sandbox.frames import Connection
from extractor.sandbox.option_data import options_from_data
from extractor.sandbox.warming import rehearse, warm_up

_MOST_MESSAGE_CHARACTERS = 2_000
_WAIT_SECONDS = 0.03
"""A queue gives the next document sooner than this; who waits longer has time to rehearse, which takes as long."""


def prepare() -> None:
    """What the warm parent does once."""
    warm_up()


def do_job(connection: Connection) -> None:
    """Answer the one request of a connection. This is the document boundary: whatever happens inside is said.

    While no request comes a page of our own is converted: what a conversion writes to of the memory that it shares with
    its parent is copied before the document comes (20 ms of it).
    """
    if not connection.is_spoken_to(_WAIT_SECONDS):
        rehearse()
    request, data = connection.receive()
    ask_outside(AskingOutside(connection))
    try:
        _convert(connection, request, data)
    except ExtractorError as error:
        _say(connection, error)
    except MemoryError:
        _say(connection, OutOfMemory("The memory that a document may have did not suffice."))
    except RuntimeError as error:
        # so says Python where there is no address space for a thread's stack
        exhausted = str(error) == "can't start new thread"
        other = InternalError(f"{type(error).__name__}: {error}.")
        _say(connection, OutOfMemory("The memory that a document may have did not suffice.") if exhausted else other)
    except Exception as error:  # the document boundary: a batch goes on
        _say(connection, InternalError(f"{type(error).__name__}: {error}."))


def _convert(connection: Connection, request: dict[str, Any], data: bytes) -> None:
    options = options_from_data(request["options"])
    wanted = Wanted(**request["wanted"])
    document = extract(data, name=request["name"], options=options)
    connection.send({"say": "made", "what": "json"}, to_json(document))
    if wanted.markdown:
        connection.send({"say": "made", "what": "markdown"}, render_markdown(document))
    remarks = tuple(_send_pictures(connection, data, document, options)) if wanted.pictures else ()
    connection.send({"say": "done", "facts": _facts(document), "remarks": remarks})


def _send_pictures(connection: Connection, data: bytes, document: Document, options: Options) -> Iterator[str]:
    # a page's picture needs an extra
    from extractor.sandbox.explaining import page_pictures

    for page, picture, remark in page_pictures(data, document, options):
        if picture is not None:
            connection.send({"say": "made", "what": "picture", "page": page}, picture)
        if remark:
            yield remark


def _facts(document: Document) -> dict[str, Any]:
    return {
        "sha256": document.source.sha256,
        "media_type": document.source.media_type,
        "status": document.status,
        "pages": len(document.pages),
        "tables": len(document.tables),
        "projects": len(document.projects),
        "summary": asdict(document.summary),
    }


def _say(connection: Connection, error: ExtractorError) -> None:
    connection.send({"say": "error", "code": error.code, "message": error.message[:_MOST_MESSAGE_CHARACTERS]})
