"""Pages that no table has: bounded work, and said where something was left out."""

import random
from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest

from extractor import extract
from extractor.document.geometry import BBox
from extractor.document.page import Glyph, RawPage, Segment
from extractor.options import LayoutOptions, Options
from extractor.pages.losses import page_problems
from extractor.pages.understand import understand_page
from extractor.sources.pdf import read_pdf, rules
from extractor.sources.pdf.reader import CallReader

Write = Callable[..., bytes]


@pytest.fixture
def write() -> Write:
    """A PDF of pages with the content streams given, set in Helvetica."""

    def make(contents: Sequence[str], width: int = 595, height: int = 842) -> bytes:
        kids = " ".join(f"{4 + 2 * n} 0 R" for n in range(len(contents)))
        objects = [
            "<< /Type /Catalog /Pages 2 0 R >>",
            f"<< /Type /Pages /Kids [{kids}] /Count {len(contents)} >>",
            "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        ]
        for number, content in enumerate(contents):
            objects.append(
                f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {width} {height}] /Contents {5 + 2 * number} 0 R"
                " /Resources << /Font << /F1 3 0 R >> >> >>"
            )
            objects.append(f"<< /Length {len(content)} >>\nstream\n{content}\nendstream")
        out, offsets = b"%PDF-1.4\n", []
        for number, body in enumerate(objects, 1):
            offsets.append(len(out))
            out += f"{number} 0 obj\n{body}\nendobj\n".encode()
        table = "".join(f"{offset:010d} 00000 n \n" for offset in offsets)
        size = len(objects) + 1
        tail = f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer << /Size {size} /Root 1 0 R >>\n"
        return out + f"{tail}startxref\n{len(out)}\n%%EOF".encode()

    return make


def raw_page(segments: Sequence[Segment]) -> RawPage:
    return RawPage(1, 600, 800, 0, (Glyph("1", BBox(1, 1, 6, 11), 10, 0),), tuple(segments))


def hatching(lines: int) -> list[Segment]:
    across = [Segment(0, 2.0 * n, 600, 2.0 * n, 0.1) for n in range(lines)]
    return across + [Segment(2.0 * n, 0, 2.0 * n, 800, 0.1) for n in range(lines)]


def test_a_hatching_is_left_out_and_said() -> None:
    raw = raw_page(hatching(40))
    for options in (LayoutOptions(max_rulings=79), LayoutOptions(max_crossings=1_599)):
        page = understand_page(raw, options)
        assert page.hatched and page.rulings == ()
        assert [(problem.code, problem.severity) for problem in page_problems(raw, page)] == [
            ("drawing_capped", "error")
        ]
    page = understand_page(raw, LayoutOptions(max_rulings=80, max_crossings=1_600))
    assert len(page.rulings) == 80 and page_problems(raw, page) == []


def test_a_page_of_100_000_strokes_is_read_without_its_tables(write: Write) -> None:
    """In paths of their own up to the bound of objects, and in one path up to the bound of strokes."""
    draw = random.Random(11)  # noqa: S311
    strokes = []
    for number in range(100_000):
        x, y = draw.randrange(0, 5_950) / 10, draw.randrange(100, 7_000) / 10
        end = (x + 5, y) if number % 2 else (x, y + 5)
        strokes.append(f"{x} {y} m {end[0]} {end[1]} l")
    for content in ("0.1 w " + " S ".join(strokes) + " S", "0.1 w " + " ".join(strokes) + " S"):
        document = extract(write([content + " BT /F1 10 Tf 20 800 Td (12) Tj ET"]))
        assert "drawing_capped" in {problem.code for problem in document.problems}
        assert document.tables == ()
        assert [block.text for block in document.blocks] == ["12"]


def test_strokes_beyond_their_bound_are_left_out_and_said(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rules, "MAX_STROKES", 20)
    content = "0.5 w " + " ".join(f"50 {700 - 5 * n} m 350 {700 - 5 * n} l" for n in range(60)) + " S"
    for reader in (None, CallReader()):
        (raw,) = read_pdf(write([content]), Options().source, reader)
        assert raw.capped and len(raw.segments) == 20


def test_many_short_strokes_are_no_table(write: Write) -> None:
    draw = random.Random(7)  # noqa: S311
    strokes = []
    for number in range(20_000):
        x, y, length = draw.uniform(0, 595), draw.uniform(0, 842), draw.uniform(5, 60)
        end = (x + length, y) if number % 2 else (x, y + length)
        strokes.append(f"{x:.1f} {y:.1f} m {end[0]:.1f} {end[1]:.1f} l S")
    document = extract(write(["0.3 w " + " ".join(strokes) + " BT /F1 10 Tf 20 20 Td (12) Tj ET"]))
    assert [block.text for block in document.blocks if block.kind != "table"] in (["12"], [])


def test_a_huge_page_and_one_over_many_pages_keep_all_rows(write: Write) -> None:
    """5,000 rows over 200 pages whose header comes again, then 300 rows on one page of 14,400 points."""
    rows = [f"{n:04d}" for n in range(1, 5_001)]
    pages = [sheet(rows[start : start + 25], 842, 30) for start in range(0, 5_000, 25)]
    (table,) = extract(write(pages)).tables
    assert [row.values[0] for row in table.rows] == rows
    assert table.pages == tuple(range(1, 201))
    assert [join.row for join in table.joins] == list(range(26, 5_001, 25))
    (table,) = extract(write([sheet(rows[:300], 14_400, 46)], 14_400, 14_400)).tables
    assert [row.values[1] for row in table.rows] == [f"{int(row)}.50" for row in rows[:300]]


def sheet(rows: Sequence[str], height: int, step: int) -> str:
    """A page with a ruled table of two columns under the header ``Code | Sum``."""
    lines = [("Code", "Sum"), *((row, f"{int(row)}.50") for row in rows)]
    top = height - step
    bottom = top - step * len(lines)
    drawn = [f"50 {top - step * n} m 350 {top - step * n} l S" for n in range(len(lines) + 1)]
    drawn += [f"{x} {bottom} m {x} {top} l S" for x in (50, 200, 350)]
    words = [
        f"1 0 0 1 {x + 5} {top - step * n - step / 2 - 4} Tm ({text}) Tj"
        for n, line in enumerate(lines)
        for x, text in zip((50, 200), line, strict=True)
    ]
    return f"0.5 w {' '.join(drawn)} BT /F1 10 Tf {' '.join(words)} ET"


def test_zero_areas_are_no_cells(write: Write) -> None:
    page = "0.5 w 50 700 m 350 700 l S 50 700 m 350 700 l S 50 700 m 50 700 l S 50 650 0 0 re S 60 600 100 0 re S"
    document = extract(write([page + " BT /F1 10 Tf 60 690 Td (12) Tj ET"]))
    assert document.tables == ()
    assert [block.text for block in document.blocks] == ["12"]


def test_the_bounds_are_echoed() -> None:
    assert Options().echo()["layout"]["max_rulings"] == 6_000


def test_a_table_inside_a_cell_of_a_form_is_a_table_of_its_own(write: Write) -> None:
    outer = [f"50 {y} m 450 {y} l S" for y in (700, 670, 550)] + [f"{x} 550 m {x} 700 l S" for x in (50, 150, 450)]
    inner = [f"180 {y} m 420 {y} l S" for y in (650, 620, 590)] + [f"{x} 590 m {x} 650 l S" for x in (180, 300, 420)]
    words = {(60, 680): "Name", (160, 680): "A", (60, 600): "Detail", (190, 630): "Item", (310, 630): "Sum",
             (190, 600): "B", (310, 600): "2.00"}  # fmt: skip
    text = " ".join(f"1 0 0 1 {x} {y} Tm ({word}) Tj" for (x, y), word in words.items())
    form, table = extract(write([f"0.5 w {' '.join(outer + inner)} BT /F1 10 Tf {text} ET"])).tables
    assert [cell.text for cell in form.cells] == ["Name", "A", "Detail", ""]
    assert [cell.text for cell in table.cells] == ["Item", "Sum", "B", "2.00"]


def test_invisible_text_is_not_read_unless_it_is_the_text_of_a_scan(write: Write) -> None:
    def texts(first: int) -> list[str]:
        page = f"BT /F1 10 Tf {first} Tr 50 700 Td (printed) Tj ET BT /F1 10 Tf 3 Tr 50 650 Td (888) Tj ET"
        return [block.text for block in extract(write([page])).blocks]

    assert texts(0) == ["printed"]
    assert texts(3) == ["printed", "888"]


def test_characters_without_unicode_are_counted_and_said() -> None:
    raw = replace(raw_page([]), undecodable=3, unmapped=2)
    problems = {problem.code: problem for problem in page_problems(raw, understand_page(raw, LayoutOptions()))}
    assert problems["undecodable_text"].severity == "error" and "3 characters" in problems["undecodable_text"].message
    assert problems["unmapped_text"].severity == "warning"


def test_an_amount_drawn_in_pieces_and_out_of_order_is_one_text(write: Write) -> None:
    drawn = {(73.9, 700): "34.5", (60, 700): "1,2", (60, 650): "Sum", (93.36, 700): "6"}
    text = " ".join(f"1 0 0 1 {x} {y} Tm ({piece}) Tj" for (x, y), piece in drawn.items())
    assert [block.text for block in extract(write([f"BT /F1 10 Tf {text} ET"])).blocks] == ["1,234.56", "Sum"]
