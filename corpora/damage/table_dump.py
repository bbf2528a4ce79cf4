"""A labelled table as a text dump has it: its captions, then its rows."""

from collections.abc import Iterator
from dataclasses import replace

from extractor.corpora.damage.header_grid import column_sorts, header_words
from extractor.corpora.damage.pieces import Belongs, Cell, Dialect, Line, Owner, Part, Piece, Row
from extractor.corpora.label import LabelTable, Unknown
from extractor.document.number import is_number
from extractor.document.target import is_measured
from extractor.document.tier_words import is_tier1_word, is_tier2_word


def holds_unknown(table: LabelTable) -> bool:
    """Whether a value of the table, its header or its captions can not be known, so that it can not be printed."""
    paths = [column.path for column in table.columns]
    words = [table.title, table.unit, *table.captions, *table.notes]
    words += [word for path in paths if isinstance(path, list) for word in path]
    cells = [value for row in table.rows if isinstance(row.values, list) for value in row.values]
    whole = [*paths, *(row.values for row in table.rows)]
    return any(isinstance(value, Unknown) for value in (*words, *cells, *whole))


def is_form(table: LabelTable) -> bool:
    """Whether the table is a project's form, or a part of one, whose facts may be labelled as a project too."""
    return table.kind == "project_targets"


def dump_table(table: LabelTable, index: int, dialect: Dialect = "rows") -> list[Piece]:
    """The pieces of a table without unknown values. A merged cell is said once: a row a line, blanks follow it in its
    row and in the rows below; a cell a line (forms only), what it covers on its right is left out."""
    owner = Owner("table", index)
    dialect = dialect if is_form(table) else "rows"
    title = [Line(str(table.title), owner), Line("", owner)] if table.title else []
    above = [str(caption) for caption in table.captions] + ([f"单位：{table.unit}"] if table.unit else [])
    captions = [line for text in above for line in (Line(text, owner, True), Line("", owner, True))]
    notes = [Line(str(note)) for note in table.notes]
    grid = [_printed(row, table, dialect) for row in (*_header(table, owner), *_body(table, owner))]
    return [Line(""), *title, *captions, *grid, *([Line("")] if notes else []), *notes]


def _printed(row: Row, table: LabelTable, dialect: Dialect) -> Row:
    """The row in its dialect."""
    covered = {
        column
        for top, left, rows, columns in table.spans or ()
        for column in range(left + 1, left + columns)
        if top <= row.number < top + rows
    }
    cells = (cell for column, cell in enumerate(row.cells) if dialect == "rows" or column not in covered)
    return replace(row.with_cells(cells), dialect=dialect)


def _header(table: LabelTable, owner: Owner) -> Iterator[Row]:
    words, numbers = header_words(table)
    for number, texts in enumerate(words):
        part: Part = "numbers" if number >= len(words) - numbers else "header"
        yield Row(tuple(Cell(text) for text in texts), owner, part, number)


def _body(table: LabelTable, owner: Owner) -> Iterator[Row]:
    part: Part = "body" if not is_form(table) else "matrix" if table.header_rows else "form"
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
            text = value if isinstance(value, str) else ""
            belongs = _in_form(text) if part == "form" else sorts[column]
            reach = merged.get((number, column), 1)
            truth = tuple(f"rows.{number + n}.values.{column}" for n in range(reach))
            cells.append(Cell("" if (number, column) in goes_on else text, belongs, truth))
        yield Row(tuple(cells), owner, part, table.header_rows + number)


def _in_form(text: str) -> Belongs:
    """What a cell of a form holds, by its words."""
    if is_tier1_word(text) or is_tier2_word(text):
        return "tier"
    return "target" if is_measured(text) or is_number(text) else "words"
