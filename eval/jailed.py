"""The documents that are measured are converted in the jail, as ``extractor convert`` does it."""

import json
import os
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from extractor.options import Options
from extractor.sandbox import Limits, Sandbox


class JailedExtraction:
    """The extract function of a measurement, a context manager: a path or bytes → the contract's plain JSON data.

    Raises ExtractorError where a document can not be converted; whatever it does, the measurement goes on.
    """

    def __init__(self, limits: Limits = Limits()) -> None:  # noqa: B008 - frozen
        self._sandbox = Sandbox(limits)
        self._jailed_seconds = 0.0
        self._peak_bytes = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __call__(self, source: Path | bytes) -> dict[str, Any]:
        data, name = (source, "") if isinstance(source, bytes) else (source.read_bytes(), source.name)
        made = self._sandbox.convert(data, name, Options())
        self._jailed_seconds += made.user_seconds
        self._peak_bytes = max(self._peak_bytes, made.peak_bytes)
        document: dict[str, Any] = json.loads(made.json)
        return document

    def user_seconds(self) -> float:
        """User CPU so far: of the jailed processes and of helpers that have ended, not of this one, which measures.

        A warm parent is none of them until it ends: what it loads is no document's cost.
        """
        return os.times().children_user + self._jailed_seconds

    def loading_seconds(self) -> float:
        """User CPU of what was loaded for all documents."""
        return self._sandbox.loading_seconds

    def peak_megabytes(self) -> float | None:
        """The most memory that a jailed process held, in MB (10^6 bytes); None before the first document."""
        return self._peak_bytes / 1e6 if self._peak_bytes else None

    def close(self) -> None:
        """End the jail's processes."""
        self._sandbox.close()
