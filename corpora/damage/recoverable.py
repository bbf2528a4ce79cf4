"""Which faults the rest of the text still tells: an amount that arithmetic pins down, a value said twice."""

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from decimal import Decimal

from extractor.corpora.damage.change import Change
from extractor.corpora.damage.identities import Amounts, Identity, Place
from extractor.corpora.damage.only_mend import has_only_mend
from extractor.corpora.damage.pieces import Cell, Owner, Piece, body_rows
from extractor.document.number import read_amount
from extractor.document.tier_words import TIER1_CLASSES, is_tier1_word, parent_class, tier1_class, tier2_class


def judge(changes: Sequence[Change], amounts: Amounts, pieces: Sequence[Piece]) -> list[bool]:
    """Whether each of the changes made together in ``pieces`` can be undone from what is left.

    ``kept``: yes, every character is there. ``gone`` in a statement: where identities pin the amount (``pinned``).
    ``gone`` in a form: where another cell of the form prints the same words; a tier, where the other tier has no
    second possibility. ``moved`` amounts: where an identity that held fails since (a sum that is the same before and
    after says nothing about the place), and one move back alone makes all hold. ``moved`` cells of a form: yes, their
    words tell their columns.
    """
    lost, misread = set[Place](), set[Place]()
    for change in changes:
        if change.told == "gone" and not _is_of_form(change.owner, pieces):
            (misread if change.variant == "digit" else lost).update(_places(change))
    known = pinned(lost, misread, amounts)
    gone = {(change.owner, path) for change in changes if change.told == "gone" for path in change.touched}
    return [_is_recoverable(change, amounts, known, gone, pieces) for change in changes]


def pinned(lost: AbstractSet[Place], misread: AbstractSet[Place], amounts: Amounts) -> set[Place]:
    """The lost (blanked) and misread amounts that the identities settle, those settled before helping the others.

    An identity helps where no other member is lost or misread. It settles a lost amount if no other member is blank,
    since the difference can stand nowhere else; two settle an amount if it is the only suspect that they share.
    Suspects for a lost amount are the blank members, for a misread one all members.
    """
    by_place: dict[Place, list[Identity]] = {}
    for identity in amounts.identities:
        for member in identity.members & (lost | misread):
            by_place.setdefault(member, []).append(identity)
    unsettled, settled = set(lost | misread), set[Place]()
    while True:
        blank = {place for place, value in amounts.values.items() if value is None} | (lost & unsettled)
        found = set()
        for place in unsettled:
            usable = [one.members for one in by_place.get(place, []) if not one.members & unsettled - {place}]
            suspects = [members & blank if place in lost else members for members in usable]
            alone = any(one == {place} for one in suspects)
            crossed = any(one & other == {place} for one in suspects for other in suspects)
            if alone or crossed:
                found.add(place)
        if not found:
            return settled
        unsettled -= found
        settled |= found


def _is_recoverable(
    change: Change,
    amounts: Amounts,
    known: AbstractSet[Place],
    gone: AbstractSet[tuple[Owner, str]],
    pieces: Sequence[Piece],
) -> bool:
    if change.told == "kept":
        return True
    if _is_of_form(change.owner, pieces):
        return change.told == "moved" or _said_elsewhere(change, gone, pieces)
    if change.told == "gone":
        return all(place in known for place in _places(change))
    return _has_only_mend(change, amounts)


def _is_of_form(owner: Owner, pieces: Sequence[Piece]) -> bool:
    return owner.sort == "project" or any(row.owner == owner and row.part != "body" for _, row in body_rows(pieces))


def _places(change: Change) -> list[Place]:
    return [_place(change.owner, path) for path in change.touched]


def _place(owner: Owner, path: str) -> Place:
    _, row, _, column = path.split(".")
    return Place(owner.number, int(row), int(column))


def _has_only_mend(change: Change, amounts: Amounts) -> bool:
    moved: dict[Place, Decimal | None] = {}
    for path, text in change.after:
        reading = read_amount(text)
        moved[_place(change.owner, path)] = reading.value if reading else None
    return has_only_mend(moved, amounts, swapped=change.variant == "swapped")


def _said_elsewhere(change: Change, gone: AbstractSet[tuple[Owner, str]], pieces: Sequence[Piece]) -> bool:
    cells = [cell for _, row in body_rows(pieces) if row.owner == change.owner for cell in row.cells]
    own = next(cell for cell in cells if cell.belongs != "label" and set(change.touched) <= set(cell.truth))
    if own.belongs == "tier":
        return _tier_is_told(own, cells)
    others = (cell for cell in cells if cell is not own and not _holds_any(cell, gone, change.owner))
    return any(cell.text == own.text for cell in others)


def _tier_is_told(own: Cell, cells: Iterable[Cell]) -> bool:
    """A tier 1 cell by the tier 2 word of its row, a tier 2 cell where its tier 1 has one class only."""
    first, _, last = own.truth[0].rpartition(".")
    is_upper = is_tier1_word(own.text) if last.isdigit() else last == "tier1"
    if last.isdigit():
        other = f"{first}.{int(last) + (1 if is_upper else -1)}"
    else:
        other = f"{first}.{'tier2' if is_upper else 'tier1'}"
    word = next((cell.text for cell in cells if other in cell.truth and cell.text), "")
    if is_upper:
        return parent_class(tier2_class(word)) is not None
    return len(TIER1_CLASSES.get(tier1_class(word) or "", ())) == 1


def _holds_any(cell: Cell, gone: AbstractSet[tuple[Owner, str]], owner: Owner) -> bool:
    return any((owner, path) in gone for path in cell.truth)
