"""The peers' readers: what they make of what their library gives. Libraries that are not here are played by doubles."""

import importlib
import importlib.metadata
import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import docx
import pytest

from extractor.eval.peers.catalogue import PEERS
from extractor.eval.peers.probe import probe_pdf
from extractor.eval.peers.worker.box_grid import table_of_boxes
from extractor.eval.peers.worker.raw import RawAnswer
from extractor.eval.peers.worker.readers import READERS
from extractor.eval.peers.worker.serve import serve

Doubles = dict[str, dict[str, Any]]
Place = tuple[int, int, int, int]
WORKER = "extractor.eval.peers.worker"


@pytest.fixture
def double(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[Doubles], None]]:
    """Put modules in place of libraries, and forget the readers that met them."""

    def put(modules: Doubles) -> None:
        for name, members in modules.items():
            module = ModuleType(name)
            module.__dict__.update(members)
            monkeypatch.setitem(sys.modules, name, module)

    before = set(sys.modules)
    yield put
    for name in set(sys.modules) - before:
        if name.startswith(WORKER):
            del sys.modules[name]


@pytest.fixture
def probe(tmp_path: Path) -> Path:
    path = tmp_path / "probe.pdf"
    path.write_bytes(probe_pdf())
    return path


def places(answer: RawAnswer, table: int = 0) -> dict[str, Place]:
    return {c.text: (c.row, c.column, c.row_span, c.column_span) for c in answer.tables[table].cells}


def test_the_catalogue_and_the_worker_know_the_same_peers() -> None:
    assert [entry.name for entry in PEERS] == list(READERS)


def test_boxes_become_rows_columns_and_spans() -> None:
    table = table_of_boxes(
        2,
        (0, 0, 30, 20),
        [
            ((0, 0, 20, 10), "wide"),
            ((0, 0, 20, 10), "wide again"),
            ((20.4, 0, 30, 20), "tall"),
            ((0, 10.3, 10, 20), "a"),
            ((10, 10, 20, 20), "b"),
        ],
    )
    assert places(RawAnswer((table,))) == {
        "wide": (0, 0, 1, 2),
        "tall": (0, 2, 2, 1),
        "a": (1, 0, 1, 1),
        "b": (1, 1, 1, 1),
    }
    assert (table.rows, table.columns, table.page) == (2, 3, 2)
    assert table_of_boxes(1, (0, 0, 0, 0), []).cells == ()


def test_pdfplumber_reads_the_probe(probe: Path) -> None:
    reader = READERS["pdfplumber"]()
    answer = reader.read(probe)
    assert places(answer) == {
        "Item": (0, 0, 1, 1),
        "Amount": (0, 1, 1, 1),
        "Total": (1, 0, 1, 1),
        "12.50": (1, 1, 1, 1),
    }
    assert answer.lines is None
    assert reader.version().startswith("pdfplumber 0.")


def test_python_docx_gives_lines_tables_and_merged_cells(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("支出总表")
    table = document.add_table(rows=3, cols=2)
    table.cell(0, 0).merge(table.cell(0, 1)).text = "wide"
    table.cell(1, 0).merge(table.cell(2, 0)).text = "tall"
    table.cell(2, 1).text = "10.00"
    document.save(str(tmp_path / "a.docx"))
    answer = READERS["python-docx"]().read(tmp_path / "a.docx")
    found = places(answer)
    assert (found["wide"], found["tall"], found["10.00"]) == ((0, 0, 1, 2), (1, 0, 2, 1), (2, 1, 1, 1))
    assert [line.text for line in answer.lines or ()] == ["支出总表"]
    assert answer.tables[0].box[1] == 1.0


def camelot_cell(text: str, left: bool, right: bool, top: bool, bottom: bool) -> SimpleNamespace:
    return SimpleNamespace(text=text, left=left, right=right, top=top, bottom=bottom, x1=0, y1=0, x2=9, y2=9)


@pytest.mark.parametrize(
    ("flavor", "wide", "known"), [("lattice", (0, 0, 1, 2), True), ("network", (0, 0, 1, 1), False)]
)
def test_camelot_s_missing_edges_are_merged_cells(
    double: Callable[[Doubles], None], flavor: str, wide: Place, known: bool
) -> None:
    yes, no = True, False
    grid = [
        [camelot_cell("wide ", yes, no, yes, yes), camelot_cell("", no, yes, yes, yes)],
        [camelot_cell("tall", yes, yes, yes, no), camelot_cell("a", yes, yes, yes, yes)],
        [camelot_cell("er", yes, yes, no, yes), camelot_cell("b", yes, yes, yes, yes)],
    ]
    table = SimpleNamespace(page=3, pdf_size=(600, 800), _bbox=(10.0, 100.0, 90.0, 700.0), cells=grid, shape=(3, 2))
    asked: dict[str, Any] = {}

    def read_pdf(path: str, **options: Any) -> list[SimpleNamespace]:
        asked.update(options)
        return [table]

    double({"camelot": {"__version__": "9", "read_pdf": read_pdf}})
    reader = READERS[f"camelot-{flavor}"]()
    answer = reader.read(Path("a.pdf"))
    found = places(answer)
    assert found["wide"] == wide
    assert (("tall\ner" in found), answer.tables[0].spans_known) == (known, known)
    assert answer.tables[0].box == (10.0, 100.0, 90.0, 700.0)
    assert (asked["flavor"], reader.version()) == (flavor, f"camelot 9 {flavor}")


def test_pdfplumber_rs_s_covered_slots_are_not_cells(
    double: Callable[[Doubles], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    def cell(x0: float, x1: float, top: float, text: str | None) -> dict[str, Any]:
        return {"x0": x0, "x1": x1, "top": top, "bottom": top + 9 if text is not None else top, "text": text}

    rows = [[cell(0, 9, 0, "x"), cell(0, 0, 0, None)], [cell(0, 4, 9, "1"), cell(4, 9, 9, "")]]
    page = SimpleNamespace(page_number=5, find_tables=lambda: [SimpleNamespace(rows=rows, bbox=(0, 0, 9, 18))])
    double({"pdfplumber": {"open": lambda path: SimpleNamespace(pages=[page])}})
    monkeypatch.setattr(sys, "path", list(sys.path))
    monkeypatch.setattr(importlib.metadata, "version", lambda name: "9")
    reader = READERS["pdfplumber-rs"]()
    answer = reader.read(Path("a.pdf"))
    assert places(answer) == {"x": (0, 0, 1, 2), "1": (1, 0, 1, 1), "": (1, 1, 1, 1)}
    assert (answer.tables[0].page, reader.version()) == (5, "pdfplumber-rs 9")


def test_pdf_oxide_counts_from_below(double: Callable[[Doubles], None], monkeypatch: pytest.MonkeyPatch) -> None:
    cells = [{"text": "x", "bbox": (10.0, 700.0, 40.0, 20.0)}, {"text": ""}]
    table = {"bbox": (10.0, 600.0, 80.0, 120.0), "row_count": 1, "col_count": 2, "rows": [{"cells": cells}]}
    document = SimpleNamespace(
        page_count=lambda: 2,
        page_media_box=lambda page: (0, 0, 595, 842),
        extract_tables=lambda page: [table] if page else [],
    )
    double({"pdf_oxide": {"PdfDocument": lambda path: document}})
    monkeypatch.setattr(importlib.metadata, "version", lambda name: "9")
    reader = READERS["pdf-oxide"]()
    found = reader.read(Path("a.pdf")).tables[0]
    assert (found.page, found.box, found.rows, found.columns) == (2, (10.0, 122.0, 90.0, 242.0), 1, 2)
    assert [(c.text, c.column, c.box) for c in found.cells] == [("x", 0, (10.0, 122.0, 50.0, 142.0)), ("", 1, None)]
    assert (found.spans_known, reader.version()) == (False, "pdf_oxide 9")


@pytest.mark.parametrize(("name", "layout"), [("pymupdf", False), ("pymupdf-layout", True)])
def test_pymupdf_is_asked_with_and_without_its_layout_model(
    double: Callable[[Doubles], None], name: str, layout: bool
) -> None:
    asked: list[bool] = []
    rows = [SimpleNamespace(cells=[(0, 0, 9, 9), None]), SimpleNamespace(cells=[(0, 9, 4, 18), (4, 9, 9, 18)])]
    table = SimpleNamespace(rows=rows, bbox=(0, 0, 9, 18), extract=lambda y_tolerance: [["x", None], ["1", "2"]])

    def find_tables(use_layout: bool) -> SimpleNamespace:
        asked.append(use_layout)
        return SimpleNamespace(tables=[table])

    class Document(list[Any]):
        def __enter__(self) -> "Document":
            return self

        def __exit__(self, *error: object) -> None: ...

    page = SimpleNamespace(number=4, find_tables=find_tables)
    double({"pymupdf": {"__version__": "2", "open": lambda path: Document([page])}})
    reader = READERS[name]()
    answer = reader.read(Path("a.pdf"))
    assert places(answer) == {"x": (0, 0, 1, 2), "1": (1, 0, 1, 1), "2": (1, 1, 1, 1)}
    assert (answer.tables[0].page, asked) == (5, [layout])
    assert reader.version().startswith("PyMuPDF 2")


def test_tabula_s_cells_of_no_size_are_not_cells(
    double: Callable[[Doubles], None], probe: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def area(left: float, width: float, text: str) -> dict[str, Any]:
        return {"left": left, "top": 0.0, "width": width, "height": 5.0 if width else 0.0, "text": text}

    table = {**area(0, 20, ""), "data": [[area(0, 20, "wide\rword"), area(0, 0, "")]]}
    double({"tabula": {"read_pdf": lambda path, pages, **options: [table] if pages == 1 else []}})
    monkeypatch.setattr("importlib.metadata.version", lambda name: "2.10")
    reader = READERS["tabula"]()
    assert places(reader.read(probe)) == {"wide\nword": (0, 0, 1, 1)}
    assert reader.version() == "tabula-py 2.10 lattice"


@pytest.mark.parametrize("name", ["img2table", "img2table-rapidocr"])
def test_img2table_gives_points_and_with_ocr_the_lines_it_read(
    double: Callable[[Doubles], None], probe: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    def box(x0: int, x1: int) -> SimpleNamespace:
        return SimpleNamespace(x1=x0, y1=0, x2=x1, y2=200)

    table = SimpleNamespace(
        bbox=box(0, 400),
        content={0: [SimpleNamespace(bbox=box(0, 200), value="甲"), SimpleNamespace(bbox=box(200, 400), value=None)]},
    )
    words = SimpleNamespace(records={0: [{"x1": 0, "y1": 0, "x2": 200, "y2": 200, "value": "甲"}]})

    class Pdf:
        def __init__(self, path: str, pages: list[int], pdf_text_extraction: bool) -> None:
            self._own_text = pdf_text_extraction

        def extract_tables(self, ocr: Any) -> dict[int, list[SimpleNamespace]]:
            assert (ocr is None) == self._own_text
            if ocr is not None:
                ocr.of(self)
            return {0: [table]}

    engines = SimpleNamespace(OPENVINO="openvino")
    double(
        {
            "img2table": {},
            "img2table.document": {"PDF": Pdf},
            "img2table.ocr": {"RapidOCR": lambda params: SimpleNamespace(of=lambda document: words)},
            "img2table.ocr._types": {"OCRInstance": object},
            "rapidocr": {"EngineType": engines, "LangRec": SimpleNamespace(CH="ch")},
        }
    )
    monkeypatch.setattr("importlib.metadata.version", lambda package: "1")
    reader = READERS[name]()
    answer = reader.read(probe)
    assert places(answer) == {"甲": (0, 0, 1, 1), "": (0, 1, 1, 1)}
    assert answer.tables[0].box == (0.0, 0.0, 144.0, 72.0)
    assert [line.text for line in answer.lines or ()] == (["甲"] if name.endswith("ocr") else [])
    assert reader.version().startswith("img2table 1")


def test_pandas_gives_a_table_a_sheet_and_knows_no_merged_cells(double: Callable[[Doubles], None]) -> None:
    def frame(rows: list[list[Any]]) -> SimpleNamespace:
        return SimpleNamespace(values=SimpleNamespace(tolist=lambda: rows))

    sheets = {"支出": frame([["项目", "金额"], ["甲", 1.5]]), "空": frame([])}
    double({"pandas": {"__version__": "3", "read_excel": lambda path, **options: sheets}})
    reader = READERS["pandas"]()
    answer = reader.read(Path("a.xlsx"))
    assert places(answer)["1.5"] == (1, 1, 1, 1)
    assert [(table.page, table.spans_known) for table in answer.tables] == [(1, False)]
    assert [line.text for line in answer.lines or ()] == ["支出", "空"]
    assert reader.version() == "pandas 3"


def test_the_worker_greets_answers_and_tells_faults(probe: Path, tmp_path: Path) -> None:
    said: list[str] = []
    requests = [json.dumps({"path": str(path)}) for path in (probe, tmp_path / "none.pdf")]
    serve(READERS["pdfplumber"], requests, said.append)
    greeting, good, fault = map(json.loads, said)
    assert greeting["missing"] is None and greeting["start_seconds"] > 0
    assert good["answer"]["tables"][0]["rows"] == 2 and good["peak_megabytes"] > 1
    assert fault["error"].startswith("FileNotFoundError")


def test_a_worker_whose_peer_is_not_here_only_greets() -> None:
    said: list[str] = []
    serve(lambda: importlib.import_module("no_such_peer"), ["{}"], said.append)
    assert [json.loads(line)["missing"] for line in said] == ["ModuleNotFoundError: No module named 'no_such_peer'"]
