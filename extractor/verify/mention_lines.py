"""Lines of tables that are called as the prose calls an amount and say the same amount."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from extractor.document.label_numbering import without_numbering
from extractor.document.public_expense_words import EXPENSE_WORDS, expense_name
from extractor.document.record import Amount, Line, Mention
from extractor.document.text import folded
from extractor.verify.facts import Facts
from extractor.verify.mention_projects import says_the_same

_MEASURE_WORDS: Final = ("预算", "决算", "执行", "数", "金额", "支出", "(类)", "(款)", "(项)")
"""What prose adds to a name, or leaves out, to say how and in what table it is measured."""
_SHORTEST: Final = 2
_EXPENSES: Final = frozenset(name for names in EXPENSE_WORDS.values() for name in names)
_OTHER_SIDE: Final = {"收入": "expenditure", "支出": "revenue"}
"""What a word of one side keeps apart: income and expenditure of a name are often equal."""


def lines_called_alike(facts: Facts, mention: Mention) -> Iterator[Amount]:
    """The amounts of lines with the mention's name, year and phase that are the same to half of its last place.

    Never another amount: the name alone is no evidence of an error. Blanks and zeros say nothing.
    """
    if not mention.value or mention.kind != "amount":
        return
    if mention.concept == "three_public":
        yield from _whole_of_public_expenses(facts, mention)
    printed = (mention.label or "").rpartition("/")[2] if mention.concept == "classified_line" else mention.name
    name = _bare(printed or "")
    if len(name) < _SHORTEST:
        return
    for statement in facts.statements:
        for line in statement.lines:
            is_sum = line.role in ("total", "subtotal")
            if not is_sum and _bare(line.label) == name and _is_of_side(line, printed or ""):
                yield from _same(line, mention)


def _whole_of_public_expenses(facts: Facts, mention: Mention) -> Iterator[Amount]:
    """The 合计 of a table with a line for each of the expenses and for nothing beside them."""
    for statement in facts.statements:
        named = [line for line in statement.lines if expense_name(line.label) in _EXPENSES]
        totals = [line for line in statement.lines if line.role == "total"]
        beside = [line for line in statement.lines if line.role == "item" and line not in named]
        if statement.kind == "three_public" and len(named) > _SHORTEST and not beside:
            for line in totals:
                yield from _same(line, mention)


def _is_of_side(line: Line, printed: str) -> bool:
    return all(word not in printed or line.side != side for word, side in _OTHER_SIDE.items())


def _same(line: Line, mention: Mention) -> Iterator[Amount]:
    for amount in line.amounts:
        at = amount.period, amount.phase
        if at == (mention.period, mention.phase) and amount.unit is not None and says_the_same(mention, amount.yuan):
            yield amount


@lru_cache(maxsize=8192)  # every mention is held against the same labels
def _bare(name: str) -> str:
    """The name without numbering and words of measure, as long as anything is left."""
    plain = without_numbering(folded(name))
    while ending := next((word for word in _MEASURE_WORDS if plain.endswith(word) and plain != word), None):
        plain = plain.removesuffix(ending)
    return plain
