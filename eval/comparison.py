"""One document's label and prediction, matched: what every metric is computed from."""

from dataclasses import dataclass

from extractor.corpora import Label
from extractor.eval.alarms import Alarm, Reach, judge_alarms
from extractor.eval.judged_cell import JudgedCell, cell_texts
from extractor.eval.judging import judge_cells
from extractor.eval.matching import TableMatching, match_tables
from extractor.eval.prediction import Prediction
from extractor.eval.projects import Fact, ProjectPair, compare_projects
from extractor.eval.views import label_tables


@dataclass(frozen=True, slots=True)
class Comparison:
    """Matched tables and projects, the predicted cells of both held against the label, the failed checks and the
    document's own errors; ``projects`` is empty where projects were not labelled. What a tool does not give at all
    (``gives_checks``, ``gives_roles``) is not measured."""

    tables: TableMatching
    projects: tuple[ProjectPair, ...]
    cells: tuple[JudgedCell, ...] = ()
    alarms: tuple[Alarm, ...] = ()
    errors: tuple[Reach, ...] = ()
    gives_checks: bool = True
    gives_roles: bool = True

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
    matching = match_tables(label_tables(label), prediction.tables)
    cells = judge_cells(matching, projects, prediction)
    by_id, texts = {cell.id: cell for cell in cells}, cell_texts(prediction.tables)
    known = label.document_errors if prediction.gives_checks else []
    alarms, errors = judge_alarms(prediction.failed_checks, known, by_id, texts)
    return Comparison(
        matching, projects, cells, alarms, errors, prediction.gives_checks, gives_roles=prediction.gives_roles
    )
