"""Which predicted table answers which labelled one, and which row and column of it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from scipy.optimize import linear_sum_assignment

from extractor.eval.align import Pairs, align
from extractor.eval.views import UNKNOWN, Missing, Path, TableView, Text, normal, same_path, same_text

MINIMUM_OVERLAP = 0.1
"""Two tables that share less of their content than this (Dice coefficient, 0 to 1) are two different tables."""
_TIE_BREAK = 0.001
"""Page overlap and an equal title only decide between tables of equal content."""
_PATH_WEIGHT = 0.5
"""What an equal header path counts in a column's similarity; equal content counts the rest."""
_BLANK_ROW_SIMILARITY = 0.25
"""Two blank rows agree, but say less than two equal rows with content."""
_STATEMENTS_ONLY = frozenset({None, "other", "contents", "project_targets"})


@dataclass(frozen=True, slots=True)
class TablePair:
    """A labelled table and the predicted one that answers it. In ``predicted`` every value that answers an unknown
    one of the label is unknown too; ``rows`` and ``columns`` pair body row and column indices (label, predicted)."""

    label: TableView
    predicted: TableView
    rows: Pairs
    columns: Pairs


@dataclass(frozen=True, slots=True)
class TableMatching:
    """``missed`` labelled tables have no answer; ``extra`` predicted ones answer nothing though they should."""

    pairs: tuple[TablePair, ...]
    missed: tuple[TableView, ...]
    extra: tuple[TableView, ...]


def match_tables(labels: Sequence[TableView], predicted: Sequence[TableView]) -> TableMatching:
    """Pair tables one to one so that the summed content overlap is greatest (optimal assignment).

    Overlap is the Dice coefficient of the multisets of non-empty body texts and header words; tables whose known
    pages are disjoint never pair. An unpaired predicted table is ``extra`` when it stands on a labelled page, or,
    where the labels know no pages (text dumps), when it is a statement of a labelled kind; else it is not scored.
    """
    chosen = assign_tables(labels, predicted)
    answered = set(chosen.values())
    pages = {page for label in labels for page in label.pages}
    kinds = {label.kind for label in labels} - _STATEMENTS_ONLY
    extra = [
        table
        for number, table in enumerate(predicted)
        if number not in answered and (pages.intersection(table.pages) if pages else table.kind in kinds)
    ]
    return TableMatching(
        pairs=tuple(pair_tables(labels[i], predicted[j]) for i, j in sorted(chosen.items())),
        missed=tuple(label for number, label in enumerate(labels) if number not in chosen),
        extra=tuple(extra),
    )


def assign_tables(labels: Sequence[TableView], predicted: Sequence[TableView]) -> dict[int, int]:
    """The optimal assignment by content overlap: label index to predicted index."""
    if not labels or not predicted:
        return {}
    scores = [[_overlap(label, table) for table in predicted] for label in labels]
    rows, columns = linear_sum_assignment(scores, maximize=True)
    return {int(i): int(j) for i, j in zip(rows, columns, strict=True) if scores[i][j] >= MINIMUM_OVERLAP}


def closest_label(labels: Sequence[TableView], table: TableView) -> TableView | None:
    """The labelled table that shares most with a predicted one, answered or not; None where none shares enough."""
    scores = [_overlap(label, table) for label in labels]
    best = max(range(len(labels)), key=scores.__getitem__, default=None)
    return labels[best] if best is not None and scores[best] >= MINIMUM_OVERLAP else None


def pair_tables(label: TableView, predicted: TableView) -> TablePair:
    """Align the columns, then the rows of two tables, and mask what the label can not know."""
    columns = _align_columns(label, predicted)
    rows = align(label.rows, predicted.rows, lambda a, b: _row_similarity(a, b, columns))
    return TablePair(label, _masked(label, predicted, rows, columns), rows, columns)


def label_places(pair: TablePair) -> tuple[dict[int, int], dict[int, int]]:
    """Where grid rows and columns of the predicted table stand in the label's grid: header rows by their number, body
    rows and columns as they are aligned; one without an answer is in neither."""
    header_rows = min(pair.label.header_rows, pair.predicted.header_rows)
    rows = {row: row for row in range(header_rows)}
    rows |= {pair.predicted.header_rows + j: pair.label.header_rows + i for i, j in pair.rows}
    return rows, {j: i for i, j in pair.columns}


def _overlap(label: TableView, predicted: TableView) -> float:
    shared_pages = set(label.pages) & set(predicted.pages)
    if label.pages and predicted.pages and not shared_pages:
        return 0.0
    dice = _dice(_content(label), _content(predicted))
    if dice < MINIMUM_OVERLAP:
        return 0.0
    page_share = len(shared_pages) / (len(set(label.pages) | set(predicted.pages)) or 1)
    return dice + _TIE_BREAK * (page_share + same_text(label.title, predicted.title))


def _content(table: TableView) -> Counter[str]:
    body = (normal(text) for row in table.rows for text in row if isinstance(text, str))
    header = (normal(word) for path in table.paths if not isinstance(path, Missing) for word in path)
    return Counter(text for text in (*body, *header) if text)


def _dice(first: Counter[str], second: Counter[str]) -> float:
    size = first.total() + second.total()
    return 2 * (first & second).total() / size if size else 0.0


def _align_columns(label: TableView, predicted: TableView) -> Pairs:
    first = [(path, _column_content(label, index)) for index, path in enumerate(label.paths)]
    second = [(path, _column_content(predicted, index)) for index, path in enumerate(predicted.paths)]

    def similarity(a: tuple[Path, Counter[str]], b: tuple[Path, Counter[str]]) -> float:
        content = _dice(a[1], b[1]) if a[1] or b[1] else 1.0
        return _PATH_WEIGHT * same_path(a[0], b[0]) + (1 - _PATH_WEIGHT) * content

    return align(first, second, similarity)


def _column_content(table: TableView, column: int) -> Counter[str]:
    texts = (row[column] for row in table.rows)
    return Counter(normal(text) for text in texts if isinstance(text, str) and normal(text))


def _row_similarity(label: Sequence[Text], predicted: Sequence[Text], columns: Pairs) -> float:
    """Equal non-empty texts relative to the non-empty ones of the fuller row; unknown ones are left out."""
    known = [(label[i], predicted[j]) for i, j in columns if label[i] is not UNKNOWN]
    filled = [(bool(_words(a)), bool(_words(b))) for a, b in known]
    size = max(sum(a for a, _ in filled), sum(b for _, b in filled))
    if not size:
        return _BLANK_ROW_SIMILARITY
    return sum(1 for a, b in known if _words(a) and same_text(a, b)) / size


def _words(text: Text) -> str:
    return normal(text) if isinstance(text, str) else ""


def _masked(label: TableView, predicted: TableView, rows: Pairs, columns: Pairs) -> TableView:
    paths = list(predicted.paths)
    for i, j in columns:
        if label.paths[i] is UNKNOWN:
            paths[j] = UNKNOWN
    body = [list(row) for row in predicted.rows]
    for i, j in rows:
        for k, m in columns:
            if label.rows[i][k] is UNKNOWN:
                body[j][m] = UNKNOWN
    return replace(
        predicted,
        title=UNKNOWN if label.title is UNKNOWN else predicted.title,
        unit=UNKNOWN if label.unit is UNKNOWN else predicted.unit,
        paths=tuple(paths),
        rows=tuple(tuple(row) for row in body),
    )
