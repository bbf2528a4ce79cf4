"""Two readings of one document by two readers, compared place by place."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from extractor.corpora import Label, LabelTable
from extractor.eval.matching import assign_tables, pair_tables
from extractor.eval.projects import LISTS, TARGET, Project, facts_of, pair_projects
from extractor.eval.score import Share
from extractor.eval.views import Missing, TableView, Text, as_printed, label_tables, same_value

_TABLE_FACTS = ("title", "kind", "unit", "pages", "declared_empty", "header_rows", "captions", "notes")
_NONE = Share()
_UNKNOWN = "<unknown>"


@dataclass(frozen=True, slots=True)
class Difference:
    """One place where the readings differ. ``row`` (body rows) and ``column`` count from 0 in the first reading;
    where only the second has such a row or column, in the second, which ``what`` then says."""

    what: str
    where: str
    row: int | None
    column: int | None
    first: str | None
    second: str | None


@dataclass(frozen=True, slots=True)
class Readings:
    """How many of the compared items are equal, and every one that is not; ``unmatched`` names the tables and
    projects that only the second reading holds."""

    cells: Share = _NONE
    header_paths: Share = _NONE
    spans: Share = _NONE
    facts: Share = _NONE
    differences: tuple[Difference, ...] = ()
    unmatched: tuple[str, ...] = ()

    def __add__(self, other: "Readings") -> "Readings":
        return Readings(
            self.cells + other.cells,
            self.header_paths + other.header_paths,
            self.spans + other.spans,
            self.facts + other.facts,
            self.differences + other.differences,
            self.unmatched + other.unmatched,
        )


def compare_readings(first: Label, second: Label) -> Readings:
    """Compare the tables and projects that both readings hold, texts as printed (white space removed, no folding).

    ``cells``: the body cells that hold a text in at least one reading, rows and columns aligned. ``header_paths``: the
    columns of either reading. ``spans``: the merged cells of either. ``facts``: the projects' scored fields with a
    value in either, numbers as decimals. A value that one reading calls unknown and the other knows is a difference.
    """
    ours, theirs = label_tables(first), label_tables(second)
    chosen = assign_tables(ours, theirs)
    total = Readings(
        unmatched=tuple(table.name for j, table in enumerate(theirs) if j not in chosen.values()),
    )
    for i, j in chosen.items():
        total += _compare_tables(ours[i], theirs[j])
        total += Readings(differences=tuple(_table_facts(ours[i].name, first.tables[i], second.tables[j])))
    return total + _compare_projects(first, second)


def _compare_tables(first: TableView, second: TableView) -> Readings:
    pair = pair_tables(first, second)
    rows, columns = dict(pair.rows), dict(pair.columns)
    cells, cell_differences = _cells(first, second, rows, columns)
    paths, path_differences = _paths(first, second, columns)
    spans, span_differences = _spans(first, second)
    return Readings(
        cells=cells,
        header_paths=paths,
        spans=spans,
        differences=(*path_differences, *span_differences, *cell_differences),
    )


def _cells(
    first: TableView, second: TableView, rows: dict[int, int], columns: dict[int, int]
) -> tuple[Share, list[Difference]]:
    right, differences = 0, []
    for i, row in enumerate(first.rows):
        for k, text in enumerate(row):
            other = second.rows[rows[i]][columns[k]] if i in rows and k in columns else None
            if _said(text) == _said(other):
                right += bool(_said(text))
            else:
                differences.append(Difference("cell", first.name, i, k, _said(text), _said(other)))
    answered_rows, answered_columns = set(rows.values()), set(columns.values())
    for j, row in enumerate(second.rows):
        for m, text in enumerate(row):
            if (j not in answered_rows or m not in answered_columns) and _said(text):
                differences.append(Difference("cell of the second only", first.name, j, m, None, _said(text)))
    return Share(right, right + len(differences)), differences


def _paths(first: TableView, second: TableView, columns: dict[int, int]) -> tuple[Share, list[Difference]]:
    right, differences = 0, []
    for k, path in enumerate(first.paths):
        ours = _path(path)
        theirs = _path(second.paths[columns[k]]) if k in columns else None
        if ours == theirs:
            right += 1
        else:
            differences.append(Difference("header path", first.name, None, k, ours, theirs))
    for m, path in enumerate(second.paths):
        if m not in columns.values():
            differences.append(Difference("header path of the second only", first.name, None, m, None, _path(path)))
    return Share(right, right + len(differences)), differences


def _spans(first: TableView, second: TableView) -> tuple[Share, list[Difference]]:
    if first.spans is None or second.spans is None:
        return Share(), []
    both = first.spans & second.spans
    differences = [
        Difference("span", first.name, row, column, str([row, column, *size]), None)
        for row, column, *size in sorted(first.spans - both)
    ]
    differences += [
        Difference("span of the second only", first.name, row, column, None, str([row, column, *size]))
        for row, column, *size in sorted(second.spans - both)
    ]
    return Share(len(both), len(both) + len(differences)), differences


def _table_facts(name: str, first: LabelTable, second: LabelTable) -> Iterator[Difference]:
    for field in _TABLE_FACTS:
        ours, theirs = getattr(first, field), getattr(second, field)
        if ours != theirs:
            yield Difference(field, name, None, None, str(ours), str(theirs))


def _compare_projects(first: Label, second: Label) -> Readings:
    ours = [project.model_dump(mode="json") for project in first.projects or ()]
    theirs = [project.model_dump(mode="json") for project in second.projects or ()]
    total = Readings()
    for one, other in _same_projects(ours, theirs):
        if one is None:
            total += Readings(unmatched=(str((other or {}).get("name")),))
        elif other is not None:
            total += _facts(one, other)
    return total


def _same_projects(ours: Sequence[Project], theirs: Sequence[Project]) -> list[tuple[Project | None, Project | None]]:
    """Pair by code, then name. A second reading of a part must not be paired by order, so the rest of each stands
    alone; a pair that shares neither code nor name is taken apart."""
    pairs: list[tuple[Project | None, Project | None]] = []
    for one, other in pair_projects(ours, theirs):
        if one and other and one["code"] != other["code"] and one["name"] != other["name"]:
            pairs += [(one, None), (None, other)]
        else:
            pairs.append((one, other))
    return pairs


def _facts(first: Project, second: Project) -> Readings:
    right, differences = 0, []
    for fact in facts_of(_spelled(first), _spelled(second)):
        if fact.label is not None and fact.predicted is not None and same_value(fact.label, fact.predicted):
            right += 1
        else:
            differences.append(Difference(fact.field, fact.project, None, None, fact.label, fact.predicted))
    return Readings(facts=Share(right, right + len(differences)), differences=tuple(differences))


def _spelled(value: Any, field: str = "") -> Any:
    """Project data in which an unknown value is a word, so that it agrees with an unknown one only."""
    if isinstance(value, list):
        return [_spelled(item) for item in value]
    if not isinstance(value, Mapping):
        return value
    if set(value) != {"unknown"}:
        return {key: _spelled(item, key) for key, item in value.items()}
    if field in LISTS:
        return [dict.fromkeys(LISTS[field], _UNKNOWN) if LISTS[field] != ("",) else _UNKNOWN]
    return dict.fromkeys(TARGET, _UNKNOWN) if field.endswith("target") else _UNKNOWN


def _said(text: Text) -> str:
    return _UNKNOWN if isinstance(text, Missing) else as_printed(text)


def _path(path: tuple[str, ...] | Missing) -> str:
    return _UNKNOWN if isinstance(path, Missing) else " / ".join(map(as_printed, path))
