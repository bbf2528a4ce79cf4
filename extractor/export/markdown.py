"""A document as Markdown: its blocks in reading order, tables with their spans, what is doubtful marked quietly."""

from collections.abc import Iterator
from itertools import pairwise

from extractor.document.document import Block, Document
from extractor.export.markdown_flow import flowing
from extractor.export.markdown_table import render_table
from extractor.export.markdown_text import escape_line
from extractor.version import __version__

_DEEPEST_HEADING = 6
_FIRST_LINE = f"<!-- extractor {__version__} -->"
"""Tells the file from a document of somebody's own."""


def render_markdown(document: Document) -> bytes:
    """The whole document as CommonMark with the table extension, UTF-8; the same document gives the same bytes.

    Running heads and page numbers are left out, a contents page is a list, a paragraph over a page break is one. The
    JSON beside it says more; this is for reading.
    """
    parts = [_FIRST_LINE, *_head(document), *_body(document)]
    gaps = ["\n" if upper[:2] == lower[:2] == "- " else "\n\n" for upper, lower in pairwise(parts)]
    return "".join(part + gap for part, gap in zip(parts, [*gaps, "\n"], strict=True)).encode()


def _head(document: Document) -> Iterator[str]:
    department, summary = document.department, document.summary
    named = [department.code, department.name, str(document.fiscal_year or ""), document.kind]
    lines = [" · ".join(escape_line(word) for word in named if word)]
    if document.source.name:
        lines.insert(0, escape_line(document.source.name))
    if summary.amounts:
        counts = ("proved", "consistent", "failed", "unchecked")
        said = [f"{getattr(summary, name)} {name}" for name in counts if getattr(summary, name)]
        lines.append(f"{summary.amounts} amounts: {', '.join(said)}")
    yield "  \n".join(f"> {line}" for line in lines)


def _body(document: Document) -> Iterator[str]:
    tables = {table.id: table for table in document.tables}
    mended = {subject for repair in document.repairs if repair.applied for subject in repair.subjects}
    told: set[str] = set()
    in_parts = any(_opens_part(block) for block in document.blocks)
    for block in flowing(document.blocks):
        if block.table in tables:
            told.add(block.table or "")
            yield from render_table(tables[block.table or ""], mended)
        else:
            yield _line(block, in_parts)
    for table in document.tables:
        if table.id not in told:
            yield from render_table(table, mended)


def _opens_part(block: Block) -> bool:
    return block.kind == "heading" and (block.number or "").startswith("第")


def _line(block: Block, in_parts: bool) -> str:
    """A block as one paragraph; where there are parts (第一部分), 一、 stands below them."""
    text = escape_line(_numbered(block))
    match block.kind:
        case "heading":
            depth = (block.level or 1) + (in_parts and not _opens_part(block))
            return f"{'#' * min(_DEEPEST_HEADING, depth)} {text}"
        case "list_item":
            return f"- {text}"
        case "figure":
            return f"*{text}*" if text else "*—*"
        case _:
            return text


def _numbered(block: Block) -> str:
    """The text behind its number, with the signs that numbers of its level are printed with."""
    number = block.number
    if number is None:
        return block.text
    if number.startswith("第"):
        return f"{number} {block.text}"
    match block.level:
        case 1:
            return f"{number}、{block.text}"
        case 3:
            return f"{number}. {block.text}"
        case _:
            return f"（{number}）{block.text}"
