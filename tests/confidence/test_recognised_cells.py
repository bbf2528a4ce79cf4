"""What a recogniser was not sure of comes to the cells, goes with their text, and lowers what is claimed of them."""

from dataclasses import replace

from extractor.confidence.recognised_cells import with_uncertain_characters
from extractor.document.content import Grid, GridCell
from extractor.document.geometry import BBox, Place
from extractor.document.lines import compose_lines, glyphs_in_order
from extractor.document.page import Glyph
from extractor.document.recognised import Alternative
from extractor.document.uncertain import UncertainCharacter, shifted

EIGHT = (Alternative("3", 0.3),)


def glyphs_of(text: str, left: float, top: float, *, doubted: str = "") -> list[Glyph]:
    """A line of glyphs 5 points wide; those of ``doubted`` were recognised with little probability."""
    return [
        Glyph(
            sign, BBox(left + 5 * n, top, left + 5 * n + 5, top + 10), 10, n, *((0.6, EIGHT) if sign in doubted else ())
        )
        for n, sign in enumerate(text)
    ]


def two_cells(left: str, right: str) -> Grid:
    boxes = (BBox(0, 0, 50, 30), BBox(50, 0, 100, 30))
    cells = tuple(
        GridCell(0, n, raw, places=(Place(1, box),))
        for n, (raw, box) in enumerate(zip((left, right), boxes, strict=True))
    )
    return Grid(1, 2, cells, (Place(1, BBox(0, 0, 100, 30)),))


def test_a_page_that_was_not_recognised_stays() -> None:
    grid = two_cells("201", "38.00")
    glyphs = glyphs_of("201", 2, 2) + glyphs_of("38.00", 52, 2)
    assert with_uncertain_characters(grid, glyphs) is grid


def test_an_uncertain_character_is_told_by_its_place() -> None:
    glyphs = glyphs_of("201", 2, 2) + glyphs_of("38.00", 52, 2, doubted="8")
    left, right = with_uncertain_characters(two_cells("201", "38.00"), glyphs).cells
    assert left.uncertain == ()
    assert right.uncertain == (UncertainCharacter(1, "8", 0.6, EIGHT),)


def test_places_count_over_lines_and_without_white_space() -> None:
    glyphs = glyphs_of("教 育", 2, 2) + glyphs_of("支8", 2, 16, doubted="8")
    glyphs = [glyph for glyph in glyphs if glyph.text != " "]
    cell = with_uncertain_characters(two_cells("教 育\n支8", ""), glyphs).cells[0]
    assert [character.place for character in cell.uncertain] == [3]


def test_a_cell_that_holds_a_leaning_glyph_tells_only_what_is_plain() -> None:
    glyphs = glyphs_of("4831", 40, 2, doubted="81")  # the first two lie in the left cell, all four are the right one's
    left, right = with_uncertain_characters(two_cells("", "4831"), glyphs).cells
    assert left.uncertain == ()
    assert [(one.place, one.text) for one in right.uncertain] == [(3, "1")]


def test_a_sure_character_with_a_likely_alternative_is_uncertain() -> None:
    glyphs = [replace_glyph(glyph, 0.999, 0.0004) for glyph in glyphs_of("8", 2, 2)]
    assert with_uncertain_characters(two_cells("8", ""), glyphs).cells[0].uncertain == ()
    glyphs = [replace_glyph(glyph, 0.97, 0.03) for glyph in glyphs]
    assert len(with_uncertain_characters(two_cells("8", ""), glyphs).cells[0].uncertain) == 1


def replace_glyph(glyph: Glyph, probability: float, other: float) -> Glyph:
    return glyph._replace(probability=probability, alternatives=(Alternative("3", other),))


def test_the_order_of_glyphs_is_that_of_the_words() -> None:
    glyphs = glyphs_of("下行", 30, 20) + glyphs_of("上", 40, 3) + glyphs_of("左", 2, 4)
    words = "".join(line.text.replace(" ", "") for line in compose_lines(glyphs))
    assert "".join(glyph.text for glyph in glyphs_in_order(glyphs)) == words == "左上下行"


def test_characters_move_with_their_text() -> None:
    one = UncertainCharacter(1, "8", 0.6)
    assert shifted([one], 3) == (replace(one, place=4),)
