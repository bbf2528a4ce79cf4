"""Header cells of a continuation that ran together: its header says what the first one does, parted otherwise."""

from collections.abc import Sequence
from dataclasses import replace

from extractor.document.text import folded
from extractor.repair.statements.blocks import Block


def part_fused_headings(blocks: Sequence[Block]) -> list[Block]:
    """The blocks of a chain, a later one with the first one's header where both print the same words in each row.

    Two cells that ran together move the names on their right one column to the left, over amounts of another column.
    Where the rows of names say the same from left to right, and stand in as many columns, the names stand where the
    first header has them. A header that has a name more or less stays as it is.
    """
    if not blocks:
        return []
    head = blocks[0]
    return [head, *(_as_in_head(block, head) for block in blocks[1:])]


def _as_in_head(block: Block, head: Block) -> Block:
    if not block.words or block.width != head.width or block.words == head.words:
        return block
    if len(block.words) != len(head.words) or any(
        _run(own) != _run(first) or _filled(own) > _filled(first)
        for own, first in zip(block.words, head.words, strict=True)
    ):
        return block
    return replace(block, words=[list(row) for row in head.words], paths=list(head.paths))


def _run(row: Sequence[str]) -> str:
    return folded("".join(row))


def _filled(row: Sequence[str]) -> int:
    return sum(bool(word) for word in row)
