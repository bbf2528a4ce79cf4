"""Project facts: precision, recall and F1 over (project, field, value).

Projects are paired by code, then name, then order; items of lists (indicators, plan steps) are aligned in order
(``projects.facts_of``, which also lists the scored fields). A field with a value on the label's side and the same one
on the prediction's is a true positive; with another one a false negative and a false positive; with a value on one
side only a miss on that side; blank on both sides it is no fact. A labelled project without an answer gives false
negatives only, a predicted one false positives only. Two numbers are compared as decimals (``30`` = ``30.00``), else
texts in NFKC without white space. A value that the label does not know is left out on both sides and counted.
"""

from extractor.eval.comparison import Comparison
from extractor.eval.projects import Fact
from extractor.eval.score import Counts, Scores
from extractor.eval.views import same_value


def measure(comparison: Comparison) -> Scores:
    """The counts over all facts, and one score a field as ``project_facts.<field>``."""
    total = Counts()
    by_field: dict[str, Counts] = {}
    for fact in comparison.facts:
        counts = _counts(fact)
        total += counts
        by_field[fact.field] = by_field.get(fact.field, Counts()) + counts
    scores: Scores = {"project_facts": total}
    scores.update((f"project_facts.{field}", by_field[field]) for field in sorted(by_field))
    return scores


def _counts(fact: Fact) -> Counts:
    if fact.unknown:
        return Counts(unknown=1)
    if fact.label is not None and fact.predicted is not None and same_value(fact.label, fact.predicted):
        return Counts(true_positive=1)
    return Counts(false_positive=int(fact.predicted is not None), false_negative=int(fact.label is not None))
