"""Adjacency relations of ICDAR 2013: which filled cell stands beside and below which.

M. Göbel, T. Hassan, E. Oro, G. Orsi: A methodology for evaluating algorithms for table understanding in PDF documents,
DocEng 2012, and ICDAR 2013 table competition. Each filled cell and its nearest filled neighbour to the right and below
are a relation (text, text, direction, blank places between), once for each two cells; blank cells are passed over.
As the competition's own tool counts: the number of blanks must agree, and relations of equal texts count as often as
they stand on both sides. Texts are compared in NFKC without white space (the tool's own rules are in
``benchmarks.icdar2013``). Header cells count like all others.

``adjacency`` is the competition's figure: recall and precision of each document, their means over the documents, F1 of
the two means. ``adjacency.pooled`` adds up the relations of all documents instead. The relations of tables without a
counterpart count against their side. Tables whose merged cells are not labelled are not measured; ``unknown`` counts
them. A text that the label does not know is blank on both sides.
"""

from collections import Counter

from extractor.eval.comparison import Comparison
from extractor.eval.grids import GridCell, TableGrid, knows_structure, pair_grids, table_grid
from extractor.eval.means import DocumentMeans
from extractor.eval.score import Counts, Scores

RIGHT, BELOW = "right", "below"
Relation = tuple[str, str, str, int]
"""A text, the text beside or below it, the direction, and how many blank places lie between."""


def measure(comparison: Comparison) -> Scores:
    """One document's recall and precision, and its counts."""
    tables = comparison.tables
    right = labelled = predicted = 0
    known = [pair for pair in tables.pairs if knows_structure(pair.label)]
    for pair in known:
        said_of_label, said = (relations(grid) for grid in pair_grids(pair))
        right += (said_of_label & said).total()
        labelled += said_of_label.total()
        predicted += said.total()
    missed = [table for table in tables.missed if knows_structure(table)]
    labelled += sum(relations(table_grid(table)).total() for table in missed)
    if known or missed:
        predicted += sum(relations(table_grid(table)).total() for table in tables.extra)
    unknown = len(tables.pairs) + len(tables.missed) - len(known) - len(missed)
    return {
        "adjacency": DocumentMeans.of(right, labelled, predicted, unknown),
        "adjacency.pooled": Counts(right, predicted - right, labelled - right, unknown),
    }


def relations(grid: TableGrid) -> Counter[Relation]:
    """All relations of a table."""
    rows = [[cell if cell.text else None for cell in row] for row in grid.slots()]
    return _relations(rows, RIGHT) + _relations(list(map(list, zip(*rows, strict=True))), BELOW)


def _relations(lines: list[list[GridCell | None]], direction: str) -> Counter[Relation]:
    """The relations along rows (or columns); two cells that touch in several lines are related once."""
    found: dict[tuple[GridCell, GridCell], Relation] = {}
    for line in lines:
        last: tuple[int, GridCell] | None = None
        for place, cell in enumerate(line):
            if cell is None:
                continue
            if last is not None and last[1] != cell:
                relation = (last[1].text, cell.text, direction, place - last[0] - 1)
                found.setdefault((last[1], cell), relation)
            last = place, cell
    return Counter(found.values())
