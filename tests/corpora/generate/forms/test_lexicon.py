"""Held-out documents use words that training documents do not."""

import itertools
from collections.abc import Sequence
from decimal import Decimal

import pytest

from extractor.corpora.generate.forms.goals import GoalStyle, Scale, draw_goal
from extractor.corpora.generate.forms.lexicon import Lexicon, lexicon_of
from extractor.corpora.generate.forms.offices import draw_office, seeded
from extractor.corpora.generate.forms.projects import draw_code
from extractor.corpora.manifest import Split
from extractor.document.project_code import keeps_check
from extractor.normalise.divisions import division_in_name

SPLITS: tuple[Split, ...] = ("train", "dev", "test")


def things(lexicon: Lexicon) -> set[str]:
    return {thing.name for group in lexicon.things.values() for thing in group}


def patterns(lexicon: Lexicon) -> set[str]:
    return {f"{key} {pattern.template}" for key, group in lexicon.patterns.items() for pattern in group}


def test_each_split_has_words_of_its_own() -> None:
    for words_of in (things, patterns):
        words = {split: words_of(lexicon_of(split)) for split in SPLITS}
        for one, other in itertools.permutations(SPLITS, 2):
            assert len(words[one] - words[other]) >= 5
        assert words["train"] & words["dev"] & words["test"]


def test_no_place_is_in_two_splits_and_none_is_real() -> None:
    places = [set(lexicon_of(split).phrases["places"]) for split in SPLITS]
    for one, other in itertools.combinations(places, 2):
        assert not one & other
    for place in set().union(*places):
        assert division_in_name(f"{place}水利局") is None


@pytest.mark.parametrize("split", SPLITS)
def test_every_field_has_things_and_every_recipe_can_be_drawn(split: Split) -> None:
    lexicon = lexicon_of(split)
    assert all(len(lexicon.things[field.name]) >= 6 for field in lexicon.fields)
    scale = Scale(12, "个", Decimal("36.00"), "万元", 2024, lexicon.words)
    drawn: list[Sequence[object]] = [*lexicon.patterns.values(), *lexicon.effects.values()]
    for one in itertools.chain.from_iterable(drawn):
        recipe = str(getattr(one, "target", ""))
        assert draw_goal(seeded(recipe, 1), recipe, scale, GoalStyle()).target.raw
    assert set(lexicon.words) == set(lexicon.achieved)


def test_templates_hold_no_braces_after_they_are_filled() -> None:
    for split in SPLITS:
        lexicon = lexicon_of(split)
        for thing in itertools.chain.from_iterable(lexicon.things.values()):
            for (category, _), group in lexicon.patterns.items():
                for pattern in group if category == thing.category else ():
                    filled = pattern.template.format(**thing.words) + pattern.description.format(**thing.words)
                    assert not set(filled) & set("{}")


def test_project_codes_end_with_their_check_character_or_have_none() -> None:
    office = draw_office(seeded("any", 1), 1)
    codes = [draw_code(seeded("any", seed), office, seed, checked=True) for seed in range(1, 13)]
    assert all(keeps_check(code) for code in codes)
    assert len(set(codes)) == 12
    other = draw_code(seeded("any", 1), office, 3, checked=False)
    assert (len(other), other.isdigit(), other.endswith("00000003")) == (24, True, True)
