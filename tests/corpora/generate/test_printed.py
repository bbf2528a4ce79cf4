"""Whether a PDF prints every row is told by its text layer, rows that a page's end cuts included."""

from dataclasses import replace
from pathlib import Path

import pytest

from extractor.corpora.generate.model import CellSpec, DocumentSpec, TableSpec, Words
from extractor.corpora.generate.printed import lost_rows
from extractor.corpora.generate.write_docx import docx_bytes
from extractor.corpora.generate.write_pdf import can_typeset, table_pages, typeset

needs_libreoffice = pytest.mark.needs_libreoffice
if not can_typeset():
    pytestmark = [needs_libreoffice, pytest.mark.skip(reason="LibreOffice (soffice) is not here")]
else:
    pytestmark = [needs_libreoffice]
LINES = "\n".join(f"第{line}行事项" for line in range(1, 60))


def long_row(text: str) -> DocumentSpec:
    cells = (
        CellSpec(0, 0, "名称", "column_attribute"),
        CellSpec(0, 1, "说明", "column_attribute"),
        CellSpec(1, 0, "甲", "row_attribute"),
        CellSpec(1, 1, text, "data"),
    )
    table = TableSpec("表", "other", None, 1, cells, (1.0, 3.0), keep_rows=False)
    return DocumentSpec("by_hand", 7, "长", "budget", "甲局", None, 2025, (Words("前言"), table))


def test_a_row_that_a_pages_end_cuts_is_not_lost(tmp_path: Path) -> None:
    spec = long_row(LINES)
    path = typeset({"cut": docx_bytes(spec, with_places=True)}, tmp_path)["cut"]
    places = table_pages(path)
    assert places[0].pages == (1, 2)
    assert lost_rows(path, spec, places) == []


def test_words_that_are_not_there_are_told(tmp_path: Path) -> None:
    spec = long_row("乙")
    path = typeset({"short": docx_bytes(spec, with_places=True)}, tmp_path)["short"]
    places = table_pages(path)
    assert lost_rows(path, spec, places) == []
    assert lost_rows(path, long_row("乙丙"), places) == ["表: row 1"]
    other = replace(spec, blocks=(*spec.blocks, *spec.blocks))
    assert lost_rows(path, other, places) == ["1 tables"]
