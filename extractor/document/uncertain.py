"""What a recogniser was not sure of in a cell."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from extractor.document.recognised import Alternative


@dataclass(frozen=True, slots=True)
class UncertainCharacter:
    """One character that was recognised in a picture and may be another one.

    ``place`` is its number, from 0, among the characters of the cell's ``raw`` that are no white space;
    ``probability`` the recogniser's own for ``text`` (0 to 1), ``alternatives`` what else it held possible, the best
    first. ``cell`` is the cell's id, blank before the table has one.
    """

    place: int
    text: str
    probability: float
    alternatives: tuple[Alternative, ...] = ()
    cell: str = ""


def shifted(characters: Iterable[UncertainCharacter], before: int) -> tuple[UncertainCharacter, ...]:
    """The same characters where ``before`` others were put in front of their text, or taken from there (below 0)."""
    return tuple(replace(character, place=character.place + before) for character in characters)
