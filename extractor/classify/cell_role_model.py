"""The cell-role model: a linear model of words, then two stages of boosted trees, of which the second sees the first.

The second stage is iterated classification (Neville and Jensen, AAAI 2000): what is said of the cells around a cell
tells of its own role. ``models/cell_roles.md`` says what it was trained on and how well it does.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np

from extractor.classify.cell_layout import Floats, PlacedCell
from extractor.classify.cell_role_inputs import FEATURE_NAMES, ROLES, CellFacts
from extractor.classify.complete_trees import CompleteTrees, softmax
from extractor.classify.model_file import Arrays, read_model
from extractor.document.vocabulary import CellRole
from extractor.errors import ModelError

MODEL_NAME = "cell_roles"
MAX_SLOTS = 200_000
"""Rows times columns beyond which a table is not looked at: the sums along rows and columns would fill the memory."""


@dataclass(frozen=True, slots=True)
class WordModel:
    """A linear model over hashed n-grams: ``weight`` is buckets x roles, ``start`` each role's score of no word."""

    weight: Floats
    start: Floats

    def probabilities(self, buckets: Sequence[tuple[int, ...]]) -> Floats:
        """One row a text, a probability a role; equal texts are looked at once."""
        distinct = {one: number for number, one in enumerate(dict.fromkeys(buckets))}
        counts = [len(one) for one in distinct]
        flat = np.fromiter((bucket for one in distinct for bucket in one), dtype=np.intp, count=sum(counts))
        scores = np.add.reduceat(self.weight[flat], np.cumsum([0, *counts[:-1]]), axis=0) + self.start
        return softmax(scores)[[distinct[one] for one in buckets]]


@dataclass(frozen=True, slots=True)
class CellRoleModel:
    """Tells the role of every cell of a table whose layout is known."""

    words: WordModel
    first: CompleteTrees
    second: CompleteTrees

    @classmethod
    def of(cls, arrays: Arrays) -> "CellRoleModel":
        """The model of a file's arrays; ModelError where it is of other features or roles than this version's."""
        try:
            if tuple(arrays["roles"]) != ROLES or tuple(arrays["features"]) != FEATURE_NAMES:
                raise ModelError("The model cell_roles is of another version: its roles or features differ.")
            words = WordModel(_floats(arrays, "words_weight"), _floats(arrays, "words_start"))
            return cls(words, _trees(arrays, "first"), _trees(arrays, "second"))
        except KeyError as error:
            raise ModelError(f"The model cell_roles lacks the array {error}.") from error

    def tell(self, cells: Sequence[PlacedCell], *, is_form: bool) -> tuple[CellRole, ...]:
        """The likeliest role of each cell; see ``CellFacts`` for ``is_form``."""
        return tuple(ROLES[number] for number in self.probabilities(cells, is_form=is_form).argmax(axis=1))

    def probabilities(self, cells: Sequence[PlacedCell], *, is_form: bool) -> Floats:
        """One row a cell, a column a role of ``ROLES``."""
        if not cells:
            return np.zeros((0, len(ROLES)), dtype=np.float32)
        facts = CellFacts.of(cells, is_form=is_form)
        words = self.words.probabilities(facts.buckets)
        first = np.concatenate([self.first.probabilities(piece) for piece in facts.first_inputs(words)])
        return np.concatenate([self.second.probabilities(piece) for piece in facts.second_inputs(words, first)])


@cache
def cell_role_model() -> CellRoleModel:
    """The model of this installation, read once; ModelError where it is absent or was changed."""
    return CellRoleModel.of(read_model(MODEL_NAME))


def is_in_reach(cells: Sequence[PlacedCell]) -> bool:
    """Whether the model looks at a table of this size."""
    rows = max((cell.row + cell.row_span for cell in cells), default=0)
    columns = max((cell.column + cell.column_span for cell in cells), default=0)
    return rows * columns <= MAX_SLOTS


def _trees(arrays: Arrays, stage: str) -> CompleteTrees:
    feature = arrays[f"{stage}_feature"].astype(np.int16)
    threshold, value, start = (_floats(arrays, f"{stage}_{part}") for part in ("threshold", "value", "start"))
    return CompleteTrees(feature, threshold, value, start)


def _floats(arrays: Arrays, name: str) -> Floats:
    return arrays[name].astype(np.float32)
