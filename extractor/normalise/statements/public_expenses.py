"""Tables of the three public expenses: what their 合计 is, and which of their lines are parts by definition."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from extractor.document.public_expense_words import EXPENSE_WORDS, expense_name
from extractor.document.vocabulary import Measure
from extractor.normalise.numbering import is_of_which, read_numbering
from extractor.normalise.statements.draft import DraftLine
from extractor.normalise.statements.measures import ColumnMeaning

_PARTS: Final = frozenset[Measure](("abroad", "vehicle", "reception"))
_OTHERS: Final = frozenset[Measure](("conference", "training"))
"""Jiangsu prints meetings and training beside them, and counts them into the same 合计."""
_VEHICLE_PARTS: Final = frozenset((*EXPENSE_WORDS["vehicle_purchase"], *EXPENSE_WORDS["vehicle_operation"]))


def with_parts(lines: Sequence[DraftLine]) -> list[DraftLine]:
    """The lines, with purchase and operation of vehicles one level below the line of both that they follow.

    Only where nothing printed (a code, a numbering, 其中, a group, an indent) says the level of any of them.
    """
    placed: list[DraftLine] = []
    inside = False
    for line in lines:
        name = expense_name(line.label) if _is_unplaced(line) else None
        inside = name in EXPENSE_WORDS["vehicle"] or (inside and name in _VEHICLE_PARTS)
        placed.append(replace(line, depth=2) if inside and name in _VEHICLE_PARTS else line)
    return placed


def _is_unplaced(line: DraftLine) -> bool:
    unplaced = line.code is None and line.depth is None and line.group is None
    return unplaced and read_numbering(line.label) is None and not is_of_which(line.label)


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
