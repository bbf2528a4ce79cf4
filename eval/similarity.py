"""How alike texts are, many at a time: RapidFuzz, which the extra ``eval`` installs."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from extractor.errors import MissingExtra

Matrix = npt.NDArray[np.float64]


def edit_distances(first: Sequence[str], second: Sequence[str]) -> Matrix:
    """Each text of ``first`` (rows) against each of ``second``: the Levenshtein distance relative to the longer text,
    0 (equal) to 1; two blanks are equal."""
    process, distance = _rapidfuzz()
    found = process.cdist(first, second, scorer=distance.Levenshtein.normalized_distance, dtype=np.float64)
    return np.asarray(found, dtype=np.float64)


def shared_subsequences(first: Sequence[str], second: Sequence[str]) -> Matrix:
    """Each text of ``first`` (rows) against each of ``second``: twice the length of the longest common subsequence
    relative to the summed lengths, 0 to 1 (equal); two blanks are equal."""
    process, distance = _rapidfuzz()
    found = process.cdist(first, second, scorer=distance.LCSseq.similarity, dtype=np.int32)
    common = np.asarray(found, dtype=np.float64).reshape(len(first), len(second))
    lengths = np.add.outer(_lengths(first), _lengths(second))
    return np.divide(2 * common, lengths, out=np.ones_like(common), where=lengths > 0)


def _lengths(texts: Sequence[str]) -> Matrix:
    return np.array([len(text) for text in texts], dtype=np.float64)


def _rapidfuzz() -> tuple[Any, Any]:
    try:
        from rapidfuzz import distance, process
    except ImportError as error:
        raise MissingExtra("The structure metrics need RapidFuzz", "eval") from error
    return process, distance
