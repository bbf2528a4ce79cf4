"""Table regions as the ICDAR 2013 table competition compares them: by the characters whose middles lie in them.

M. Göbel, T. Hassan, E. Oro, G. Orsi: A methodology for evaluating algorithms for table understanding in PDF documents,
DocEng 2012; T. Hassan, dataset-tools (MeasureRecognitionPerformance). Each true region, in turn, takes the found one
on its page that is left and shares the most characters with it, the smallest of several. It is complete when that one
holds all of its characters, pure when it holds no other.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from extractor.document.geometry import BBox
from extractor.document.page import RawPage
from extractor.eval.means import DocumentMeans
from extractor.eval.score import Counts, Scores, Share
from extractor.eval.views import TableView

Characters = frozenset[tuple[int, int]]
"""Characters by page and index on the page."""


@dataclass(frozen=True, slots=True)
class Region:
    """A region on a page and the visible characters in it."""

    page: int
    characters: Characters


def region(page: RawPage, box: BBox) -> Region:
    """The region of a box with the origin at the top left; white space is no character."""
    inside = (
        (page.number, index)
        for index, glyph in enumerate(page.glyphs)
        if not glyph.text.isspace()
        and box.x0 <= glyph.bbox.x_middle <= box.x1
        and box.top <= glyph.bbox.y_middle <= box.bottom
    )
    return Region(page.number, frozenset(inside))


def predicted_regions(tables: Iterable[TableView], pages: Mapping[int, RawPage]) -> list[Region]:
    """The regions of tables: around all boxes of cells, one on each page on which a table stands."""
    found = []
    for table in tables:
        places = [place for cell in table.cells or () for place in cell.boxes]
        for number in sorted({place.page for place in places} & pages.keys()):
            boxes = [place.bbox for place in places if place.page == number]
            edges = list(zip(*boxes, strict=True))
            around = BBox(min(edges[0]), min(edges[1]), max(edges[2]), max(edges[3]))
            found.append(region(pages[number], around))
    return found


def region_scores(truth: Sequence[Region], predicted: Sequence[Region]) -> Scores:
    """Recall and precision of characters (``regions``: the F1 of their means over documents), shares of the true
    regions that are found complete, and of those answered that are pure."""
    answers = _answers(truth, predicted)
    right = sum(len(one.characters & other.characters) for one, other in answers)
    labelled = sum(len(one.characters) for one in truth)
    said = sum(len(one.characters) for one in predicted)
    complete = sum(one.characters <= other.characters for one, other in answers)
    pure = sum(other.characters <= one.characters for one, other in answers)
    exact = sum(one.characters == other.characters for one, other in answers)
    return {
        "regions": DocumentMeans.of(right, labelled, said),
        "regions.pooled": Counts(right, said - right, labelled - right),
        "regions.exact": Counts(exact, len(predicted) - exact, len(truth) - exact),
        "complete_regions": Share(complete, len(truth)),
        "pure_regions": Share(pure, len(answers)),
    }


def _answers(truth: Sequence[Region], predicted: Sequence[Region]) -> list[tuple[Region, Region]]:
    left = list(predicted)
    answers = []
    for one in truth:
        shared = [other for other in left if one.characters & other.characters]
        if shared:
            best = max(shared, key=lambda other: (len(one.characters & other.characters), -len(other.characters)))
            answers.append((one, best))
            left.remove(best)
    return answers
