"""Which place each piece of a torn row belongs to: all monotone placements, weighed by what the words are."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from extractor.document.text import without_space
from extractor.document.tier_words import is_tier1_word, is_tier2_word
from extractor.repair.forms.lexicon import Lexicon
from extractor.repair.forms.row_pieces import Piece, arrangements
from extractor.repair.forms.row_slots import MISFIT, Slot, fit

_MOST_PIECES: Final = 12
_MOST_DROPPED: Final = 3
_MOST_STEPS: Final = 20_000
"""The search's bound for one row; a row that needs more is no torn row of a form and is left as it is."""
GIVEN_UP: Final = "row_given_up"
"""The kind of repair that says that a row's search reached its bound; never applied."""
_REQUIRED: Final = 0.75
"""What a blank costs where the other rows of the matrix, or the sibling forms, have a text."""
_READS_AS_TARGET: Final = 2.0
_SHIFT: Final = 0.25
"""What a change of the distance from printed to chosen place costs, along a row."""


@dataclass(frozen=True, slots=True)
class Alignment:
    """A row put in its places: a text for each slot, which pieces were duplicates, what was cut and joined, and the
    score: what the words speak for it, less what its operations cost."""

    values: tuple[str, ...]
    score: float
    dropped: tuple[str, ...] = ()
    splits: int = 0
    joins: int = 0


@dataclass(slots=True)
class _Search:
    pieces: tuple[Piece, ...]
    slots: tuple[Slot, ...]
    fits: list[list[float]]
    target: int | None
    steps: int
    found: dict[tuple[str, ...], Alignment] = field(default_factory=dict)


def align_row(
    texts: Sequence[str], slots: tuple[Slot, ...], lexicon: Lexicon, most_steps: int = _MOST_STEPS
) -> tuple[Alignment, ...] | None:
    """All placements of a row's cells in the slots, best first, one for each distinct outcome.

    ``texts`` are the cells as printed, by grid column. Every printed character is in exactly one slot, except pieces
    that repeat another one of the row. None where the search needs more than its bound.
    """
    outcomes: dict[tuple[str, ...], Alignment] = {}
    steps = most_steps
    target = next((place for place, slot in enumerate(slots) if slot.kind == "target"), None)
    gave_up = False
    for pieces in arrangements(texts, lexicon):
        if len(pieces) > _MOST_PIECES:
            gave_up = True
            continue
        fits = [[fit(slot, piece.text) for slot in slots] for piece in pieces]
        search = _Search(pieces, slots, fits, target, steps)
        _place(search, 0, -1, {}, ())
        steps = search.steps
        if steps <= 0:
            return None
        for values, alignment in search.found.items():
            if values not in outcomes or outcomes[values].score < alignment.score:
                outcomes[values] = alignment
    if gave_up and not outcomes:
        return None
    return tuple(sorted(outcomes.values(), key=lambda alignment: (-alignment.score, alignment.values)))


def printed_order(texts: Sequence[str], slots: Sequence[Slot]) -> tuple[str, ...]:
    """The row as the grid has it, by slot."""
    return tuple(
        without_space(texts[slot.column]) if slot.column is not None and slot.column < len(texts) else ""
        for slot in slots
    )


def _place(search: _Search, at: int, last: int, placed: dict[int, int], dropped: tuple[int, ...]) -> None:
    """Put piece ``at`` and those after it right of slot ``last``; ``placed`` are pieces by slot."""
    search.steps -= 1
    if search.steps <= 0:
        return
    if at == len(search.pieces):
        _keep(search, placed, dropped)
        return
    piece = search.pieces[at]
    for place in range(last + 1, len(search.slots)):
        if place not in placed and _may_stand(search, at, place):
            _place(search, at + 1, place, {**placed, place: at}, dropped)
    target = search.target
    crosses = target is not None and not piece.whole and search.fits[at][target] >= _READS_AS_TARGET
    if target is not None and crosses and target not in placed and last < target:
        _place(search, at + 1, last, {**placed, target: at}, dropped)
    others = (n for n, other in enumerate(search.pieces) if other.text == piece.text and n != at and n not in dropped)
    if len(dropped) < _MOST_DROPPED and any(others):
        _place(search, at + 1, last, placed, (*dropped, at))


def _may_stand(search: _Search, at: int, place: int) -> bool:
    slot = search.slots[place]
    if slot.column == search.pieces[at].column:
        return True
    return slot.kind != "other" and search.fits[at][place] > MISFIT


def _keep(search: _Search, placed: Mapping[int, int], dropped: tuple[int, ...]) -> None:
    pieces = search.pieces
    values = tuple(pieces[placed[n]].text if n in placed else "" for n in range(len(search.slots)))
    if any(pieces[n].text not in values for n in dropped):
        return
    score = (
        _score(search, values, placed)
        - sum(_cost_of_drop(pieces[n].text) for n in dropped)
        - sum(piece.cost for piece in pieces)
    )
    known = search.found.get(values)
    if known is None or known.score < score:
        splits = sum(piece.part > 0 for piece in pieces)
        joins = sum(piece.joined for piece in pieces)
        search.found[values] = Alignment(values, score, tuple(pieces[n].text for n in dropped), splits, joins)


def _cost_of_drop(text: str) -> float:
    """A doubled tier word is common where tiers slid; other words are printed twice for a reason."""
    return 1.0 if is_tier1_word(text) or is_tier2_word(text) else 2.0


def _score(search: _Search, values: tuple[str, ...], placed: Mapping[int, int]) -> float:
    pieces, slots = search.pieces, search.slots
    score = sum(search.fits[at][place] for place, at in placed.items())
    score += sum(_is_at_home(pieces[at], slots[place]) for place, at in placed.items())
    score += sum(_said_twice(pieces[at].text) for at in placed.values())
    score -= _REQUIRED * sum(slot.required and not value for slot, value in zip(slots, values, strict=True))
    score -= _SHIFT * _shifts(search, placed)
    if search.target is not None:
        score += _relations({slot.kind: value for slot, value in reversed(list(zip(slots, values, strict=True)))})
    return score


def _is_at_home(piece: Piece, slot: Slot) -> bool:
    """Whether the piece stands in its own column, or where it was before cuts and joins pushed it."""
    return slot.column == piece.column + piece.pushed or (piece.part == 0 and slot.column == piece.column)


def _shifts(search: _Search, placed: Mapping[int, int]) -> int:
    """How often the distance between a piece's column and its place changes along the row: a slide moves a run."""
    moves = [
        0 if _is_at_home(piece, search.slots[place]) else (search.slots[place].column or 0) - piece.column
        for place, piece in ((place, search.pieces[at]) for place, at in sorted(placed.items()))
        if piece.part == 0
    ]
    return sum(a != b for a, b in pairwise(moves))


def _relations(values: Mapping[str, str]) -> float:
    """What the texts of an indicator's row say of each other: name, description and basis agree, a target is there."""
    tier3, description, basis = (values.get(kind, "") for kind in ("tier3", "description", "basis"))
    target = values.get("target", "")
    score = float((tier3 == description != "") + (basis in (tier3, description) and basis != ""))
    if values.get("tier1") and values["tier1"] == values.get("tier2"):
        score -= 5
    if not tier3 and (description or basis):
        score -= 3
    if "description" in values and basis and not description:
        score -= 4
    if not target:
        score -= 2
    elif target in (tier3, description):
        score -= 1.5
    elif tier3.endswith(target) or description.endswith(target):
        score -= 2
    return score


def _said_twice(text: str) -> int:
    half, odd = divmod(len(text), 2)
    return -2 if not odd and half > 1 and text[:half] == text[half:] else 0
