"""Where a document prints a table's number, the department, the year and the unit: one arrangement for all tables."""

import random
from dataclasses import dataclass
from typing import Literal

from extractor.document.text import without_space
from extractor.document.vocabulary import Unit

Line = tuple[str, str]
"""Words on the left and on the right."""
NumberPlace = Literal["over_left", "over_right", "below_right", "below_left"]
_NUMERALS = "一二三四五六七八九十"


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands over a grid, and what of it the truth lists as captions: neither title nor unit."""

    over_title: tuple[Line, ...] = ()
    under_title: tuple[str, ...] = ()
    above: tuple[Line, ...] = ()
    captions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Arrangement:
    """Patterns, empty for none: ``number`` with ``{n}``, ``{n:02d}`` or ``{c}`` (一 二 三), ``department`` with
    ``{name}``, ``year`` with ``{year}``; ``unit`` is the words before the unit."""

    number: str
    number_place: NumberPlace
    department: str
    unit: str
    year: str = ""
    year_place: Literal["under_title", "line"] = "under_title"

    def heading(self, number: int, department: str, unit: Unit | None, year: int) -> Heading:
        """The heading of the table of this number."""
        mark = self.number.format(n=number, c=chinese_number(number))
        named = self.department.format(name=department)
        money = f"{self.unit}{unit}" if unit else ""
        said = self.year.format(year=year)
        over: list[Line] = []
        above: list[Line] = []
        if mark and self.number_place.startswith("over"):
            over.append((mark, "") if self.number_place == "over_left" else ("", mark))
        if mark and self.number_place == "below_right":
            above.append(("", mark))
        if mark and self.number_place == "below_left":
            above.append((mark, ""))
        if said and self.year_place == "line" and named:
            above += [(named, ""), (said, money)]
        elif named or money:
            above.append((named, money))
        under = (said,) if said and (self.year_place == "under_title" or not named) else ()
        words = [*(word for line in over for word in line), *under, *(word for line in above for word in line)]
        captions = tuple(without_space(word) for word in words if word and word != money)
        return Heading(tuple(over), under, tuple(above), captions)


def chinese_number(number: int) -> str:
    """1 to 99 in Chinese numerals (一, 十, 十一, 二十)."""
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else "十" if tens == 1 else f"{_NUMERALS[tens - 1]}十"
    return head + (_NUMERALS[ones - 1] if ones else "")


def draw_arrangement(
    rng: random.Random, numbers: tuple[str, ...], departments: tuple[str, ...], years: tuple[str, ...] = ("",)
) -> Arrangement:
    """One of the patterns of a template."""
    return Arrangement(
        number=rng.choice(numbers),
        number_place=rng.choice(("over_left", "over_left", "over_right", "below_right")),
        department=rng.choice(departments),
        unit=rng.choice(("单位：", "单位：", "单位:", "金额单位：")),
        year=rng.choice(years),
        year_place=rng.choice(("under_title", "line")),
    )
