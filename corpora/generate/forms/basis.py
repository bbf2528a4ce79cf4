"""Fills description and basis of indicators as departments do: words of their own, the name again, or nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from random import Random

from extractor.corpora.generate.forms.indicators import Indicator


def with_basis(
    random: Random, indicators: Sequence[Indicator], phrases: Mapping[str, Sequence[str]]
) -> tuple[Indicator, ...]:
    """The indicators with a description and a basis each; one basis holds for a whole project in some."""
    common = random.choice(phrases["basis"]) if random.random() < 0.2 else None
    return tuple(
        replace(one, description=_description(random, one), basis=common or _basis(random, one, phrases))
        for one in indicators
    )


def _description(random: Random, one: Indicator) -> str:
    if not one.description:
        return random.choice((one.name, f"反映{one.name}", f"考核{one.name}情况", ""))
    return random.choice((one.description, one.description, one.description, one.name, ""))


def _basis(random: Random, one: Indicator, phrases: Mapping[str, Sequence[str]]) -> str:
    if one.key[0] == "满意度":
        return random.choice(phrases["basis_of_satisfaction"])
    kind = random.random()
    if kind < 0.12:
        return ""
    if kind < 0.22:
        return one.name
    if kind < 0.34:
        return random.choice(phrases["longer_basis"])
    return random.choice(phrases["basis"])
