"""Amounts that could as well stand elsewhere: what a failed identity asks for, and what no sum would notice.

A sum is as true when two of its terms change places, and a whole column of sums is as true in the column beside it. So
an amount whose identities all hold says little of its place as soon as another identity fails that would hold were it
elsewhere: what the sibling table prints for a line where this one has a blank, what a column lacks beside what its
neighbour has too much.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from extractor.verify.facts import place_of
from extractor.verify.registry import Finding

_MOST_CLAIMS = 400
"""Claims looked at in a document; what is claimed beyond them is doubted without a look."""
_MOST_EXCHANGES = 200
"""Cells that change places together; more are a table torn as a whole, whose amounts are doubted."""
_NOTHING = Decimal(0)
Values = Mapping[str, Decimal | None]
"""Every cell that an amount is read from, with its value, None for a blank."""


@dataclass(frozen=True, slots=True)
class _Claim:
    """The failed identity ``finding`` would hold if ``cell`` held ``value``."""

    cell: str
    value: Decimal
    finding: Finding


def find_misplaced(
    proofs: Sequence[Finding], refuted: Sequence[Finding], values: Values
) -> tuple[set[str], list[Finding]]:
    """The amounts that could change places so that an identity holds which fails, and none breaks that holds; and
    the identities of ``refuted`` that no such exchange explains.

    ``proofs`` are the identities that hold exactly, ``refuted`` those that fail, or lack their total or all parts.
    """
    claims = list(_claims(refuted, values))
    sums = _Sums.of(proofs if claims else (), values)
    doubted = {claim.cell for claim in claims[_MOST_CLAIMS:]}
    mended: set[int] = set()
    for claim in claims[:_MOST_CLAIMS]:
        for other in sums.holders(claim):
            moved = sums.exchange(claim.cell, other)
            if moved is not None and _is_mended(claim.finding, moved, values):
                doubted |= {cell for cell in moved if values.get(cell)}
                mended.add(id(claim.finding))
    return doubted, [finding for finding in refuted if id(finding) not in mended]


def _claims(refuted: Iterable[Finding], values: Values) -> Iterator[_Claim]:
    """What each term of a failed identity would have to be: the sibling's amount, or what the sum lacks."""
    for finding in refuted:
        if not finding.subjects or any(cell not in values for cell in finding.subjects):
            continue
        if _is_comparison(finding):
            one, other = finding.subjects
            wanted = [(one, values[other]), (other, values[one])]
        elif finding.residual is not None or finding.status == "insufficient":
            wanted = list(_lacking(finding, values))
        else:
            continue  # an inequality
        yield from (_Claim(cell, value, finding) for cell, value in wanted if value)


def _lacking(finding: Finding, values: Values) -> Iterator[tuple[str, Decimal]]:
    """Each term of the sum with what it would have to be; of a sum without its total, or its parts, the blank ones."""
    total, *parts = finding.subjects
    lack = (values[total] or _NOTHING) - sum((values[part] or _NOTHING for part in parts), _NOTHING)
    if values[total] is None:
        yield total, -lack
    elif lack:
        yield from ((part, (values[part] or _NOTHING) + lack) for part in (*parts, *finding.blanks) if part in values)


def _is_comparison(finding: Finding) -> bool:
    """Whether it sets one cell of a table against one of another table."""
    places = [place_of(cell) for cell in finding.subjects]
    return len(places) == 2 and None not in places and len({place.table for place in places if place}) == 2


def _is_mended(finding: Finding, moved: Mapping[str, Decimal | None], values: Values) -> bool:
    terms = (*finding.subjects, *finding.blanks)
    total, *parts = (moved.get(cell, values.get(cell)) or _NOTHING for cell in terms)
    return total == sum(parts, _NOTHING)


@dataclass(frozen=True, slots=True)
class _Sums:
    """The identities that hold, by each of their terms, blanks too."""

    values: Values
    by_cell: Mapping[str, Sequence[Finding]]
    opaque: frozenset[int] = field(default_factory=frozenset)
    """Identities (by ``id``) that are no plain sum of cells: nothing is known of them after an exchange."""

    @classmethod
    def of(cls, proofs: Iterable[Finding], values: Values) -> "_Sums":
        by_cell: dict[str, list[Finding]] = {}
        opaque: set[int] = set()
        for proof in proofs:
            if not _adds_up(proof, values):
                opaque.add(id(proof))
            for cell in (*proof.members, *proof.blanks):
                by_cell.setdefault(cell, []).append(proof)
        return cls(values, by_cell, frozenset(opaque))

    def holders(self, claim: _Claim) -> Iterator[str]:
        """Cells of an identity with the claimed cell that hold the claimed value."""
        seen = {claim.cell}
        for proof in self.by_cell.get(claim.cell, ()):
            for cell in (*proof.members, *proof.blanks):
                if cell not in seen and cell in self.values and self.values[cell] == claim.value:
                    seen.add(cell)
                    yield cell

    def exchange(self, one: str, other: str) -> dict[str, Decimal | None] | None:
        """What the cells hold after the two changed places, with all that must move with them so that every identity
        holds; None where one would break."""
        partners = {one: other, other: one}
        moved = {one: self.values[other], other: self.values[one]}
        waiting = [one, other]
        while waiting:
            for proof in self.by_cell.get(waiting.pop(), ()):
                if id(proof) in self.opaque:
                    return None
                if _adds_up(proof, self.values, moved):
                    continue
                further = self._move_with(proof, partners)
                if further is None or len(moved) > _MOST_EXCHANGES:
                    return None
                for here, there in further.items():
                    moved |= {here: self.values[there], there: self.values[here]}
                    partners |= {here: there, there: here}
                    waiting += [here, there]
        return moved

    def _move_with(self, proof: Finding, partners: Mapping[str, str]) -> dict[str, str] | None:
        """The other amounts of the identity with the cells that they would move to, as far as its moved one does."""
        anchor = next(cell for cell in proof.members + proof.blanks if cell in partners)
        start, end = place_of(anchor), place_of(partners[anchor])
        further: dict[str, str] = {}
        for cell in proof.members:
            if cell in partners or not self.values.get(cell):
                continue
            place = place_of(cell)
            if start is None or end is None or place is None or place.table != start.table:
                return None
            down, right = end.row - start.row, end.column - start.column
            target = f"{place.table}.r{place.row + down}c{place.column + right}"
            if target not in self.values or target in partners or target in further:
                return None
            further[cell] = target
        return further or None


def _adds_up(proof: Finding, values: Values, moved: Mapping[str, Decimal | None] | None = None) -> bool:
    """Whether its first member is the sum of the others, all of them cells of amounts."""
    moved = moved or {}
    if any(cell not in values for cell in proof.members):
        return False
    total, *parts = (moved.get(cell, values.get(cell)) or _NOTHING for cell in (*proof.members, *proof.blanks))
    return total == sum(parts, _NOTHING)
