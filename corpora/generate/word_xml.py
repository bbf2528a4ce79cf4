"""A table of the model as WordprocessingML (ECMA-376 part 1, 17.4), with true merges: gridSpan and vMerge."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from extractor.corpora.generate.grid import Owners, ends_a_group, owners_of, row_count
from extractor.corpora.generate.model import Align, CellSpec, TableSpec

TWIPS_PER_POINT = 20
CELL_MARGIN_TWIPS = 60
_JUSTIFICATIONS: Mapping[Align, str] = {"left": "left", "centre": "center", "right": "right"}
_EDGES = ("top", "left", "bottom", "right", "insideH", "insideV")
_THIN, _THICK = "4", "12"
"""Widths of rules in eighths of a point."""
_RULES: Mapping[str, Mapping[str, str]] = {
    "grid": dict.fromkeys(_EDGES, _THIN),
    "three_line": {"top": _THICK, "bottom": _THICK},
    "horizontal": {"top": _THIN, "bottom": _THIN, "insideH": _THIN},
    "borderless": {},
}
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"

Marker = Callable[[Any, int, int], None]
"""Marks the paragraph of the cell at (row, column); of a cell merged over rows, once for each row."""


def table_element(spec: TableSpec, width: float, font: str, mark: Marker | None = None) -> Any:
    """The ``w:tbl`` of a table as wide as ``width`` points; ValueError where its cells do not fill the grid."""
    total = sum(spec.widths)
    widths = tuple(round(width * share / total * TWIPS_PER_POINT) for share in spec.widths)
    return _Table(spec, owners_of(spec), widths, font, mark).element()


def text_run(text: str, size: float, font: str, *, bold: bool = False) -> Any:
    """A ``w:r`` of ``size`` points; ``\\n`` breaks the line, ``\\t`` is a tab."""
    run, properties = element("w:r"), element("w:rPr")
    properties.append(element("w:rFonts", {"ascii": font, "hAnsi": font, "eastAsia": font}))
    if bold:
        properties.append(element("w:b"))
    properties.append(element("w:color", {"val": "000000"}))
    for name in ("w:sz", "w:szCs"):
        properties.append(element(name, {"val": str(round(size * 2))}))
    run.append(properties)
    for number, line in enumerate(text.split("\n")):
        if number:
            run.append(element("w:br"))
        for place, piece in enumerate(line.split("\t")):
            if place:
                run.append(element("w:tab"))
            words = element("w:t")
            words.text = piece
            words.set(_SPACE, "preserve")
            run.append(words)
    return run


def element(tag: str, attributes: Mapping[str, str] | None = None) -> Any:
    """An element of the main namespace; the attributes' names without their prefix."""
    made = OxmlElement(tag)
    for name, value in (attributes or {}).items():
        made.set(qn(f"w:{name}"), value)
    return made


@dataclass(frozen=True, slots=True)
class _Table:
    """``widths`` of the columns in twips."""

    spec: TableSpec
    owners: Owners
    widths: tuple[int, ...]
    font: str
    mark: Marker | None

    def element(self) -> Any:
        table, grid = element("w:tbl"), element("w:tblGrid")
        table.append(self._properties())
        for width in self.widths:
            grid.append(element("w:gridCol", {"w": str(width)}))
        table.append(grid)
        for row in range(row_count(self.spec)):
            table.append(self._row(row))
        return table

    def _properties(self) -> Any:
        properties = element("w:tblPr")
        properties.append(element("w:tblW", {"w": str(sum(self.widths)), "type": "dxa"}))
        properties.append(element("w:jc", {"val": "center"}))
        borders, margins = element("w:tblBorders"), element("w:tblCellMar")
        for edge in _EDGES:
            borders.append(_border(edge, _RULES[self.spec.rules].get(edge)))
        properties.append(borders)
        properties.append(element("w:tblLayout", {"type": "fixed"}))
        for edge in ("left", "right"):
            margins.append(element(f"w:{edge}", {"w": str(CELL_MARGIN_TWIPS), "type": "dxa"}))
        properties.append(margins)
        return properties

    def _row(self, row: int) -> Any:
        made, properties = element("w:tr"), element("w:trPr")
        if self.spec.keep_rows:
            properties.append(element("w:cantSplit"))
        height = round(self.spec.font_size * self.spec.row_height * TWIPS_PER_POINT)
        properties.append(element("w:trHeight", {"val": str(height), "hRule": "atLeast"}))
        if row < self.spec.header_rows and self.spec.repeats_header:
            properties.append(element("w:tblHeader"))
        made.append(properties)
        for column in range(len(self.widths)):
            cell = self.owners[row, column]
            if cell.column == column:
                made.append(self._cell(cell, row))
        return made

    def _cell(self, cell: CellSpec, row: int) -> Any:
        made, properties, paragraph = element("w:tc"), element("w:tcPr"), element("w:p")
        width = sum(self.widths[cell.column : cell.column + cell.column_span])
        properties.append(element("w:tcW", {"w": str(width), "type": "dxa"}))
        if cell.column_span > 1:
            properties.append(element("w:gridSpan", {"val": str(cell.column_span)}))
        if cell.row_span > 1:
            properties.append(element("w:vMerge", {"val": "restart" if row == cell.row else "continue"}))
        is_last_head = self.spec.rules == "three_line" and row == self.spec.header_rows - 1
        if is_last_head or ends_a_group(self.spec, cell, row):
            borders = element("w:tcBorders")
            borders.append(_border("bottom", _THIN))
            properties.append(borders)
        properties.append(element("w:vAlign", {"val": "center"}))
        made.append(properties)
        paragraph.append(self._paragraph_properties(cell))
        if row == cell.row:
            paragraph.append(text_run(cell.text, self.spec.font_size, self.font, bold=cell.bold))
        if self.mark is not None:
            self.mark(paragraph, row, cell.column)
        made.append(paragraph)
        return made

    def _paragraph_properties(self, cell: CellSpec) -> Any:
        properties = element("w:pPr")
        properties.append(element("w:spacing", {"before": "0", "after": "0"}))
        if cell.indent:
            left = round(cell.indent * self.spec.font_size * TWIPS_PER_POINT)
            properties.append(element("w:ind", {"left": str(left)}))
        properties.append(element("w:jc", {"val": _JUSTIFICATIONS[cell.align]}))
        properties.append(_mark_properties(self.spec.font_size, self.font))
        return properties


def _mark_properties(size: float, font: str) -> Any:
    """The paragraph's own mark as large as its words, or a blank cell would be as high as the document's usual text."""
    properties = element("w:rPr")
    properties.append(element("w:rFonts", {"ascii": font, "hAnsi": font, "eastAsia": font}))
    properties.append(element("w:sz", {"val": str(round(size * 2))}))
    return properties


def _border(edge: str, width: str | None) -> Any:
    if width is None:
        return element(f"w:{edge}", {"val": "nil"})
    return element(f"w:{edge}", {"val": "single", "sz": width, "space": "0", "color": "000000"})
