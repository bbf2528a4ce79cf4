"""What a prediction says at each place of a label: a value of a table or project, named by its path.

Paths are those of the records of damage: ``rows.3.values.2`` and ``columns.2.path`` within a table, ``budget.total``,
``plan.0.raw`` and ``indicators.3.tier1`` within a project.
"""

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

from extractor.corpora import Label
from extractor.document.number import read_amount
from extractor.eval.comparison import Comparison
from extractor.eval.matching import match_tables
from extractor.eval.prediction import Prediction
from extractor.eval.projects import LISTS, SCALARS, TARGET, ProjectPair, compare_projects, is_unknown, pair_items
from extractor.eval.views import Path, TableView, as_printed, label_tables, normal

_TARGETS = ("target", "mid_term_target")
_BETWEEN = "\n"


class TruthPlace(NamedTuple):
    """A place of the label: the table or project by its number, from 0, and the path within it."""

    sort: Literal["table", "project"]
    number: int
    path: str


@dataclass(frozen=True, slots=True)
class Said:
    """The label's text and the prediction's at one place; ``""`` is a blank, or no such place. ``truth`` None: the
    label does not know."""

    truth: str | None
    predicted: str

    @property
    def is_right(self) -> bool | None:
        """Whether both say the same: a number as it reads, white space and all, any other text in its ``normal`` form;
        None where the label does not know."""
        if self.truth is None:
            return None
        number = read_amount(self.truth)
        if number is None or number.value is None:
            return normal(self.truth) == normal(self.predicted)
        reading = read_amount(unicodedata.normalize("NFKC", self.predicted))
        return reading is not None and reading.value == number.value


@dataclass(frozen=True, slots=True)
class Held:
    """A prediction held against a label: the comparison that metrics take, and what is said at every place."""

    comparison: Comparison
    places: dict[TruthPlace, Said]


def hold_against(label: Label, prediction: Prediction) -> Held:
    """Compare a text's prediction with its label, metric by metric and place by place.

    Places are every body cell and header path of the label's tables, blank ones too, and every fact of its projects.
    Rows are those that the comparison aligned. A column is the one of the same number, since the text was printed
    from the label: an amount that slid to another column is wrong, though columns could be matched by what they hold.
    """
    tables = label_tables(label)
    known = [project.model_dump(mode="json") for project in label.projects or ()]
    projects = compare_projects(known, prediction.projects) if label.projects is not None else ()
    comparison = Comparison(match_tables(tables, prediction.tables), projects)
    answers = {id(pair.label): pair for pair in comparison.tables.pairs}
    views = {table.name: table for table in prediction.tables}
    found: dict[TruthPlace, Said] = {}
    for number, table in enumerate(tables):
        pair = answers.get(id(table))
        rows = dict(pair.rows) if pair else {}
        places = _table_places(table, views[pair.predicted.name] if pair else None, rows)
        found |= {TruthPlace("table", number, path): said for path, said in places}
    labelled = (pair for pair in projects if pair.label is not None)
    for number, project in enumerate(labelled):
        found |= {TruthPlace("project", number, path): said for path, said in _project_places(project)}
    return Held(comparison, found)


def _table_places(label: TableView, predicted: TableView | None, rows: Mapping[int, int]) -> Iterator[tuple[str, Said]]:
    width = len(predicted.paths) if predicted else 0
    for k, path in enumerate(label.paths):
        said = _joined(predicted.paths[k]) if predicted and k < width else ""
        yield f"columns.{k}.path", Said(_joined(path) if isinstance(path, tuple) else None, said)
    for i, row in enumerate(label.rows):
        for k, text in enumerate(row):
            answer = predicted.rows[rows[i]][k] if predicted and i in rows and k < width else None
            yield f"rows.{i}.values.{k}", Said(_known(text), answer if isinstance(answer, str) else "")


def _joined(path: Path) -> str:
    return _BETWEEN.join(map(as_printed, path)) if isinstance(path, tuple) else ""


def _known(text: object) -> str | None:
    if text is None:
        return ""
    return text if isinstance(text, str) else None


def _project_places(pair: ProjectPair) -> Iterator[tuple[str, Said]]:
    for path in SCALARS:
        yield path, _said(_at(pair.label, path), _at(pair.predicted, path))
    for field, parts in LISTS.items():
        items = _at(pair.label, field)
        answers = {id(item.label): item.predicted for item in pair_items(pair.label, pair.predicted, field)}
        for number, item in enumerate(items if isinstance(items, list) else ()):
            other = answers.get(id(item))
            for part in dict.fromkeys(part.partition(".")[0] for part in parts):
                path = ".".join(filter(None, (field, str(number), part)))
                yield path, _said(_at(item, part), _at(other, part), is_target=part in _TARGETS)


def _said(truth: Any, predicted: Any, *, is_target: bool = False) -> Said:
    if is_target:
        unknown = is_unknown(truth)
        return Said(None if unknown else _target_text(truth), _target_text(predicted))
    return Said(None if is_unknown(truth) else _plain(truth), _plain(predicted))


def _target_text(target: Any) -> str:
    """All scored parts of a target in one text."""
    parts = target if isinstance(target, Mapping) else {}
    return _BETWEEN.join(_plain(parts.get(part)) for part in TARGET).strip(_BETWEEN)


def _plain(value: Any) -> str:
    return "" if value is None or isinstance(value, Mapping | list) else str(value)


def _at(data: Any, path: str) -> Any:
    for name in path.split(".") if path else ():
        if is_unknown(data):
            return data
        data = data.get(name) if isinstance(data, Mapping) else None
    return data
