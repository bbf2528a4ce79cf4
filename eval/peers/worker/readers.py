"""The peers by name; each is imported only in the worker that runs it."""

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from .raw import RawAnswer


class Reader(Protocol):
    """A peer as the worker sees it."""

    def version(self) -> str: ...

    def read(self, path: Path) -> RawAnswer: ...


def _pdfplumber() -> Reader:
    from .pdfplumber_tables import PdfplumberTables

    return PdfplumberTables()


def _pdfplumber_rs() -> Reader:
    from .pdfplumber_rs_tables import PdfplumberRsTables

    return PdfplumberRsTables()


def _pdf_oxide() -> Reader:
    from .pdf_oxide_tables import PdfOxideTables

    return PdfOxideTables()


def _camelot_lattice() -> Reader:
    from .camelot_tables import CamelotTables

    return CamelotTables(flavor="lattice")


def _camelot_network() -> Reader:
    from .camelot_tables import CamelotTables

    return CamelotTables(flavor="network")


def _camelot_hybrid() -> Reader:
    from .camelot_tables import CamelotTables

    return CamelotTables(flavor="hybrid")


def _pymupdf() -> Reader:
    from .pymupdf_tables import PymupdfTables

    return PymupdfTables(layout=False)


def _pymupdf_layout() -> Reader:
    from .pymupdf_tables import PymupdfTables

    return PymupdfTables(layout=True)


def _img2table() -> Reader:
    from .img2table_tables import Img2tableTables

    return Img2tableTables(ocr=False)


def _img2table_rapidocr() -> Reader:
    from .img2table_tables import Img2tableTables

    return Img2tableTables(ocr=True)


def _tabula() -> Reader:
    from .tabula_tables import TabulaTables

    return TabulaTables()


def _python_docx() -> Reader:
    from .docx_tables import DocxTables

    return DocxTables()


def _pandas() -> Reader:
    from .pandas_sheets import PandasSheets

    return PandasSheets()


READERS: dict[str, Callable[[], Reader]] = {
    "pdfplumber": _pdfplumber,
    "pdfplumber-rs": _pdfplumber_rs,
    "pdf-oxide": _pdf_oxide,
    "camelot-lattice": _camelot_lattice,
    "camelot-network": _camelot_network,
    "camelot-hybrid": _camelot_hybrid,
    "pymupdf": _pymupdf,
    "pymupdf-layout": _pymupdf_layout,
    "img2table": _img2table,
    "img2table-rapidocr": _img2table_rapidocr,
    "tabula": _tabula,
    "python-docx": _python_docx,
    "pandas": _pandas,
}
