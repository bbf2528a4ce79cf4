"""Amounts that a recogniser misread: what a failed identity asks for, where the picture may say it too.

Two witnesses are needed. The arithmetic gives the amount that would make the identity hold; the reading must be one
slip away from it, and better one that the recogniser itself held possible or read with little certainty.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from decimal import Decimal
from typing import Final, Literal, NamedTuple

from extractor.document.check import Check
from extractor.document.number import decimals, read_amount
from extractor.document.table import Cell, Table
from extractor.document.text import without_space
from extractor.document.uncertain import UncertainCharacter

Witness = Literal["alternative", "uncertain", "short", "look_alike"]
"""What the picture says of the slip: the recogniser held the other character possible; it read this one with little
certainty; the amount has fewer decimals than nearly all of its table, and lacks its last one; or the two only look
alike."""

LOOK_ALIKES: Final[Mapping[str, str]] = {
    "0": "689", "1": "47", "2": "7", "3": "589", "4": "19", "5": "3689", "6": "0589", "7": "12", "8": "03569",
    "9": "03458",
}  # fmt: skip
"""Digits that a blurred or broken print makes alike."""
_LITTLE: Final = 0.9
"""Below this probability a character was read with little certainty."""
_STRENGTH: Final[Mapping[Witness, int]] = {"alternative": 2, "uncertain": 1, "short": 1, "look_alike": 0}
_USUAL_SHARE: Final = 0.9
"""So many of a table's amounts have as many decimals where the others are short of some."""


class Slip(NamedTuple):
    """One amount as it may have been printed: ``text`` for what was read in ``cell``, with the failed ``checks`` that
    ask for it, and what the picture says."""

    cell: str
    read: str
    text: str
    witness: Witness
    checks: tuple[Check, ...]

    @property
    def rank(self) -> tuple[int, int]:
        """The more identities ask for it, and the more the picture says, the likelier."""
        return len(self.checks), _STRENGTH[self.witness]


def find_slips(tables: Sequence[Table], checks: Sequence[Check], recognised: AbstractSet[str]) -> list[Slip]:
    """The slips of one character that failed identities ask for, the likeliest first.

    ``recognised`` are the ids of the tables that were read from pictures; no other table's cells are looked at. An
    identity that holds within its tolerance only asks too (a last decimal that was lost hides there), but not where
    nothing else than the look of a digit speaks for the slip: sums of rounded amounts are off by as much.
    """
    usual = {table.id: _usual_decimals(table) for table in tables if table.id in recognised}
    cells = {cell.id: cell for table in tables if table.id in recognised for cell in table.cells}
    uncertain: dict[str, list[UncertainCharacter]] = defaultdict(list)
    for table in tables:
        for character in table.uncertain:
            uncertain[character.cell].append(character)
    asking: dict[tuple[str, str], list[Check]] = defaultdict(list)
    witnesses: dict[tuple[str, str], Witness] = {}
    for check in checks:
        if check.status not in ("fail", "pass") or not check.residual:
            continue
        for cell in (cells[subject] for subject in dict.fromkeys(check.subjects) if subject in cells):
            subject = cell.id
            for text in _asked_for(cell.text, check.residual):
                witness = _witness(cell, text, uncertain[subject], usual[subject.partition(".")[0]])
                if witness is not None and (check.status == "fail" or witness != "look_alike"):
                    asking[subject, text].append(check)
                    witnesses[subject, text] = witness
    slips = [
        Slip(cell, cells[cell].text, text, witnesses[cell, text], tuple(found))
        for (cell, text), found in asking.items()
    ]
    return sorted(slips, key=lambda slip: slip.rank, reverse=True)


def _asked_for(text: str, residual: Decimal) -> list[str]:
    """The amount in the style of ``text`` with the residual taken off and put on: a part and a total differ in sign."""
    reading = read_amount(text)
    if reading is None or reading.value is None:
        return []
    places = max(decimals(reading.value), decimals(residual.normalize()))
    grouped = "," if "," in text or abs(reading.value) < 1000 else ""
    return [f"{value:{grouped}.{places}f}" for value in (reading.value - residual, reading.value + residual)]


def _usual_decimals(table: Table) -> int | None:
    """How many decimals nearly all amounts of a table have; None where they differ."""
    amounts = (read_amount(text) for row in table.rows for text in row.values if text and "." in text)
    counts = Counter(decimals(found.value) for found in amounts if found is not None and found.value is not None)
    most, times = max(counts.items(), key=lambda item: item[1], default=(0, 0))
    return most if times and times >= _USUAL_SHARE * counts.total() else None


def _witness(cell: Cell, text: str, uncertain: Sequence[UncertainCharacter], usual: int | None) -> Witness | None:
    """What the picture says for ``text`` in place of what was read; None where more than one character differs."""
    read = without_space(cell.text)
    place = _one_difference(read, text)
    if place is None or without_space(cell.raw) != read:
        return None
    if len(read) != len(text):
        if place == len(text) - 1 and len(text) == len(read) + 1 and len(text) - text.find(".") - 1 == usual:
            return "short"
        return _witness_of_length(read, text, place, uncertain)
    here = [character for character in uncertain if character.place == place]
    if any(other.text == text[place] for character in here for other in character.alternatives):
        return "alternative"
    if any(character.probability < _LITTLE for character in here):
        return "uncertain"
    return "look_alike" if text[place] in LOOK_ALIKES.get(read[place], "") else None


def _witness_of_length(read: str, text: str, place: int, uncertain: Sequence[UncertainCharacter]) -> Witness | None:
    """A character too many or too few: one beside it was read with little certainty, or it is its neighbour twice
    (two equal ones that run together)."""
    near = [character for character in uncertain if abs(character.place - place) <= 1]
    if any(character.probability < _LITTLE for character in near):
        return "uncertain"
    longer = max(read, text, key=len)
    return "look_alike" if longer[place] in longer[max(0, place - 1) : place] + longer[place + 1 : place + 2] else None


def _one_difference(read: str, text: str) -> int | None:
    """Where the two differ in one character, put in, left out or another one; None where in none or in more. The
    separators of thousands are written as they follow from the digits."""
    if read == text:
        return None
    if len(read) == len(text):
        places = [place for place, (a, b) in enumerate(zip(read, text, strict=True)) if a != b]
        return places[0] if len(places) == 1 and text[places[0]].isdigit() else None
    short, long = sorted((read, text), key=len)
    plain_short, plain_long = short.replace(",", ""), long.replace(",", "")
    if len(plain_long) != len(plain_short) + 1:
        return None
    for place, character in enumerate(long):
        if character != "," and (long[:place] + long[place + 1 :]).replace(",", "") == plain_short:
            return place
    return None
