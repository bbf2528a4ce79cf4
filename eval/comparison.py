"""One document's label and prediction, matched: what every metric is computed from."""

from dataclasses import dataclass

from extractor.corpora import Label
from extractor.eval.matching import TableMatching, match_tables
from extractor.eval.prediction import Prediction
from extractor.eval.projects import Fact, ProjectPair, compare_projects
from extractor.eval.views import label_tables


@dataclass(frozen=True, slots=True)
class Comparison:
    """Matched tables and projects; ``projects`` is empty where projects were not labelled."""

    tables: TableMatching
    projects: tuple[ProjectPair, ...]

    @property
    def facts(self) -> tuple[Fact, ...]:
        """The facts of all projects."""
        return tuple(fact for pair in self.projects for fact in pair.facts)


def compare(label: Label, prediction: Prediction) -> Comparison:
    """Match a prediction with a label. A label without ``projects`` (None) scores no project fact."""
    projects: tuple[ProjectPair, ...] = ()
    if label.projects is not None:
        labelled = [project.model_dump(mode="json") for project in label.projects]
        projects = compare_projects(labelled, prediction.projects)
    return Comparison(match_tables(label_tables(label), prediction.tables), projects)
