"""Texts as counts of their hashed character n-grams, many at once."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from extractor.document.text import folded

GRAM_BUCKETS = 1 << 14
"""How many columns the n-grams fall into."""
_HEAD, _TAIL = 40, 12
"""Characters of a long text that count: what a row is about stands at the beginning, its sort (率, 数) at the end."""
_READ_AT_MOST = 400
"""Characters that are folded at each end of a longer text, so that a page in one cell costs no more than a line."""
_DIGITS = re.compile(r"\d+")
_BEFORE, _AFTER = "\x02", "\x03\x03"
_FIRST, _SECOND, _MIX = np.uint32(2654435761), np.uint32(2246822519), np.uint32(3266489917)
"""Odd factors of multiplicative hashing (Knuth; xxHash)."""

Indices = NDArray[np.intp]
Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Grams:
    """The buckets of the n-grams of all rows, one after another; those of row i begin at ``starts[i]``."""

    buckets: Indices
    starts: Indices


def cut_text(text: str) -> str:
    """The folded text with its numbers alike, of a long one the beginning and the end."""
    if len(text) > 2 * _READ_AT_MOST:
        text = text[:_READ_AT_MOST] + text[-_READ_AT_MOST:]
    plain = _DIGITS.sub("0", folded(text))
    return plain if len(plain) <= _HEAD + _TAIL else plain[:_HEAD] + plain[-_TAIL:]


def hashed_grams(rows: Sequence[Sequence[str]], longest: Sequence[int]) -> Grams:
    """The character n-grams of each row's texts; of text k those of 1 to ``longest[k]`` characters, at most 3.

    The same characters in text 0 and in text 1 fall into different buckets. Ends of texts are characters, so that
    every text has grams, a blank one too.
    """
    pieces = [_BEFORE + cut_text(text) + _AFTER for row in rows for text in row]
    lengths = np.fromiter(map(len, pieces), dtype=np.intp, count=len(pieces))
    joined = "".join(pieces).encode("utf-32-le", "surrogatepass")
    codes = np.frombuffer(joined, dtype="<u4").astype(np.uint32)
    piece = np.repeat(np.arange(len(pieces)), lengths)
    field = np.tile(np.arange(len(longest)), len(rows))[piece]
    wanted = np.asarray(longest, dtype=np.intp)[field]
    hashes, owners = [], []
    grown = codes + _SECOND * (field.astype(np.uint32) + np.uint32(1))
    for size in range(1, 1 + max(longest, default=0)):
        inside = np.flatnonzero((piece[: len(piece) - size + 1] == piece[size - 1 :]) & (wanted[size - 1 :] >= size))
        if size > 1:
            grown = grown[: len(grown) - 1] * _FIRST + codes[size - 1 :]
        hashes.append(grown[inside] * _SECOND + np.uint32(size))
        owners.append(piece[inside] // max(len(longest), 1))
    row = np.concatenate([np.zeros(0, dtype=np.intp), *owners])
    mixed = np.concatenate([np.zeros(0, dtype=np.uint32), *hashes])
    mixed = (mixed ^ (mixed >> np.uint32(15))) * _MIX
    order = np.argsort(row, kind="stable")
    buckets = (mixed >> np.uint32(18)).astype(np.intp)[order]
    return Grams(buckets, np.searchsorted(row[order], np.arange(len(rows))))


@dataclass(frozen=True, slots=True)
class GramModel:
    """A linear model over hashed n-grams: ``weight`` is buckets x classes, ``start`` each class's score of no text."""

    weight: Floats
    start: Floats

    def log_probabilities(self, grams: Grams) -> NDArray[np.float64]:
        """One row a text, a column a class; natural logarithms."""
        if not len(grams.starts):
            return np.zeros((0, len(self.start)))
        scores = np.add.reduceat(self.weight[grams.buckets], grams.starts, axis=0).astype(np.float64) + self.start
        scores -= scores.max(axis=1, keepdims=True)
        log_sums: NDArray[np.float64] = np.log(np.exp(scores).sum(axis=1, keepdims=True))
        return scores - log_sums
