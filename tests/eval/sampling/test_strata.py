"""Strata are formed and sizes allocated by what is known before the draw."""

import pytest

from extractor.eval.sampling.items import Item
from extractor.eval.sampling.strata import (
    Stratum,
    allocate,
    form_strata,
    planned_deviation,
    size_for,
    weight_effect,
)


def items(count: int, check: str = "proved", kind: str = "revenue_summary", source_kind: str = "pdf") -> list[Item]:
    traits = (source_kind, check, kind, "amount", "high", "abc")
    return [Item("cell", f"{check}.pdf", kind, f"{source_kind}{number}", traits) for number in range(count)]


def test_items_of_the_same_traits_are_a_stratum() -> None:
    strata = form_strata([*items(50), *items(50, "failed")], 20)
    assert [(stratum.traits[:2], len(stratum.items)) for stratum in strata] == [
        (("pdf", "failed"), 50),
        (("pdf", "proved"), 50),
    ]
    assert all(len(stratum.traits) == 6 for stratum in strata)


def test_small_ones_are_collapsed_with_their_like_from_the_last_trait() -> None:
    """100 items, 10 draws: a stratum holds 20. Two kinds of 12 share the check state; 6 unchecked share only the
    source kind with nothing that is left."""
    drawn_from = [
        *items(70),
        *items(12, "failed", "assets"),
        *items(12, "failed", "three_public"),
        *items(6, "unchecked"),
    ]
    strata = form_strata(drawn_from, 10)
    assert [(stratum.traits, len(stratum.items)) for stratum in strata] == [
        (("pdf",), 6),
        (("pdf", "failed"), 24),
        (("pdf", "proved", "revenue_summary", "amount", "high", "abc"), 70),
    ]


def test_source_kinds_are_never_put_together() -> None:
    strata = form_strata([*items(99), *items(1, source_kind="xlsx")], 10)
    assert [(stratum.traits[0], len(stratum.items)) for stratum in strata] == [("pdf", 99), ("xlsx", 1)]


def test_each_item_is_in_one_stratum() -> None:
    population = [*items(31), *items(7, "failed"), *items(3, "unchecked", "assets"), *items(2, source_kind="txt")]
    strata = form_strata(population, 12)
    together = [item for stratum in strata for item in stratum.items]
    assert sorted(map(repr, together)) == sorted(map(repr, population))


def test_the_allocation_follows_size_times_deviation() -> None:
    """√(0.01 · 0.99) = 0.0995 and √(0.3 · 0.7) = 0.4583: 900 · 0.0995 to 100 · 0.4583 is 66.15 to 33.85 of 100."""
    strata = form_strata([*items(900), *items(100, "failed")], 100)
    assert [(stratum.traits[1], size) for stratum, size in zip(strata, allocate(strata, 100), strict=True)] == [
        ("failed", 34),
        ("proved", 66),
    ]


def test_a_small_stratum_is_taken_whole_and_the_rest_goes_to_the_others() -> None:
    strata = [Stratum(("pdf",), tuple(items(900))), Stratum(("txt",), tuple(items(5, "failed"))), tiny()]
    assert allocate(strata, 400) == (394, 5, 1)


def test_each_stratum_has_two_at_least() -> None:
    strata = [Stratum(("pdf",), tuple(items(5000))), Stratum(("txt",), tuple(items(10))), tiny()]
    assert allocate(strata, 10) == (7, 2, 1)
    assert allocate(strata, 1) == (2, 2, 1)


def test_no_more_is_drawn_than_there_is() -> None:
    assert allocate([Stratum(("pdf",), tuple(items(30))), tiny()], 1000) == (30, 1)


def tiny() -> Stratum:
    return Stratum(("xlsx",), tuple(items(1)))


def test_equal_weights_cost_nothing_and_unequal_ones_as_kish_says() -> None:
    """10 of 100 and 10 of 300: 20 (10 · 10² + 10 · 30²) / (100 + 300)² = 1.25."""
    strata = [Stratum(("a",), tuple(items(100))), Stratum(("b",), tuple(items(300)))]
    assert weight_effect(strata, (5, 15)) == pytest.approx(1.0)
    assert weight_effect(strata, (10, 10)) == pytest.approx(1.25)


def test_a_mixed_stratum_is_planned_by_the_mean_of_its_errors() -> None:
    """(0.01 + 0.3) / 2 = 0.155."""
    mixed = Stratum(("pdf",), (*items(1), *items(1, "failed")))
    assert planned_deviation(mixed) == pytest.approx((0.155 * 0.845) ** 0.5)


def test_the_size_for_a_half_width_of_one_stratum() -> None:
    """93 of an endless population (see the proportions); of 1,000: 93 / 1.093 = 85.1."""
    strata = [Stratum(("pdf",), tuple(items(1000)))]
    assert size_for(strata, 0.1, 0.5, 0.95) == 86


def test_no_more_is_asked_for_than_there_is() -> None:
    assert size_for([Stratum(("pdf",), tuple(items(40)))], 0.001, 0.5, 0.95) == 40
