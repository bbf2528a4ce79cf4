"""What a typeset PDF really prints, by its text layer and not by the extractor: LibreOffice may lose rows.

LibreOffice 7.4 clips the rows of a table whose repeated header holds a cell merged downwards, where the table begins
far down a page and its rows may not be cut; the truth of such a page would be wrong.
"""

from collections.abc import Sequence
from pathlib import Path

import pypdfium2

from extractor.corpora.generate.grid import row_count
from extractor.corpora.generate.model import DocumentSpec, TableSpec
from extractor.corpora.generate.write_pdf import TablePages
from extractor.document.text import without_space


def lost_rows(path: Path, spec: DocumentSpec, places: Sequence[TablePages]) -> list[str]:
    """The body rows that the PDF does not print where ``places`` say, each as table and row; empty: all are there."""
    texts = page_texts(path)
    tables = [block for block in spec.blocks if isinstance(block, TableSpec)]
    if len(places) != len(tables):
        return [f"{len(tables) - len(places)} tables"]
    lost: list[str] = []
    for table, place in zip(tables, places, strict=True):
        if len(place.rows) != row_count(table):
            lost.append(f"{table.title}: {row_count(table) - len(place.rows)} rows")
            continue
        for row in range(table.header_rows, row_count(table)):
            if not _is_printed(table, row, texts, place.rows[row]):
                lost.append(f"{table.title}: row {row}")
    return lost


def page_texts(path: Path) -> list[str]:
    """The text of each page without white space."""
    with pypdfium2.PdfDocument(path) as pdf:
        return [without_space(pdf[index].get_textpage().get_text_range()) for index in range(len(pdf))]


def _is_printed(table: TableSpec, row: int, texts: Sequence[str], page: int) -> bool:
    """Whether the row's words stand together on its page, or, where the page's end cuts it, each on one of the two."""
    words = [without_space(cell.text) for cell in table.cells if cell.row == row]
    if "".join(words) in texts[page - 1]:
        return True
    first, second = texts[page - 1], "".join(texts[page : page + 1])
    return all(_stands(word, first, second) for word in words)


def _stands(word: str, first: str, second: str) -> bool:
    """Whether a cell's words stand on one of two pages, or begin on the one and end on the other."""
    cuts = range(1, len(word))
    return word in first or word in second or any(word[:cut] in first and word[cut:] in second for cut in cuts)
