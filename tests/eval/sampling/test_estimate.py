"""The weighted share, its variance and its interval: by hand, and by coverage on an artificial archive."""

from collections.abc import Iterator
from random import Random

import pytest

from extractor.eval.sampling.draw import draw, name_of
from extractor.eval.sampling.estimate import Answered, estimate
from extractor.eval.sampling.items import Item
from extractor.eval.sampling.proportions import wilson
from extractor.eval.sampling.strata import allocate, form_strata
from extractor.eval.sampling.two_phase import Frame, FrameStratum, Group

ONE = Frame({"pdf": Group(5, 5)}, [FrameStratum("pdf", 100)])


def answers(*strata: str, documents: str = "abcde") -> list[Answered]:
    """A word of y and n a stratum; the answers go round the documents."""
    return [
        Answered(number, documents[place % len(documents)], letter == "y")
        for number, word in enumerate(strata)
        for place, letter in enumerate(word)
    ]


def test_one_stratum_is_wilson_with_the_finite_population_taken_off() -> None:
    """v = 0.8 · (0.09 · 20/19) / 20, so p(1−p)/v = 19 / 0.8; both t are of 19 degrees of freedom."""
    found = estimate(answers("y" * 18 + "nn"), ONE, 0.95)
    assert found is not None
    assert (found.share, found.answered, found.wrong, found.population) == (0.9, 20, 2, 100)
    assert found.effective == pytest.approx(19 / 0.8)
    assert found.interval == wilson(0.9, found.effective)
    assert found.design_effect == pytest.approx(0.8 * 20 / 19)


def test_strata_are_weighed_by_their_populations() -> None:
    """p = 0.8 · 3/4 + 0.2 · 1; v = 0.8² · (1 − 4/80) · 0.25/4 = 0.038; t(8)/t(7) = 2.306004/2.364624."""
    frame = Frame({"pdf": Group(5, 5)}, [FrameStratum("pdf", 80), FrameStratum("pdf", 20)])
    found = estimate(answers("yyyn", "yyyyy"), frame, 0.95)
    assert found is not None
    assert found.share == pytest.approx(0.8)
    assert found.effective == pytest.approx(0.16 / 0.038 * (2.306004 / 2.364624) ** 2, rel=1e-5)
    assert found.design_effect == pytest.approx(0.038 * 9 / 0.16)


def test_drawn_documents_weigh_what_they_stand_for() -> None:
    """One of two PDF and one of eight texts: 3 numbers right of 4 weigh 2 · 4, all 2 of the text 8 · 2."""
    frame = Frame({"pdf": Group(4, 2), "txt": Group(16, 2)}, [FrameStratum("pdf", 4), FrameStratum("txt", 2)])
    found = estimate(answers("yyyn", "yy", documents="ab"), frame, 0.95)
    assert found is not None
    assert found.population == 24
    assert found.share == pytest.approx((6 + 16) / 24)


def test_clustered_errors_widen_the_interval_of_documents_like_these() -> None:
    even = [Answered(0, document, letter == "y") for document in "abcde" for letter in "yyyn"]
    uneven = [Answered(0, document, document != "a" or place == 3) for document in "abcde" for place in range(4)]
    assert sum(not one.right for one in even) == 5 and sum(not one.right for one in uneven) == 3
    of_even, of_uneven = (estimate(one, ONE, 0.95, of_archive=False) for one in (even, uneven))
    assert of_even is not None and of_uneven is not None
    assert of_even.design_effect is not None and of_uneven.design_effect is not None
    assert of_even.design_effect < 1 < of_uneven.design_effect
    assert of_uneven.interval.half_width > wilson(of_uneven.share, 20).half_width


def test_no_error_at_all_leaves_an_interval_by_kish() -> None:
    """(Σw)²/Σw² = (100)² / (4 · 20² + 5 · 4²) = 5.95, over the 1 − 9/100 that is left unchecked."""
    frame = Frame({"pdf": Group(5, 5)}, [FrameStratum("pdf", 80), FrameStratum("pdf", 20)])
    found = estimate(answers("yyyy", "yyyyy"), frame, 0.95)
    assert found is not None
    assert (found.share, found.interval.high, found.design_effect) == (1.0, 1.0, None)
    assert found.effective == pytest.approx(10000 / (1600 + 80) / 0.91)
    assert found.interval.low < 0.7


def test_a_population_checked_whole_is_known() -> None:
    frame = Frame({"pdf": Group(2, 2)}, [FrameStratum("pdf", 4)])
    found = estimate(answers("yyyn"), frame, 0.95)
    assert found is not None
    assert (found.interval.low, found.share, found.interval.high) == (0.75, 0.75, 0.75)


def test_a_part_of_the_population_has_its_own_share() -> None:
    given = answers("yyyn", "nyyyy")
    frame = Frame({"pdf": Group(5, 5)}, [FrameStratum("pdf", 80), FrameStratum("pdf", 20)])
    found = estimate(given, frame, 0.95, within=[one.document in "ab" for one in given])
    assert found is not None
    assert (found.answered, found.wrong, found.population) == (4, 1, 48)
    assert found.share == pytest.approx(44 / 48)


def test_what_can_not_be_told_is_none() -> None:
    given = answers("yyyn")
    assert estimate(given, ONE, 0.95, within=[False] * 4) is None
    alone = Frame({"pdf": Group(1, 1)}, [FrameStratum("pdf", 100)])
    assert estimate(answers("yyn", documents="a"), alone, 0.95, of_archive=False) is None


def archive(random: Random, documents: int) -> Iterator[tuple[Item, bool]]:
    """Numbers of three check states in documents of which every seventh or so reads badly; True where right."""
    errors = {"proved": 0.004, "unchecked": 0.03, "failed": 0.4}
    for document in range(documents):
        worse = 4 if random.random() < 0.15 else 0.5
        for number in range(random.randint(20, 60)):
            check = random.choices(list(errors), (75, 20, 5))[0]
            kind = random.choice(("revenue_summary", "expenditure_summary"))
            traits = ("pdf", check, kind, "amount", "high", "")
            yield Item("cell", f"{document}.pdf", "t1", f"c{number}", traits), random.random() > worse * errors[check]


def check_by_hand(
    population: dict[Item, bool], documents: int, drawn: int, size: int, seed: int
) -> tuple[list[Answered], Frame]:
    chosen = set(draw(((f"{n}.pdf", f"{n}.pdf") for n in range(documents)), drawn, seed))
    strata = form_strata((item for item in population if item.source in chosen), size)
    frame = Frame({"pdf": Group(documents, drawn)}, [FrameStratum("pdf", len(one.items)) for one in strata])
    answered = [
        Answered(number, item.source, population[item])
        for number, (stratum, count) in enumerate(zip(strata, allocate(strata, size), strict=True))
        for item in draw(((name_of(item), item) for item in stratum.items), count, seed)
    ]
    return answered, frame


def coverage(population: dict[Item, bool], documents: int, drawn: int, size: int) -> tuple[float, float]:
    """How many of 200 samples' 95 % intervals hold the truth, and the mean of their estimates less the truth."""
    truth, samples = sum(population.values()) / len(population), 200
    covered, shares = 0, []
    for seed in range(samples):
        answered, frame = check_by_hand(population, documents, drawn, size, seed)
        found = estimate(answered, frame, 0.95)
        assert found is not None
        covered += found.interval.low <= truth <= found.interval.high
        shares.append(found.share)
    return covered / samples, sum(shares) / samples - truth


def test_a_plain_population_is_covered_as_often_as_is_said() -> None:
    """95 % nominal; three binomial standard errors of 200 samples are 4.6 %."""
    random = Random(1)  # noqa: S311  an artificial population
    traits = ("pdf", "proved", "other", "amount", "high", "")
    items = [Item("cell", f"{n % 20}.pdf", "t1", f"c{n}", traits) for n in range(1000)]
    covered, bias = coverage({item: random.random() < 0.9 for item in items}, 20, 20, 100)
    assert 0.904 <= covered <= 0.996
    assert abs(bias) < 0.01


@pytest.mark.parametrize(("documents", "drawn"), [(40, 40), (80, 40)])
def test_a_clustered_and_stratified_population_is_covered_at_least_as_often(documents: int, drawn: int) -> None:
    """Stratification gains that the interval does not claim make it cautious; it must not be bold."""
    population = dict(archive(Random(3), documents))  # noqa: S311
    covered, bias = coverage(population, documents, drawn, 150)
    assert covered >= 0.93
    assert abs(bias) < 0.003
