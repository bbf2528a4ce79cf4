"""Rows of words → the cells of a table: merges by marks, roles and sides by column."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from extractor.corpora.generate.model import Align, CellSpec
from extractor.document.vocabulary import CellRole

LEFT, ABOVE = "<", "^"
"""In place of a cell: it is merged with the one on its left, or with the one above it."""
STEP = "\u3000"
"""At the beginning of a name: one level of indentation."""
_WIDE_HEAD = 3
Indentation = Literal["paragraph", "spaces", "none"]
Row = Sequence[str]


@dataclass(frozen=True, slots=True)
class Column:
    """What a column's body cells are and on which side they stand; ``width`` is the least and ``cap`` the greatest
    one that its words may ask for (beyond it they wrap), both relative to the font size."""

    width: float
    role: CellRole
    align: Align
    cap: float = 99.0


INDEX = Column(3.0, "row_index", "centre")
"""Line numbers or codes."""
NAME = Column(9.0, "row_attribute", "left", 19.0)
"""What a row is called."""
AMOUNT = Column(4.6, "data", "right")
WORDS = Column(5.0, "data", "left", 12.0)
"""Data that is text."""
QUANTITY = Column(3.2, "data", "centre")


@dataclass(frozen=True, slots=True)
class Layout:
    """How cells look, whatever they say."""

    indentation: Indentation = "paragraph"
    bold_header: bool = True
    bold_totals: bool = False
    centred_totals: bool = True
    spaced_heads: bool = False
    """Short column names are set wide: 项 目 for 项目."""


def build_cells(
    header: Sequence[Row], body: Sequence[Row], columns: Sequence[Column], layout: Layout, *, number_rows: int = 0
) -> tuple[CellSpec, ...]:
    """The physical cells of a table, by row and column. ``number_rows`` of the header's last rows are column numbers.

    ValueError where a row is not as long as there are columns, or a mark leaves the grid.
    """
    rows = [*header, *body]
    covered: dict[tuple[int, int], list[tuple[int, int]]] = {}
    owners: dict[tuple[int, int], tuple[int, int]] = {}
    for row, texts in enumerate(rows):
        if len(texts) != len(columns):
            raise ValueError(f"row {row} has {len(texts)} words for {len(columns)} columns: {texts}")
        for column, text in enumerate(texts):
            place = (row, column)
            beside = (row, column - 1) if text == LEFT else (row - 1, column) if text == ABOVE else None
            owners[place] = place if beside is None else owners[beside]
            covered.setdefault(owners[place], []).append(place)
    heads = len(header)
    return tuple(
        _body_cell(rows[row][column], places, columns[column], layout)
        if row >= heads
        else _head_cell(rows[row][column], places, layout, is_number=row >= heads - number_rows)
        for (row, column), places in sorted(covered.items())
    )


Places = Sequence[tuple[int, int]]
"""All grid places of one cell, the first one first."""


def _head_cell(text: str, places: Places, layout: Layout, *, is_number: bool) -> CellSpec:
    role: CellRole = "column_number" if is_number else "column_attribute"
    if layout.spaced_heads and len(text) <= _WIDE_HEAD and not is_number:
        text = " ".join(text)
    return CellSpec(*places[0], text, role, *_spans(places), align="centre", bold=layout.bold_header and not is_number)


def _spans(places: Places) -> tuple[int, int]:
    first_row, first_column = places[0]
    return max(row for row, _ in places) - first_row + 1, max(column for _, column in places) - first_column + 1


def _body_cell(text: str, places: Places, column: Column, layout: Layout) -> CellSpec:
    bare = text.lstrip(STEP)
    steps = len(text) - len(bare)
    row_span, column_span = _spans(places)
    is_total = is_total_name(bare)
    # A label merged over the code columns is a label, not a code.
    is_label = column.role == "row_index" and bare != "" and not any(c.isdigit() for c in bare) and column_span > 1
    return CellSpec(
        *places[0],
        text=STEP * steps + bare if layout.indentation == "spaces" else bare,
        role="row_attribute" if is_label else column.role,
        row_span=row_span,
        column_span=column_span,
        align="centre" if is_total and layout.centred_totals else column.align,
        bold=is_total and layout.bold_totals,
        indent=steps if layout.indentation == "paragraph" else 0,
    )


def is_total_name(text: str) -> bool:
    """Whether a name is a total's (合计, 收入总计, 本年支出合计 …)."""
    return text.replace(" ", "").endswith(("合计", "总计"))
