"""Where the cells that a prediction names stand in the label: body row and column of a table, or a project's field."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from extractor.corpora import LabelMentionCell
from extractor.eval.judged_cell import cell_id
from extractor.eval.matching import TableMatching, TablePair, label_places
from extractor.eval.projects import ProjectPair
from extractor.eval.views import TableView

Places = Mapping[str, frozenset[LabelMentionCell]]


def places_of_cells(labels: Sequence[TableView], matching: TableMatching, projects: Sequence[ProjectPair]) -> Places:
    """By predicted cell id its places in the label; a cell of no labelled table and no labelled project has none."""
    found: defaultdict[str, set[LabelMentionCell]] = defaultdict(set)
    numbers = {id(label): number for number, label in enumerate(labels)}
    for pair in matching.pairs:
        for name, row, column in _in_table(pair):
            found[name].add(LabelMentionCell(table=numbers[id(pair.label)], row=row, column=column))
    for project in projects:
        for name, cell in _in_project(project):
            found[name].add(cell)
    return {name: frozenset(cells) for name, cells in found.items()}


def _in_table(pair: TablePair) -> list[tuple[str, int, int]]:
    rows, columns = label_places(pair)
    header = pair.label.header_rows
    return [
        (cell_id(pair.predicted, cell), rows[cell.row] - header, columns[cell.column])
        for cell in pair.predicted.cells or ()
        if cell.row in rows and cell.column in columns and rows[cell.row] >= header
    ]


def _in_project(pair: ProjectPair) -> list[tuple[str, LabelMentionCell]]:
    name, sources = (pair.label or {}).get("name"), _mapping((pair.predicted or {}).get("sources"))
    if not isinstance(name, str):
        return []
    return [
        (str(identity), LabelMentionCell(project=name, field=field))
        for field, cells in sources.items()
        if isinstance(cells, list)
        for identity in cells
    ]


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}
