"""pdfplumber (pdfminer.six) reads the same characters and the same ruled cells from the shipped PDF as we do."""

import unicodedata
from collections import Counter
from pathlib import Path

import pdfplumber

from extractor.document.text import without_space
from extractor.layout.ruled import find_ruled_regions
from extractor.options import Options
from extractor.pages.page_text import glyphs_inside
from extractor.pages.understand import understand_page
from extractor.sources.pdf import read_pdf
from extractor.tables.lattice import build_grid

BUDGET = next((Path(__file__).parents[2] / "corpora" / "demo").glob("*预算.pdf"))
OPTIONS = Options()


def normal(text: str) -> str:
    return without_space(unicodedata.normalize("NFKC", text))


def test_the_same_characters_in_the_same_places() -> None:
    with pdfplumber.open(BUDGET) as second:
        for raw, page in zip(read_pdf(BUDGET.read_bytes(), OPTIONS.source), second.pages, strict=True):
            ours = Counter(normal(glyph.text) for glyph in raw.glyphs)
            theirs = Counter(normal(char["text"]) for char in page.chars if char["text"].strip())
            assert ours == theirs
            middles = sorted(((c["x0"] + c["x1"]) / 2, (c["top"] + c["bottom"]) / 2) for c in page.chars)
            for glyph in raw.glyphs[:: max(1, len(raw.glyphs) // 40)]:
                x, y = glyph.bbox.x_middle, glyph.bbox.y_middle
                assert min(abs(x - a) + abs(y - b) for a, b in middles) < glyph.size / 2


def test_the_same_cells_in_ruled_tables() -> None:
    compared = 0
    with pdfplumber.open(BUDGET) as second:
        for raw, page in zip(read_pdf(BUDGET.read_bytes(), OPTIONS.source), second.pages, strict=True):
            understood = understand_page(raw, OPTIONS.layout)
            regions = find_ruled_regions(understood, OPTIONS.layout)
            inside = glyphs_inside(understood, regions)
            grids = [build_grid(r, g, OPTIONS.layout) for r, g in zip(regions, inside, strict=True)]
            theirs = page.find_tables()
            assert len(grids) == len(theirs)
            for grid, table in zip(grids, theirs, strict=True):
                assert grid is not None
                words = [normal(text or "") for row in table.extract() for text in row]
                assert Counter(filter(None, (normal(c.raw) for c in grid.cells))) == Counter(filter(None, words))
                assert len(grid.cells) == len(table.cells)
                compared += len(grid.cells)
    assert compared > 100
