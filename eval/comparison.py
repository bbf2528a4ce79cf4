"""One document's label and prediction, matched: what every metric is computed from."""

from dataclasses import dataclass, field

from extractor.corpora import Label
from extractor.eval.alarms import Alarm, Reach, judge_alarms
from extractor.eval.judged_cell import JudgedCell, cell_texts
from extractor.eval.judging import judge_cells
from extractor.eval.matching import TableMatching, match_tables
from extractor.eval.mention_places import Places, places_of_cells
from extractor.eval.prediction import Prediction
from extractor.eval.projects import Fact, ProjectPair, compare_projects
from extractor.eval.prose import MentionPair, pair_mentions
from extractor.eval.views import label_tables


@dataclass(frozen=True, slots=True)
class Comparison:
    """Matched tables and projects, the predicted cells of both held against the label, the failed checks and the
    document's own errors; ``projects`` is empty where projects were not labelled. What a tool does not give at all
    (``gives_checks``, ``gives_roles``) is not measured. ``mentions`` is None where
    prose was not labelled or not given; ``places`` are those of the predicted cells in the label."""

    tables: TableMatching
    projects: tuple[ProjectPair, ...]
    cells: tuple[JudgedCell, ...] = ()
    alarms: tuple[Alarm, ...] = ()
    errors: tuple[Reach, ...] = ()
    gives_checks: bool = True
    gives_roles: bool = True
    mentions: tuple[MentionPair, ...] | None = None
    places: Places = field(default_factory=dict)

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
    labels = label_tables(label)
    matching = match_tables(labels, prediction.tables)
    cells = judge_cells(matching, projects, prediction)
    by_id, texts = {cell.id: cell for cell in cells}, cell_texts(prediction.tables)
    known = label.document_errors if prediction.gives_checks else []
    alarms, errors = judge_alarms(prediction.failed_checks, known, by_id, texts)
    prose = prediction.prose if label.prose is not None else None
    return Comparison(
        matching,
        projects,
        cells,
        alarms,
        errors,
        prediction.gives_checks,
        gives_roles=prediction.gives_roles,
        mentions=None if prose is None else pair_mentions(label.prose or (), prose),
        places={} if prose is None else places_of_cells(labels, matching, projects),
    )
