"""The 合计 of a table of the three public expenses that names none of them in its title row: it is 三公 itself."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from extractor.document.vocabulary import Measure
from extractor.normalise.statements.measures import ColumnMeaning

_PARTS: Final = frozenset[Measure](("abroad", "vehicle", "reception"))
_OTHERS: Final = frozenset[Measure](("conference", "training"))
"""Jiangsu prints meetings and training beside them, and counts them into the same 合计."""


def with_whole(meanings: Mapping[int, ColumnMeaning]) -> dict[int, ColumnMeaning]:
    """The meanings of such a table; a 合计 beside travel abroad, vehicles and receptions measures ``three_public``.

    Nothing changes where a column of the table is of anything else.
    """
    if _OTHERS & {meaning.measure for meaning in meanings.values()}:
        return dict(meanings)
    return {
        column: replace(meaning, measure="three_public") if _is_whole(meaning, meanings) else meaning
        for column, meaning in meanings.items()
    }


def _is_whole(meaning: ColumnMeaning, meanings: Mapping[int, ColumnMeaning]) -> bool:
    beside = {other.measure for other in meanings.values() if _scope(other)[:-1] == _scope(meaning)[:-1]}
    inside = {other.measure for other in meanings.values()}
    return meaning.measure == "total" and len(beside & _PARTS) > 1 and inside >= _PARTS


def _scope(meaning: ColumnMeaning) -> tuple[str | None, ...]:
    """Amounts of one year and phase below one header stand beside one another."""
    return meaning.period, meaning.phase, *meaning.concept
