"""Tables that a text marks or draws: Markdown, HTML inside it, boxes of characters."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from extractor.document.check import Problem
from extractor.document.content import Element, Paragraph
from extractor.options import SourceOptions
from extractor.sources.text.boxes import is_border, read_box
from extractor.sources.text.markdown.fragments import read_fragment
from extractor.sources.text.markdown.pipes import is_rule, read_pipe_table

_TAGS = re.compile(r"<(?:table|t[rhd]|[fel]cel)[\s>]", re.IGNORECASE)
_FENCE = ("```", "~~~")


class Marked(NamedTuple):
    """What was read from a marked or drawn place, up to (not including) the line with the index ``end``."""

    elements: tuple[Element, ...]
    problems: tuple[Problem, ...]
    end: int


def is_marked(text: str) -> bool:
    """Whether a text marks or draws tables, or fences text: runs of spaces are then only there to look at."""
    if "```" in text or "~~~" in text or _TAGS.search(text):
        return True
    if not any(mark in text for mark in ("|", "│", "┃", "║", "+-", "┬", "╦")):
        return False
    return any(is_rule(line) or is_border(line) for line in text.split("\n"))


def read_marked(texts: Sequence[str], index: int, options: SourceOptions) -> Marked | None:
    """The table that begins in the line ``index``, or the fence of code that stands there (which says nothing)."""
    text = texts[index]
    if text.lstrip().startswith(_FENCE):
        return Marked((), (), index + 1)
    if (fragment := read_fragment(texts, index, options)) is not None:
        return Marked(fragment.elements, fragment.problems, fragment.end)
    if (table := read_pipe_table(texts, index)) is not None:
        headings = (Paragraph(texts[n].strip(), line=n + 1, furniture=True) for n in table.between)
        return Marked((table.grid, *headings), (), table.end)
    if (box := read_box(texts, index)) is not None:
        return Marked((box.grid,), (), box.end)
    return None
