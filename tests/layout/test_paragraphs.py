"""Lines of pages → paragraphs."""

from extractor.document.content import Paragraph
from extractor.document.geometry import BBox, Place
from extractor.layout.paragraphs import compose_paragraphs

LEFT, RIGHT, SIZE = 50.0, 450.0, 10.0


def line(
    text: str, top: float, page: int = 1, x0: float = LEFT, x1: float = RIGHT, furniture: bool = False
) -> Paragraph:
    return Paragraph(text, (Place(page, BBox(x0, top, x1, top + SIZE)),), size=SIZE, furniture=furniture)


def texts(*lines: Paragraph) -> list[str]:
    return [item.text for item in compose_paragraphs(lines) if isinstance(item, Paragraph) and not item.furniture]


def test_lines_that_reach_the_margin_run_on() -> None:
    assert texts(line("甲乙", 100, x0=70), line("丙丁", 115, x1=200), line("戊", 130, x0=70)) == ["甲乙丙丁", "戊"]


def test_a_sentence_runs_on_over_a_page_number() -> None:
    assert texts(line("甲", 700), line("- 1 -", 780, furniture=True), line("乙。", 50, page=2, x1=100)) == ["甲乙。"]


def test_numbers_and_indents_begin_a_paragraph() -> None:
    assert texts(line("甲", 100), line("（一）乙", 115), line("丙", 130, x0=80)) == ["甲", "（一）乙", "丙"]


def test_native_paragraphs_are_left_as_they_are() -> None:
    assert texts(Paragraph("甲"), Paragraph("乙")) == ["甲", "乙"]


def test_a_font_that_tells_a_false_height_does_not_cut_a_paragraph() -> None:
    """The characters of the second line take as much room as those of the first, or a fifth less."""
    tall = line("甲" * 40, 100)._replace(size=SIZE * 2)
    assert texts(tall, line("乙" * 20, 115, x1=LEFT + 200)) == ["甲" * 40 + "乙" * 20]
    assert texts(tall, line("乙" * 20, 115, x1=LEFT + 160)) == ["甲" * 40, "乙" * 20]


def test_a_note_in_the_margin_does_not_move_the_margins_that_most_lines_share() -> None:
    whole = [line("甲" * 40, 100 + 15 * n) for n in range(8)]
    note, speck = line("14", 90, x0=10, x1=30), line("|", 220, x0=520, x1=530)
    assert texts(note, *whole, speck) == ["14", "甲" * 320, "|"]


def test_few_lines_show_their_margin_by_the_longest() -> None:
    short = [line("甲", 100 + 15 * n, x1=300) for n in range(3)]
    assert texts(line("乙", 85), *short) == ["乙甲", "甲", "甲"]


def test_large_type_is_measured_less_exactly() -> None:
    one, two = (line("甲", top)._replace(size=size) for top, size in ((100, 30.2), (125, 31.0)))
    assert texts(one, two) == ["甲甲"]
    assert texts(one, two._replace(size=33.0, places=(Place(1, BBox(LEFT, 125, RIGHT / 2, 135)),))) == ["甲", "甲"]


def test_a_line_that_left_no_room_for_a_number_goes_on_with_it() -> None:
    short, wide = line("比上年减少，下降", 100, x1=RIGHT - 4 * SIZE), line("（一）甲", 130)
    assert texts(short, line("4.94%。", 115, x1=100), wide) == ["比上年减少，下降4.94%。", "（一）甲"]
    assert texts(short, line("上年减少。", 115, x1=100), wide) == ["比上年减少，下降", "上年减少。", "（一）甲"]
    ended = short._replace(text="已经下降。")
    assert texts(ended, line("4.94%。", 115, x1=100), wide) == ["已经下降。", "4.94%。", "（一）甲"]


def test_behind_a_comma_fonts_may_tell_heights_a_little_apart() -> None:
    low = line("占2.47%。", 115, x1=100)._replace(size=SIZE * 0.92)
    assert texts(line("其他收入784千元，", 100), low) == ["其他收入784千元，占2.47%。"]
    assert texts(line("其他收入784千元", 100), low) == ["其他收入784千元", "占2.47%。"]
    assert texts(line("其他收入784千元，", 100), low._replace(size=SIZE * 0.8)) == ["其他收入784千元，", "占2.47%。"]
