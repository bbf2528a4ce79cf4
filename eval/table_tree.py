"""A table as the tree that TEDS compares: table > thead, tbody > tr > td."""

from collections.abc import Sequence
from dataclasses import dataclass

from extractor.eval.grids import GridCell, TableGrid

Content = tuple[int, int, str]
"""What a td is compared by: row span, column span, text."""
Row = tuple[Content, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A thead or tbody with its rows."""

    tag: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Node:
    """One node in postorder. ``first`` is the index of its leftmost leaf, its own where it is a leaf; ``content`` is
    set for a td."""

    tag: str
    first: int
    content: Content | None = None


def table_parts(grid: TableGrid, *, with_text: bool) -> tuple[Part, ...]:
    """The parts of a grid as PubTabNet writes tables: header rows in a thead, the others in a tbody, every cell a td
    in the row in which it begins; a part without rows is left out."""
    rows: list[list[GridCell]] = [[] for _ in range(grid.height)]
    for cell in grid.cells:
        rows[cell.row].append(cell)
    contents = [
        tuple((cell.row_span, cell.column_span, cell.text if with_text else "") for cell in row) for row in rows
    ]
    head, body = tuple(contents[: grid.header_rows]), tuple(contents[grid.header_rows :])
    return tuple(Part(tag, part) for tag, part in (("thead", head), ("tbody", body)) if part)


def size(parts: Sequence[Part]) -> int:
    """How many nodes the table has, the root too."""
    return 1 + sum(1 + len(part.rows) + sum(map(len, part.rows)) for part in parts)


def nodes_of(parts: Sequence[Part]) -> tuple[Node, ...]:
    """All nodes in postorder, the root last."""
    nodes: list[Node] = []
    for part in parts:
        first = len(nodes)
        for row in part.rows:
            begin = len(nodes)
            nodes.extend(Node("td", begin + number, content) for number, content in enumerate(row))
            nodes.append(Node("tr", begin))
        nodes.append(Node(part.tag, first))
    nodes.append(Node("table", 0))
    return tuple(nodes)


def without_shared(first: Sequence[Part], second: Sequence[Part]) -> tuple[tuple[Part, ...], tuple[Part, ...]]:
    """Both tables without the parts and the rows that they share at their beginning and end.

    That leaves the edit distance as it is. Let two forests begin with the same tree A, and take a cheapest mapping. It
    can be changed so that A is mapped to A, node by node, at no higher cost: where a root of the two A goes to a node
    outside the other A, all of the other A is inserted (or deleted) at the cost 1 a node, which pays for giving up
    what A was mapped to; where it goes below the other root, that root and the nodes that find no room below it pay;
    where both roots go nowhere, the same holds for the forests below them. The end is the mirror image. Nodes of equal
    tags above two such forests are mapped to each other for the same reason.
    """
    shared = _shared(first, second)
    one, other = tuple(first[shared:]), tuple(second[shared:])
    shared = _shared(one[::-1], other[::-1])
    one, other = one[: len(one) - shared], other[: len(other) - shared]
    if len(one) == len(other) == 1 and one[0].tag == other[0].tag:
        rows, others = one[0].rows, other[0].rows
        begin = _shared(rows, others)
        end = _shared(rows[begin:][::-1], others[begin:][::-1])
        one = (Part(one[0].tag, rows[begin : len(rows) - end]),)
        other = (Part(other[0].tag, others[begin : len(others) - end]),)
    return one, other


def _shared(first: Sequence[object], second: Sequence[object]) -> int:
    """How many leading items are equal."""
    return next(
        (i for i, (a, b) in enumerate(zip(first, second, strict=False)) if a != b), min(len(first), len(second))
    )
