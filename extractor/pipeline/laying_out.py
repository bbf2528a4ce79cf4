"""Content → prose and labelled tables in reading order."""

from collections.abc import Sequence
from typing import NamedTuple

from extractor.document.content import Content, Paragraph
from extractor.document.document import Block
from extractor.document.draft import Draft
from extractor.document.table import Table
from extractor.layout.blocks import build_blocks
from extractor.layout.captions import bind_captions
from extractor.layout.headers import read_header
from extractor.layout.paragraphs import compose_paragraphs
from extractor.layout.turned_pages import as_displayed
from extractor.pipeline.labelling import label_table
from extractor.tables.assemble import assemble_table
from extractor.tables.joins import join_drafts
from extractor.tables.lattice import has_text


class Layout(NamedTuple):
    """A document laid out: prose and drafts in reading order, the table of each draft, and both as blocks."""

    items: tuple[Draft | Paragraph, ...]
    tables: tuple[Table, ...]
    torn: frozenset[str]
    blocks: tuple[Block, ...]


def lay_out(content: Content) -> Layout:
    """Captions to their tables, headers, joins over pages, prose in paragraphs; each table labelled."""
    bound = bind_captions(content.elements)
    headers = [read_header(item.grid) if isinstance(item, Draft) else None for item in bound]
    joined = join_drafts(bound, headers, _heights_as_read(content))
    items = compose_paragraphs([item for item in joined if isinstance(item, Paragraph) or has_text(item.grid)])
    if content.turns or content.skews:
        pages = {page.number: page for page in content.pages}
        items = tuple(as_displayed(item, content.turns, pages, content.skews) for item in items)
    return label_items(items)


def label_items(items: Sequence[Draft | Paragraph]) -> Layout:
    """Prose and drafts in reading order, each draft as a labelled table."""
    drafts = [item for item in items if isinstance(item, Draft)]
    tables = tuple(_label(draft, number) for number, draft in enumerate(drafts, start=1))
    torn = frozenset(table.id for table, draft in zip(tables, drafts, strict=True) if draft.grid.torn)
    return Layout(tuple(items), tables, torn, build_blocks(items, [table.id for table in tables]))


def _heights_as_read(content: Content) -> dict[int, float]:
    """The height of each page, of the turned page where it was turned to be read; sheets have none."""
    heights = {}
    for page in content.pages:
        sideways = content.turns.get(page.number, 0) in (90, 270)
        if height := page.width if sideways else page.height:
            heights[page.number] = height
    return heights


def _label(draft: Draft, number: int) -> Table:
    return label_table(assemble_table(draft, read_header(draft.grid), number))
