"""Sequence alignment: which item of one ordered list answers which of another, order kept."""

from collections.abc import Callable, Sequence
from typing import TypeVar

Item = TypeVar("Item")
Pairs = tuple[tuple[int, int], ...]
"""Index pairs (first, second), both rising."""


def align(first: Sequence[Item], second: Sequence[Item], similarity: Callable[[Item, Item], float]) -> Pairs:
    """The order-keeping one-to-one pairing with the greatest summed similarity (Needleman & Wunsch 1970, gap cost 0).

    ``similarity`` is 0 for strangers and 1 for equals. Where pairing two strangers costs nothing they are paired, so
    an item that is wrong throughout still stands against its place; ties prefer the earliest pairing from the end.
    """
    if not first or not second:
        return ()
    width = len(second)
    scores = [[similarity(a, b) for b in second] for a in first]
    best = [[0.0] * (width + 1) for _ in range(len(first) + 1)]
    for i, row in enumerate(scores, 1):
        for j, score in enumerate(row, 1):
            best[i][j] = max(best[i - 1][j - 1] + score, best[i - 1][j], best[i][j - 1])
    pairs = []
    i, j = len(first), width
    while i and j:
        if best[i][j] == best[i - 1][j - 1] + scores[i - 1][j - 1]:
            i, j = i - 1, j - 1
            pairs.append((i, j))
        elif best[i][j] == best[i - 1][j]:
            i -= 1
        else:
            j -= 1
    return tuple(reversed(pairs))
