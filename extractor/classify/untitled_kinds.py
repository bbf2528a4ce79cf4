"""The kind of a table without a title of which no rule knows anything: by the words of its header and its rows.

``models/table_kinds.md`` says what the model was trained on and how well it does.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final, get_args

import numpy as np

from extractor.classify.hashed_grams import GRAM_BUCKETS, GramModel, Grams, hashed_grams
from extractor.classify.model_file import Arrays, read_model
from extractor.document.text import folded
from extractor.document.vocabulary import TableKind
from extractor.errors import ModelError

MODEL_NAME: Final = "table_kinds"
LONGEST_GRAMS: Final = (2, 2)
"""Of a header's words and of a row's label."""
SURE: Final = 0.95
"""The probability from which a kind is said: with less, of 800 labelled tables some were told wrong."""
_MOST_LABELS: Final = 40
_LONGEST_LABEL: Final = 20
"""Characters of a cell that may be a label; a longer one is a sentence."""


@dataclass(frozen=True, slots=True)
class KindWords:
    """What is read of a table: its different header words and the different labels of its first rows, folded."""

    header: tuple[str, ...]
    labels: tuple[str, ...]

    @classmethod
    def of(cls, column_paths: Sequence[tuple[str, ...]], stub: Sequence[str]) -> "KindWords":
        header = dict.fromkeys(folded(element) for path in column_paths for element in path if element)
        short = (text for text in stub if len(text) <= _LONGEST_LABEL)
        labels = tuple(dict.fromkeys(folded(text) for text in short))
        return cls(tuple(header), labels[:_MOST_LABELS])


@dataclass(frozen=True, slots=True)
class TableKindModel:
    """Tells kinds by words; ``kinds`` names the model's classes."""

    kinds: tuple[TableKind, ...]
    words: GramModel

    @classmethod
    def of(cls, arrays: Arrays) -> "TableKindModel":
        """The model of a file's arrays; ModelError where it is of other kinds or n-grams than this version's."""
        try:
            kinds = tuple(arrays["kinds"].tolist())
            if not {*kinds} <= {*get_args(TableKind)} or tuple(arrays["grams"]) != (GRAM_BUCKETS, *LONGEST_GRAMS):
                raise ModelError(f"The model {MODEL_NAME} is of another version: its kinds or n-grams differ.")
            weight, start = arrays["words_weight"].astype(np.float32), arrays["words_start"].astype(np.float32)
            return cls(kinds, GramModel(weight, start))
        except KeyError as error:
            raise ModelError(f"The model {MODEL_NAME} lacks the array {error}.") from error

    def tell(self, words: KindWords) -> tuple[TableKind, float]:
        """The likeliest kind with its probability."""
        (found,) = np.exp(self.words.log_probabilities(table_grams([words])))
        best = int(found.argmax())
        return self.kinds[best], float(found[best])


def kind_of_untitled(column_paths: Sequence[tuple[str, ...]], stub: Sequence[str]) -> TableKind | None:
    """The kind of a table with a header, where its words are as sure as ``SURE``; ``stub`` as for the rules."""
    words = KindWords.of(column_paths, stub)
    if not words.header:
        return None
    kind, probability = _model().tell(words)
    return kind if probability >= SURE and kind != "other" else None


def table_grams(tables: Sequence[KindWords]) -> Grams:
    """The hashed n-grams of each table's words, each different word once."""
    rows = [[(word, "") for word in table.header] + [("", label) for label in table.labels] for table in tables]
    cells = hashed_grams([cell for row in rows for cell in row or [("", "")]], LONGEST_GRAMS)
    first = np.cumsum([0, *(max(1, len(row)) for row in rows[:-1])])[: len(rows)]
    return Grams(cells.buckets, cells.starts[first])


@cache
def _model() -> TableKindModel:
    return TableKindModel.of(read_model(MODEL_NAME))
