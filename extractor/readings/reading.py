"""What another tool reads of a page: cells with their boxes and texts."""

from collections.abc import Callable, Mapping, Sequence
from typing import Literal, NamedTuple

from extractor.document.geometry import BBox

ReaderName = Literal["pdfplumber", "camelot-lattice"]


class OtherCell(NamedTuple):
    """A cell as another tool has it: points, page as displayed, origin top left."""

    bbox: BBox
    text: str


class OtherReading(NamedTuple):
    """The cells of each page that was read, by page number from 1, and why other pages were not."""

    reader: ReaderName
    cells: Mapping[int, tuple[OtherCell, ...]]
    failures: tuple[str, ...] = ()


ReadAgain = Callable[[ReaderName, Sequence[int]], OtherReading]
"""Has one tool read the given pages of a document; a failure is an answer, never an error."""
