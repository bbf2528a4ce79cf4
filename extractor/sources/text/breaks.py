"""Where a blank line, as at the end of a page, stands within an indicator matrix of a text dump."""

from collections.abc import Sequence
from typing import Final

from extractor.document.matrix_words import MatrixField, read_matrix_word
from extractor.document.tier_words import is_tier1_word, is_tier2_word
from extractor.sources.text.lines import Kind, Line, cells_of

_MOST_BLANK_LINES: Final = 2
_HEADER: Final = frozenset({"tier1", "tier2", "tier3"})


def matrix_goes_on_at(lines: Sequence[Line], block: Sequence[Line], end: int) -> int | None:
    """The index of the row with which the matrix at the end of ``block`` goes on after the blank lines at ``end``.

    The row is as wide as the matrix is, prints a name with a tier word or a target in their columns, and is no
    header; None where the matrix ends.
    """
    below = end
    while below < len(lines) and lines[below].kind in (Kind.BLANK, Kind.SPACE):
        below += 1
    if not end < below <= end + _MOST_BLANK_LINES or below == len(lines) or lines[below].kind is not Kind.ROW:
        return None
    header = next((fields for line in reversed(block) if (fields := _fields(line))), None)
    texts = cells_of(lines[below])
    if header is None or len(texts) != len(cells_of(block[-1])) or _fields(lines[below]):
        return None
    return below if _fits(texts, header) else None


def _fields(line: Line) -> dict[MatrixField, int]:
    fields: dict[MatrixField, int] = {}
    for column, text in enumerate(cells_of(line)):
        name = read_matrix_word(text)
        if name is not None:
            fields.setdefault(name, column)
    return fields if fields.keys() >= _HEADER else {}


def _fits(texts: Sequence[str], header: dict[MatrixField, int]) -> bool:
    by_field = {name: texts[column] for name, column in header.items() if column < len(texts)}
    tiers = is_tier1_word(by_field.get("tier1", "")) or is_tier2_word(by_field.get("tier2", ""))
    return bool(by_field.get("tier3")) and (tiers or bool(by_field.get("target")))
