"""What the tests of the review share: the demonstration's budget, converted once, and one with an error of its own."""

from dataclasses import replace
from pathlib import Path

import pytest

from extractor.document.document import Document
from extractor.document.table import Cell
from extractor.document.wire import to_json
from extractor.pipeline import extract
from extractor.pipeline.revising import revise
from tests.service.review.small_service import SmallService, small_service


@pytest.fixture(scope="session")
def budget_path(demo: Path) -> Path:
    return next(demo.glob("*部门预算.pdf"))


@pytest.fixture(scope="session")
def budget(budget_path: Path) -> Document:
    """The demonstration's budget: 13 pages, nine tables, every amount proved."""
    return extract(budget_path)


def cell_of(document: Document, table: str, text: str) -> Cell:
    """The first cell of a table that says this."""
    found = next(one for one in document.tables if one.id == table)
    return next(cell for cell in found.cells if cell.text == text)


@pytest.fixture(scope="session")
def misprinted(budget: Document) -> Document:
    """The budget as it would be had table 3 printed 行政运行 with two digits exchanged: its sums fail."""
    cell = cell_of(budget, "t3", "386.42")
    wrong = revise(budget, {cell.id: "368.42"})
    tables = tuple(
        replace(table, cells=tuple(replace(c, raw=c.text) if c.id == cell.id else c for c in table.cells))
        for table in wrong.tables
    )
    return replace(wrong, tables=tables)


@pytest.fixture
def service(tmp_path: Path, budget_path: Path, budget: Document, misprinted: Document) -> SmallService:
    """A service with the misprinted budget as ``d1`` and the sound one as ``d2``."""
    made = small_service(tmp_path)
    source = budget_path.read_bytes()
    made.documents.add("示例 2026.pdf", to_json(misprinted), source)
    made.documents.add("示例 2025.pdf", to_json(budget), source)
    return made


@pytest.fixture
def wrong_cell(misprinted: Document) -> str:
    return cell_of(misprinted, "t3", "368.42").id
