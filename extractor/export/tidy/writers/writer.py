"""What every format does: take the documents one by one, then end."""

from typing import Protocol

from extractor.export.tidy.tables import TidyRows
from extractor.export.tidy.view import DocumentView


class TableWriter(Protocol):
    """Writes to a stage; holds no more in memory than one document and a bounded buffer."""

    def add(self, view: DocumentView, tidy: TidyRows) -> None:
        """Take one more document."""

    def finish(self) -> tuple[str, ...]:
        """Write what is left and close everything; what could not be written, in words."""

    def close(self) -> None:
        """Let go of all files, whether ``finish`` was reached or not."""
