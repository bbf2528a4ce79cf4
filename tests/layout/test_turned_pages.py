"""A document whose pages are set sideways says the same, and its places are those of the pages as displayed."""

from pathlib import Path

import pypdfium2 as pdfium
import pytest

from extractor import extract
from extractor.document.geometry import BBox, lean_back, turn_back

TURNS = {90: (0, 1, -1, 0), 270: (0, -1, 1, 0)}


def sideways(source: Path, clockwise_to_read: int, target: Path) -> Path:
    """The document with the content of each page turned, and no /Rotate that would say so."""
    document = pdfium.PdfDocument(source)
    for index in range(len(document)):
        page = document[index]
        width, height = page.get_size()
        a, b, c, d = TURNS[clockwise_to_read]
        matrix = pdfium.PdfMatrix(a, b, c, d, height if a + c < 0 and c < 0 else 0, 0 if b > 0 else width)
        for thing in list(page.get_objects(max_depth=1)):
            thing.transform(matrix)
        page.set_mediabox(0, 0, height, width)
        page.set_cropbox(0, 0, height, width)
        page.gen_content()
    document.save(target)
    return target


@pytest.mark.parametrize("turn", [90, 270])
def test_a_document_set_sideways_is_read_like_the_upright_one(demo: Path, tmp_path: Path, turn: int) -> None:
    source = next(demo.glob("*部门预算.pdf"))
    upright = extract(source)
    turned = extract(sideways(source, turn, tmp_path / "sideways.pdf"))
    assert [table.title for table in turned.tables] == [table.title for table in upright.tables]
    assert [table.rows for table in turned.tables] == [table.rows for table in upright.tables]
    assert [table.columns for table in turned.tables] == [table.columns for table in upright.tables]
    assert turned.summary == upright.summary
    assert (turned.pages[2].width, turned.pages[2].height) == (upright.pages[2].height, upright.pages[2].width)
    page = turned.pages[2]
    (before,), (after,) = upright.tables[0].cells[5].boxes, turned.tables[0].cells[5].boxes
    expected = turn_back(before.bbox, turn, page.width, page.height)
    assert after.bbox == pytest.approx(expected, abs=0.5)


@pytest.mark.parametrize(
    ("turn", "box"),
    [(0, (10, 20, 30, 60)), (90, (20, 70, 60, 90)), (180, (170, 40, 190, 80)), (270, (140, 10, 180, 30))],
)
def test_a_box_is_turned_back(turn: int, box: tuple[float, ...]) -> None:
    """On a displayed page of 200 x 100: turned by 90 or 270 degrees it was read as one of 100 x 200."""
    assert turn_back(BBox(10, 20, 30, 60), turn, 200, 100) == box


def test_a_box_of_a_page_set_straight_leans_back() -> None:
    """A page that leaned to the left by 90 degrees would have been turned clockwise to be straight."""
    assert lean_back(BBox(95, 10, 105, 20), 90, 200, 100) == pytest.approx((60, 45, 70, 55))
    assert lean_back(BBox(95, 10, 105, 20), 0, 200, 100) == (95, 10, 105, 20)
    right_end = lean_back(BBox(180, 45, 200, 55), 1, 200, 100)
    assert right_end.y_middle == pytest.approx(50 - 90 * 0.01745, abs=0.01), "it stood higher"
