"""What the two stages of the cell-role model see: one row of numbers a cell."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from extractor.classify.cell_layout import CellLayout, Floats, PlacedCell, values_of
from extractor.classify.cell_places import PLACE_FEATURES, place_features
from extractor.classify.cell_text_features import TEXT_FEATURES, ngram_buckets, ngram_text, text_matrix
from extractor.document.vocabulary import CellRole

ROLES: tuple[CellRole, ...] = ("column_attribute", "row_attribute", "column_index", "row_index", "data")
"""The roles that the model tells apart, in the order of its classes: the five of IM-TQA."""
_BRIEF = ("blank", "number", "percentage", "date", "serial", "quantity", "total", "period_words", "item_words")
_BRIEF_FEATURES = [TEXT_FEATURES.index(name) for name in (*_BRIEF, "measure_words", "length", "han_share")]
"""What of a text is told of cells that do not touch, and of means."""
_NUMBERS = [TEXT_FEATURES.index(name) for name in ("number", "percentage")]
_CELLS_AT_ONCE = 2_000
"""A cell has four hundred inputs: those of all cells of a long table would be the most that a worker ever holds."""
FEATURE_NAMES: tuple[str, ...] = (*TEXT_FEATURES, *PLACE_FEATURES)
"""The features of a cell by itself; a model is of this version of them or not at all."""


@dataclass(frozen=True, slots=True)
class CellFacts:
    """What is known of the cells of one table before any stage: ``buckets`` are those of each text's n-grams, the same
    tuple for texts that differ in digits alone.

    ``form`` is 1 where the roles are wanted as LABELLING.md gives them to the cells of forms, 0 where as IM-TQA does.
    """

    layout: CellLayout
    texts: Floats
    places: Floats
    buckets: tuple[tuple[int, ...], ...]
    form: float

    @classmethod
    def of(cls, cells: Sequence[PlacedCell], *, is_form: bool) -> "CellFacts":
        """The facts of at least one cell."""
        printed = [cell.raw for cell in cells]
        layout, texts = CellLayout.of(cells), text_matrix(printed)
        is_number = texts[:, _NUMBERS].max(axis=1) > 0
        plain = [ngram_text(text) for text in printed]
        known = {text: ngram_buckets(text) for text in dict.fromkeys(plain)}
        places = place_features(layout, printed, is_number)
        return cls(layout, texts, places, tuple(known[text] for text in plain), float(is_form))

    def first_inputs(self, words: Floats) -> Iterator[Floats]:
        """For the first stage, piece by piece; ``words`` are the probabilities of the roles by each text's n-grams
        alone."""
        values = np.hstack([self.texts, words])
        brief = np.hstack([self.texts[:, _BRIEF_FEATURES], words])
        near, far, means = self.layout.near(), self.layout.far(), self.layout.means(brief)
        for piece in self._pieces():
            around = values_of(values, near[piece]), values_of(brief, far[piece]), means[piece]
            yield np.hstack([self._form(piece), self.places[piece], values[piece], *around])

    def second_inputs(self, words: Floats, first: Floats) -> Iterator[Floats]:
        """For the second stage, which sees what the first one said (``first``) of the cell and of those around it."""
        near, far, means = self.layout.near(), self.layout.far(), self.layout.means(first)
        for piece in self._pieces():
            own = self.places[piece], self.texts[piece], words[piece], first[piece]
            around = values_of(first, near[piece]), values_of(first, far[piece]), means[piece]
            yield np.hstack([self._form(piece), *own, *around])

    def _pieces(self) -> Iterator[slice]:
        for first in range(0, len(self.texts), _CELLS_AT_ONCE):
            yield slice(first, first + _CELLS_AT_ONCE)

    def _form(self, piece: slice) -> Floats:
        return np.full((len(self.texts[piece]), 1), self.form, dtype=np.float32)
