"""What the two stages of the cell-role model see: one row of numbers a cell."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from extractor.classify.cell_layout import CellLayout, Floats, PlacedCell, values_of
from extractor.classify.cell_places import PLACE_FEATURES, place_features
from extractor.classify.cell_text_features import TEXT_FEATURES, ngram_buckets, text_matrix
from extractor.document.vocabulary import CellRole

ROLES: tuple[CellRole, ...] = ("column_attribute", "row_attribute", "column_index", "row_index", "data")
"""The roles that the model tells apart, in the order of its classes: the five of IM-TQA."""
_BRIEF = ("blank", "number", "percentage", "date", "serial", "quantity", "total", "period_words", "item_words")
_BRIEF_FEATURES = [TEXT_FEATURES.index(name) for name in (*_BRIEF, "measure_words", "length", "han_share")]
"""What of a text is told of cells that do not touch, and of means."""
_NUMBERS = [TEXT_FEATURES.index(name) for name in ("number", "percentage")]
FEATURE_NAMES: tuple[str, ...] = (*TEXT_FEATURES, *PLACE_FEATURES)
"""The features of a cell by itself; a model is of this version of them or not at all."""


@dataclass(frozen=True, slots=True)
class CellFacts:
    """What is known of the cells of one table before any stage: ``buckets`` are those of each text's n-grams.

    ``form`` is 1 where the roles are wanted as LABELLING.md gives them to the cells of forms, 0 where as IM-TQA does.
    """

    layout: CellLayout
    texts: Floats
    places: Floats
    buckets: tuple[list[int], ...]
    form: float

    @classmethod
    def of(cls, cells: Sequence[PlacedCell], *, is_form: bool) -> "CellFacts":
        """The facts of at least one cell."""
        printed = [cell.raw for cell in cells]
        layout, texts = CellLayout.of(cells), text_matrix(printed)
        is_number = texts[:, _NUMBERS].max(axis=1) > 0
        known = {text: ngram_buckets(text) for text in dict.fromkeys(printed)}
        places = place_features(layout, printed, is_number)
        return cls(layout, texts, places, tuple(known[text] for text in printed), float(is_form))

    def first_inputs(self, words: Floats) -> Floats:
        """For the first stage; ``words`` are the probabilities of the roles by each text's n-grams alone."""
        values = np.hstack([self.texts, words])
        brief = np.hstack([self.texts[:, _BRIEF_FEATURES], words])
        near, far = values_of(values, self.layout.near()), values_of(brief, self.layout.far())
        return np.hstack([self._form(), self.places, values, near, far, self.layout.means(brief)])

    def second_inputs(self, words: Floats, first: Floats) -> Floats:
        """For the second stage, which sees what the first one said (``first``) of the cell and of those around it."""
        near, far = values_of(first, self.layout.near()), values_of(first, self.layout.far())
        means = self.layout.means(first)
        return np.hstack([self._form(), self.places, self.texts, words, first, near, far, means])

    def _form(self) -> Floats:
        return np.full((len(self.texts), 1), self.form, dtype=np.float32)
