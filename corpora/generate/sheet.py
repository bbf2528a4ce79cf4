"""A table before it is set: columns with their header paths, rows of words, and what stands around the grid."""

from collections.abc import Sequence
from dataclasses import dataclass

from extractor.corpora.generate.heading import Heading
from extractor.corpora.generate.model import Orientation, Rules, TableSpec
from extractor.corpora.generate.page import text_width
from extractor.corpora.generate.style import Style
from extractor.corpora.generate.table_builder import ABOVE, LEFT, Column, Row, build_cells
from extractor.document.vocabulary import TableKind, Unit

Path = tuple[str, ...]
"""The header words over a column, outermost first."""
Fields = tuple[tuple[Path, Column], ...]
"""The columns with their paths."""
_PADDING = 0.9
"""What a cell's margins add to its words, relative to the font size."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """``numbers`` is the 栏次 row that ends the header; ``header`` replaces the one that the paths give."""

    title: str | None
    kind: TableKind
    unit: Unit | None
    fields: Fields
    body: Sequence[Row]
    numbers: Row | None = None
    header: Sequence[Row] | None = None
    notes: tuple[str, ...] = ()
    declared_empty: bool = False
    rules: Rules = "grid"
    is_bare: bool = False
    """Only a title stands over it."""


def header_of(paths: Sequence[Path]) -> list[list[str]]:
    """The header rows over columns with these paths, with marks for merged cells.

    A word that neighbours share under shared words is one cell over them, unless it is the last of a path; a path
    that is shorter than others ends in a cell merged downwards.
    """
    depth = max(map(len, paths))
    rows: list[list[str]] = [[] for _ in range(depth)]
    for column, path in enumerate(paths):
        before = paths[column - 1] if column else ()
        for level in range(depth):
            is_shared = level < len(path) - 1 and level < len(before) - 1 and path[: level + 1] == before[: level + 1]
            rows[level].append(ABOVE if level >= len(path) else LEFT if is_shared else path[level])
    return rows


def column_numbers(words: Sequence[str], columns: int, *, first: int = 1) -> list[str]:
    """A 栏次 row: the words, then numbers that count up over the other columns."""
    return [*words, *(str(number) for number in range(first, first + columns - len(words)))]


def needed_widths(sheet: Sheet) -> list[float]:
    """How wide each column must be so that its body does not wrap beyond what it may, relative to the font size.

    Nor may a header cell that is merged downwards: LibreOffice does not make room for it where the header comes again.
    """
    widths = []
    depth = max(len(path) for path, _ in sheet.fields)
    for number, (path, column) in enumerate(sheet.fields):
        words = [row[number] for row in sheet.body if LEFT not in row[number : number + 2] and row[number] != ABOVE]
        asked = max((_breadth(word) for word in words), default=0.0) + _PADDING
        head = _breadth(path[-1]) / _lines(depth - len(path) + 1) + 1 + _PADDING if len(path) < depth else 0.0
        widths.append(max(column.width, head, min(asked, column.cap)))
    return widths


def _lines(rows: int) -> int:
    """How many lines a header cell merged over so many rows holds without making them higher."""
    return int(rows * 1.35)


def orientation_for(sheet: Sheet, style: Style) -> Orientation:
    """Upright, unless the sheet is too wide for it."""
    asked = sum(needed_widths(sheet)) * style.font_size
    return "portrait" if asked <= text_width("portrait") and not style.prefers_landscape else "landscape"


def to_table(sheet: Sheet, heading: Heading, style: Style) -> TableSpec:
    """Set the sheet with what stands over it, in the document's style, smaller where a page is not wide enough."""
    columns = [column for _, column in sheet.fields]
    header = [*(sheet.header or header_of([path for path, _ in sheet.fields]))]
    number_rows = 0
    if sheet.numbers is not None:
        header.append(list(sheet.numbers))
        number_rows = 1
    widths = needed_widths(sheet)
    fitting = text_width(orientation_for(sheet, style)) / sum(widths)
    return TableSpec(
        title=sheet.title,
        kind=sheet.kind,
        unit=sheet.unit,
        header_rows=len(header),
        number_rows=number_rows,
        cells=build_cells(header, sheet.body, columns, style.layout, number_rows=number_rows),
        widths=tuple(widths),
        over_title=heading.over_title,
        under_title=heading.under_title,
        above=heading.above,
        captions=heading.captions,
        notes=sheet.notes,
        declared_empty=sheet.declared_empty or not _has_amount(sheet),
        rules=sheet.rules,
        repeats_header=style.repeats_header,
        keep_rows=style.keep_rows,
        row_height=style.row_height,
        font_size=min(style.font_size, int(fitting * 2) / 2),
    )


def _has_amount(sheet: Sheet) -> bool:
    """Whether any amount is printed; a table of text (no right-aligned column) needs none."""
    amounts = [number for number, (_, column) in enumerate(sheet.fields) if column.align == "right"]
    if not amounts:
        return True
    return any(character.isdigit() for row in sheet.body for number in amounts for character in row[number])


def _breadth(text: str) -> float:
    """The width of the longest line of a text relative to the font size: a digit or letter is a little over half."""
    return max(sum(0.58 if character.isascii() else 1.0 for character in line) for line in text.split("\n"))
