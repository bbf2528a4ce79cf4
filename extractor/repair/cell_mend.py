"""One cell of a torn table that reads otherwise than it is printed: written where that is sure enough, always said."""

from typing import NamedTuple

from extractor.document.check import Repair
from extractor.repair.torn_table import TornTable


class CellMend(NamedTuple):
    """What a cell must have been, the kind of repair, what says so, and how sure that is."""

    text: str
    kind: str
    evidence: tuple[str, ...]
    confidence: float


def carry_out_mend(work: TornTable, place: tuple[int, int], mend: CellMend, threshold: float) -> Repair:
    """Write the text at a place (row, column) unless the mend is below ``threshold``; the repair to be recorded.

    The text may differ from the printed one in white space only.
    """
    row, column = place
    before = work.texts[row][column]
    applied = mend.confidence >= threshold
    if applied:
        work.texts[row][column] = mend.text
        work.changed.add(place)
    cell = work.cell_id(row, column)
    return Repair("", mend.kind, (cell,), before, mend.text, mend.evidence, (), mend.confidence, applied)
