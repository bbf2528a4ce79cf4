"""The benchmark of speed: its files are what they say, its arithmetic is right; no time is asserted."""

import re
from pathlib import Path

import pytest

from extractor.eval.speed.__main__ import main
from extractor.eval.speed.drawn_pdf import page_of_glyphs, page_of_rulings, table_pages, write_pdf
from extractor.eval.speed.growth import Growth, draw_growth
from extractor.eval.speed.instructions import compare, counted
from extractor.options import Options
from extractor.pipeline import extract
from extractor.sources.pdf import read_pdf


def test_a_drawn_table_has_the_rows_that_were_asked_for() -> None:
    document = extract(write_pdf(table_pages(100)), name="drawn.pdf")
    labels = [row.values[0] for table in document.tables for row in table.rows]
    assert [label for label in labels if label and label.startswith("Item")] == [f"Item{n}" for n in range(100)]
    assert len(document.pages) == 3
    assert len(table_pages(0, 7)) == 7


@pytest.mark.parametrize("number", [1_000, 5_000])
def test_drawn_pages_have_the_glyphs_and_rulings_that_were_asked_for(number: int) -> None:
    (page,) = read_pdf(write_pdf(page_of_glyphs(number)), Options().source)
    assert 0.7 * number < len(page.glyphs) <= number
    (page,) = read_pdf(write_pdf(page_of_rulings(number)), Options().source)
    assert len(page.segments) == number


@pytest.mark.parametrize("power", [1.0, 1.5, 2.0])
def test_the_exponent_is_that_of_the_law(power: float) -> None:
    sizes = (10, 30, 100, 300, 1_000)
    curve = Growth("pages", sizes, tuple(0.01 * size**power for size in sizes))
    assert curve.exponent == pytest.approx(power)
    assert f"pages: {power:.2f}" in draw_growth([curve])


def test_the_parts_are_printed_as_tables(capsys: pytest.CaptureFixture[str], demo: Path) -> None:
    assert main(["--documents", str(demo), "--rounds", "1", "--only", "geometry"]) == 0
    said = capsys.readouterr().out
    assert "| RawPage, read call by call |" in said
    assert re.search(r"\(machine: \d+\.\d to \d+\.\d times as slow as when quiet\)", said)


def test_instructions_are_compared_with_the_record(capsys: pytest.CaptureFixture[str]) -> None:
    assert counted("==1== Collected : 1234\n") == 1234
    assert counted("==1== I   refs:      1,234,567\n") == 1234567
    about = {"python": "3.11.7"}
    record: dict[str, str | int] = {"instructions": 1_000, **about}
    assert compare(record, 1_040, about, 0.05) == 0
    assert compare(record, 1_060, about, 0.05) == 1
    assert compare(record, 2_000, {"python": "3.12.0"}, 0.05) == 0
    assert "other versions" in capsys.readouterr().out
