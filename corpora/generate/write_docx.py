"""A document of the model as DOCX: sections of both orientations, headings, captions, tables with true merges."""

import io
from dataclasses import dataclass, field
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK, WD_TAB_ALIGNMENT
from docx.oxml.ns import qn
from docx.shared import Pt

from extractor.corpora.generate.fixed_zip import without_times
from extractor.corpora.generate.grid import row_count
from extractor.corpora.generate.model import (
    Align,
    Block,
    ColumnBreak,
    Columns,
    DocumentSpec,
    Orientation,
    PageBreak,
    TableSpec,
    Words,
)  # fmt: skip
from extractor.corpora.generate.page import A4_POINTS, MARGIN_POINTS, text_width
from extractor.corpora.generate.word_xml import TWIPS_PER_POINT, Marker, element, table_element, text_run

COLUMN_GAP_POINTS = 24
TITLE_OVER_BODY_POINTS = 6.0
_HEADING_SIZES = {1: 16.0, 2: 13.0, 3: 11.0}
_ALIGNMENTS: dict[Align, WD_ALIGN_PARAGRAPH] = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "centre": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
}


def docx_bytes(spec: DocumentSpec, *, with_places: bool = False) -> bytes:
    """The DOCX file; equal specs give equal bytes.

    ``with_places``: bookmarks say where each row of a table begins (``place_name``) and where its last row ends; a
    converter that keeps them tells the pages. ValueError where the cells of a table do not fill its grid.
    """
    writer = _Writer(spec, with_places)
    for block in spec.blocks:
        writer.add(block)
    written = io.BytesIO()
    writer.document.save(written)
    return without_times(written.getvalue())


def place_name(table: int, row: int, edge: str, column: int = 0) -> str:
    """The bookmark of a table's (number in the document from 0) grid row; ``edge`` is ``begin`` or ``end``.

    Letters and digits only: a converter writes others in its own way.
    """
    return f"table{table}row{row}column{column}{edge}"


@dataclass(slots=True)
class _Writer:
    spec: DocumentSpec
    with_places: bool
    document: Any = field(init=False)
    orientation: Orientation = field(init=False)
    tables: int = 0
    marks: int = 0
    is_new: bool = True
    breaks_page: bool = False
    """The next paragraph begins a page."""
    follows_table: bool = False
    columns: int = 1

    def __post_init__(self) -> None:
        self.document = Document()
        self.orientation = self.spec.orientation
        _set_page(self.document.sections[0], self.orientation)
        style = self.document.styles["Normal"]
        style.font.name, style.font.size = self.spec.font, Pt(10.5)
        style.element.rPr.rFonts.set(qn("w:eastAsia"), self.spec.font)
        _number_pages(self.document.sections[0].footer.paragraphs[0])
        if any(isinstance(block, Columns) for block in self.spec.blocks):
            # Else a converter fills columns evenly and does not heed their breaks.
            self.document.settings.element.find(qn("w:compat")).insert(0, element("w:noColumnBalance"))

    def add(self, block: Block) -> None:
        if isinstance(block, PageBreak):
            self._break_page(block.orientation)
        elif isinstance(block, Columns):
            self._set_columns(block.count)
        elif isinstance(block, ColumnBreak):
            self._break_column()
        elif isinstance(block, Words):
            self._add_words(block)
        else:
            self._add_table(block)

    def _break_page(self, orientation: Orientation) -> None:
        if orientation != self.orientation:
            self.orientation = orientation
            section = self.document.sections[0] if self.is_new else self.document.add_section(WD_SECTION.NEW_PAGE)
            _set_page(section, orientation)
            self._divide(section, 1)
            self.breaks_page = False
        else:
            self.breaks_page = not self.is_new

    def _set_columns(self, count: int) -> None:
        if count == self.columns:
            return
        if self.follows_table:
            # LibreOffice takes a table that ends a section out of it.
            self._paragraph("", 2, "left")
        section = self.document.sections[0] if self.is_new else self.document.add_section(WD_SECTION.CONTINUOUS)
        self._divide(section, count)

    def _break_column(self) -> None:
        paragraph = self._paragraph("", 2, "left")
        mark, run = element("w:rPr"), paragraph.add_run()
        mark.append(element("w:sz", {"val": "4"}))
        paragraph._p.get_or_add_pPr().append(mark)
        run.font.size = Pt(2)
        run.add_break(WD_BREAK.COLUMN)

    def _divide(self, section: Any, count: int) -> None:
        self.columns = count
        columns = section._sectPr.find(qn("w:cols"))
        columns.set(qn("w:num"), str(count))
        columns.set(qn("w:space"), str(COLUMN_GAP_POINTS * TWIPS_PER_POINT))

    @property
    def _width(self) -> float:
        """The width of a column of text, in points."""
        return (text_width(self.orientation) - (self.columns - 1) * COLUMN_GAP_POINTS) / self.columns

    def _add_words(self, words: Words) -> None:
        size = _HEADING_SIZES.get(words.level, words.size)
        paragraph = self._paragraph(words.text, size, words.align, bold=words.level > 0)
        if words.level:
            paragraph.style = self.document.styles[f"Heading {words.level}"]
            paragraph.alignment = _ALIGNMENTS[words.align]

    def _paragraph(self, text: str, size: float, align: Align, *, bold: bool = False, keep: bool = False) -> Any:
        paragraph = self.document.add_paragraph()
        paragraph.alignment = _ALIGNMENTS[align]
        layout = paragraph.paragraph_format
        layout.space_before, layout.space_after = Pt(0), Pt(3)
        layout.keep_with_next = keep
        layout.page_break_before = self.breaks_page
        paragraph._p.append(text_run(text, size, self.spec.font, bold=bold))
        self.is_new = self.breaks_page = self.follows_table = False
        return paragraph

    def _add_table(self, table: TableSpec) -> None:
        size = table.font_size
        for left, right in table.over_title:
            self._add_line(left, right, size)
        if table.title is not None:
            self._paragraph(table.title, size + TITLE_OVER_BODY_POINTS, "centre", bold=True, keep=True)
        for line in table.under_title:
            self._paragraph(line, size, "centre", keep=True)
        for left, right in table.above:
            self._add_line(left, right, size)
        if self.breaks_page or self.follows_table:
            # Word joins two tables that no paragraph parts.
            self._paragraph("", 2, "left", keep=True)
        mark = self._marker(table) if self.with_places else None
        made = table_element(table, self._width, self.spec.font, mark)
        self.document.element.body.insert_element_before(made, "w:sectPr")
        self.tables, self.is_new, self.follows_table = self.tables + 1, False, True
        for note in table.notes:
            self._paragraph(note, size, "left")

    def _add_line(self, left: str, right: str, size: float) -> None:
        if not left:
            self._paragraph(right, size, "right", keep=True)
            return
        paragraph = self._paragraph(f"{left}\t{right}" if right else left, size, "left", keep=True)
        if right:
            stops = paragraph.paragraph_format.tab_stops
            stops.add_tab_stop(Pt(self._width), WD_TAB_ALIGNMENT.RIGHT)

    def _marker(self, table: TableSpec) -> Marker:
        last, number = row_count(table) - 1, self.tables
        first = {row: min(cell.column for cell in table.cells if cell.row == row) for row in range(last + 1)}

        def mark(paragraph: Any, row: int, column: int) -> None:
            if column == first[row]:
                begin = element("w:bookmarkStart", {"name": place_name(number, row, "begin", column)})
                paragraph.insert(1, begin)
                paragraph.insert(2, self._end_of(begin))
            if row == last:
                end = element("w:bookmarkStart", {"name": place_name(number, row, "end", column)})
                paragraph.append(end)
                paragraph.append(self._end_of(end))

        return mark

    def _end_of(self, start: Any) -> Any:
        self.marks += 1
        start.set(qn("w:id"), str(self.marks))
        return element("w:bookmarkEnd", {"id": str(self.marks)})


def _set_page(section: Any, orientation: Orientation) -> None:
    short, long = A4_POINTS
    upright = orientation == "portrait"
    section.orientation = WD_ORIENT.PORTRAIT if upright else WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Pt(short if upright else long), Pt(long if upright else short)
    for edge in ("left_margin", "right_margin", "top_margin", "bottom_margin"):
        setattr(section, edge, Pt(MARGIN_POINTS))


def _number_pages(footer: Any) -> None:
    footer.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for kind, words in (("begin", None), (None, "PAGE"), ("end", None)):
        made = element("w:fldChar", {"fldCharType": kind}) if kind else element("w:instrText")
        made.text = words
        footer.add_run()._r.append(made)
