"""Text of a page's own beside print of its picture, and across it: watermarks, captions, another reading's layer."""

from extractor.document.geometry import BBox
from extractor.document.page import Glyph
from extractor.pages.text_across_print import Parted, part_at_print, print_beside, surely_printed

WIDTH, HEIGHT = 595.0, 842.0


def line(text: str, left: float, top: float, size: float = 10.0, probability: float = 0.99) -> list[Glyph]:
    return [
        Glyph(character, BBox(left + size * n, top, left + size * (n + 1), top + size), size, n, probability)
        for n, character in enumerate(text)
        if character != " "
    ]


def texts(glyphs: tuple[Glyph, ...]) -> str:
    return "".join(glyph.text for glyph in glyphs)


def parted(own: list[Glyph], recognised: list[Glyph]) -> Parted:
    return part_at_print(own, recognised, WIDTH, HEIGHT)


def test_text_beside_print_stays() -> None:
    found = parted([*line("表二 部门支出", 60, 100), *line("12", 280, 800)], line("科目名称300.00", 60, 112))
    assert texts(found.beside) == "表二部门支出12" and found.across == ()
    assert texts(found.print) == "科目名称300.00"


def test_a_watermark_across_print_is_left_out_wherever_it_stands() -> None:
    own = [*line("内部资料", 50, 95, 30), *line("内部资料", 50, 500, 30), *line("第1页", 280, 800)]
    found = parted(own, [*line("农林水", 60, 100), *line("300.00", 120, 112)])
    assert texts(found.across) == "内部资料" * 2 and texts(found.beside) == "第1页"
    assert not found.is_layer and texts(found.print) == "农林水300.00"


def test_a_layer_that_says_the_same_but_for_an_amount_is_told_as_one() -> None:
    found = parted([*line("本部门负责全市水资源管理", 60, 100), *line("800.00", 60, 120)],
                   [*line("本部门负责全市水资源管理", 60.8, 100.5), *line("300.00", 60.5, 120.3)])  # fmt: skip
    assert found.is_layer and 0.9 < found.agreement < 1.0 and found.beside == ()
    assert found.differing == (("800.00", "300.00"),)


def test_a_layer_that_says_the_same_differs_nowhere() -> None:
    found = parted(line("300.00", 60, 120), line("300.00", 60.5, 120.3))
    assert found.is_layer and found.agreement == 1.0 and found.differing == ()


def test_what_is_read_without_certainty_gives_way_to_text() -> None:
    found = parted(line("农林水支出", 60, 100), [*line("三川", 62, 101, probability=0.5), *line("一", 300, 300)])
    assert texts(found.beside) == "农林水支出" and found.across == () and texts(found.print) == "一"


def test_print_among_drawings_meets_no_text_and_is_no_circle() -> None:
    recognised = [*line("100.00", 60, 200), *line("0.00", 60, 230), *line("OO0o", 60, 260), *line("●·", 60, 290),
                  *line("水利", 60, 100), *line("200", 60, 320, probability=0.4)]  # fmt: skip
    found = print_beside(line("水利", 60, 100), recognised, WIDTH, HEIGHT)
    assert [texts(run) for run in found] == ["100.00", "0.00"]
    assert texts(surely_printed(recognised)) == "100.000.00水利"


def test_nothing_meets_nothing() -> None:
    assert parted([], []) == Parted((), (), (), ()) and parted([], []).agreement == 0.0
    beyond = [Glyph("外", BBox(-900, -900, -800, -800), 100, 0), Glyph("外", BBox(9000, 9000, 9100, 9100), 100, 1)]
    assert texts(parted(beyond, line("内", 200, 200)).beside) == "外外"
    assert texts(parted(line("内", 0, 0), []).beside) == "内"


def test_many_characters_take_no_more_than_their_number() -> None:
    own = [Glyph("字", BBox(0, 0, WIDTH, HEIGHT), HEIGHT, n) for n in range(20_000)]
    assert len(parted(own, line("科目名称", 280, 415) * 500).across) == 20_000
