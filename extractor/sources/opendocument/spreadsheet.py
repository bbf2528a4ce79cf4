"""ODS: every sheet's captions and tables in reading order, values as displayed."""

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from typing import Final

from extractor.document.content import Content
from extractor.errors import CorruptSource, TooLarge
from extractor.options import SourceOptions
from extractor.sources.opendocument import xml
from extractor.sources.opendocument.as_printed import set_as_printed
from extractor.sources.opendocument.left_out import left_over_cells
from extractor.sources.opendocument.package import open_package
from extractor.sources.opendocument.running_heads import running_texts
from extractor.sources.opendocument.styles import Styles, read_styles
from extractor.sources.opendocument.table import PlacedRow, Run, check_repeats, placed_rows, runs, says_something, span
from extractor.sources.opendocument.xml import OFFICE, PARAGRAPHS, TABLE, Node
from extractor.sources.sheets.cells import Area, SheetCell, SheetCells
from extractor.sources.sheets.elements import workbook_content
from extractor.sources.word_losses import losses_of_text

_MOST_RULED_REPEATS: Final = 1000
"""Empty cells or rows that come in longer runs than this are formatting to the sheet's end, lines or not."""
_NUMBERS: Final = frozenset({"float", "percentage", "currency"})
_MAX_CELLS: Final = 2_000_000


def read_opendocument_spreadsheet(data: bytes, options: SourceOptions) -> Content:
    """Read an OpenDocument spreadsheet (.ods, templates); pages, places and texts are as ``read_spreadsheet`` gives
    them. ``raw`` is the displayed text that the file keeps beside each value, ``stored`` the value.

    Raises CorruptSource, TooLarge, EncryptedSource.
    """
    package = open_package(data, options)
    body = package.content.find(f"{OFFICE}body/{OFFICE}spreadsheet")
    if body is None:
        raise CorruptSource("This OpenDocument spreadsheet has no body.")
    styles = read_styles(package)
    try:
        hidden = set_as_printed(body, styles)
        tables = body.findall(TABLE + "table")
        sheets = [_read_sheet(table, styles) for table in tables]
        for table, sheet in zip(tables, sheets, strict=True):
            sheet.heads.extend(running_texts(table, package.content, package.styles, "header"))
            sheet.feet.extend(running_texts(table, package.content, package.styles, "footer"))
    except RecursionError as error:
        raise CorruptSource("The parts of this OpenDocument spreadsheet are nested too deeply.") from error
    problems = [*losses_of_text(hidden, 0, 0)]
    problems += [problem for page, table in enumerate(tables, 1) for problem in left_over_cells(table, page)]
    return workbook_content(sheets, "opendocument", problems)


class _ColumnStyles:
    """The default style of each column, and which columns are hidden."""

    def __init__(self, table: Node) -> None:
        self._ends: list[tuple[int, str]] = []
        self.hidden: set[int] = set()
        position = 0
        for column in table.iter(TABLE + "table-column"):
            if column.get(TABLE + "visibility", "visible") != "visible":
                self.hidden.add(position)
            position += xml.number(column, TABLE + "number-columns-repeated", 1)
            self._ends.append((position, column.get(TABLE + "default-cell-style-name", "")))

    def of(self, column: int) -> str:
        return next((name for end, name in self._ends if column < end), "")


def _read_sheet(table: Node, styles: Styles) -> SheetCells:
    columns = _ColumnStyles(table)
    sheet = SheetCells(
        title=table.get(TABLE + "name", ""),
        hidden=styles.is_hidden(table.get(TABLE + "style-name")),
        hidden_columns=columns.hidden,
    )
    ruled: dict[str, bool] = {}
    said = 0
    for row in placed_rows(table):
        in_row = list(runs(row.node))
        cells = [
            (run, cell)
            for run in in_row
            if not run.is_covered and says_something(run.node) and (cell := _read_cell(run.node)) is not None
        ]
        if cells:
            check_repeats(row.repeats)
        said += row.repeats * sum(run.repeats for run, _ in cells)
        if said > _MAX_CELLS:
            raise TooLarge(f"The sheet {sheet.title!r} holds more than {_MAX_CELLS} cells.")
        _place(sheet, row, cells)
        _merge(sheet, row, in_row)
        _note_covered(sheet, row, in_row)
        if row.repeats <= _MOST_RULED_REPEATS:
            _rule(sheet, row, [run for run in in_row if _is_ruled(run, row, columns, styles, ruled)])
        if row.node.get(TABLE + "visibility", "visible") != "visible" and row.repeats <= _MOST_RULED_REPEATS:
            sheet.hidden_rows.update(range(row.start, row.start + row.repeats))
    merged = sum((area.row_end - area.row) * (area.column_end - area.column) for area in sheet.merged)
    if merged > _MAX_CELLS:
        raise TooLarge(f"The merged ranges of the sheet {sheet.title!r} cover {merged} cells, over {_MAX_CELLS}.")
    return sheet


def _place(sheet: SheetCells, row: PlacedRow, cells: list[tuple[Run, SheetCell]]) -> None:
    for number in range(row.start, row.start + row.repeats) if cells else ():
        for run, cell in cells:
            row_span, column_span = span(run.node)
            for column in range(run.start, run.start + run.repeats):
                area = Area(number, column, number + row_span, column + column_span)
                sheet.rows[number].append(cell._replace(area=area))


def _merge(sheet: SheetCells, row: PlacedRow, in_row: list[Run]) -> None:
    for run in in_row:
        row_span, column_span = span(run.node)
        if not run.is_covered and row_span * column_span > 1:
            sheet.merged.append(Area(row.start, run.start, row.start + row_span, run.start + column_span))


def _note_covered(sheet: SheetCells, row: PlacedRow, in_row: list[Run]) -> None:
    """Note what stands under merged cells, once for cells that are repeated."""
    for run in in_row:
        if run.is_covered and says_something(run.node) and (cell := _read_cell(run.node)) is not None and cell.raw:
            sheet.under_merged.append(Area(row.start, run.start, row.start + 1, run.start + 1))


def _rule(sheet: SheetCells, row: PlacedRow, ruled: list[Run]) -> None:
    for number in range(row.start, row.start + row.repeats) if ruled else ():
        for run in ruled:
            sheet.ruled[number].update(range(run.start, run.start + run.repeats))


def _is_ruled(run: Run, row: PlacedRow, columns: _ColumnStyles, styles: Styles, known: dict[str, bool]) -> bool:
    if run.repeats > _MOST_RULED_REPEATS:
        return False
    name = run.node.get(TABLE + "style-name") or row.node.get(TABLE + "default-cell-style-name")
    name = name or columns.of(run.start)
    if name not in known:
        known[name] = styles.is_ruled(name)
    return known[name]


def _read_cell(cell: Node) -> SheetCell | None:
    """The cell as if it stood at the sheet's beginning; None where it says and keeps nothing."""
    area = Area(0, 0, 1, 1)
    kind = cell.get(OFFICE + "value-type")
    text = "\n".join(xml.untrimmed_text_of(child) for child in cell if child.tag in PARAGRAPHS)
    raw = text.strip()
    formula = cell.get(TABLE + "formula")
    if kind is None and not raw:
        return None if formula is None else SheetCell(area, "", formula.partition(":")[2] or formula, False, True)
    stored = text if kind in (None, "string") else next(_stored(cell, kind), text)
    if not (raw or stored.strip()):
        return None
    return SheetCell(area, raw or stored, stored, kind in _NUMBERS, False)


def _stored(cell: Node, kind: str) -> Iterator[str]:
    """The value as the other spreadsheet readers write it; nothing where the file does not keep one."""
    if kind in _NUMBERS and (value := cell.get(OFFICE + "value")) is not None:
        yield str(value)
    elif kind == "boolean" and (value := cell.get(OFFICE + "boolean-value")) is not None:
        yield value.upper()
    elif kind == "date" and (value := cell.get(OFFICE + "date-value")) is not None:
        yield _moment(value)
    elif kind == "time" and (value := cell.get(OFFICE + "time-value")) is not None:
        yield _time(value)


def _moment(value: str) -> str:
    try:
        return datetime.fromisoformat(value).isoformat()
    except ValueError:
        return value


def _time(value: str) -> str:
    """``PT12H30M00S`` as 12:30:00."""
    digits = value.removeprefix("PT").translate(str.maketrans("HMS", "   ")).split()
    if len(digits) != 3 or not all(part.partition(".")[0].isdecimal() for part in digits):
        return value
    hours, minutes, seconds = (int(part.partition(".")[0]) for part in digits)
    if hours >= 24 or minutes >= 60 or seconds >= 60:
        return str(timedelta(hours=hours, minutes=minutes, seconds=seconds))
    return time(hours, minutes, seconds).isoformat()
