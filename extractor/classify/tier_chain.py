"""The tiers of a form's rows as a Markov chain: printed cells are fixed points, words and order tell the rest.

A hidden Markov model with states of two tiers, solved by the forward-backward algorithm (Baum et al., 1970) for many
forms at once. What a blank cell means is told by which style makes the form's cells likelier: one that prints every
row's tier, in which a blank is a lost cell, or one that prints the first row of a run only, in which a blank goes on
with the row above.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from extractor.classify.tier_states import TIER1_OF_STATE, TIER1_STATES, TIER2_COUNT, TIER2_OF_STATE, state_of

Matrix = NDArray[np.float64]

LOST: Final = 0.03
"""How likely a cell that a form prints is lost."""
PRINTED_AGAIN: Final = 0.03
"""How likely a form that prints the first row of a run only prints a later one too (at a page's head)."""
_OF_TIER1: Final = np.eye(len(TIER1_STATES))[TIER1_OF_STATE]
_OF_TIER2: Final = np.eye(TIER2_COUNT)[TIER2_OF_STATE]
_TINY: Final = 1e-300


class PrintedTiers(NamedTuple):
    """What a row prints, as places in the lists of states; None where its cell is blank."""

    tier1: int | None
    tier2: int | None


@dataclass(frozen=True, slots=True)
class Chain:
    """Probabilities of states: ``first`` of a form's first row, ``after`` of a row given the one above it (rows:
    above), ``last`` that a form ends with a row of the state. ``likely`` are the states that a row can have which does
    not print both tiers."""

    first: Matrix
    after: Matrix
    last: Matrix
    likely: NDArray[np.bool_]


class _Steps(NamedTuple):
    """A chain of some states only, ``states``; ``within`` are its steps that stay in tier 1, ``stays`` in the state."""

    states: NDArray[np.intp]
    first: Matrix
    after: Matrix
    last: Matrix
    within: Matrix
    stays: Matrix

    @classmethod
    def of(cls, chain: Chain, states: NDArray[np.intp]) -> "_Steps":
        after = chain.after[np.ix_(states, states)]
        same_tier1 = TIER1_OF_STATE[states][:, None] == TIER1_OF_STATE[states]
        return cls(states, chain.first[states], after, chain.last[states], after * same_tier1, after.diagonal())


class TierShares(NamedTuple):
    """How likely each class is in each row: rows x tier 1 states, rows x tier 2 states; each row sums to 1."""

    tier1: Matrix
    tier2: Matrix


class _Trial(NamedTuple):
    """A form under one style: its number, and of each row the likelihood of its words and printed cells by state, and
    what its blanks say of a change, of the same tier 1, and of both the same (the last two beyond those before)."""

    form: int
    here: Matrix
    steps: Matrix


def tier_shares(
    chain: Chain, evidence: Sequence[Matrix], printed: Sequence[Sequence[PrintedTiers]]
) -> list[TierShares]:
    """Both tiers of every row of every form; a printed tier has the share 1 in its row.

    ``evidence`` holds for each form the likelihood of each row's words by tier 2 state.
    """
    steps = _Steps.of(chain, _states(chain, printed))
    trials = [
        trial
        for number in range(len(printed))
        for trial in _trials(number, evidence[number], printed[number], steps.states)
    ]
    trials.sort(key=lambda trial: -len(trial.here))
    found: dict[int, list[tuple[Matrix, float]]] = {number: [] for number in range(len(printed))}
    for trial, shares in zip(trials, _solve(steps, trials), strict=True):
        found[trial.form].append(shares)
    return [_weighed(found[number], steps.states) for number in range(len(printed))]


def _states(chain: Chain, printed: Sequence[Sequence[PrintedTiers]]) -> NDArray[np.intp]:
    """The likely states, and those that a row prints: all others would only cost time."""
    wanted = chain.likely.copy()
    for row in {row for form in printed for row in form}:
        if row.tier1 is not None and row.tier2 is not None:
            wanted[state_of(row.tier1, row.tier2)] = True
    return np.flatnonzero(wanted)


def _trials(number: int, evidence: Matrix, printed: Sequence[PrintedTiers], states: NDArray[np.intp]) -> list[_Trial]:
    if not printed:
        return []
    blank = np.array([(row.tier1 is None, row.tier2 is None) for row in printed])
    here = evidence[:, TIER2_OF_STATE[states]] * _allowed(printed, states)
    # where a tier is printed in every row or in none, a blank goes on with nothing
    open_tiers = [(False, True) if some and not every else (False,) for some, every in _some_and_every(~blank)]
    styles = [(first, second) for first in open_tiers[0] for second in open_tiers[1]]
    return [_Trial(number, here, _steps(blank, style)) for style in styles]


def _some_and_every(filled: NDArray[np.bool_]) -> list[tuple[bool, bool]]:
    return [(bool(column.any()), bool(column.all())) for column in filled.T]


def _allowed(printed: Sequence[PrintedTiers], states: NDArray[np.intp]) -> Matrix:
    """1 where a state is of what the row prints, else 0."""
    anything = -1
    first = np.array([anything if row.tier1 is None else row.tier1 for row in printed])[:, None]
    second = np.array([anything if row.tier2 is None else row.tier2 for row in printed])[:, None]
    fits1 = (first == TIER1_OF_STATE[states]) | (first == anything)
    allowed: Matrix = (fits1 & ((second == TIER2_OF_STATE[states]) | (second == anything))).astype(np.float64)
    return allowed


def _steps(blank: NDArray[np.bool_], style: tuple[bool, bool]) -> Matrix:
    changed = np.where(blank, LOST, 1 - LOST)
    again = np.where(blank, 1 - PRINTED_AGAIN, PRINTED_AGAIN)
    same1, same2 = (again[:, tier] if style[tier] else changed[:, tier] for tier in (0, 1))
    steps = np.empty((len(blank), 3))
    steps[:, 0] = changed[:, 0] * changed[:, 1]
    steps[:, 1] = same1 * changed[:, 1] - steps[:, 0]
    steps[:, 2] = same1 * same2 - same1 * changed[:, 1]
    return steps


def _solve(chain: _Steps, trials: Sequence[_Trial]) -> list[tuple[Matrix, float]]:
    """Of each trial the shares of states by row, and the logarithm of how likely it makes its form; longest first."""
    lengths = [len(trial.here) for trial in trials]
    longest = max(lengths, default=0)
    here = np.zeros((longest, len(trials), len(chain.states)))
    steps = np.zeros((longest, len(trials), 3, 1))
    for place, trial in enumerate(trials):
        here[: lengths[place], place] = trial.here
        steps[: lengths[place], place, :, 0] = trial.steps
    going = [sum(length > row for length in lengths) for row in range(longest + 1)]
    ahead, scales = _forwards(chain, here, steps, going)
    behind = _backwards(chain, here, steps, going)
    logarithms = np.log(scales)
    solved = []
    for place, length in enumerate(lengths):
        shares = ahead[:length, place] * behind[:length, place]
        shares /= shares.sum(axis=1, keepdims=True) + _TINY
        ends = np.log(ahead[length - 1, place] @ chain.last + _TINY)
        solved.append((shares, float(logarithms[:length, place].sum() + ends)))
    return solved


def _forwards(chain: _Steps, here: Matrix, steps: Matrix, going: Sequence[int]) -> tuple[Matrix, Matrix]:
    """What the rows down to each say of its states, each row scaled to 1, and the scales."""
    moves, count = np.hstack([chain.after, chain.within]), len(chain.states)
    ahead, scales = np.zeros_like(here), np.ones(here.shape[:2])
    for row in range(len(here)):
        alive = going[row]
        reached = here[row, :alive]
        if row == 0:
            reached = reached * chain.first
        else:
            above, step = ahead[row - 1, :alive], steps[row, :alive]
            moved = above @ moves
            goes_on = above * chain.stays
            reached = reached * (step[:, 0] * moved[:, :count] + step[:, 1] * moved[:, count:] + step[:, 2] * goes_on)
        scale = np.add.reduce(reached, axis=1) + _TINY
        ahead[row, :alive], scales[row, :alive] = reached / scale[:, None], scale
    return ahead, scales


def _backwards(chain: _Steps, here: Matrix, steps: Matrix, going: Sequence[int]) -> Matrix:
    """What the rows below each say of its states, each row scaled to 1."""
    moves, count = np.hstack([chain.after.T, chain.within.T]), len(chain.states)
    behind = np.zeros_like(here)
    for row in range(len(here) - 1, -1, -1):
        alive = going[row + 1]
        behind[row, alive : going[row]] = chain.last
        if alive:
            below, step = behind[row + 1, :alive] * here[row + 1, :alive], steps[row + 1, :alive]
            moved = below @ moves
            goes_on = below * chain.stays
            reached = step[:, 0] * moved[:, :count] + step[:, 1] * moved[:, count:] + step[:, 2] * goes_on
            behind[row, :alive] = reached / (np.add.reduce(reached, axis=1)[:, None] + _TINY)
    return behind


def _weighed(trials: Sequence[tuple[Matrix, float]], states: NDArray[np.intp]) -> TierShares:
    """The shares by class, the styles weighed by how likely each makes the form."""
    if not trials:
        return TierShares(np.zeros((0, len(TIER1_STATES))), np.zeros((0, TIER2_COUNT)))
    likelihoods = np.array([likelihood for _, likelihood in trials])
    weights = np.exp(likelihoods - likelihoods.max())
    mixed = np.tensordot(weights / weights.sum(), np.stack([shares for shares, _ in trials]), axes=1)
    return TierShares(mixed @ _OF_TIER1[states], mixed @ _OF_TIER2[states])
