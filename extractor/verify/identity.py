"""Sums under test: interval arithmetic as in XBRL Calculations 1.1, and what a passed sum speaks for."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from extractor.document.number import decimals
from extractor.document.record import Amount
from extractor.verify.registry import Finding

_HALF = Decimal("0.5")


class Term(NamedTuple):
    """One amount of an identity; ``value`` is None for a blank, which counts as nothing and is no member."""

    cell: str
    value: Decimal | None


def term_of(amount: Amount) -> Term:
    """The amount in its printed unit."""
    return Term(amount.cell, amount.value)


def tolerance_of(values: Sequence[Decimal]) -> Decimal:
    """How far a sum may miss when each of ``values`` (the total among them) was rounded on its own.

    XBRL Calculations 1.1: half a unit of the last printed place each. The finest printed place counts for all,
    because an amount printed without its zeros (8 beside 46.56) is not a coarser one.
    """
    places = max(decimals(value) for value in values)
    return _HALF.scaleb(-places) * len(values)


def test_sum(
    label: str,
    total: Term,
    alternatives: Sequence[Sequence[Term]],
    *,
    definite: bool,
    derived: Mapping[str, frozenset[str]],
) -> Finding | None:
    """Test ``total`` = Σ of one of the ``alternatives``; None where there is nothing to test.

    ``definite``: the document says that these parts are the whole, so that a miss is a fault and a near miss is
    rounding. Where it does not say so, only an exact sum passes and a miss is ``not_applicable``.
    """
    sums = [parts for parts in alternatives if parts]
    if not sums:
        return None
    if total.value is None:
        return _missing_total(label, total, [part for part in sums[0] if part.value is not None])
    nonzero = [parts for parts in sums if any(part.value for part in parts)]
    if not nonzero:
        return _missing_parts(label, total, alternatives[0]) if total.value else None
    if len(nonzero) > 1:
        nonzero.sort(key=lambda parts: abs(_residual(total, parts)))
    parts = [part for part in nonzero[0] if part.value is not None]
    blanks = tuple(part.cell for part in nonzero[0] if part.value is None)
    members = (total, *parts)
    values = [member.value for member in members if member.value is not None]
    expected, residual, tolerance = sum(values[1:], Decimal(0)), _residual(total, parts), tolerance_of(values)
    cells = tuple(member.cell for member in members)
    told = f"{label}: the {len(parts)} parts make {expected}, printed is {total.value}."
    weighty = tuple(member.cell for member in members if member.value)
    if len(set(cells)) < len(cells) or is_circular(weighty, derived):
        return Finding("not_applicable", tuple(dict.fromkeys(cells)), f"{told} An amount would vouch for itself.")
    if residual == 0 and total.value == 0:
        return None
    if residual == 0 or (definite and abs(residual) <= tolerance):
        return Finding("pass", cells, told, expected, total.value, residual, tolerance, cells, blanks=blanks)
    if definite:
        return Finding("fail", cells, told, expected, total.value, residual, tolerance, cells, blanks=blanks)
    told = f"{told} Nothing says that these parts are the whole."
    return Finding("not_applicable", cells, told, expected, total.value, residual, tolerance)


def test_equal(
    label: str, one: Term, other: Term, *, derived: Mapping[str, frozenset[str]], definite: bool = True
) -> Finding | None:
    """Test that two printed amounts are the same but for the rounding of each; None where one is blank or both 0."""
    if one.value is None or other.value is None or one.cell == other.cell or not (one.value or other.value):
        return None
    cells = (one.cell, other.cell)
    residual, tolerance = other.value - one.value, tolerance_of([one.value, other.value])
    told = f"{label}: {one.value} here, {other.value} there."
    if is_circular(cells, derived):
        return Finding("not_applicable", cells, f"{told} An amount would vouch for itself.")
    if residual == 0 or (definite and abs(residual) <= tolerance):
        return Finding("pass", cells, told, one.value, other.value, residual, tolerance, cells)
    if definite:
        return Finding("fail", cells, told, one.value, other.value, residual, tolerance, cells)
    return Finding(
        "not_applicable", cells, f"{told} Nothing says that they agree.", one.value, other.value, residual, tolerance
    )


def is_circular(cells: Sequence[str], derived: Mapping[str, frozenset[str]]) -> bool:
    """Whether one of the amounts (zeros left out: they add nothing) was inferred from the others of this identity.

    What another one was inferred from stands for it: two copies of one amount do not prove each other.
    """
    for cell in cells:
        others = (derived.get(other, frozenset((other,))) for other in cells if other != cell)
        if cell in derived and frozenset().union(*others) <= derived[cell]:
            return True
    return False


def _residual(total: Term, parts: Sequence[Term]) -> Decimal:
    return (total.value or Decimal(0)) - sum((part.value or Decimal(0) for part in parts), Decimal(0))


def _missing_total(label: str, total: Term, parts: Sequence[Term]) -> Finding | None:
    if not any(part.value for part in parts):
        return None
    expected = sum((part.value or Decimal(0) for part in parts), Decimal(0))
    cells = (total.cell, *(part.cell for part in parts))
    return Finding("insufficient", cells, f"{label}: the parts make {expected}, the total is blank.", expected)


def _missing_parts(label: str, total: Term, parts: Sequence[Term]) -> Finding:
    cells = (total.cell, *(part.cell for part in parts))
    return Finding(
        "insufficient", cells, f"{label}: {total.value} is printed, no part has an amount.", None, total.value
    )
