"""What a conversion asks of other processes: LibreOffice, other readers of PDF, the recogniser.

A process in the jail can start none. There its ``Outside`` asks the process that started it, over the one connection
that it has; everywhere else the stages start them themselves.
"""

from typing import Any, Protocol


class RecogniserProcess(Protocol):
    """A process that is shown pictures and asked what is written there; OcrFailed where it dies or is late."""

    megabytes: float

    def ask(self, message: dict[str, Any], payload: bytes | memoryview, seconds: float) -> dict[str, Any]:
        """The answer to one message."""
        ...

    def stop(self) -> None:
        """End it; more than once is no harm."""
        ...


class Outside(Protocol):
    """Who starts processes on behalf of a conversion, and hands over what they answer."""

    def office(self, data: bytes, ending: str, target: str) -> bytes:
        """The document as LibreOffice saves it; NeedsLibreOffice, LibreOfficeFailed."""
        ...

    def reading(self, request: bytes, seconds: float) -> tuple[bytes, list[str]]:
        """What another reader wrote until it ended, and how it ended where it should not."""
        ...

    def recogniser(self, engine: str) -> RecogniserProcess:
        """The recogniser's process; OcrFailed where it does not start."""
        ...


class _Current:
    """Set once in a process, before it reads its document."""

    outside: Outside | None = None


def outside() -> Outside | None:
    """Whom to ask; None where this process may start others itself."""
    return _Current.outside


def ask_outside(one: Outside | None) -> None:
    """Ask ``one`` from now on."""
    _Current.outside = one
