"""One possible fault of a text dump: which pieces it replaces, and what of the truth it touches."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from random import Random
from typing import Literal

from extractor.corpora.damage.pieces import Cell, Owner, Piece

FaultKind = Literal[
    "fused_cells",
    "fused_rows",
    "split_cell",
    "split_row",
    "lost_cell",
    "lost_tier",
    "slid_row",
    "slid_column",
    "slid_block",
    "fused_numbers",
    "stray_numbers",
    "page_break_repeated",
    "page_break_bare",
    "look_alike",
    "spaced_number",
    "swapped_amounts",
    "doubled_row",
]
"""Two cells in one; two rows in one; a cell over two beside or below each other; a value blanked; a tier cell
blanked; values a row off; a column off in one row, or in all rows; column numbers fused to the header's names, or
strayed into the body; a page break within a table whose header comes again, or does not; a character misread; white
space within a number; two amounts of a column in each other's rows; a row printed twice."""
Told = Literal["kept", "gone", "moved"]
"""What the fault does to the information: every character is still in its order (``kept``), or a value is ``gone``,
or amounts stand at another place of the grid (``moved``)."""


@dataclass(frozen=True, slots=True)
class Change:
    """The pieces ``[start:stop]`` give way to ``pieces``; where both are equal, these are put in before ``start``.

    ``row`` and ``column`` say where it begins: the grid row in its table and the cell in that row, both from 0.
    ``touched`` are the truth paths whose text, place or label is not as it was. ``after`` are the texts that stand at
    truth paths since, where ``told`` is not ``kept``.
    """

    start: int
    stop: int
    pieces: tuple[Piece, ...]
    owner: Owner
    row: int
    column: int
    touched: tuple[str, ...]
    told: Told = "kept"
    after: tuple[tuple[str, str], ...] = ()
    variant: str = ""

    @property
    def occupied(self) -> range:
        """The pieces that no other change may touch; a piece put in occupies both of its neighbours."""
        return range(self.start, self.stop) if self.stop > self.start else range(self.start - 1, self.start + 1)


Propose = Callable[[Sequence[Piece], Random], Iterator[Change]]
"""All changes of one kind in a dump; ``Random`` settles what is left open within one (where a cell is cut)."""


def truths(cells: Sequence[Cell]) -> tuple[str, ...]:
    """The truth paths of cells, in order, each once."""
    return tuple(dict.fromkeys(path for cell in cells for path in cell.truth))
