"""The draw hangs on the seed and the names alone."""

from collections import Counter

from extractor.eval.sampling.draw import draw, identity_of, name_of
from extractor.eval.sampling.items import Item

NAMES = [(f"d{number}", number) for number in range(50)]
ITEM = Item("cell", "a.pdf", "t1", "t1.r1c1", ("pdf",) * 6)


def test_the_same_seed_draws_the_same_in_any_order() -> None:
    assert draw(NAMES, 10, 7) == draw(reversed(NAMES), 10, 7)
    assert draw(NAMES, 10, 7) != draw(NAMES, 10, 8)


def test_fewer_are_all_taken_once() -> None:
    assert sorted(draw(NAMES, 99, 1)) == list(range(50))


def test_a_new_document_leaves_the_others_in_their_order() -> None:
    before = draw(NAMES, 50, 1)
    after = [number for number in draw([*NAMES, ("new", -1)], 51, 1) if number >= 0]
    assert before == after


def test_every_thing_is_drawn_about_as_often() -> None:
    """1,000 draws of 10 in 50: 200 each, binomial standard deviation 12.6."""
    counts = Counter(number for seed in range(1000) for number in draw(NAMES, 10, seed))
    assert len(counts) == 50
    assert all(140 < count < 260 for count in counts.values())


def test_ids_tell_samples_kinds_and_items_apart() -> None:
    table = Item("table", "a.pdf", "t1", None, ITEM.traits)
    ids = {identity_of(ITEM, 1), identity_of(ITEM, 2), identity_of(table, 1)}
    assert len(ids) == 3
    assert {identity[0] for identity in ids} == {"c", "t"}
    assert name_of(ITEM) != name_of(table)
