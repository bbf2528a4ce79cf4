"""The processes that a jailed conversion may ask for, started and ended on its behalf.

Whoever asks may be under a stranger's control: every word is checked, every time is bounded, and a document may ask
only so often. The stages that start them are loaded when they are first asked for.
"""

import json
import time
from dataclasses import replace
from typing import Any, Final

from extractor.errors import ExtractorError, InternalError
from extractor.options import OcrOptions, Options
from extractor.sandbox.kept_recogniser import KeptRecogniser

Answer = tuple[dict[str, Any], bytes]

_MOST_OFFICE: Final = 4
_MOST_READINGS: Final = 20
_READERS: Final = frozenset({"pdfplumber", "camelot-lattice"})
_MOST_PAGES_ASKED: Final = 50
_ASKS: Final = frozenset({"show", "detect", "recognise"})
_BYTES_A_PIXEL: Final = 3


class Helpers:
    """The helper processes of one sandbox. One conversion at a time asks; the recogniser is kept for the next one."""

    def __init__(self) -> None:
        self._recogniser = KeptRecogniser()
        self._asked: dict[str, int] = {}
        self._shown = False

    def begin(self) -> None:
        """A new document asks from now on; nobody is told of the picture that the one before has shown."""
        self._asked, self._shown = {}, False

    def answer(self, header: dict[str, Any], payload: bytes, options: Options, deadline: float) -> Answer:
        """The answer to one request, an error too; nothing is raised for what is asked."""
        try:
            asked = header.get("ask")
            left = deadline - time.monotonic()
            match asked:
                case "office":
                    self._count("office", _MOST_OFFICE)
                    return self._office(header, payload, options, left)
                case "reading":
                    self._count("reading", _MOST_READINGS)
                    return self._reading(header, payload, options, left)
                case "recognise":
                    return self._recognise(header, payload, options.ocr, left)
                case _:
                    raise _Unasked("what is asked for")
        except ExtractorError as error:
            return {"error": error.code, "message": error.message}, b""
        except _Unasked as error:
            fault = InternalError(f"A conversion asked for what it may not: {error}.")
            return {"error": fault.code, "message": fault.message}, b""

    def close(self) -> None:
        """End what still runs."""
        self._recogniser.close()

    def _count(self, kind: str, most: int) -> None:
        self._asked[kind] = self._asked.get(kind, 0) + 1
        if self._asked[kind] > most:
            raise _Unasked(f"more than {most} times {kind}")

    def _office(self, header: dict[str, Any], payload: bytes, options: Options, left: float) -> Answer:
        from extractor.pipeline.helpers import convert_with_libreoffice, is_conversion

        ending, target = header.get("ending"), header.get("target")
        if not isinstance(ending, str) or not isinstance(target, str) or not is_conversion(ending, target):
            raise _Unasked("the formats")
        seconds = max(1.0, min(options.source.max_libreoffice_seconds, left))
        source = replace(options.source, max_libreoffice_seconds=seconds)
        return {}, convert_with_libreoffice(payload, ending, target, source)  # type: ignore[arg-type]

    def _reading(self, header: dict[str, Any], payload: bytes, options: Options, left: float) -> Answer:
        from extractor.pipeline.helpers import run_reader

        line, _, data = payload.partition(b"\n")
        try:
            request = json.loads(line)
            reader, pages, password = request["reader"], request["pages"], request["password"]
        except (ValueError, KeyError, TypeError, RecursionError):
            raise _Unasked("the request of a reading") from None
        known = reader in _READERS and isinstance(pages, list) and len(pages) <= _MOST_PAGES_ASKED
        if not known or not all(type(page) is int for page in pages) or not isinstance(password, str | None):
            raise _Unasked("the request of a reading")
        own = json.dumps({"reader": reader, "pages": pages, "password": password}).encode()
        output, failures = run_reader(own + b"\n" + data, _seconds(header, left), options.source.max_temporary_bytes)
        return {"failures": failures}, output

    def _recognise(self, header: dict[str, Any], payload: bytes, options: OcrOptions, left: float) -> Answer:
        from extractor.pipeline.helpers import find_engine

        message = header.get("message")
        if options.mode == "off" or header.get("engine") != find_engine(options):
            raise _Unasked("the engine")
        if not isinstance(message, dict) or message.get("ask") not in _ASKS:
            raise _Unasked("the message to the recogniser")
        if message["ask"] == "show":
            if not _is_picture(message.get("shape"), payload, options.max_pixels):
                raise _Unasked("the picture")
            self._shown = True
        if not self._shown:
            raise _Unasked("a picture that it has not shown")
        return {"answer": self._recogniser.ask(message, payload, _seconds(header, left), options)}, b""


class _Unasked(Exception):
    """A request that no conversion of ours makes."""


def _seconds(header: dict[str, Any], left: float) -> float:
    asked = header.get("seconds")
    if not isinstance(asked, int | float) or not asked > 0:
        raise _Unasked("the time")
    return max(0.1, min(float(asked), left))


def _is_picture(shape: Any, payload: bytes, most_pixels: int) -> bool:
    if not isinstance(shape, list) or len(shape) not in (2, 3) or not all(type(side) is int for side in shape):
        return False
    if min(shape) < 1 or shape[2:] not in ([], [1], [_BYTES_A_PIXEL]):
        return False
    size = int(shape[0]) * int(shape[1])
    return size <= most_pixels and len(payload) == size * (int(shape[2]) if len(shape) == 3 else 1)
