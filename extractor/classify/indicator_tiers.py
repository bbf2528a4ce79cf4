"""The tier classes of a form's indicators, where their cells are lost: by words, neighbours and printed tiers.

``models/indicator_tiers.md`` says what the model was trained on and how well it does.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from extractor.classify.hashed_grams import GRAM_BUCKETS, GramModel, Grams, hashed_grams
from extractor.classify.model_file import Arrays, read_model
from extractor.classify.tier_chain import Chain, PrintedTiers, TierShares, tier_shares
from extractor.classify.tier_states import OWN, TIER1_STATES, TIER2_STATES, tier1_state, tier2_state
from extractor.errors import ModelError

MODEL_NAME: Final = "indicator_tiers"
LONGEST_GRAMS: Final = (3, 3, 2)
"""Of a row's name, description and target."""
ROWS_AT_ONCE: Final = 1000
"""A longer form is told in pieces."""


class IndicatorRow(NamedTuple):
    """One row of a form: its tiers as printed (of a cell merged over it too), None where the cell is blank or gone."""

    tier1: str | None
    tier2: str | None
    name: str
    description: str = ""
    target: str = ""


class ToldTiers(NamedTuple):
    """The likelier classes of a row and the probability of each; None where the word is the form's own."""

    tier1_class: str | None
    tier1_confidence: float
    tier2_class: str | None
    tier2_confidence: float


@dataclass(frozen=True, slots=True)
class IndicatorTierModel:
    """Tells the tiers of indicators; ``prior`` holds the logarithm of each tier 2 state's share among the samples,
    ``strength`` how much the words of a row count beside its place, and ``temperature`` (Guo et al., 2017) how much too
    sure of tier 2 the chain is, which takes rows for independent that share their words."""

    words: GramModel
    prior: NDArray[np.float64]
    strength: float
    chain: Chain
    temperature: float

    @classmethod
    def of(cls, arrays: Arrays) -> "IndicatorTierModel":
        """The model of a file's arrays; ModelError where it is of other states or n-grams than this version's."""
        try:
            known = tuple(arrays["tier1"]), tuple(arrays["tier2"]), tuple(arrays["grams"])
            if known != (TIER1_STATES, TIER2_STATES, (GRAM_BUCKETS, *LONGEST_GRAMS)):
                raise ModelError(f"The model {MODEL_NAME} is of another version: its tiers or n-grams differ.")
            words = GramModel(arrays["words_weight"].astype(np.float32), arrays["words_start"].astype(np.float32))
            first, after, last = (arrays[name].astype(np.float64) for name in ("first", "after", "last"))
            chain = Chain(first, after, last, arrays["likely"].astype(np.bool_))
            strength, temperature = (float(arrays[name].item()) for name in ("strength", "temperature"))
            return cls(words, arrays["prior"].astype(np.float64), strength, chain, temperature)
        except KeyError as error:
            raise ModelError(f"The model {MODEL_NAME} lacks the array {error}.") from error

    def tell(self, forms: Sequence[Sequence[IndicatorRow]]) -> tuple[tuple[ToldTiers, ...], ...]:
        """The tiers of every row of every form; a printed word keeps its class, with probability 1."""
        pieces = [
            (number, form[start : start + ROWS_AT_ONCE])
            for number, form in enumerate(forms)
            for start in range(0, len(form), ROWS_AT_ONCE)
        ]
        told: list[list[ToldTiers]] = [[] for _ in forms]
        for (number, _), shares in zip(pieces, self._shares([piece for _, piece in pieces]), strict=True):
            told[number].extend(_likeliest(TierShares(shares.tier1, self._calmed(shares.tier2))))
        return tuple(tuple(form) for form in told)

    def tell_by_words(self, rows: Sequence[IndicatorRow]) -> tuple[str | None, ...]:
        """The tier 2 class that the words of each row by themselves speak for."""
        found = self.words.log_probabilities(row_grams(rows)).argmax(axis=1)
        return tuple(_class(TIER2_STATES[place]) for place in found)

    def shares_by_words(self, row: IndicatorRow) -> dict[str, float]:
        """By tier 2 class the probability that the words of one row by themselves give it."""
        (found,) = np.exp(self.words.log_probabilities(row_grams([row]))).tolist()
        return {name: share for name, share in zip(TIER2_STATES, found, strict=True) if name != OWN}

    def _calmed(self, shares: NDArray[np.float64]) -> NDArray[np.float64]:
        """The shares drawn together, their order kept; a printed class keeps the share 1."""
        drawn = shares ** (1 / self.temperature)
        calmed: NDArray[np.float64] = drawn / drawn.sum(axis=1, keepdims=True)
        return calmed

    def _shares(self, forms: Sequence[Sequence[IndicatorRow]]) -> list[TierShares]:
        words = self.words.log_probabilities(row_grams([row for form in forms for row in form]))
        likelihoods = self.strength * (words - self.prior)
        evidence = np.exp(likelihoods - likelihoods.max(axis=1, keepdims=True, initial=-np.inf))
        by_form = np.split(evidence, np.cumsum([len(form) for form in forms])[:-1]) if forms else []
        return tier_shares(self.chain, by_form, [[printed_tiers(row) for row in form] for form in forms])


@cache
def indicator_tier_model() -> IndicatorTierModel:
    """The model of this installation, read once; ModelError where it is absent or was changed."""
    return IndicatorTierModel.of(read_model(MODEL_NAME))


def printed_tiers(row: IndicatorRow) -> PrintedTiers:
    """The states of a row's printed words."""
    return PrintedTiers(
        tier1_state(row.tier1) if row.tier1 else None,
        tier2_state(row.tier2) if row.tier2 else None,
    )


def row_grams(rows: Sequence[IndicatorRow]) -> Grams:
    """The hashed n-grams of each row; a description that repeats the name says nothing more."""
    texts = [(row.name, "" if row.description == row.name else row.description, row.target) for row in rows]
    return hashed_grams(texts, LONGEST_GRAMS)


def _likeliest(shares: TierShares) -> Iterator[ToldTiers]:
    tier1, tier2 = shares.tier1.argmax(axis=1), shares.tier2.argmax(axis=1)
    for row, (first, second) in enumerate(zip(tier1.tolist(), tier2.tolist(), strict=True)):
        yield ToldTiers(
            _class(TIER1_STATES[first]),
            float(shares.tier1[row, first]),
            _class(TIER2_STATES[second]),
            float(shares.tier2[row, second]),
        )


def _class(state: str) -> str | None:
    return None if state == OWN else state
