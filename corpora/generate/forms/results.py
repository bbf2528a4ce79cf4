"""What a self-evaluation reports of a goal: the actual value, the points for it, and why it fell short."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from random import Random
from typing import Final

from extractor.corpora.generate.forms.goals import Goal

_SHORT_SHARE: Final = 0.18
"""So many goals are missed."""


@dataclass(frozen=True, slots=True)
class Result:
    """As printed: the actual value and whether the goal was met, with the share of the points that it earns."""

    actual: str
    share: Decimal

    @property
    def is_met(self) -> bool:
        return self.share == 1


def draw_result(random: Random, goal: Goal, achieved: Mapping[str, Sequence[str]], year: int) -> Result:
    """An actual value that fits the goal; now and then one that falls short of it."""
    short = random.random() < _SHORT_SHARE
    if goal.way == "words":
        return _in_words(random.choice(achieved[goal.words]), "部分达成预期指标", short)
    if goal.way == "date":
        done = random.choice(("按时完成", "已完成", f"{year}年{random.randint(3, 12)}月完成"))
        return _in_words(done, random.choice(("基本完成", "尚未全部完成", "延期完成")), short)
    return _in_numbers(random, goal, short)


def points(weight: Decimal, share: Decimal) -> Decimal:
    """The points earned of a weight, to a tenth at most."""
    return (weight * share).quantize(Decimal("0.1"), ROUND_HALF_UP).normalize()


def _in_words(done: str, undone: str, short: bool) -> Result:
    return Result(undone, Decimal("0.8")) if short else Result(done, Decimal(1))


def _in_numbers(random: Random, goal: Goal, short: bool) -> Result:
    assert goal.number is not None  # noqa: S101  # goals that are neither dates nor words have one
    number, unit = goal.number, goal.unit
    if goal.way == "least":
        share = Decimal(random.randint(72, 98)) / 100 if short and number > 10 else Decimal(1)
        most = Decimal(100) if unit == "%" else number * 2
        grown = number * (Decimal(100 + random.randint(0, 12)) / 100)
        actual = number * share if share < 1 else min(grown, most)
    else:
        share = Decimal(1)
        actual = number * Decimal(random.randint(70, 100)) / 100
    step = Decimal(1) if number == number.to_integral_value() and unit != "%" else Decimal("0.01")
    rounded = actual.quantize(step, ROUND_HALF_UP)
    if share < 1:
        share = (rounded / number).quantize(Decimal("0.01"), ROUND_HALF_UP)
    return Result(f"{_plain(rounded)}{unit}", share)


def _plain(number: Decimal) -> str:
    return f"{number.normalize():f}"
