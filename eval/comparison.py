"""One document's label and prediction, matched: what every metric is computed from."""

from dataclasses import dataclass

from extractor.corpora import Label
from extractor.eval.matching import TableMatching, match_tables
from extractor.eval.prediction import Prediction
from extractor.eval.projects import Fact, facts_of, pair_projects
from extractor.eval.views import label_tables


@dataclass(frozen=True, slots=True)
class Comparison:
    """Matched tables and project facts; ``facts`` is empty where projects were not labelled."""

    tables: TableMatching
    facts: tuple[Fact, ...]


def compare(label: Label, prediction: Prediction) -> Comparison:
    """Match a prediction with a label. A label without ``projects`` (None) scores no project fact."""
    facts: list[Fact] = []
    if label.projects is not None:
        labelled = [project.model_dump(mode="json") for project in label.projects]
        for known, said in pair_projects(labelled, prediction.projects):
            facts.extend(facts_of(known, said))
    return Comparison(match_tables(label_tables(label), prediction.tables), tuple(facts))
