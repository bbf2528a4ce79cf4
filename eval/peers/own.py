"""This project's own extractor as a provider, in this process."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from extractor.eval.cost import Cost, user_seconds
from extractor.eval.peers.probe import probe_pdf
from extractor.eval.peers.provider import Gift
from extractor.version import __version__


class OwnExtractor:
    """``extract`` gives the contract's JSON of a path, or of bytes for the probe that is read before the first file."""

    def __init__(self, extract: Callable[[Path | bytes], dict[str, Any]]) -> None:
        self.name = "extractor"
        self._extract = extract
        self._start_seconds: float | None = None

    def version(self) -> str:
        """Read the probe, so that no document pays for what is loaded late."""
        if self._start_seconds is None:
            before = user_seconds()
            self._extract(probe_pdf())
            self._start_seconds = user_seconds() - before
        return f"extractor {__version__}"

    def reads(self, path: Path) -> bool:
        return True

    def extract(self, path: Path, gift: Gift | None = None) -> dict[str, Any]:
        """The gift is not used."""
        return self._extract(path)

    def cost(self, path: Path) -> Cost | None:
        """Not known here: whoever calls in this process can measure it."""
        return None

    def start_seconds(self) -> float | None:
        """Of what the first document loads, the imports before it not counted."""
        return self._start_seconds

    def peak_megabytes(self) -> float | None:
        """Not known: the process also measures."""
        return None

    def close(self) -> None:
        """Nothing was started."""
