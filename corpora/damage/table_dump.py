"""A labelled table as a text dump has it: its captions, then a row a line with tabs between the cells."""

from collections.abc import Iterator

from extractor.corpora.damage.header_grid import column_sorts, header_words
from extractor.corpora.damage.pieces import Cell, Line, Owner, Piece, Row
from extractor.corpora.label import LabelTable, Unknown


def holds_unknown(table: LabelTable) -> bool:
    """Whether a value of the table, its header or its captions can not be known, so that it can not be printed."""
    paths = [column.path for column in table.columns]
    words = [table.title, table.unit, *table.captions, *table.notes]
    words += [word for path in paths if isinstance(path, list) for word in path]
    cells = [value for row in table.rows if isinstance(row.values, list) for value in row.values]
    whole = [*paths, *(row.values for row in table.rows)]
    return any(isinstance(value, Unknown) for value in (*words, *cells, *whole))


def dump_table(table: LabelTable, index: int) -> list[Piece]:
    """The pieces of a table without unknown values; a merged cell is said once, blanks follow it in its row and the
    rows below."""
    owner = Owner("table", index)
    title = [Line(str(table.title), owner), Line("", owner)] if table.title else []
    above = [str(caption) for caption in table.captions] + ([f"单位：{table.unit}"] if table.unit else [])
    captions = [line for text in above for line in (Line(text, owner, True), Line("", owner, True))]
    notes = [Line(str(note)) for note in table.notes]
    body = [*_header(table, owner), *_body(table, owner)]
    return [Line(""), *title, *captions, *body, *([Line("")] if notes else []), *notes]


def _header(table: LabelTable, owner: Owner) -> Iterator[Row]:
    words, numbers = header_words(table)
    for number, texts in enumerate(words):
        part = "numbers" if number >= len(words) - numbers else "header"
        yield Row(tuple(Cell(text) for text in texts), owner, "numbers" if part == "numbers" else "header", number)


def _body(table: LabelTable, owner: Owner) -> Iterator[Row]:
    sorts = column_sorts(table)
    merged = {
        (row - table.header_rows, column): rows
        for row, column, rows, _ in table.spans or ()
        if row >= table.header_rows and rows > 1
    }
    goes_on = {(row + n, column) for (row, column), rows in merged.items() for n in range(1, rows)}
    for number, row in enumerate(table.rows):
        values = row.values if isinstance(row.values, list) else []
        cells = []
        for column, value in enumerate(values):
            text = "" if (number, column) in goes_on or not isinstance(value, str) else value
            reach = merged.get((number, column), 1)
            truth = tuple(f"rows.{number + n}.values.{column}" for n in range(reach))
            cells.append(Cell(text, sorts[column], truth))
        yield Row(tuple(cells), owner, "body", table.header_rows + number)
