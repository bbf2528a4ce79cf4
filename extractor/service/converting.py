"""One conversion at a time in the jail, its outcome as a value that can be stored."""

import json
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, Protocol

from extractor.errors import ExtractorError
from extractor.options import Options
from extractor.service.jobs.job import Failed
from extractor.service.settings import Settings

if TYPE_CHECKING:
    from extractor.sandbox import Converted as Jailed

_AFTER_HEAD = b'\n "pages": ['
"""What follows the short facts at the beginning of a document's JSON."""
_NICENESS = 10
"""Answering goes before converting: a server on a busy machine says at least that it is busy."""
_FIRST_TEXT = "收入总计 1.00\n".encode()
"""Converted when a worker starts, so that the first document does not wait for what is loaded."""
_FIRST_TIMES = 2
"""From the second on a sandbox has the process of the next document ready."""


@dataclass(frozen=True, slots=True)
class Converted:
    """A document as JSON, and what lists say of it."""

    json: bytes
    facts: dict[str, Any]
    partial: bool


class Converter(Protocol):
    """Converts one document at a time; any number live side by side."""

    def warm_up(self) -> None:
        """Load what every conversion needs."""

    def convert(self, data: bytes, name: str, options: Options) -> Converted | Failed:
        """The document, or why there is none; never raises for the document's sake."""

    def close(self) -> None:
        """End its processes."""


MakeConverter = Callable[[Settings], Converter]
"""Gives each thread of a worker a converter of its own."""


class JailedConverter:
    """A converter with a sandbox of its own."""

    def __init__(self, settings: Settings) -> None:
        # loaded by the thread that converts, after the server answers
        from extractor.sandbox import Sandbox

        self._sandbox = Sandbox(require=settings.require_sandbox, niceness=_NICENESS)

    def warm_up(self) -> None:
        with suppress(ExtractorError):
            for _ in range(_FIRST_TIMES):
                self._sandbox.convert(_FIRST_TEXT, "text.txt", Options())

    def convert(self, data: bytes, name: str, options: Options) -> Converted | Failed:
        try:
            made = self._sandbox.convert(data, name, options)
        except ExtractorError as error:
            return failed_by(error)
        return Converted(made.json, _facts(made), made.facts.status == "partial")

    def close(self) -> None:
        self._sandbox.close()


def _facts(made: "Jailed") -> dict[str, Any]:
    head = _head(made.json)
    department = head.get("department") or {}
    counts = {name: getattr(made.facts, name) for name in ("pages", "tables", "projects")}
    return {
        "kind": head.get("kind"),
        "department": department.get("name"),
        "fiscal_year": head.get("fiscal_year"),
        **counts,
        "summary": asdict(made.facts.summary),
    }


def _head(data: bytes) -> dict[str, Any]:
    """The first keys of a document, without the long lists after them."""
    end = data.find(_AFTER_HEAD)
    head: dict[str, Any] = json.loads(data if end < 0 else data[:end].rstrip().rstrip(b",") + b"}")
    return head


def failed_by(error: ExtractorError) -> Failed:
    """An error as it is stored and told."""
    return Failed(error.code, error.message, error.remedy, error.http_status)
