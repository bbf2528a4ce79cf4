"""Adjacency relations as the tool of the ICDAR 2013 table competition compares them.

Source: T. Hassan, dataset-tools (MeasureRecognitionPerformance, Table, AdjacencyRelation), Apache-2.0. What
``metrics.adjacency`` says of relations holds; what the competition has of its own is

- the text: all white space (of ASCII) removed and upper case; with its switch for special characters every character
  but the letters, digits and the underscore of ASCII an underscore;
- which tables answer each other: each true table, in turn, takes the one on its page that is left and shares the most
  relations with it, the first of several. All relations of tables that are left count as wrong.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from extractor.eval.metrics.adjacency import Relation

_SPACE = re.compile(r"[ \t\n\x0b\f\r]+")
_SIGN = re.compile(r"[^A-Za-z0-9_]")


@dataclass(frozen=True, slots=True)
class TableRelations:
    """The relations of one table and the pages on which it stands."""

    pages: tuple[int, ...]
    relations: Counter[Relation]


def competition_text(text: str) -> str:
    """A text as the tool compares it."""
    return _SPACE.sub("", text).upper()


def text_of_like_signs(text: str) -> str:
    """A text as the tool compares it when it is told that all special characters are alike."""
    return _SIGN.sub("_", _SPACE.sub("", text)).upper()


def shared_relations(truth: Sequence[TableRelations], predicted: Sequence[TableRelations]) -> int:
    """How many relations of a document are right."""
    left = list(predicted)
    right = 0
    for table in truth:
        on_page = [other for other in left if set(other.pages) & set(table.pages)]
        shared = [(table.relations & other.relations).total() for other in on_page]
        if shared:
            best = max(shared)
            right += best
            left.remove(on_page[shared.index(best)])
    return right
