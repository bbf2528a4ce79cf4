"""The tree of each side of each statement with its amounts, made once for all rules that walk down it."""

from dataclasses import dataclass

from extractor.document.record import Amount, Statement
from extractor.document.vocabulary import Side
from extractor.verify.facts import AmountKey, Facts, amounts_by_key, made_once, sides_of
from extractor.verify.line_parents import Outline, outline_of


@dataclass(frozen=True, slots=True)
class Tree:
    """One side of a statement; ``amounts[i]`` are those of line i."""

    statement: Statement
    side: Side | None
    outline: Outline
    amounts: tuple[dict[AmountKey, Amount], ...]


def trees_of(facts: Facts) -> tuple[Tree, ...]:
    """The sides of all statements, in printed order."""
    return made_once(facts, "trees", _trees)


def _trees(facts: Facts) -> tuple[Tree, ...]:
    return tuple(
        Tree(statement, side, outline_of(lines), tuple(map(amounts_by_key, lines)))
        for statement in facts.statements
        for side, lines in sides_of(statement).items()
    )
