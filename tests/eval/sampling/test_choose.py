"""Documents and items are chosen by wishes and a seed."""

from extractor.eval.sampling.choose import Wishes, choose_documents, choose_items, sample_identity, source_kind_of
from extractor.eval.sampling.items import Item

SOURCES = [(f"{number}.pdf", "pdf") for number in range(90)] + [(f"{number}.txt", "txt") for number in range(10)]


def test_a_small_archive_is_taken_whole() -> None:
    chosen = choose_documents(SOURCES, 100, 1)
    assert {kind: (count, len(drawn)) for kind, (count, drawn) in chosen.items()} == {"pdf": (90, 90), "txt": (10, 10)}


def test_a_large_one_is_drawn_in_proportion_with_two_of_each_kind() -> None:
    chosen = choose_documents(SOURCES, 10, 1)
    assert {kind: (count, len(drawn)) for kind, (count, drawn) in chosen.items()} == {"pdf": (90, 9), "txt": (10, 2)}
    assert chosen == choose_documents(SOURCES, 10, 1)
    assert chosen != choose_documents(SOURCES, 10, 2)


def population() -> list[Item]:
    traits = ("pdf", "proved", "other", "amount", "high", "")
    cells = [Item("cell", "a.pdf", "t1", f"c{number}", traits) for number in range(500)]
    return [*cells, *(Item("table", "a.pdf", f"t{number}", None, traits) for number in range(5))]


def test_numbers_and_tables_are_chosen_apart() -> None:
    wishes = Wishes(cells=50, tables=60)
    ((stratum, items),) = choose_items(population(), "cell", wishes)
    assert (len(stratum.items), stratum.size, len(items)) == (500, 50, 50)
    ((stratum, items),) = choose_items(population(), "table", wishes)
    assert (len(stratum.items), stratum.size, len(items)) == (5, 5, 5)
    assert choose_items([], "cell", wishes) == []


def test_a_half_width_sets_the_numbers() -> None:
    """93 of an endless population at one half and ± 0.1; of 500: 93 / 1.186 = 78.4."""
    ((stratum, _),) = choose_items(population(), "cell", Wishes(cells=5, half_width=0.1, accuracy=0.5))
    assert stratum.size == 79


def test_a_source_kind_is_the_ending() -> None:
    kinds = [source_kind_of(source) for source in ("2024/预算.PDF", "a.b/README", "x.tar.gz")]
    assert kinds == ["pdf", "other", "gz"]


def test_a_sample_has_a_name_of_its_items() -> None:
    assert sample_identity(["c1", "t2"]) == sample_identity(["t2", "c1"]) != sample_identity(["c1"])
