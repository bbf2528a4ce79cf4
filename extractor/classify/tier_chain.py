"""The tiers of a form's rows as a Markov chain: printed cells are fixed points, words and order tell the rest.

A hidden Markov model with states of two tiers, solved by the forward-backward algorithm (Baum et al., 1970) for many
forms at once. What a blank cell means is told by which style makes the form's cells likelier: one that prints every
row's tier, in which a blank is a lost cell, or one that prints the first row of a run only, in which a blank goes on
with the row above.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import exp
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
_CHAINS_KEPT: Final = 64
"""Most forms need the likely states only; those with words of their own need some more."""


class PrintedTiers(NamedTuple):
    """What a row prints, as places in the lists of states; None where its cell is blank."""

    tier1: int | None
    tier2: int | None


@dataclass(frozen=True, slots=True, eq=False)
class Chain:
    """Probabilities of states, compared by identity: ``first`` of a form's first row, ``after`` of a row given the one
    above it (rows: above), ``last`` that a form ends with a row of the state. ``likely`` are the states that a row can
    have which does not print both tiers."""

    first: Matrix
    after: Matrix
    last: Matrix
    likely: NDArray[np.bool_]


class _Steps(NamedTuple):
    """A chain of some states only, ``states``. ``down`` and ``up`` hold three matrices side by side, of all steps, of
    those that stay in tier 1 and of those that stay in the state, from a row to the one below and back."""

    states: NDArray[np.intp]
    first: Matrix
    last: Matrix
    down: Matrix
    up: Matrix


@lru_cache(maxsize=_CHAINS_KEPT)
def _steps_among(chain: Chain, wanted: bytes) -> _Steps:
    """The steps among the states whose byte in ``wanted`` is not 0."""
    states = np.flatnonzero(np.frombuffer(wanted, dtype=np.bool_))
    after = chain.after[np.ix_(states, states)]
    within = after * (TIER1_OF_STATE[states][:, None] == TIER1_OF_STATE[states])
    stays = np.diag(after.diagonal())
    down, up = np.hstack([after, within, stays]), np.hstack([after.T, within.T, stays])
    return _Steps(states, chain.first[states], chain.last[states], down, up)


class TierShares(NamedTuple):
    """How likely each class is in each row: rows x tier 1 states, rows x tier 2 states; each row sums to 1."""

    tier1: Matrix
    tier2: Matrix


class _Form(NamedTuple):
    """A form: of each row the likelihood of its words and printed cells by state, and by style and row what its blanks
    say of a change, of the same tier 1, and of both the same (the last two beyond those before)."""

    here: Matrix
    steps: Matrix


def _steps_of_blanks() -> Matrix:
    """By style of tier 1 and of tier 2 (1: only the first row of a run prints it), and by whether the cell of tier 1
    and of tier 2 is blank, the three numbers of a row's steps."""
    table = np.empty((2, 2, 2, 2, 3))
    for place in np.ndindex(2, 2, 2, 2):
        styles, blanks = place[:2], place[2:]
        changed = [LOST if blank else 1 - LOST for blank in blanks]
        again = [1 - PRINTED_AGAIN if blank else PRINTED_AGAIN for blank in blanks]
        same = [again[tier] if styles[tier] else changed[tier] for tier in (0, 1)]
        both, tier1 = changed[0] * changed[1], same[0] * changed[1]
        table[place] = both, tier1 - both, same[0] * same[1] - tier1
    return table


_STEPS_OF_BLANKS: Final = _steps_of_blanks()


def tier_shares(
    chain: Chain, evidence: Sequence[Matrix], printed: Sequence[Sequence[PrintedTiers]]
) -> list[TierShares]:
    """Both tiers of every row of every form; a printed tier has the share 1 in its row.

    ``evidence`` holds for each form the likelihood of each row's words by tier 2 state.
    """
    steps = _steps_among(chain, _states(chain, printed).tobytes())
    order = sorted(range(len(printed)), key=lambda number: -len(printed[number]))
    forms = [_form(evidence[number], printed[number], steps.states) for number in order if printed[number]]
    solved = _solve(steps, forms)
    found = dict(zip(order, (_weighed(one, steps.states) for one in solved), strict=False))
    nothing = TierShares(np.zeros((0, len(TIER1_STATES))), np.zeros((0, TIER2_COUNT)))
    return [found.get(number, nothing) for number in range(len(printed))]


def _states(chain: Chain, printed: Sequence[Sequence[PrintedTiers]]) -> NDArray[np.bool_]:
    """The likely states, and those that a row prints: all others would only cost time."""
    wanted = chain.likely.copy()
    for row in {row for form in printed for row in form}:
        if row.tier1 is not None and row.tier2 is not None:
            wanted[state_of(row.tier1, row.tier2)] = True
    return wanted


def _form(evidence: Matrix, printed: Sequence[PrintedTiers], states: NDArray[np.intp]) -> _Form:
    here = evidence[:, TIER2_OF_STATE[states]] * _allowed(printed, states)
    blank = [[int(row[tier] is None) for row in printed] for tier in (0, 1)]
    # where a tier is printed in every row or in none, a blank goes on with nothing
    open_tiers = [(0, 1) if 0 < sum(cells) < len(cells) else (0,) for cells in blank]
    styles = [(first, second) for first in open_tiers[0] for second in open_tiers[1]]
    return _Form(here, np.stack([_STEPS_OF_BLANKS[style][blank[0], blank[1]] for style in styles]))


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


def _solve(chain: _Steps, forms: Sequence[_Form]) -> list[list[tuple[Matrix, float]]]:
    """Of each form and each style of it the shares of states by row, and the logarithm of how likely it makes the form;
    the longest form comes first."""
    lengths = [len(form.here) for form in forms for _ in form.steps]
    longest = max(lengths, default=0)
    here = np.zeros((longest, len(lengths), len(chain.states)))
    steps = np.zeros((longest, len(lengths), 1, 3))
    place = 0
    for form in forms:
        styles, rows, _ = form.steps.shape
        here[:rows, place : place + styles] = form.here[:, None]
        steps[:rows, place : place + styles, 0] = form.steps.transpose(1, 0, 2)
        place += styles
    going = [sum(length > row for length in lengths) for row in range(longest + 1)]
    ahead, scales = _forwards(chain, here, steps, going)
    shares = ahead * _backwards(chain, here, steps, going)
    shares /= np.add.reduce(shares, axis=2, keepdims=True) + _TINY
    logarithms = np.add.reduce(np.log(scales), axis=0)
    ends = np.log(ahead[np.array(lengths, dtype=np.intp) - 1, range(len(lengths))] @ chain.last + _TINY)
    weights = iter((logarithms + ends).tolist())
    solved, place = [], 0
    for form in forms:
        styles, rows, _ = form.steps.shape
        solved.append([(shares[:rows, place + style], next(weights)) for style in range(styles)])
        place += styles
    return solved


def _forwards(chain: _Steps, here: Matrix, steps: Matrix, going: Sequence[int]) -> tuple[Matrix, Matrix]:
    """What the rows down to each say of its states, each row scaled to 1, and the scales."""
    count = len(chain.states)
    ahead, scales = np.zeros_like(here), np.ones(here.shape[:2])
    for row in range(len(here)):
        alive = going[row]
        reached = here[row, :alive]
        if row == 0:
            reached = reached * chain.first
        else:
            moved = (ahead[row - 1, :alive] @ chain.down).reshape(alive, 3, count)
            reached = reached * (steps[row, :alive] @ moved)[:, 0]
        scale = np.add.reduce(reached, axis=1) + _TINY
        ahead[row, :alive], scales[row, :alive] = reached / scale[:, None], scale
    return ahead, scales


def _backwards(chain: _Steps, here: Matrix, steps: Matrix, going: Sequence[int]) -> Matrix:
    """What the rows below each say of its states, each row scaled to 1."""
    count = len(chain.states)
    behind = np.zeros_like(here)
    for row in range(len(here) - 1, -1, -1):
        alive = going[row + 1]
        behind[row, alive : going[row]] = chain.last
        if alive:
            moved = ((behind[row + 1, :alive] * here[row + 1, :alive]) @ chain.up).reshape(alive, 3, count)
            reached = (steps[row + 1, :alive] @ moved)[:, 0]
            behind[row, :alive] = reached / (np.add.reduce(reached, axis=1)[:, None] + _TINY)
    return behind


def _weighed(trials: Sequence[tuple[Matrix, float]], states: NDArray[np.intp]) -> TierShares:
    """The shares by class, the styles weighed by how likely each makes the form."""
    mixed = trials[0][0]
    if len(trials) > 1:
        highest = max(likelihood for _, likelihood in trials)
        weights = [exp(likelihood - highest) for _, likelihood in trials]
        total = sum(weights)
        mixed = sum((shares * (weight / total) for weight, (shares, _) in zip(weights, trials, strict=True)), 0 * mixed)
    return TierShares(mixed @ _OF_TIER1[states], mixed @ _OF_TIER2[states])
