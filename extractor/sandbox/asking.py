"""In a jailed process: what it may not start itself, it asks for over its connection."""

from typing import Any

from extractor.errors import ExtractorError, InternalError, error_of
from extractor.sandbox.frames import Connection


class AskingOutside:
    """The ``Outside`` of a jailed process."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def office(self, data: bytes, ending: str, target: str) -> bytes:
        return self._ask({"ask": "office", "ending": ending, "target": target}, data)[1]

    def reading(self, request: bytes, seconds: float) -> tuple[bytes, list[str]]:
        said, output = self._ask({"ask": "reading", "seconds": seconds}, request)
        return output, [str(failure) for failure in said["failures"]]

    def recogniser(self, engine: str) -> "AskedRecogniser":
        return AskedRecogniser(self, engine)

    def recognise(
        self, engine: str, message: dict[str, Any], payload: bytes | memoryview, seconds: float
    ) -> dict[str, Any]:
        """The recogniser's answer to one message."""
        header = {"ask": "recognise", "engine": engine, "message": message, "seconds": seconds}
        answer: dict[str, Any] = self._ask(header, payload)[0]["answer"]
        return answer

    def _ask(self, header: dict[str, Any], payload: bytes | memoryview) -> tuple[dict[str, Any], bytes]:
        self._connection.send({"say": "ask", **header}, payload)
        said, answer = self._connection.receive()
        if "error" in said:
            raise _error_of(said)
        return said, answer


class AskedRecogniser:
    """A recogniser's process of someone else, who also ends it and starts it anew."""

    megabytes = 0.0

    def __init__(self, outside: AskingOutside, engine: str) -> None:
        self._outside = outside
        self._engine = engine

    def ask(self, message: dict[str, Any], payload: bytes | memoryview, seconds: float) -> dict[str, Any]:
        return self._outside.recognise(self._engine, message, payload, seconds)

    def stop(self) -> None:
        """Nothing: the next document may use the same process."""


def _error_of(said: dict[str, Any]) -> ExtractorError:
    code, message = said.get("error"), said.get("message")
    if isinstance(code, str) and isinstance(message, str):
        return error_of(code, message)
    return InternalError("A helper answered with something that is no answer.")
