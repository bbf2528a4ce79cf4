"""A report taken apart: figures by set or template, by source kind, and numbers by the role of their column."""

from collections.abc import Callable, Mapping

from extractor.classify.column_roles import column_roles
from extractor.eval.cell_errors import right_numbers
from extractor.eval.columns import is_number
from extractor.eval.error_places import number_columns
from extractor.eval.run import DocumentResult, Report
from extractor.eval.score import Scores, Share, add_scores
from extractor.eval.views import TableView

Groups = Mapping[str, Scores]


def by_source_kind(report: Report) -> Groups:
    """The scores of all documents of one format, by its ending."""
    return _grouped(report, lambda document: document.source_kind)


def by_template(report: Report) -> Groups:
    """The scores of all documents of one template; a document of none stands for itself."""
    return _grouped(report, lambda document: document.template or document.id)


def by_column_role(report: Report) -> Mapping[str, Share]:
    """By role, how many labelled numbers are right with their unit, header and row label (``error_kinds``); the role
    is what the labelled header and body say to ``classify.column_roles``; a missed table has no right number."""
    counts: dict[str, Share] = {}

    def add(table: TableView, right: frozenset[tuple[int, int]]) -> None:
        for (row, column), role in _numbers_with_roles(table).items():
            counts[role] = counts.get(role, Share()) + Share(int((row, column) in right), 1)

    for document in report.documents:
        if document.comparison is not None:
            for pair in document.comparison.tables.pairs:
                add(pair.label, right_numbers(pair))
            for table in document.comparison.tables.missed:
                add(table, frozenset())
    return dict(sorted(counts.items()))


def _grouped(report: Report, key: Callable[[DocumentResult], str | None]) -> Groups:
    groups: dict[str, Scores] = {}
    for document in report.documents:
        name = key(document)
        if name is not None and document.scores:
            groups[name] = add_scores(groups.get(name, {}), document.scores)
    return dict(sorted(groups.items()))


def _numbers_with_roles(table: TableView) -> Mapping[tuple[int, int], str]:
    paths = [path if isinstance(path, tuple) else () for path in table.paths]
    rows = [[text if isinstance(text, str) else None for text in row] for row in table.rows]
    roles, amounts = column_roles(paths, rows), number_columns(table)
    return {
        (i, k): roles[k]
        for i, row in enumerate(table.rows)
        for k, text in enumerate(row)
        if amounts[k] and is_number(text)
    }
