"""One conversion in the jail, followed from outside: whoever speaks there may be under a stranger's control."""

import hashlib
import socket
import time
from dataclasses import asdict, dataclass
from typing import Any, Final, get_args

from extractor.document.summary import Summary
from extractor.document.vocabulary import DocumentStatus
from extractor.errors import ExtractorError, SandboxMissing, TooLarge, WorkerDied, error_of
from extractor.options import Options
from extractor.sandbox.converted import Converted, Facts, Picture, Wanted
from extractor.sandbox.deaths import late
from extractor.sandbox.frames import ConnectionLost, Late, NoMessage, PayloadTooLarge, TimedConnection
from extractor.sandbox.helpers import Helpers
from extractor.sandbox.option_data import options_as_data
from extractor.sandbox.warm_process import Ended
from extractor.sandbox.warming import STEPS

_MOST_MESSAGE_CHARACTERS: Final = 2_000
_MOST_NAME_CHARACTERS: Final = 100
_MOST_REMARKS: Final = 10_000
_REQUEST_BYTES: Final = 1 << 20
"""What a request to a helper has beside the document."""

Word = dict[str, Any] | ExtractorError | str | None
"""What a document's process says of it at last, or its error; a step that its parent has to take first; None: nothing
more than that it has ended."""


@dataclass(frozen=True, slots=True)
class Request:
    """What is said to the process of a document."""

    data: bytes
    name: str
    options: Options
    wanted: Wanted


class Following:
    """One document: what its process is told, and what comes back from it."""

    def __init__(self, request: Request, helpers: Helpers) -> None:
        self._request = request
        self._options = request.options
        self._helpers = helpers
        self._called = time.monotonic()
        self._begin()

    def follow(self, end: socket.socket) -> Word:
        """Tell the process of the document, answer what it asks for, and keep what it makes, until its last word."""
        self._begin()
        self._helpers.begin()
        connection = TimedConnection(end, self._deadline())
        try:
            asked = self._request
            words = {"name": asked.name, "options": options_as_data(asked.options), "wanted": asdict(asked.wanted)}
            connection.send(words, asked.data)
            while True:
                header, payload = connection.receive(self._most_payload())
                outcome = self._hear(header, payload, connection)
                if outcome is not None:
                    return outcome
        except Late:
            return late(self._options.limits, self._seconds)
        except PayloadTooLarge:
            return self._too_large()
        except NoMessage:
            return _unanswered()
        except ConnectionLost:
            return None

    def made(self, done: dict[str, Any], ended: Ended) -> Converted:
        """The value of a conversion that was told of as ``done``; WorkerDied where what is told is no answer."""
        try:
            facts = _facts_of(done["facts"], hashlib.sha256(self._request.data).hexdigest())
            remarks = tuple(str(remark)[:_MOST_MESSAGE_CHARACTERS] for remark in done["remarks"][:_MOST_REMARKS])
        except (KeyError, TypeError, ValueError):
            raise _unanswered() from None
        if self._json is None:
            raise _unanswered()
        seconds = time.monotonic() - self._called
        took = (seconds, ended.cpu_seconds, ended.user_seconds, ended.peak_bytes)
        return Converted(self._json, facts, self._markdown, tuple(self._pictures), remarks, *took)

    def _begin(self) -> None:
        # what the warm parent took to start or to load something is not the document's time
        self._start = time.monotonic()
        self._seconds = self._options.limits.seconds
        self._json: bytes | None = None
        self._markdown: bytes | None = None
        self._pictures: list[Picture] = []
        self._gathered = 0

    def _deadline(self) -> float:
        return self._start + self._seconds

    def _most_payload(self) -> int:
        """A picture for the recogniser, a document for a helper, or what is left of the result."""
        document = len(self._request.data) + _REQUEST_BYTES
        return max(3 * self._options.ocr.max_pixels, document, self._options.limits.result_bytes)

    def _hear(self, header: dict[str, Any], payload: bytes, connection: TimedConnection) -> Word:
        """What a message comes to; None where the process goes on."""
        match header.get("say"):
            case "made":
                return self._keep(header, payload)
            case "ask":
                if header.get("ask") == "recognise":
                    self._seconds = max(self._seconds, self._options.limits.ocr_seconds)
                    connection.deadline = self._deadline()
                connection.send(*self._helpers.answer(header, payload, self._options, connection.deadline))
                return None
            case "done":
                return header
            case "cold" if header.get("step") in STEPS:
                return str(header["step"])
            case "error" if isinstance(header.get("code"), str) and isinstance(header.get("message"), str):
                return error_of(header["code"], header["message"][:_MOST_MESSAGE_CHARACTERS])
            case "refused":
                return SandboxMissing(f"The process that converts does not hold {header.get('lacking')!r}.")
            case _:
                return _unanswered()

    def _keep(self, header: dict[str, Any], payload: bytes) -> ExtractorError | None:
        self._gathered += len(payload)
        if self._gathered > self._options.limits.result_bytes:
            return self._too_large()
        match header.get("what"):
            case "json":
                self._json = payload
            case "markdown":
                self._markdown = payload
            case "picture" if type(header.get("page")) is int and len(self._pictures) < self._options.source.max_pages:
                self._pictures.append(Picture(header["page"], payload))
            case _:
                return _unanswered()
        return None

    def _too_large(self) -> ExtractorError:
        return TooLarge(f"The result is larger than result_bytes, {self._options.limits.result_bytes} bytes.")


def _facts_of(said: dict[str, Any], sha256: str) -> Facts:
    """The facts as a jailed process says them, each of its type; the hash is our own."""
    pages, tables, projects = counts = [said[name] for name in ("pages", "tables", "projects")]
    summary = dict(said["summary"])
    if not all(type(count) is int for count in (*counts, *summary.values())):
        raise ValueError("a count is no number")
    if said["status"] not in get_args(DocumentStatus):
        raise ValueError("there is no such status")
    media_type = str(said["media_type"])[:_MOST_NAME_CHARACTERS]
    return Facts(sha256, media_type, said["status"], pages, tables, projects, Summary(**summary))


def _unanswered() -> ExtractorError:
    return WorkerDied("The process that converted it answered with something that is no answer.")
