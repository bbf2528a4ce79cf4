"""Error capture of the confidence: which share of the wrong cells stands among the 2 % of least confidence?

Counted are the predicted cells that the label speaks of. Of n cells those looked at are the n / 50, rounded up, of
least confidence. Where the limit falls among cells of one confidence, the figure is what a random order of them would
capture on average: with one confidence for all it is the share looked at, and nothing is gained by chance. Over
documents the cells are put together before the least confident are taken. No wrong cell: no figure.
"""

from extractor.eval.comparison import Comparison
from extractor.eval.ranking import Ranking
from extractor.eval.score import Scores


def measure(comparison: Comparison) -> Scores:
    """The ranking of all judged cells that give a confidence."""
    judged = [cell for cell in comparison.cells if cell.right is not None]
    ranked = [(cell.confidence, not cell.right) for cell in judged if cell.confidence is not None]
    return {"error_capture": Ranking.of(ranked, len(judged) - len(ranked))}
