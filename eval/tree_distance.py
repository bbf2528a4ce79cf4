"""The tree edit distance of two tables (Zhang & Shasha 1989, SIAM J. Comput. 18), vectorised over the second tree.

Inserting and deleting a node costs 1, renaming it 0 to 1, as the caller's matrix says. The algorithm takes each pair
of keyroots (the root, and every node with a left sibling) and fills the distances of the forests below them, one node
of the first tree at a time; here the forests of all keyroots of one tag of the second tree are filled together, as
the rows of a padded array. The insertions in a row of the recurrence, d[j] = min(c[j], d[j-1] + 1), are a
running minimum of c[j] - j. A leaf against a subtree is the subtree's size less 1 and the cheapest renaming in it.

Time and memory grow with the product of the two sizes.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from extractor.eval.similarity import Matrix
from extractor.eval.table_tree import Node

Indices = npt.NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class _Forests:
    """The forests below keyroots of the second tree, one a row, padded at the right.

    ``nodes`` are their nodes in postorder; ``before`` is the length of the forest left of a node's subtree; ``spine``
    marks the nodes whose leftmost leaf is the keyroot's; ``steps`` are the costs of inserting the first 0, 1, 2 …
    """

    nodes: Indices
    before: Indices
    spine: npt.NDArray[np.bool_]
    steps: Matrix


def tree_distance(first: Sequence[Node], second: Sequence[Node], renaming: Matrix) -> float:
    """The least summed cost of edits that turn one tree (nodes in postorder) into the other.

    ``renaming`` holds the cost, 0 to 1, by index of the nodes in the first and the second tree.
    """
    distances = np.zeros(renaming.shape)
    _fill_leaves(first, second, renaming, distances)
    _fill_leaves(second, first, renaming.T, distances.T)
    forests = _forests(second)
    for keyroot in _inner_keyroots(first):
        for part in forests:
            _fill(first, keyroot, part, renaming, distances)
    return float(distances[-1, -1])


def _fill_leaves(first: Sequence[Node], second: Sequence[Node], renaming: Matrix, distances: Matrix) -> None:
    """The distance of each leaf of the first tree to each subtree of the second."""
    leaves = np.array([index for index, node in enumerate(first) if node.first == index], dtype=np.intp)
    costs = renaming[leaves]
    for index, node in enumerate(second):
        distances[leaves, index] = index - node.first + costs[:, node.first : index + 1].min(axis=1)


def _inner_keyroots(tree: Sequence[Node]) -> list[int]:
    """The keyroots that are no leaves, in postorder: of the nodes with one leftmost leaf the last is the keyroot."""
    last = {node.first: index for index, node in enumerate(tree)}
    return sorted(keyroot for leaf, keyroot in last.items() if keyroot != leaf)


def _forests(tree: Sequence[Node]) -> list[_Forests]:
    """The forests by tag, inner ones first: no tr lies in a tr, and what a node of the first tree makes of an inner
    forest is needed for the outer ones."""
    by_tag: dict[str, list[int]] = {}
    for keyroot in _inner_keyroots(tree):
        by_tag.setdefault(tree[keyroot].tag, []).append(keyroot)
    return [_padded(tree, keyroots) for keyroots in by_tag.values()]


def _padded(tree: Sequence[Node], keyroots: Sequence[int]) -> _Forests:
    first = np.array([node.first for node in tree], dtype=np.intp)
    roots = np.array(keyroots, dtype=np.intp)[:, None]
    begin = first[roots]
    width = int((roots - begin).max()) + 1
    places = begin + np.arange(width, dtype=np.intp)
    nodes = np.minimum(places, roots)
    spine = (first[nodes] == begin) & (places <= roots)
    return _Forests(nodes, first[nodes] - begin, spine, np.arange(width + 1, dtype=np.float64))


def _fill(tree: Sequence[Node], keyroot: int, part: _Forests, renaming: Matrix, distances: Matrix) -> None:
    """Fill the distances of all subtrees on the keyroot's spine to all subtrees on the forests' spines."""
    begin = tree[keyroot].first
    subtrees = {tree[node].first for node in range(begin, keyroot + 1) if tree[node].first != node}
    previous = np.broadcast_to(part.steps, (len(part.nodes), len(part.steps)))
    before = {begin: previous}
    """By leftmost leaf of a subtree with children: the distances of the forest left of it."""
    for node in range(begin, keyroot + 1):
        leaf = tree[node].first
        if leaf == node and node in subtrees:
            before[node] = previous
        left = previous if leaf == node else before[leaf]
        whole = np.take_along_axis(left, part.before, axis=1) + distances[node][part.nodes]
        if leaf == begin:
            whole = np.where(part.spine, previous[:, :-1] + renaming[node][part.nodes], whole)
        row = np.empty(previous.shape)
        row[:, 0] = node - begin + 1
        np.minimum(previous[:, 1:] + 1, whole, out=row[:, 1:])
        row -= part.steps
        np.minimum.accumulate(row, axis=1, out=row)
        row += part.steps
        if leaf == begin:
            distances[node, part.nodes[part.spine]] = row[:, 1:][part.spine]
        previous = row
