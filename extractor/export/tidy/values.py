"""What the tables can hold: the same bounds for every format, so that all formats agree."""

import math
from decimal import Context, Decimal

Value = str | int | float | bool | Decimal | None

PRECISION, SCALE = 38, 8
"""Digits of a decimal, and those behind its point: decimal128, and an amount in 亿元 down to 元 has eight."""
_LEAST = Decimal(1).scaleb(-SCALE)
_BOUND = Decimal(10) ** (PRECISION - SCALE)
_LARGEST_INTEGER = 2**63 - 1
_EXACTLY = Context(prec=1_000)
"""The usual context rounds to 28 digits without a word."""


def storable(value: Value) -> Value:
    """The value as a table holds it: an empty text is None, and so is a number that no format could hold exactly."""
    if isinstance(value, str):
        return value or None
    if isinstance(value, Decimal):
        return _exact(value)
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, int) and not -_LARGEST_INTEGER <= value <= _LARGEST_INTEGER:
        return None
    return value


def _exact(value: Decimal) -> Decimal | None:
    """The decimal itself; without the noughts at its end where it has too many of them; else None."""
    if not value.is_finite() or value.copy_abs() >= _BOUND:
        return None
    exponent = value.as_tuple().exponent
    if isinstance(exponent, int) and -SCALE <= exponent <= 0:
        return value
    whole = value.quantize(_LEAST, context=_EXACTLY)
    return whole if whole == value else None


def in_yuan(value: Decimal | None, factor: int | None) -> Decimal | None:
    """An amount in 元; None where there is none, or its unit (``factor``) is none of money."""
    return None if value is None or factor is None else _EXACTLY.multiply(value, Decimal(factor))


def decimal_text(value: Decimal) -> str:
    """The decimal as the contract writes it: all digits, no exponent."""
    return format(value, "f")
