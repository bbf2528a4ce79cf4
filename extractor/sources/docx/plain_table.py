"""A table in which nothing is wrapped, removed or nested: its cells in one pass over its elements.

Nearly all tables of budgets are such; a walk through the tree gives the same for them, in several times the time.
"""

from dataclasses import dataclass, field

from extractor.document.indent import ems_before
from extractor.sources.docx.indents import IND, ems_of
from extractor.sources.docx.spots import Spot, check_columns, with_next
from extractor.sources.docx.xml import CHARACTERS, MC, TEXTS, Node, W

_ROW, _CELL, _PARAGRAPH, _RUN = W + "tr", W + "tc", W + "p", W + "r"
_GRID_BEFORE, _GRID_SPAN, _V_MERGE, _H_MERGE = (W + name for name in ("gridBefore", "gridSpan", "vMerge", "hMerge"))
_VALUE = W + "val"
_UNUSUAL = (
    *(W + name for name in ("tbl", "txbxContent", "sdt", "customXml", "smartTag", "del", "moveFrom", "rt")),
    *(W + name for name in ("tcPrChange", "trPrChange", "cellDel")),
    MC + "AlternateContent",
)
"""What makes it matter through which elements one comes to a text: wrappers, deletions, tables and boxes within."""
_LOOKED_AT = (
    *(_ROW, _CELL, _PARAGRAPH, *TEXTS, *CHARACTERS),
    *(_GRID_BEFORE, _GRID_SPAN, _V_MERGE, _H_MERGE, IND, *_UNUSUAL),
)
_NEW_PARAGRAPH = "\0"
"""Stands before the text of each paragraph; no XML can hold it."""


@dataclass(slots=True)
class _Reading:
    """The spots so far, and the cell that is open: what its properties say, and its texts."""

    spots: list[Spot] = field(default_factory=list)
    row: int = -1
    column: int = 0
    cells_in_row: int = 0
    is_open: bool = False
    span: int = 1
    continues: bool = False
    joins: bool = False
    indent: float = 0.0
    texts: list[str] = field(default_factory=list)

    def begin_row(self) -> None:
        self.close_cell()
        check_columns(self.column)
        if self.cells_in_row or self.row < 0:
            self.row += 1
        self.column = self.cells_in_row = 0

    def begin_cell(self) -> None:
        self.close_cell()
        if self.row < 0:  # a cell that stands in no row
            self.begin_row()
        self.is_open = True

    def close_cell(self) -> None:
        if not self.is_open:
            return
        texts, span = self.texts, self.span
        text = texts[1].strip() if len(texts) == 2 and texts[1] != _NEW_PARAGRAPH else _joined(texts)
        if self.joins and self.cells_in_row:
            self.spots[-1] = with_next(self.spots[-1], span, text)
        else:
            indent = self.indent + ems_before("".join(texts).lstrip(_NEW_PARAGRAPH)) if text else 0.0
            self.spots.append(Spot(self.row, self.column, span, text, self.continues, indent))
        self.column += span
        self.cells_in_row += 1
        self.is_open, self.span, self.continues, self.joins, self.indent = False, 1, False, False, 0.0
        texts.clear()

    def set_property(self, node: Node, tag: str) -> None:
        if tag == _V_MERGE:
            self.continues = node.get(_VALUE, "continue") == "continue"
        elif tag == _H_MERGE:
            self.joins = node.get(_VALUE, "continue") == "continue"
        elif tag == IND:
            if not "".join(self.texts).strip(_NEW_PARAGRAPH):  # of the paragraph that has the cell's first text
                self.indent = ems_of(node)
        else:
            number = node.get(_VALUE, "")
            count = int(number) if number.isdecimal() else 0
            if tag == _GRID_SPAN:
                self.span = max(1, count)
            else:
                self.column = count


def plain_spots(table: Node) -> list[Spot] | None:
    """The cells of a table, row by row; None where something in it asks for a walk through its tree."""
    reading = _Reading()
    texts = reading.texts
    for node in table.iterdescendants(*_LOOKED_AT):
        tag = node.tag
        if tag in TEXTS:
            texts.append(node.text or "")
        elif tag == _PARAGRAPH:
            texts.append(_NEW_PARAGRAPH)
        elif tag == _CELL:
            reading.begin_cell()
        elif tag in CHARACTERS:
            if node.getparent().tag == _RUN:  # a tab in the properties is the place of a tab stop
                texts.append(CHARACTERS[tag])
        elif tag == _ROW:
            reading.begin_row()
        elif tag in _UNUSUAL:
            return None
        else:
            reading.set_property(node, tag)
    reading.begin_row()
    return reading.spots


def _joined(texts: list[str]) -> str:
    """The paragraphs of a cell, one a line."""
    return "\n".join(text.strip() for text in "".join(texts).split(_NEW_PARAGRAPH)).strip()
