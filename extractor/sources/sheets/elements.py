"""A sheet's cells → paragraphs and grids in reading order, and what is to be said of the sheet."""

from collections.abc import Iterator, Sequence

from extractor.document.check import Problem
from extractor.document.content import Content, Element, Grid, GridCell, PageInfo, Paragraph
from extractor.document.geometry import BBox, Place
from extractor.sources.sheets.blocks import Block, split_rows, table_columns
from extractor.sources.sheets.cells import Area, SheetCell, SheetCells, hides_value
from extractor.sources.sheets.running_heads import running_heads
from extractor.sources.slots import check_slots, collapse_columns, fill_slots

_MAX_PLACES = 20


def workbook_content(sheets: Sequence[SheetCells], reader: str, problems: Sequence[Problem] = ()) -> Content:
    """The content of a workbook: a sheet is a page of size 0, numbered from 1 in tab order.

    A place's box counts cells, not points: ``[first column, first row, column after the last, row after the last]``,
    from 0. ``problems`` are those of the whole workbook; TooLarge where a table has too many slots.
    """
    elements: list[Element] = list(running_heads(sheets, feet=False))
    said = list(problems)
    for number, sheet in enumerate(sheets, 1):
        elements.extend(sheet_elements(sheet, number))
        said.extend(_sheet_problems(sheet, number))
    elements.extend(running_heads(sheets, feet=True))
    if not any(isinstance(element, Grid) for element in elements):
        said.append(Problem("no_table", "warning", "No sheet of this workbook holds a table."))
    pages = tuple(PageInfo(number, 0, 0) for number in range(1, len(sheets) + 1))
    return Content(tuple(elements), pages, reader, tuple(said))


def sheet_elements(cells: SheetCells, number: int | None) -> Iterator[Element]:
    """The captions, tables and notes of a sheet; without places where it has no page ``number``."""
    for block in split_rows(cells):
        if block.is_table:
            yield from _table(cells, block, number)
        else:
            yield from _paragraphs(cells, block, number)


def _paragraphs(cells: SheetCells, block: Block, number: int | None) -> Iterator[Paragraph]:
    for row in range(block.start, block.end):
        for cell in cells.rows.get(row, ()):
            if cell.raw:
                yield Paragraph(cell.raw, _places(number, cell.area))


def _table(cells: SheetCells, block: Block, number: int | None) -> Iterator[Element]:
    first, last = table_columns(cells, block)
    rows, columns = block.end - block.start, last - first
    check_slots(rows, columns)
    if columns < 2:
        yield from _paragraphs(cells, block, number)
        return
    placed: list[GridCell] = []
    said = {
        cell.area[:2]: cell for row in range(block.start, block.end) if row in cells.rows for cell in cells.rows[row]
    }
    for area in cells.merged:
        if area.row < block.end and area.row_end > block.start and area.column < last and area.column_end > first:
            inside = Area(
                max(area.row, block.start),
                max(area.column, first),
                min(area.row_end, block.end),
                min(area.column_end, last),
            )
            placed.append(_grid_cell(inside, said.pop((area.row, area.column), None), block.start, first, number))
    placed.extend(
        GridCell(
            row - block.start,
            column - first,
            cell.raw,
            places=_places_of_slot(number, row, column),
            stored=cell.stored,
            indent=cell.indent,
        )
        for (row, column), cell in said.items()
    )
    filled = [_with_place(cell, block.start, first, number) for cell in fill_slots(rows, columns, placed)]
    width, collapsed = collapse_columns(columns, filled)
    places = _places(number, Area(block.start, first, block.end, last))
    yield Grid(rows, width, collapsed, places, name=cells.title or None)


def _grid_cell(area: Area, said: SheetCell | None, top: int, left: int, number: int | None) -> GridCell:
    return GridCell(
        row=area.row - top,
        column=area.column - left,
        raw=said.raw if said else "",
        row_span=area.row_end - area.row,
        column_span=area.column_end - area.column,
        places=_places(number, area),
        stored=said.stored if said else None,
        indent=said.indent if said else 0.0,
    )


def _with_place(cell: GridCell, top: int, left: int, number: int | None) -> GridCell:
    """Empty cells that stand for nothing in the file get their place too."""
    if cell.places or number is None:
        return cell
    row, column = cell.row + top, cell.column + left
    return GridCell(cell.row, cell.column, cell.raw, places=_places_of_slot(number, row, column))


def _places(number: int | None, area: Area) -> tuple[Place, ...]:
    if number is None:
        return ()
    return (Place(number, BBox(*map(float, (area.column, area.row, area.column_end, area.row_end)))),)


def _places_of_slot(number: int | None, row: int, column: int) -> tuple[Place, ...]:
    return () if number is None else (Place(number, BBox(*map(float, (column, row, column + 1, row + 1)))),)


def _sheet_problems(cells: SheetCells, number: int) -> Iterator[Problem]:
    unknown = [cell.area for row in sorted(cells.rows) for cell in cells.rows[row] if cell.formula_only]
    if unknown:
        remedy = "Open the workbook in its own program and save it."
        message = f"Formulas without a stored value: {_named(unknown)}. {remedy}"
        yield Problem("formula_without_value", "warning", message, page=number)
    if cells.under_merged:
        named = _named(cells.under_merged)
        message = f"Cells under merged ranges hold what the sheet does not show, and were left out: {named}."
        yield Problem("hidden_text", "warning", message, page=number)
    unseen = [cell.area for row in sorted(cells.rows) for cell in cells.rows[row] if hides_value(cell)]
    if unseen:
        message = f"Cells hold what their number formats do not show, which was left out: {_named(unseen)}."
        yield Problem("hidden_text", "warning", message, page=number)
    if cells.pictures:
        message = f"{cells.pictures} cells of this sheet show pictures; they are not read."
        yield Problem("picture_not_read", "info", message, page=number)
    if cells.given_twice:
        message = f"Cells are given more than once, and the last was read: {_named(cells.given_twice)}."
        yield Problem("doubtful_cell", "warning", message, page=number)
    if cells.hidden:
        yield Problem("hidden_sheet", "info", f"The sheet {cells.title!r} is hidden; it was read.", page=number)
    hidden_rows = len(cells.hidden_rows & cells.rows.keys())
    if hidden_rows:
        yield Problem("hidden_rows", "info", f"{hidden_rows} filled rows are hidden; they were read.", page=number)
    if cells.hidden_columns:
        letters = sorted(map(column_letters, cells.hidden_columns))
        yield Problem(
            "hidden_columns", "info", f"Columns are hidden from {', '.join(letters)} on; they were read.", page=number
        )


def _named(areas: Sequence[Area]) -> str:
    named = ", ".join(f"{column_letters(area.column)}{area.row + 1}" for area in areas[:_MAX_PLACES])
    return f"{named} and {len(areas) - _MAX_PLACES} more" if len(areas) > _MAX_PLACES else named


def column_letters(column: int) -> str:
    """The name of a column counted from 0: A, B … Z, AA."""
    letters = ""
    column += 1
    while column:
        column, letter = divmod(column - 1, 26)
        letters = chr(65 + letter) + letters
    return letters
