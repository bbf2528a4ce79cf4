"""Repair precision and recall: do the applied repairs make cells right, and which wrong ones do they miss?

Counted are the predicted cells that label and prediction allow to judge (``judging``), before by their ``raw`` text,
after by their ``text``. Precision: of the cells that an applied repair changed from right to wrong or that were wrong
before it, how many are right after it. Recall: of the cells whose printed text differs from the label (also where the
label says that a field is printed otherwise), how many a repair made right. A repaired cell that was right and is
right is neither. What the text lost altogether has no cell and is not counted here.
"""

from extractor.eval.comparison import Comparison
from extractor.eval.judged_cell import JudgedCell
from extractor.eval.score import Counts, Scores, Tally

OUTCOMES = ("mended", "damaged", "in_vain", "harmless", "unjudged")
"""What a repair did to a cell: wrong to right, right to wrong, wrong to wrong, right to right; not known."""


def measure(comparison: Comparison) -> Scores:
    """The counts over all judged cells; ``repairs.outcomes`` and ``repairs.<kind>`` tell what became of the cells."""
    total = Counts()
    outcomes: dict[str, dict[str, int]] = {"outcomes": dict.fromkeys(OUTCOMES, 0)}
    for cell in comparison.cells:
        if cell.repair is not None:
            outcome = outcome_of(cell)
            for name in ("outcomes", cell.repair):
                tally = outcomes.setdefault(name, dict.fromkeys(OUTCOMES, 0))
                tally[outcome] += 1
            mended, false = outcome == "mended", outcome in ("damaged", "in_vain")
            total += Counts(int(mended), int(false), int(outcome == "in_vain"))
        elif cell.right_as_printed is False:
            total += Counts(false_negative=1)
    tallies = {f"repairs.{name}": Tally(counts) for name, counts in outcomes.items()}
    return {"repairs": total, **tallies}


def outcome_of(cell: JudgedCell) -> str:
    """What the repair of a repaired cell did, a word of ``OUTCOMES``."""
    if cell.right is None or cell.right_as_printed is None:
        return "unjudged"
    if cell.right:
        return "harmless" if cell.right_as_printed else "mended"
    return "damaged" if cell.right_as_printed else "in_vain"
