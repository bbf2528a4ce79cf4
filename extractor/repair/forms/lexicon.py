"""What the cells of a document print: the witness that two pieces are one text, or that a word is misread."""

from collections import Counter
from collections.abc import Iterable
from typing import Final

from extractor.document.text import without_space

_BETWEEN_CELLS: Final = "\n"
_WITNESS_LENGTH: Final = 2
"""So many characters on each side of a cut must stand together elsewhere."""


class Lexicon:
    """The texts of all cells, white space removed, with how often each stands as a whole cell."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._counts = Counter(compact for text in texts if (compact := without_space(text)))
        self._all = _BETWEEN_CELLS.join(self._counts)

    def count(self, text: str) -> int:
        """How many cells print exactly this text (without white space)."""
        return self._counts[text]

    def spans_cut(self, left: str, right: str) -> bool:
        """Whether the characters around the cut between ``left`` and ``right`` stand together in another cell."""
        around = left[-_WITNESS_LENGTH:] + right[:_WITNESS_LENGTH]
        return len(around) > _WITNESS_LENGTH and around in self._all

    def holds(self, text: str) -> bool:
        """Whether some cell prints the text, or prints it as a part of its own."""
        return text in self._all

    def words(self) -> Iterable[tuple[str, int]]:
        """Each text with the number of cells that print it."""
        return self._counts.items()
