"""A kept document of every template, saved as Word 97 by LibreOffice, holds what its labelled DOCX holds."""

import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from extractor.document.content import Content, Grid, Paragraph
from extractor.options import SourceOptions
from extractor.sources.doc.reader import read_doc
from extractor.sources.docx.reader import read_docx

ROOT = Path(__file__).parents[3]
SAVED = ROOT / "tests" / "data" / "generated-word-97.zip"
TEMPLATES = sorted(path.parts[-3] for path in (ROOT / "corpora/generated/documents").glob("*/*/*.docx"))


def both(template: str) -> tuple[Content, Content]:
    with zipfile.ZipFile(SAVED) as container:
        old = read_doc(container.read(f"{template}.doc"), SourceOptions())
    (path,) = (ROOT / "corpora/generated/documents" / template).glob("*/*.docx")
    return old, read_docx(path.read_bytes(), SourceOptions())


def body(content: Content) -> list[tuple[str, int] | Grid]:
    """Everything but furniture: LibreOffice stores the number of a page that the DOCX leaves to be filled in. What a
    text is set in by is not read of Word 97."""
    return [
        (element.text, element.heading_level) if isinstance(element, Paragraph) else flush(element)
        for element in content.elements
        if isinstance(element, Grid) or not element.furniture
    ]


def flush(grid: Grid) -> Grid:
    return replace(grid, cells=tuple(cell._replace(indent=0.0) for cell in grid.cells))


@pytest.mark.parametrize("template", TEMPLATES)
def test_every_cell_span_and_paragraph_is_the_same(template: str, covered_once: Callable[[Grid], bool]) -> None:
    old, new = both(template)
    assert body(old) == body(new)
    assert any(isinstance(element, Grid) for element in old.elements)
    assert all(covered_once(element) for element in old.elements if isinstance(element, Grid))
    assert old.problems == ()


def test_all_templates_are_kept() -> None:
    with zipfile.ZipFile(SAVED) as container:
        assert sorted(container.namelist()) == sorted(f"{template}.doc" for template in TEMPLATES)
    assert len(TEMPLATES) > 10
