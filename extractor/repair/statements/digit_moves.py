"""Amounts in which one digit may be misread for another: what the sums that they stand in ask for."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from extractor.repair.statements.arithmetic import Arithmetic, Identity, Place
from extractor.repair.statements.cell_types import value_of
from extractor.repair.statements.move import Move

MISREAD_DIGIT: Final = "misread_digit"
_MOST_DIGITS: Final = 18
_MOST_PARTS: Final = 60
"""Amounts of a longer sum are not tried: it asks for a digit of any of them."""


def misread_digits(arithmetic: Arithmetic, number: int) -> Iterator[Move]:
    """Each amount of a failing identity with the one digit exchanged that lets it hold exactly."""
    identity = arithmetic.identities[number]
    if identity.printed is not None:
        yield from _asked(arithmetic, number, identity.total, identity.printed, ())
        return
    total = arithmetic.value(identity.total)
    for way in identity.ways:
        filled = [(place, value) for place in way if (value := arithmetic.value(place)) is not None]
        if total is None or not filled or len(filled) > _MOST_PARTS:
            continue
        made = sum((value for _, value in filled), Decimal(0))
        members = (identity.total, *(place for place, _ in filled))
        yield from _asked(arithmetic, number, identity.total, made, members)
        for place, value in filled:
            if way.count(place) == 1:
                yield from _asked(arithmetic, number, place, total - made + value, members)


def _asked(
    arithmetic: Arithmetic, number: int, place: Place, value: Decimal, members: tuple[Place, ...]
) -> Iterator[Move]:
    text = with_one_digit(arithmetic.texts.get(place, ""), value)
    if text is not None:
        source = arithmetic.identities[number].source
        others = tuple(member for member in members if member != place)
        yield Move(MISREAD_DIGIT, ((place, text),), made_from=others, source=source, asked_by=number)


def with_one_digit(text: str, value: Decimal) -> str | None:
    """The text with one of its digits exchanged so that it says the value; None where no digit does."""
    if sum(character.isdigit() for character in text) > _MOST_DIGITS or value_of(text) in (None, value):
        return None
    for place, character in enumerate(text):
        if not character.isdigit():
            continue
        for digit in "0123456789":
            changed = text[:place] + digit + text[place + 1 :]
            if digit != character and value_of(changed) == value:
                return changed
    return None


def is_witnessed(identity: Identity, others: list[Identity], place: Place) -> bool:
    """Whether identities that have nothing in common but the place ask for the same digit there, one of them a sum of
    the table."""
    own = identity.places - {place}
    apart = [other for other in others if own.isdisjoint(other.places - {place})]
    return any(identity.printed is None or other.printed is None for other in apart)
