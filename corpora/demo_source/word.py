"""Sheets and forms → Word, with real merges (gridSpan, vMerge) and header rows that repeat on each page."""

from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from extractor.corpora.demo_source.sheet import Sheet

BODY_FONT, HEADING_FONT = "Noto Serif CJK SC", "Noto Sans CJK SC"
TEXT_WIDTH_CM = 17.0
ROW_HEIGHT_CM = 0.8
CENTRE, RIGHT, LEFT_ALIGNED = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.RIGHT, WD_ALIGN_PARAGRAPH.LEFT


def new_document() -> Any:
    """An A4 page with a page number below."""
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2)
    section.top_margin = section.bottom_margin = Cm(2.2)
    style = document.styles["Normal"]
    style.font.name, style.font.size = BODY_FONT, Pt(10.5)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), BODY_FONT)
    footer = section.footer.paragraphs[0]
    footer.alignment = CENTRE
    for kind, words in (("begin", None), (None, "PAGE"), ("end", None)):
        run = footer.add_run()
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        element.text = words
        run._r.append(element)
    return document


def add_words(document: Any, text: str, *, size: float = 10.5, bold: bool = False, align: Any = LEFT_ALIGNED) -> Any:
    """One paragraph without space around it."""
    paragraph = document.add_paragraph()
    paragraph.alignment = align
    paragraph.paragraph_format.space_after = Pt(3)
    _write(paragraph, text, size, bold)
    return paragraph


def add_heading(document: Any, text: str, level: int) -> None:
    """A heading of the format's own style, in black."""
    paragraph = document.add_heading(level=level)
    _write(paragraph, text, 16 if level == 1 else 13, bold=True)
    if level == 1:
        paragraph.alignment = CENTRE


def add_sheet(document: Any, sheet: Sheet, department: str, unit: str) -> None:
    """The table's number, title, department, unit, grid and notes."""
    add_words(document, sheet.number, size=9).paragraph_format.keep_with_next = True
    add_words(document, sheet.title, size=15, bold=True, align=CENTRE).paragraph_format.keep_with_next = True
    line = add_words(document, f"部门：{department}\t单位：{unit}", size=9)
    line.paragraph_format.tab_stops.add_tab_stop(Cm(TEXT_WIDTH_CM), alignment=2)
    line.paragraph_format.keep_with_next = True
    rows = [*sheet.header, *sheet.body]
    table = _grid(document, len(rows), sheet.widths)
    heads = len(sheet.header)
    for row, column in sorted(set(sheet.owners().values())):
        head = row < heads
        words = rows[row][column]
        indent = sheet.indents[row - heads] if not head and column == 1 and sheet.indents else 0
        _fill(table.cell(row, column), words, bold=head, align=CENTRE if head else _side(words, column), indent=indent)
    for row, column, height, width in sheet.spans():
        merged = table.cell(row, column).merge(table.cell(row + height - 1, column + width - 1))
        _fill(merged, rows[row][column], bold=row < heads, align=CENTRE)
    for row in table.rows[:heads]:
        _mark(row, "w:tblHeader")
    for row in table.rows:
        _mark(row, "w:cantSplit")
    for note in sheet.notes:
        add_words(document, note, size=9)


def add_grid(document: Any, rows: list[list[str]], spans: list[list[int]], widths: list[float]) -> None:
    """A form: words by place and the merged cells as [row, column, row span, column span]."""
    table = _grid(document, len(rows), widths)
    for row, words in enumerate(rows):
        for column, word in enumerate(words):
            _fill(table.cell(row, column), word, bold=False, align=LEFT_ALIGNED)
    for row, column, height, width in spans:
        merged = table.cell(row, column).merge(table.cell(row + height - 1, column + width - 1))
        _fill(merged, rows[row][column], bold=False, align=LEFT_ALIGNED)


def save(document: Any, path: Path) -> None:
    """Write the document."""
    document.save(str(path))


def _grid(document: Any, rows: int, widths: Any) -> Any:
    table = document.add_table(rows=rows, cols=len(widths))
    table.style, table.alignment, table.autofit = "Table Grid", WD_TABLE_ALIGNMENT.CENTER, False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Cm(TEXT_WIDTH_CM * width / sum(widths))
        for cell in column.cells:
            cell.width = column.width
    for row in table.rows:
        row.height = Cm(ROW_HEIGHT_CM)
    return table


def _side(words: str, column: int) -> Any:
    amount = words.replace(".", "").isdigit() and "." in words
    return RIGHT if amount else LEFT_ALIGNED


def _fill(cell: Any, words: str, *, bold: bool, align: Any, indent: int = 0) -> None:
    for extra in cell.paragraphs[1:]:
        extra._p.getparent().remove(extra._p)
    paragraph = cell.paragraphs[0]
    for run in list(paragraph.runs):
        run._r.getparent().remove(run._r)
    paragraph.alignment = align
    paragraph.paragraph_format.space_after = paragraph.paragraph_format.space_before = Pt(0)
    paragraph.paragraph_format.left_indent = Pt(9 * indent) if indent else None
    cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    _write(paragraph, words, 9, bold)


def _write(paragraph: Any, text: str, size: float, bold: bool) -> None:
    font = HEADING_FONT if bold else BODY_FONT
    run = paragraph.add_run(text)
    run.font.size, run.font.bold, run.font.name = Pt(size), False, font
    run.font.color.rgb = RGBColor(0, 0, 0)
    fonts = run._r.get_or_add_rPr().get_or_add_rFonts()
    for script in ("w:eastAsia", "w:ascii", "w:hAnsi"):
        fonts.set(qn(script), font)


def _mark(row: Any, name: str) -> None:
    element = OxmlElement(name)
    element.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(element)
