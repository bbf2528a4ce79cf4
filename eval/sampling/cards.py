"""The cards of one document's items: facts from its result, evidence from the document itself where it is at hand."""

import hashlib
import logging
import os
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import pypdfium2 as pdfium

from extractor.document.document import Document
from extractor.document.table import Cell, Table, slots_of
from extractor.errors import ExtractorError
from extractor.eval.sampling.card import Card, GridCell, Picture, TextLine
from extractor.eval.sampling.crops import PageCrops
from extractor.eval.sampling.items import Item, numbers_of
from extractor.sources.decoding import decode

_LOG = logging.getLogger(__name__)
_LINES_AROUND = 6
_ROWS_AROUND = 2
_PDF = "application/pdf"
_SHEETS = "spreadsheet"


@dataclass(frozen=True, slots=True)
class Original:
    """The document behind a result: its file, if it is here, the link that leads to it, and its password."""

    path: Path | None
    link: str | None = None
    password: str | None = None


def find_original(path: Path, folder: Path, password: str | None) -> Original:
    """The original at ``path``, if it is there, with a link that leads to it from a page in ``folder``."""
    if not path.is_file():
        return Original(None)
    return Original(path, quote(os.path.relpath(path, folder).replace(os.sep, "/")), password)


def cards_of(document: Document, items: Sequence[tuple[str, Item]], original: Original) -> list[Card]:
    """The card of each item (id and item) of one document."""
    tables = {table.id: table for table in document.tables}
    data, missing = _bytes_of(document, original)
    cards = []
    with ExitStack() as stack:
        crops = None
        if data is not None and document.source.media_type == _PDF:
            try:
                crops = stack.enter_context(PageCrops(data, original.password))
            except pdfium.PdfiumError as error:
                missing = f"The document can not be rendered: {error}."
        lines = _text_lines(data, document.source.media_type)
        for identity, item in items:
            table = tables[item.table]
            evidence = _Evidence(document.source.media_type, crops, lines, missing, original.link)
            cards.append(
                _cell_card(identity, item, table, evidence)
                if item.cell
                else _table_card(identity, item, table, evidence)
            )
    return cards


@dataclass(frozen=True, slots=True)
class _Evidence:
    media_type: str
    crops: PageCrops | None
    lines: tuple[str, ...]
    missing: str | None
    link: str | None


def _cell_card(identity: str, item: Item, table: Table, evidence: _Evidence) -> Card:
    cell = next(cell for cell in table.cells if cell.id == item.cell)
    column, label = next((column, label) for found, column, label in numbers_of(table) if found == item.cell)
    pictures: tuple[Picture, ...] = ()
    if evidence.crops is not None and cell.boxes:
        pictures = evidence.crops.of_cell(table, cell)
    lines = evidence.lines if cell.line else ()
    return Card(
        id=identity,
        kind="cell",
        document=item.source,
        place=_place(table, cell, evidence.media_type),
        title=table.title or "",
        unit=table.unit or "",
        row_label=label.replace("\n", " "),
        header_path=table.columns[column].path,
        value=cell.text,
        link=_page_link(evidence.link, cell.boxes[0].page if cell.boxes and evidence.media_type == _PDF else None),
        pictures=pictures,
        grid=() if pictures else _grid_around(table, cell),
        lines=_lines_around(lines, cell.line or 0),
        missing=evidence.missing,
    )


def _table_card(identity: str, item: Item, table: Table, evidence: _Evidence) -> Card:
    first = min((cell.line for cell in table.cells if cell.line), default=None)
    last = max((cell.line for cell in table.cells if cell.line), default=None)
    placed = any(cell.boxes for cell in table.cells)
    lines = [
        TextLine(number, text, False)
        for number, text in enumerate(evidence.lines, 1)
        if first and last and first - _LINES_AROUND <= number <= last + _LINES_AROUND
    ]
    return Card(
        id=identity,
        kind="table",
        document=item.source,
        place=_place(table, None, evidence.media_type),
        title=table.title or "",
        unit=table.unit or "",
        row_label="",
        header_path=(),
        value=f"{len(table.rows)} × {len(table.columns)}",
        link=_page_link(evidence.link, table.pages[0] if table.pages and evidence.media_type == _PDF else None),
        pictures=evidence.crops.of_table(table) if evidence.crops is not None and placed else (),
        grid=_grid(table, range(table.header_rows + len(table.rows)), None, printed=False),
        lines=tuple(lines),
        missing=evidence.missing,
    )


def _bytes_of(document: Document, original: Original) -> tuple[bytes | None, str | None]:
    """The document's bytes, or why they can not be shown: only the very bytes that were converted are evidence."""
    if original.path is None:
        return None, "The document is not here."
    try:
        data = original.path.read_bytes()
    except OSError as error:
        return None, f"The document can not be read: {error.strerror}."
    if hashlib.sha256(data).hexdigest() != document.source.sha256:
        return None, "The document has changed since it was converted."
    return data, None


def _text_lines(data: bytes | None, media_type: str) -> tuple[str, ...]:
    """The lines of a text, numbered as its cells are."""
    if data is None or not media_type.startswith("text/"):
        return ()
    try:
        text = decode(data).text
    except ExtractorError as error:
        _LOG.warning("no lines to show: %s", error)
        return ()
    return tuple(text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "").split("\n"))


def _place(table: Table, cell: Cell | None, media_type: str) -> str:
    """Where an item stands, as its document counts."""
    places = cell.boxes if cell else ()
    if _SHEETS in media_type:
        sheet = f"sheet {places[0].page if places else (table.pages or (1,))[0]}"
        return f"{sheet}, {_sheet_cell(places[0].bbox.x0, places[0].bbox.top)}" if places else sheet
    if places:
        return "page " + ", ".join(str(page) for page in dict.fromkeys(place.page for place in places))
    if cell is not None and cell.line:
        return f"line {cell.line}"
    if table.pages:
        return "page " + ", ".join(map(str, table.pages))
    first = min((one.line for one in table.cells if one.line), default=None)
    return f"line {first}" if first else f"table {table.id.removeprefix('t')}"


def _sheet_cell(column: float, row: float) -> str:
    """A spreadsheet cell's name from its place counted from 0: (1, 4) is B5."""
    letters, number = "", int(column) + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{int(row) + 1}"


def _page_link(link: str | None, page: int | None) -> str | None:
    return f"{link}#page={page}" if link and page else link


def _grid_around(table: Table, cell: Cell) -> tuple[tuple[GridCell, ...], ...]:
    first, last = cell.row - _ROWS_AROUND, cell.row + cell.row_span + _ROWS_AROUND
    height = table.header_rows + len(table.rows)
    rows = [*range(table.header_rows), *range(max(first, table.header_rows), min(last, height))]
    return _grid(table, rows, cell.id, printed=True)


def _grid(table: Table, rows: Sequence[int], marked: str | None, *, printed: bool) -> tuple[tuple[GridCell, ...], ...]:
    """Some grid rows, as ``printed`` or with repairs applied; merged cells are cut to the rows that are shown."""
    height = table.header_rows + len(table.rows)
    slots = slots_of(table.cells, height, len(table.columns))
    shown: set[str] = set()
    drawn = []
    for row in rows:
        line = []
        for column, cell in enumerate(slots[row]):
            if cell is None:
                line.append(GridCell("", header=row < table.header_rows))
            elif cell.id not in shown and cell.column == column:
                shown.add(cell.id)
                span = sum(cell.row <= other < cell.row + cell.row_span for other in rows)
                header = row < table.header_rows
                text = cell.raw if printed else cell.text
                line.append(GridCell(text, span, cell.column_span, header, cell.id == marked))
        drawn.append(tuple(line))
    return tuple(drawn)


def _lines_around(lines: Sequence[str], number: int) -> tuple[TextLine, ...]:
    first, last = max(1, number - _LINES_AROUND), number + _LINES_AROUND
    return tuple(
        TextLine(place, text, place == number) for place, text in enumerate(lines, 1) if first <= place <= last
    )
