"""Numbers with a unit in running text: money, per cent, what a budget counts; and the words that say no change."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

Sort = Literal["money", "percent", "count", "unchanged"]

_QUANTITY = re.compile(
    r"(?<!\d[,，])(?<![\d.．a-zA-Z第])(?P<number>-?(?:[1-9]\d{0,2}(?:[,，]\d{3}){1,6}|0(?!\d)|[1-9]\d{0,19})(?:[.．]\d{1,20})?)[⁰¹²³⁴-⁹⁽⁾]*\s*"
    r"(?:(?P<money>亿元|万元|千元|元)|(?P<percent>%|％)"
    r"|(?P<count>台\s*[(（]\s*[套辆]\s*[)）]|台[/／]?套|批次|人次|[家个辆台套人名分批户次]|平方米|㎡))"
    r"(?P<limit>\s*[(（]含[)）]?|\s*以[上下内]|\s*[/／每]|百分点|工作日|[月年日天])?"
)
"""A number with its unit. A threshold (单价20万元（含）以上), a price (元/人) and a time are no amounts of the budget,
and ``095`` is a number whose point was lost."""
_LIMIT_BEFORE = re.compile(
    r"(?:单价|单位价值|单件|单台|标准|不低于|不超过|不高于|不少于|超过|低于|人均|每\S{0,3}|[≤≥<>＜＞=＝±~～])\s*$"
)
_UNCHANGED = re.compile(
    r"(?:(?:比|较|与|同|和)[^,，。；;]{0,24}?(?:相比|年度?(?:当年)?(?:预算|决算)?(?:执行)?数?)(?:[,，][^,，。；;]{0,20}?)?|决算|支出|[)）])"
    r"(?:[,，]|\s)*(?:保持|基本|总体)*(?P<word>持平|无变化|没有变化|无增减变化|无增减)|"
    r"(?:与|同|和|较)[^,，。；;]{0,20}?(?:预算|决算|执行|上年|年度?)(?:安排)?(?:数|额)?(?:保持|基本)*(?P<equal>一致|相同|持平)"
)
"""That nothing changed is said of a year or a figure to compare with; a reason (保持不变) is no change."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """``start`` and ``end`` index the text, half open; the unit with a half-width per cent sign. Of the words that say
    no change the value is 0 and the unit None."""

    start: int
    end: int
    value: Decimal
    unit: str | None
    sort: Sort


def find_quantities(text: str) -> list[Quantity]:
    """The quantities of ``text`` from left to right, thresholds, prices and times left out."""
    return sorted((*_numbers(text), *_unchanged(text)), key=lambda quantity: quantity.start)


def _numbers(text: str) -> Iterator[Quantity]:
    for match in _QUANTITY.finditer(text):
        if match["limit"] or _LIMIT_BEFORE.search(text, max(0, match.start() - 12), match.start()):
            continue
        number = match["number"].replace(",", "").replace("，", "").replace("．", ".")
        sort: Sort = "money" if match["money"] else "percent" if match["percent"] else "count"
        end = match.end(sort)
        yield Quantity(match.start(), end, Decimal(number), match[sort].replace("％", "%"), sort)


def _unchanged(text: str) -> Iterator[Quantity]:
    for match in _UNCHANGED.finditer(text):
        word = "word" if match["word"] else "equal"
        yield Quantity(match.start(word), match.end(word), Decimal(0), None, "unchanged")
