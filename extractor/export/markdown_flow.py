"""Blocks as a reader goes through them: a contents page is a list, a paragraph over a page break is one."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from extractor.document.document import Block
from extractor.document.text import folded

_CONTENTS = frozenset(("目录", "目次"))
_ENDS = tuple("。！？；：…”）】.!?;:)")
_INNER_MARKS = frozenset("，、。；：")
_SHORTEST_TORN = 20
"""A text of fewer characters may be a title, which has no mark at its end either."""


def flowing(blocks: Sequence[Block]) -> Iterator[Block]:
    """The blocks without furniture, entries of a contents page as list items, what a page break parted joined."""
    entries = _contents_entries(blocks)
    last: Block | None = None
    for block in blocks:
        if block.kind == "furniture" and block.table is None:
            continue
        shown = replace(block, kind="list_item") if block.id in entries else block
        if last is not None and _goes_on(last, shown):
            last = replace(last, text=last.text + shown.text, boxes=(*last.boxes, *shown.boxes))
            continue
        if last is not None:
            yield last
        last = shown
    if last is not None:
        yield last


def _contents_entries(blocks: Sequence[Block]) -> frozenset[str]:
    """The ids of the headings below 目录, up to where the first of them stands again as a heading of its own."""
    begin = next((n for n, block in enumerate(blocks, 1) if folded(block.text) in _CONTENTS), len(blocks))
    entries: list[Block] = []
    for block in blocks[begin:]:
        if block.table is not None or (block.kind == "paragraph" and "。" in block.text):
            break
        if block.kind != "heading":
            continue
        if entries and _said(block) == _said(entries[0]):
            return frozenset(entry.id for entry in entries)
        entries.append(block)
    return frozenset()


def _said(block: Block) -> tuple[str | None, str]:
    return block.number, folded(block.text)


def _goes_on(upper: Block, lower: Block) -> bool:
    """Whether a sentence that the end of a page breaks off goes on in the first paragraph of the next page."""
    if upper.kind not in ("paragraph", "list_item") or lower.kind != "paragraph" or lower.number is not None:
        return False
    if not upper.boxes or not lower.boxes or lower.boxes[0].page != upper.boxes[-1].page + 1:
        return False
    torn = len(upper.text) >= _SHORTEST_TORN and not upper.text.rstrip().endswith(_ENDS)
    return torn and bool(_INNER_MARKS & set(upper.text)) and bool(_INNER_MARKS & set(lower.text))
