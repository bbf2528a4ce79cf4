"""TEDS and TEDS-Struct: the tree edit distance based similarity of tables.

X. Zhong, E. ShafieiBavani, A. Jimeno Yepes: Image-based table recognition: data, model, and evaluation (PubTabNet),
ECCV 2020. TEDS = 1 - d / max(nodes), d the tree edit distance of the two tables as HTML trees
(``table_tree.table_parts``): inserting, deleting and renaming a node cost 1, renaming a td to a td of the same spans
the Levenshtein distance of their texts relative to the longer one. TEDS-Struct leaves the texts out. The variant:
header rows stand in a thead, all others in a tbody, header cells are td; texts are compared by character in NFKC
without white space.

The figure is the mean over tables, as in the paper. Every table without a counterpart counts 0: a labelled one that
was missed, and a predicted one that should not be there. Tables whose merged cells are not labelled are not measured;
``unknown`` counts them. A text that the label does not know is blank on both sides (``grids.pair_grids``).
"""

from collections.abc import Sequence
from math import fsum

import numpy as np

from extractor.eval.comparison import Comparison
from extractor.eval.grids import TableGrid, knows_structure, pair_grids
from extractor.eval.means import Mean
from extractor.eval.score import Scores
from extractor.eval.similarity import Matrix, edit_distances
from extractor.eval.table_tree import Node, nodes_of, size, table_parts, without_shared
from extractor.eval.tree_distance import tree_distance


def measure(comparison: Comparison) -> Scores:
    """Both means over the tables of a document."""
    tables = comparison.tables
    labelled = [*(pair.label for pair in tables.pairs), *tables.missed]
    known = sum(map(knows_structure, labelled))
    grids = [pair_grids(pair) for pair in tables.pairs if knows_structure(pair.label)]
    count = known + (len(tables.extra) if known else 0)
    return {
        name: Mean(
            fsum(similarity(label, predicted, with_text=with_text) for label, predicted in grids),
            count,
            len(labelled) - known,
        )
        for name, with_text in (("teds", True), ("teds_struct", False))
    }


def similarity(label: TableGrid, predicted: TableGrid, *, with_text: bool) -> float:
    """TEDS (TEDS-Struct without text) of two tables, 0 to 1."""
    first, second = (table_parts(grid, with_text=with_text) for grid in (label, predicted))
    if first == second:
        return 1.0
    one, other = (nodes_of(parts) for parts in without_shared(first, second))
    return 1.0 - tree_distance(one, other, _renaming(one, other)) / max(size(first), size(second))


def _renaming(first: Sequence[Node], second: Sequence[Node]) -> Matrix:
    """What renaming each node of the first tree to each of the second costs."""
    tags, other_tags = (np.array([node.tag for node in nodes]) for nodes in (first, second))
    costs: Matrix = (tags[:, None] != other_tags[None, :]).astype(np.float64)
    (places, spans, texts), (other_places, other_spans, other_texts) = _cells(first), _cells(second)
    if places and other_places:
        differs = np.not_equal(spans[:, None, :], other_spans[None, :, :]).any(axis=2)
        costs[np.ix_(places, other_places)] = np.where(differs, 1.0, edit_distances(texts, other_texts))
    return costs


def _cells(nodes: Sequence[Node]) -> tuple[list[int], Matrix, list[str]]:
    """Where the td stand, their spans and their texts."""
    found = [(index, node.content) for index, node in enumerate(nodes) if node.content is not None]
    spans = np.array([content[:2] for _, content in found], dtype=np.float64).reshape(len(found), 2)
    return [index for index, _ in found], spans, [content[2] for _, content in found]
