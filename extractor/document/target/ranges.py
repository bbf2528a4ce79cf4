"""One number or two: ``10-15天``, ``100±2克``, ``90%≤X≤100%``, ``5次以上10次以下``, ``[90%,100%]``."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from extractor.document.target.cursor import Cursor
from extractor.document.target.leads import Lead
from extractor.document.target.lexer import operator_of
from extractor.document.target.quantities import Quantity, read_quantity
from extractor.document.target.units import SHARE
from extractor.document.target.words import MULTIPLES

_AT_MOST: Final = ("<=", "<")
_AT_LEAST: Final = (">=", ">")
_MULTIPLES: Final = frozenset(MULTIPLES.split())
_PER: Final = ("/", "每", "·", "*")


@dataclass(frozen=True, slots=True)
class Value:
    """A quantity, or two: from its value up ``to`` another, both in its unit."""

    quantity: Quantity
    to: str | None = None
    is_bounded_twice: bool = False
    """Both ends had an operator, so that none is left."""


def read_value(cursor: Cursor, lead: Lead) -> Value | None:
    """The number or numbers at the cursor, which moves behind them; None where none is, or two do not fit."""
    if cursor.take("plus_minus"):
        spread = read_quantity(cursor)
        return Value(spread._replace(value=f"-{spread.value}"), spread.value) if spread else None
    opening = cursor.take("bracket", "open")
    first = read_quantity(cursor)
    if first is None:
        return None
    if opening:
        return _read_interval(cursor, first, opening.text)
    if lead.negative:
        first = first._replace(value=f"-{first.value}")
    return _read_second(cursor, first, lead)


def _read_second(cursor: Cursor, first: Quantity, lead: Lead) -> Value | None:
    """What the sign behind the first number makes of it."""
    start = cursor.at
    cursor.take("inclusive")
    token, follower = cursor.peek(), cursor.peek(1)
    kind = token.kind if token else None
    if kind == "dash" or (kind == "and" and cursor.plain.endswith("之间")):
        return _read_range(cursor, first)
    if kind == "plus_minus":
        return _read_plus_minus(cursor, first)
    if kind == "before" and follower is not None and follower.kind == "variable":
        return _read_between(cursor, first, lead)
    if kind in ("before", "separator"):
        return _read_limits(cursor, first, lead)
    cursor.at = start
    return _read_limits_behind(cursor, first, lead) or Value(first)


def _range(low: Quantity, high: Quantity, *, bounded: bool = False) -> Value | None:
    """From ``low`` to ``high``, in the unit of ``high`` where ``low`` prints none or its beginning (20万至30万元)."""
    unit = low.unit
    if unit is not None and unit != high.unit:
        rest = high.unit.removeprefix(unit) if high.unit else ""
        if rest == high.unit or not (unit in _MULTIPLES or rest.startswith(_PER)):
            return None
    if Decimal(low.value) > Decimal(high.value):
        return None
    return Value(high._replace(value=low.value), high.value, bounded)


def _read_interval(cursor: Cursor, low: Quantity, opening: str) -> Value | None:
    """[90%,100%] or (80%,90%]: one bracket at least is square, else it is a note."""
    parting = cursor.take("separator", "dash")
    high = read_quantity(cursor) if parting else None
    closing = cursor.take("bracket", "close")
    if high is None or closing is None or opening + closing.text not in ("[]", "(]", "[)"):
        return None
    return _range(low, high, bounded=True)


def _read_range(cursor: Cursor, low: Quantity) -> Value | None:
    cursor.at += 1
    high = read_quantity(cursor, bare=low.unit == SHARE)
    if high is None:
        return None
    if high.unit is None and low.unit == SHARE:
        high = high._replace(unit=SHARE)  # 百分之八十至九十
    return _range(low, high)


def _read_plus_minus(cursor: Cursor, middle: Quantity) -> Value | None:
    cursor.at += 1
    spread = read_quantity(cursor)
    if spread is None or middle.unit not in (None, spread.unit):
        return None
    low, high = Decimal(middle.value) - Decimal(spread.value), Decimal(middle.value) + Decimal(spread.value)
    return Value(spread._replace(value=format(low, "f")), format(high, "f"))


def _read_between(cursor: Cursor, first: Quantity, lead: Lead) -> Value | None:
    """90%≤X≤100%, or with both signs turned."""
    left = cursor.take("before")
    cursor.take("variable")
    right = cursor.take("before")
    last = read_quantity(cursor)
    if not (left and right and last) or lead.operator:
        return None
    ways = {operator_of(left.text), operator_of(right.text)}
    if ways.issubset(_AT_MOST):
        return _range(first, last, bounded=True)
    return _range(last, first, bounded=True) if ways.issubset(_AT_LEAST) else None


def _read_limits(cursor: Cursor, low: Quantity, lead: Lead) -> Value | None:
    """不少于5次，不超过8次, with a sign between them or none."""
    while cursor.take("separator"):
        pass
    upper = cursor.take("before")
    high = read_quantity(cursor) if upper else None
    if upper is None or high is None:
        return None
    if lead.operator not in _AT_LEAST or operator_of(upper.text) not in _AT_MOST:
        return None
    return _range(low, high, bounded=True)


def _read_limits_behind(cursor: Cursor, low: Quantity, lead: Lead) -> Value | None:
    """5次以上10次以下; where it is not, the cursor stays."""
    start = cursor.at
    cursor.take("inclusive")
    lower = cursor.take("after")
    cursor.take("separator")
    high = read_quantity(cursor) if lower else None
    cursor.take("inclusive")
    upper = cursor.take("after") if high else None
    if lower and high and upper and not lead.operator:
        ways = operator_of(lower.text), operator_of(upper.text)
        value = _range(low, high, bounded=True) if ways == (">=", "<=") else None
        if value is not None:
            return value
    cursor.at = start
    return None
