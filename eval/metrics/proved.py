"""Proved share together with wrong-among-proved: what the document's own arithmetic vouches for, and whether rightly.

An amount is a predicted body cell with a number that is not zero, outside code columns, or the source of a project's
budget, that the label speaks of. ``proved`` is the share of amounts whose ``check`` is ``proved``; ``proved_right`` the
share of those that say what the label says at their place: what it lacks of 1 is wrong among the proved. Amounts that
the label can not know are left out and counted. A prediction without checks has no figure.
"""

from collections import Counter

from extractor.eval.comparison import Comparison
from extractor.eval.score import Scores, Share, Tally

STATES = ("proved", "consistent", "failed", "unchecked")


def measure(comparison: Comparison) -> Scores:
    """``proved``, ``proved_right`` and the number of amounts in each state as ``proved.states``."""
    amounts = [cell for cell in comparison.cells if cell.is_amount]
    if not comparison.gives_checks:
        return {"proved": Share(), "proved_right": Share(), "proved.states": Tally(dict.fromkeys(STATES, 0))}
    known = [cell for cell in amounts if cell.right is not None]
    proved = [cell for cell in known if cell.check == "proved"]
    states = Counter(cell.check if cell.check in STATES else "unchecked" for cell in known)
    return {
        "proved": Share(len(proved), len(known), len(amounts) - len(known)),
        "proved_right": Share(sum(cell.right is True for cell in proved), len(proved)),
        "proved.states": Tally({state: states[state] for state in STATES}),
    }
