"""The competition's own rules: texts, which tables and regions answer each other, what is counted."""

from collections import Counter

import pytest

from extractor.document.geometry import BBox, Place
from extractor.document.page import Glyph, RawPage
from extractor.eval.benchmarks.competition_regions import Region, predicted_regions, region, region_scores
from extractor.eval.benchmarks.competition_relations import (
    TableRelations,
    competition_text,
    shared_relations,
    text_of_like_signs,
)
from extractor.eval.grids import GridCell, TableGrid
from extractor.eval.means import DocumentMeans
from extractor.eval.metrics.adjacency import BELOW, RIGHT, Relation, relations
from extractor.eval.score import Counts, Share
from extractor.eval.views import CellView, TableView


def test_texts_are_compared_without_white_space_and_case() -> None:
    assert competition_text(" Turn over\n(m²)\t") == "TURNOVER(M²)"
    assert text_of_like_signs("Turn over\n(m²) 5_6") == "TURNOVER_M__5_6"


def grid(*rows: str) -> TableGrid:
    """Texts by row, ``.`` a blank; equal neighbours ``<`` and ``^`` go on to the left and above."""
    cells = []
    places = [row.split() for row in rows]
    for i, row in enumerate(places):
        for j, text in enumerate(row):
            if text not in "<^":
                columns = 1 + sum(1 for _ in take(row[j + 1 :], "<"))
                below = 1 + sum(1 for _ in take([other[j] for other in places[i + 1 :]], "^"))
                cells.append(GridCell(i, j, below, columns, "" if text == "." else text))
    return TableGrid(len(places), len(places[0]), 0, tuple(cells))


def take(texts: list[str], text: str) -> list[str]:
    found = []
    for one in texts:
        if one != text:
            break
        found.append(one)
    return found


def test_relations_pass_over_blanks_and_count_them_once() -> None:
    """A wide A above B, a blank and C; D stands two rows high beside B and E."""
    found = relations(grid("A < < D", "B . C ^", "E . . F"))
    expected: list[Relation] = [
        ("A", "D", RIGHT, 0),
        ("B", "C", RIGHT, 1),
        ("C", "D", RIGHT, 0),
        ("E", "F", RIGHT, 2),
        ("A", "B", BELOW, 0),
        ("B", "E", BELOW, 0),
        ("A", "C", BELOW, 0),
        ("D", "F", BELOW, 0),
    ]
    assert found == Counter(expected)


def test_two_cells_that_touch_in_two_rows_are_related_once() -> None:
    assert relations(grid("A B", "^ ^")) == Counter({("A", "B", RIGHT, 0): 1})
    assert relations(grid("x x", "x x")) == Counter({("x", "x", RIGHT, 0): 2, ("x", "x", BELOW, 0): 2})


def test_each_true_table_takes_the_best_left_on_its_page() -> None:
    def table(page: int, *rows: str) -> TableRelations:
        return TableRelations((page,), relations(grid(*rows)))

    truth = [table(1, "a b c"), table(1, "a b d"), table(2, "x y"), table(3, "x y")]
    predicted = [table(1, "a b d e"), table(1, "a b"), table(2, "y z"), table(4, "x y")]
    assert shared_relations(truth, predicted) == 1 + 1 + 0
    assert shared_relations(truth[1:2], predicted) == 2
    assert shared_relations(truth, []) == 0


def page_of(text: str, number: int = 1) -> RawPage:
    """Characters of 10 points side by side on a page of one line."""
    glyphs = tuple(Glyph(char, BBox(10 * i, 0, 10 * i + 10, 10), 10, i) for i, char in enumerate(text))
    return RawPage(number, 200, 20, 0, glyphs, ())


def test_the_characters_of_a_region_have_their_middles_in_it() -> None:
    assert region(page_of("ab cd"), BBox(6, 0, 36, 10)) == Region(1, frozenset({(1, 1), (1, 3)}))


def test_a_predicted_region_is_around_the_cells_on_each_page() -> None:
    def cell(page: int, left: float) -> CellView:
        return CellView(0, 0, boxes=(Place(page, BBox(left, 0, left + 10, 10)),))

    table = TableView("t", None, None, None, (1, 2), 0, (), (), cells=(cell(1, 0), cell(1, 20), cell(2, 10)))
    bare = TableView("u", None, None, None, (1,), 0, (), ())
    found = predicted_regions([table, bare], {1: page_of("abc"), 2: page_of("abc", 2)})
    assert found == [Region(1, frozenset({(1, 0), (1, 1), (1, 2)})), Region(2, frozenset({(2, 1)}))]


def test_regions_count_by_character_and_by_completeness_and_purity() -> None:
    """The first is cut short, the second has one too many, the third is exact, the fourth missed; one is made up."""

    def of(page: int, *characters: int) -> Region:
        return Region(page, frozenset((page, character) for character in characters))

    truth = [of(1, 1, 2, 3, 4), of(1, 11, 12), of(2, 1, 2), of(3, 1, 2)]
    predicted = [of(1, 11, 12, 13), of(1, 1, 2, 3), of(2, 1, 2), of(4, 1)]
    scores = region_scores(truth, predicted)
    assert scores["regions.pooled"] == Counts(7, 2, 3)
    assert scores["regions"] == DocumentMeans(7 / 10, 7 / 9, 1)
    assert scores["regions.exact"] == Counts(1, 3, 3)
    assert scores["complete_regions"] == Share(2, 4)
    assert scores["pure_regions"] == Share(2, 3)


@pytest.mark.parametrize("reverse", [False, True])
def test_of_regions_that_share_as_much_the_smallest_answers(reverse: bool) -> None:
    truth = [Region(1, frozenset({(1, 1), (1, 2)}))]
    predicted = [Region(1, frozenset({(1, 1), (1, 2), (1, 3)})), Region(1, frozenset({(1, 1), (1, 2)}))]
    scores = region_scores(truth, predicted[::-1] if reverse else predicted)
    assert scores["regions.exact"] == Counts(1, 1, 0)
