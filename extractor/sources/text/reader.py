"""Text dumps: paragraphs and torn tables, the dialect told by the shape of each region."""

from typing import Final

from extractor.document.check import Problem
from extractor.document.content import Content, Element
from extractor.errors import EmptySource, UnsupportedFormat
from extractor.options import SourceOptions
from extractor.sources.decoding import Decoded, damage_message, decode, is_binary
from extractor.sources.text.breaks import matrix_goes_on_at
from extractor.sources.text.cells import is_cell_block, read_cell_section
from extractor.sources.text.column_blocks import find_column_tables
from extractor.sources.text.lines import Kind, split_lines
from extractor.sources.text.lone_figures import lone_figures
from extractor.sources.text.marked import is_marked, read_marked
from extractor.sources.text.page_numbers import page_number_lines
from extractor.sources.text.rows import read_paragraph, read_row_block, row_block_end
from extractor.sources.text.spaced.reader import is_spaced, read_spaced

_TEXT: Final = Kind.TEXT
_BLANK: Final = (Kind.BLANK, Kind.SPACE)


def read_text(data: bytes, options: SourceOptions) -> Content:
    """Read a text (UTF-8, UTF-16 with a byte-order mark, GB18030); it has no pages, places are lines from 1.

    Tables of one text may be of several dialects: a row a line with tabs or pipes between the cells, a cell a line
    after a tab with a blank line after each row, Markdown, HTML, boxes of characters. Where merges are not in the
    text the grids are ``torn``, and a row may be shorter than the table, when empty cells are added at its end. A text
    whose columns are parted by runs of spaces (pdftotext -layout) is read by the columns of its blocks; form feeds
    part its pages. Columns that stand one below the other (pdftotext without it) are a table where sums prove it.
    Amounts on lines of their own, which no table took, are a problem (``unruled_table``). Page numbers are furniture.
    ``options`` bounds HTML only; the length is bounded by ``max_bytes`` before.

    Raises EmptySource, CorruptSource (no known encoding), UnsupportedFormat (binary, or nothing but white space).
    """
    if not data:
        raise EmptySource("This text has no bytes.")
    decoded = decode(data)
    if is_binary(decoded.text):
        raise UnsupportedFormat("This is binary data, not a text.")
    if not decoded.text.strip("\ufeff \t\r\n\f\v\u3000\x1a"):
        raise UnsupportedFormat("This text holds nothing but white space.")
    if not is_marked(decoded.text) and is_spaced(decoded.text):
        elements, pages, problems = read_spaced(decoded.text)
    else:
        elements, problems = _read_lines(decoded.text, options)
        pages = ()
    problems = [*_damage(decoded), *problems, *lone_figures(elements)]
    return Content(tuple(elements), pages, f"text/{decoded.encoding}", tuple(problems))


def _read_lines(text: str, options: SourceOptions) -> tuple[list[Element], list[Problem]]:
    lines = split_lines(text)
    texts = [line.text for line in lines]
    has_marks = is_marked(text)
    elements: list[Element] = []
    problems: list[Problem] = []
    page_numbers = page_number_lines(lines)
    columns = find_column_tables(lines, page_numbers)
    index = 0
    while index < len(lines):
        kind = lines[index].kind
        if kind in _BLANK:
            index += 1
            continue
        marked = read_marked(texts, index, options) if has_marks else None
        if marked is not None:
            elements.extend(marked.elements)
            problems.extend(marked.problems)
            index = marked.end
            continue
        if (by_column := columns.get(index)) is not None:
            elements.extend(by_column.elements)
            index = by_column.end
            continue
        if kind is _TEXT:
            elements.extend(read_paragraph(lines[index], furniture=index in page_numbers))
            index += 1
            continue
        end = row_block_end(lines, index)
        if kind is Kind.CELL and is_cell_block(lines[index:end]):
            section = read_cell_section(lines, index)
            elements.extend(section.elements)
            problems.extend(section.problems)
            index = section.end
        else:
            block = list(lines[index:end])
            while (below := matrix_goes_on_at(lines, block, end)) is not None:
                end = row_block_end(lines, below)
                block.extend(lines[below:end])
            elements.extend(read_row_block(block))
            index = end
    return elements, problems


def _damage(decoded: Decoded) -> list[Problem]:
    if not decoded.damaged:
        return []
    message = damage_message(decoded, "text")
    return [Problem("undecodable_bytes", "error", message)]
