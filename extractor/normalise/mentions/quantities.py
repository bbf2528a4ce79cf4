"""Numbers with a unit in running text: money, per cent, vehicles."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

_QUANTITY = re.compile(
    r"(?<![\d.,，．a-zA-Z第])(?P<number>-?(?:[1-9]\d{0,2}(?:[,，]\d{3})+|0(?!\d)|[1-9]\d*)(?:[.．]\d+)?)\s*"
    r"(?P<unit>亿元|万元|千元|元|%|％|辆)"
    r"(?P<limit>\s*[(（]含[)）]?|\s*以[上下内]|\s*[/／每])?"
)
"""A number with its unit. A threshold (单价20万元（含）以上) and a price (元/人) are no amounts of the budget,
and ``095`` is a number whose point was lost."""
_LIMIT_BEFORE = re.compile(r"(?:单价|单位价值|单件|单台|标准|不低于|不超过|不高于|不少于|超过|低于|人均|每\S{0,3})\s*$")


@dataclass(frozen=True, slots=True)
class Quantity:
    """``start`` and ``end`` index the text, half open; the unit with a half-width per cent sign."""

    start: int
    end: int
    value: Decimal
    unit: str


def find_quantities(text: str) -> Iterator[Quantity]:
    """The quantities of ``text`` from left to right, thresholds and prices left out."""
    for match in _QUANTITY.finditer(text):
        if match["limit"] or _LIMIT_BEFORE.search(text[: match.start()]):
            continue
        number = match["number"].replace(",", "").replace("，", "").replace("．", ".")
        yield Quantity(match.start(), match.end("unit"), Decimal(number), match["unit"].replace("％", "%"))
