"""Lists of parts over blocks: a paragraph or heading that ends with 其中： or 如下：, and the numbered blocks below."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extractor.document.document import Block
from extractor.document.record import Mention

_LISTS_PARTS = re.compile(r"(?:其中|包括|以下方面)\s*[:：]?\s*$")
_LISTS_DETAILS = re.compile(r"如下\s*[:：]?\s*$")
_PARAGRAPH_LEVEL = 0


@dataclass(frozen=True, slots=True)
class _Open:
    """A whole whose parts are being listed in the blocks below, numbered deeper than ``depth``."""

    depth: int
    whole: Mention
    by_heading: bool


class BlockLists:
    """The lists that are open at a block, the innermost last."""

    __slots__ = ("_opened",)

    def __init__(self) -> None:
        self._opened: list[_Open] = []

    def whole(self) -> Mention | None:
        """What the innermost list is of."""
        return self._opened[-1].whole if self._opened else None

    def close_for(self, block: Block) -> None:
        """A numbered block ends the lists of its level and below, a paragraph those of list items."""
        depth = block.level or _PARAGRAPH_LEVEL
        if block.kind == "paragraph":
            kept = [one for one in self._opened if one.by_heading or one.depth == _PARAGRAPH_LEVEL]
        elif block.kind == "heading" and depth == 1:
            kept = []
        else:
            kept = [one for one in self._opened if one.depth < depth]
        self._opened = kept

    def open_for(self, block: Block, levels: Sequence[Mention]) -> None:
        """Open the list that the block's last words announce, of its last amount; ``levels`` are its amounts."""
        text, is_paragraph = block.text.rstrip(), block.kind == "paragraph"
        depth = _PARAGRAPH_LEVEL if is_paragraph else block.level or _PARAGRAPH_LEVEL
        parts = bool(_LISTS_PARTS.search(text) and levels)
        details = bool(_LISTS_DETAILS.search(text) and len(levels) == 1)
        if is_paragraph and (parts or details or text.endswith("。")):
            self._opened = [one for one in self._opened if one.depth != _PARAGRAPH_LEVEL]
        if parts or details:
            self._opened.append(_Open(depth, levels[-1], by_heading=False))
        elif block.kind == "heading" and levels and self._opened:
            self._opened.append(_Open(depth, levels[0], by_heading=True))
