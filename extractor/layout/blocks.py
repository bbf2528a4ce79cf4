"""Paragraphs and tables → blocks in reading order: headings with level and number, list items, prose."""

import re
from collections.abc import Sequence

from extractor.document.content import Paragraph
from extractor.document.document import Block
from extractor.document.draft import Draft
from extractor.document.text import single_spaced, without_space
from extractor.document.vocabulary import BlockKind
from extractor.layout.contents_list import contents_entries

_NUMBERINGS: tuple[tuple[int, re.Pattern[str]], ...] = (
    (1, re.compile(r"^(第[一二三四五六七八九十]+(?:部分|章))[、\s]*")),
    (1, re.compile(r"^([一二三四五六七八九十]+)[、.．]\s*")),
    (2, re.compile(r"^[(（]([一二三四五六七八九十]+)[)）][、]?\s*")),
    (3, re.compile(r"^(\d{1,2})[、.．](?!\d)\s*")),
    (4, re.compile(r"^[(（](\d{1,2})[)）]\s*")),
)
_LONGEST_HEADING = 40
_SENTENCE_END = ("。", "；", ";", "，", ",", "：", ":")


def build_blocks(items: Sequence[Draft | Paragraph], table_ids: Sequence[str]) -> tuple[Block, ...]:
    """Number the items ``b1``…; ``table_ids`` names the drafts in their order. Blank paragraphs are left out, and
    the entries of a list of contents are list items."""
    blocks: list[Block] = []
    ids = iter(table_ids)
    entries = contents_entries(items)
    for place, item in enumerate(items):
        identity = f"b{len(blocks) + 1}"
        if isinstance(item, Draft):
            places = item.grid.places if item.grid.drawn else ()
            blocks.append(Block(identity, "table", None, None, item.title or "", next(ids), places))
        elif text := single_spaced(item.text):
            kind, level, number, rest = _describe(item, text)
            kind = "list_item" if kind == "heading" and place in entries else kind
            blocks.append(Block(identity, kind, level, number, rest, None, item.places, item.line))
    return tuple(blocks)


def _describe(paragraph: Paragraph, text: str) -> tuple[BlockKind, int | None, str | None, str]:
    if paragraph.furniture:
        return "furniture", None, None, text
    heading_like = len(without_space(text)) <= _LONGEST_HEADING and not text.endswith(_SENTENCE_END)
    if paragraph.heading_level:
        return "heading", paragraph.heading_level, None, text
    for level, pattern in _NUMBERINGS:
        if match := pattern.match(text):
            if heading_like and level <= 3:
                return "heading", level, match[1], text[match.end() :]
            return "list_item", level, match[1], text[match.end() :]
    return "paragraph", None, None, text
