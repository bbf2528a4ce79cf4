"""Units of money: which one a text names, and amounts counted in 元."""

import re
from decimal import Decimal

from extractor.document.text import folded
from extractor.document.vocabulary import YUAN_PER_UNIT, Unit

_SAID = re.compile(r"(?:单位[:：]?|[(\[])(?:人民币)?(亿元|万元|千元|元)(?:$|[)\],，;；])")


def unit_in(text: str) -> Unit | None:
    """The unit that a caption or a header names, as in ``单位：万元`` or ``金额（元）``; None where it names none."""
    found = _SAID.search(folded(text))
    return as_unit(found.group(1)) if found else None


def as_unit(text: str | None) -> Unit | None:
    """``text`` when it is one of the units of money (元, 千元, 万元, 亿元), else None."""
    return next((unit for unit in ("元", "千元", "万元", "亿元") if unit == text), None)


def in_yuan(value: Decimal | None, unit: Unit | None) -> Decimal | None:
    """``value``, counted in ``unit``, in 元; exact, with the value's decimal places: 941.39 万元 is 9413900.00 元."""
    return None if value is None or unit is None else value * YUAN_PER_UNIT[unit]
