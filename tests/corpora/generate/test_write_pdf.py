"""What the typeset PDF holds, by its text and not by the extractor."""

from pathlib import Path

import pypdfium2
import pytest

from extractor.corpora.generate.model import CellSpec, DocumentSpec, TableSpec
from extractor.corpora.generate.write_docx import docx_bytes
from extractor.corpora.generate.write_pdf import TablePages, can_typeset, table_pages, typeset
from extractor.document.text import without_space
from extractor.document.vocabulary import CellRole

needs_libreoffice = pytest.mark.needs_libreoffice
if not can_typeset():
    pytestmark = [needs_libreoffice, pytest.mark.skip(reason="LibreOffice (soffice) is not here")]
else:
    pytestmark = [needs_libreoffice]


def long_table(rows: int) -> TableSpec:
    head: CellRole = "column_attribute"
    cells = [CellSpec(0, 0, "项目", head, 1, 2), CellSpec(1, 0, "名称", head), CellSpec(1, 1, "金额", head)]
    for row in range(1, rows + 1):
        cells += [CellSpec(row + 1, 0, f"第{row}行", "row_attribute"), CellSpec(row + 1, 1, f"{row}.00", "data")]
    return TableSpec("长表", "other", None, 2, tuple(cells), (1.0, 1.0))


def page_texts(path: Path) -> list[str]:
    with pypdfium2.PdfDocument(path) as pdf:
        return [without_space(pdf[index].get_textpage().get_text_range()) for index in range(len(pdf))]


@pytest.fixture(scope="module")
def long_pdf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    spec = DocumentSpec("by_hand", 7, "长", "budget", "甲局", None, 2025, (long_table(100), long_table(3)))
    folder = tmp_path_factory.mktemp("typeset")
    return typeset({"long": docx_bytes(spec, with_places=True)}, folder)["long"]


def test_each_row_stands_on_the_page_that_is_told(long_pdf: Path) -> None:
    texts = page_texts(long_pdf)
    first, second = table_pages(long_pdf)
    assert len(first.rows) == 102
    assert len(first.pages) == len(texts) >= 3
    assert first.rows[0] == first.rows[1] == 1
    for row, page in enumerate(first.rows[2:], start=1):
        assert f"第{row}行{row}.00" in texts[page - 1]
    assert first.end == first.rows[-1]
    assert second == TablePages((first.end,) * 5, first.end)


def test_the_header_comes_again_on_each_page(long_pdf: Path) -> None:
    assert all("项目名称金额" in text for text in page_texts(long_pdf))


def test_every_cell_text_is_in_the_pdf(document: DocumentSpec, table: TableSpec, tmp_path: Path) -> None:
    made = typeset({"a": docx_bytes(document, with_places=True), "b": docx_bytes(document)}, tmp_path)
    first, second = table_pages(made["a"])
    assert (set(first.rows), first.pages, second.pages) == ({1}, (1,), (2,))
    assert table_pages(made["b"]) == ()
    text = page_texts(made["a"])[0]
    assert [cell.text for cell in table.cells if without_space(cell.text) not in text] == []
    with pypdfium2.PdfDocument(made["a"]) as pdf:
        assert [pdf[index].get_width() > pdf[index].get_height() for index in (0, 1)] == [False, True]
