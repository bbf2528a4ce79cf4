"""The ICDAR 2013 table competition: structure by adjacency relations, location by characters, TEDS and GriTS besides.

``adjacency`` is the competition's figure (F1 of mean recall and mean precision over documents, ``.pooled`` over all
relations) with the tool's own text rule, ``adjacency_like_signs`` the same with its switch that takes all special
characters as alike; a document in which nothing is found has the precision 0. ``regions`` and its like are of the
location task. A document with two truths counts the one whose ``adjacency`` is higher.

TEDS and GriTS are ours, over the tables as ``matching`` pairs them, every other table counting 0: the truth knows no
header, so all rows of both sides are body rows; texts by the tool's rule too, because the truth of some documents has
small letters for capitals. GriTS Loc is not measured: the truth has boxes of texts, not of cells.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from extractor.corpora.benchmarks.icdar2013 import BenchmarkDocument, Truth, TruthTable, read_icdar2013
from extractor.document.page import RawPage
from extractor.errors import ExtractorError
from extractor.eval.benchmarks.competition_regions import predicted_regions, region, region_scores
from extractor.eval.benchmarks.competition_relations import (
    TableRelations,
    competition_text,
    shared_relations,
    text_of_like_signs,
)
from extractor.eval.comparison import Comparison
from extractor.eval.grids import full_cells, table_grid
from extractor.eval.matching import TableMatching, assign_tables, pair_tables
from extractor.eval.means import DocumentMeans
from extractor.eval.metrics import grits, teds
from extractor.eval.metrics.adjacency import relations
from extractor.eval.prediction import Prediction, read_prediction
from extractor.eval.run import DocumentResult, Extract, Outcome, Report
from extractor.eval.score import Counts, Scores
from extractor.eval.views import CellView, TableView, Text
from extractor.options import SourceOptions
from extractor.sources.pdf import read_pdf

TEXT_RULES: Mapping[str, Callable[[str], str]] = {
    "adjacency": competition_text,
    "adjacency_like_signs": text_of_like_signs,
}


def measure_icdar2013(folder: Path, extract: Extract) -> Report:
    """Measure an extract function on the documents of a folder; BenchmarkError where it is not the benchmark's."""
    return Report(tuple(_measure(document, extract) for document in read_icdar2013(folder)))


def score_document(truths: Sequence[Truth], tables: Sequence[TableView], pages: Mapping[int, RawPage]) -> Scores:
    """The scores of what was found in one document, against the truth that it is nearest to."""
    return max((_scores(truth, tables, pages) for truth in truths), key=lambda scores: scores["adjacency"].value or 0)


def _measure(document: BenchmarkDocument, extract: Extract) -> DocumentResult:
    outcome: Outcome = "measured"
    reason = None
    try:
        prediction = read_prediction(extract(document.path))
    except ExtractorError as error:
        outcome, reason, prediction = "failed", f"{error.code}: {error.message}", Prediction()
    except Exception as error:  # the document boundary: a crash is a result to report, not an end of the run
        outcome, reason, prediction = "failed", f"{type(error).__name__}: {error}", Prediction()
    pages = {page.number: page for page in read_pdf(document.path.read_bytes(), SourceOptions())}
    scores = score_document(document.truths, prediction.tables, pages)
    return DocumentResult(document.id, outcome, scores, reason, prediction.problems, "pdf")


def _scores(truth: Truth, tables: Sequence[TableView], pages: Mapping[int, RawPage]) -> Scores:
    labels = [_view(table, number) for number, table in enumerate(truth.tables, 1)]
    scores: Scores = {}
    for name, form in TEXT_RULES.items():
        known, said = (
            [TableRelations(table.pages, relations(table_grid(table, form))) for table in side]
            for side in (labels, tables)
        )
        right = shared_relations(known, said)
        labelled, predicted = (sum(table.relations.total() for table in side) for side in (known, said))
        scores[name] = DocumentMeans.of(right, labelled, predicted)
        scores[f"{name}.pooled"] = Counts(right, predicted - right, labelled - right)
    comparison = Comparison(_matching(*([_without_header(table) for table in side] for side in (labels, tables))), ())
    scores |= teds.measure(comparison) | grits.measure(comparison)
    known_regions = [region(pages[one.page], one.bbox(pages[one.page].height)) for one in truth.regions]
    return scores | region_scores(known_regions, predicted_regions(tables, pages))


def _matching(labels: Sequence[TableView], predicted: Sequence[TableView]) -> TableMatching:
    """The truth is of the whole document: every table that answers none is one too many."""
    chosen = assign_tables(labels, predicted)
    return TableMatching(
        pairs=tuple(pair_tables(labels[i], predicted[j]) for i, j in sorted(chosen.items())),
        missed=tuple(label for i, label in enumerate(labels) if i not in chosen),
        extra=tuple(table for j, table in enumerate(predicted) if j not in chosen.values()),
    )


def _view(table: TruthTable, number: int) -> TableView:
    cells = [CellView(cell.row, cell.column, cell.row_span, cell.column_span, cell.text) for cell in table.cells]
    return TableView(
        name=f"table {number}",
        title=None,
        kind=None,
        unit=None,
        pages=(table.page,),
        header_rows=0,
        paths=((),) * table.width,
        rows=(("",) * table.width,) * table.height,
        cells=tuple(cells),
    )


def _without_header(table: TableView) -> TableView:
    """The table with its header rows as body rows, its texts by the tool's rule: rows as the contract writes them."""
    cells = [
        replace(cell, text=competition_text(cell.text) if isinstance(cell.text, str) else "")
        for cell in full_cells(table)
    ]
    height, width = table.header_rows + len(table.rows), len(table.paths)
    rows: list[list[Text]] = [[""] * width for _ in range(height)]
    for row, column, text in (place for cell in cells for place in _places(cell)):
        rows[row][column] = text
    paths = ((),) * width
    return replace(table, header_rows=0, paths=paths, rows=tuple(map(tuple, rows)), cells=tuple(cells))


def _places(cell: CellView) -> Iterator[tuple[int, int, Text]]:
    """The places of a cell: its text in the first column of each row, nothing in the others."""
    for row in range(cell.row, cell.row + cell.row_span):
        for column in range(cell.column, cell.column + cell.column_span):
            yield row, column, cell.text if column == cell.column else None
