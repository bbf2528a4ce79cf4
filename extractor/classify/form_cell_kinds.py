"""What a cell of an indicator matrix says by its words alone: a tier, a name, a description, a target, a basis.

``models/form_cell_kinds.md`` says what the model was trained on and how well it does.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

from extractor.classify.hashed_grams import GRAM_BUCKETS, GramModel, Grams, hashed_grams
from extractor.classify.model_file import Arrays, read_model
from extractor.errors import ModelError

MODEL_NAME: Final = "form_cell_kinds"
FormCellKind = Literal["tier1", "tier2", "tier3", "description", "target", "basis"]
FORM_CELL_KINDS: Final[tuple[FormCellKind, ...]] = ("tier1", "tier2", "tier3", "description", "target", "basis")
LONGEST_GRAM: Final = 3


@dataclass(frozen=True, slots=True)
class FormCellKindModel:
    """Tells what cells hold by their words; a column a kind in the order of ``FORM_CELL_KINDS``."""

    words: GramModel

    @classmethod
    def of(cls, arrays: Arrays) -> "FormCellKindModel":
        """The model of a file's arrays; ModelError where it is of other kinds or n-grams than this version's."""
        try:
            if (tuple(arrays["kinds"]), tuple(arrays["grams"])) != (FORM_CELL_KINDS, (GRAM_BUCKETS, LONGEST_GRAM)):
                raise ModelError(f"The model {MODEL_NAME} is of another version: its kinds or n-grams differ.")
            weight, start = arrays["words_weight"].astype(np.float32), arrays["words_start"].astype(np.float32)
            return cls(GramModel(weight, start))
        except KeyError as error:
            raise ModelError(f"The model {MODEL_NAME} lacks the array {error}.") from error

    def probabilities(self, texts: Sequence[str]) -> NDArray[np.float64]:
        """One row a text, a column a kind; each row sums to 1. The name and the description of an indicator share
        their words, and many forms print one text as both: their probabilities together say more than each."""
        return np.exp(self.words.log_probabilities(text_grams(texts)))


@cache
def form_cell_kind_model() -> FormCellKindModel:
    """The model of this installation, read once; ModelError where it is absent or was changed."""
    return FormCellKindModel.of(read_model(MODEL_NAME))


def text_grams(texts: Sequence[str]) -> Grams:
    """The hashed n-grams of each text."""
    return hashed_grams([(text,) for text in texts], (LONGEST_GRAM,))
