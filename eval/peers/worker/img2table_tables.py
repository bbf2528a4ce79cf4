"""img2table: tables from the rulings of the page's picture, text from the PDF or by RapidOCR."""

import importlib.metadata
from pathlib import Path
from typing import Any

import pypdfium2
from img2table.document import PDF
from img2table.ocr._types import OCRInstance

from .box_grid import table_of_boxes
from .raw import Box, RawAnswer, RawLine, RawTable

_POINTS_PER_PIXEL = 72 / 200
"""img2table draws a page at 200 dpi."""


class Img2tableTables:
    """The tables of every page. ``ocr``: read the text off the picture, as of a scan, whatever the PDF's text says."""

    def __init__(self, *, ocr: bool) -> None:
        self._ocr = _rapidocr() if ocr else None

    def version(self) -> str:
        names = ["img2table", *(["rapidocr", "openvino"] if self._ocr else [])]
        return ", ".join(f"{name} {importlib.metadata.version(name)}" for name in names)

    def read(self, path: Path) -> RawAnswer:
        with pypdfium2.PdfDocument(path) as pdf:
            count = len(pdf)
        tables: list[RawTable] = []
        lines: list[RawLine] = []
        for page in range(count):  # page by page: the pictures of a whole document take gigabytes
            document = PDF(str(path), pages=[page], pdf_text_extraction=self._ocr is None)
            ocr = None if self._ocr is None else _Listening(self._ocr, page + 1, lines)
            for table in document.extract_tables(ocr=ocr).get(page, []):
                cells = [(_points(cell.bbox), cell.value or "") for row in table.content.values() for cell in row]
                tables.append(table_of_boxes(page + 1, _points(table.bbox), cells))
        return RawAnswer(tuple(tables), None if self._ocr is None else tuple(lines))


class _Listening(OCRInstance):  # type: ignore[misc]  # the peer's class is untyped here
    """An OCR instance that also keeps the lines of text that it reads on one page."""

    def __init__(self, ocr: Any, page: int, lines: list[RawLine]) -> None:
        self._ocr, self._page, self._lines = ocr, page, lines

    def of(self, document: Any) -> Any:
        data = self._ocr.of(document)
        for words in (data.records if data else {}).values():
            for word in words:
                box = [word[edge] * _POINTS_PER_PIXEL for edge in ("x1", "y1", "x2", "y2")]
                self._lines.append(RawLine(self._page, (box[0], box[1], box[2], box[3]), word["value"]))
        return data


def _points(box: Any) -> Box:
    x0, top, x1, bottom = (edge * _POINTS_PER_PIXEL for edge in (box.x1, box.y1, box.x2, box.y2))
    return (x0, top, x1, bottom)


def _rapidocr() -> Any:
    """RapidOCR with the Chinese models of its own wheel, on OpenVINO, which is the faster of its engines."""
    from img2table.ocr import RapidOCR
    from rapidocr import EngineType, LangRec

    engines = {f"{part}.engine_type": EngineType.OPENVINO for part in ("Det", "Cls", "Rec")}
    return RapidOCR(params={**engines, "Rec.lang_type": LangRec.CH, "Global.log_level": "error"})
