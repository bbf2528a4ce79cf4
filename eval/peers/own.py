"""This project's own extractor as a provider: each document in the jail."""

from pathlib import Path
from typing import Any, Protocol

from extractor.eval.cost import Cost, TimedExtraction
from extractor.eval.peers.probe import probe_pdf
from extractor.eval.peers.provider import Gift
from extractor.version import __version__


class Extraction(Protocol):
    """What converts, and what it took (``JailedExtraction``)."""

    def __call__(self, source: Path | bytes) -> dict[str, Any]: ...

    def user_seconds(self) -> float: ...

    def loading_seconds(self) -> float: ...

    def peak_megabytes(self) -> float | None: ...


class OwnExtractor:
    """The contract's JSON of a path; a probe is read before the first file."""

    def __init__(self, extract: Extraction) -> None:
        self.name = "extractor"
        self._extract = extract
        self._start_seconds: float | None = None
        self._timed = TimedExtraction(extract, extract.user_seconds)

    def version(self) -> str:
        """Read the probe, so that no document pays for what is loaded late."""
        if self._start_seconds is None:
            before = self._extract.user_seconds()
            self._extract(probe_pdf())
            self._start_seconds = self._extract.user_seconds() - before + self._extract.loading_seconds()
        return f"extractor {__version__}"

    def reads(self, path: Path) -> bool:
        return True

    def extract(self, path: Path, gift: Gift | None = None) -> dict[str, Any]:
        """The gift is not used."""
        return self._timed(path)

    def cost(self, path: Path) -> Cost | None:
        """Of the file that was read last."""
        return self._timed.cost

    def start_seconds(self) -> float | None:
        """Of what is loaded before the first document, imports included, and of the probe."""
        return self._start_seconds

    def peak_megabytes(self) -> float | None:
        return self._extract.peak_megabytes()

    def close(self) -> None:
        """Nothing: who made the extraction ends it."""
