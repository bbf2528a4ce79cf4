"""What a 合计 below 基本支出 or 项目支出 counts, where the header prints a total of both besides."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Final

from extractor.document.vocabulary import Measure
from extractor.normalise.statements.measures import ColumnMeaning, measure_of

_USES: Final = frozenset[Measure](("basic", "project"))
_SUMS: Final = frozenset[Measure](("total", "subtotal"))


def with_sums_of_uses(meanings: Mapping[int, ColumnMeaning]) -> dict[int, ColumnMeaning]:
    """The meanings; a 合计 or 小计 right below 基本支出 or 项目支出 measures that, beside a sum of a wider heading.

    Without a wider sum of the same year and phase it stays the total: a table of 基本支出 alone has no other.
    """
    return {column: _as_use(meaning, meanings.values()) for column, meaning in meanings.items()}


def _as_use(meaning: ColumnMeaning, beside: Iterable[ColumnMeaning]) -> ColumnMeaning:
    use = measure_of(meaning.concept[-2]) if meaning.measure in _SUMS and len(meaning.concept) > 1 else None
    if use not in _USES or not any(_is_wider(other, meaning) for other in beside):
        return meaning
    return replace(meaning, measure=use)


def _is_wider(other: ColumnMeaning, meaning: ColumnMeaning) -> bool:
    """Whether the other is a sum of the same year and phase whose heading has that of ``meaning`` inside it."""
    same = (other.period, other.phase) == (meaning.period, meaning.phase)
    outer = other.concept[:-1]
    inside = len(outer) < len(meaning.concept) - 1 and meaning.concept[: len(outer)] == outer
    return other.measure in _SUMS and same and inside
