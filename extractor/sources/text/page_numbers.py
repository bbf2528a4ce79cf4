"""Which lines of a text dump print the number of a page and nothing else."""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from extractor.document.text import folded
from extractor.sources.text.lines import Kind, Line

_MARKED: Final = re.compile(
    r"[-—–―－─·~.]+\d{1,4}[-—–―－─·~.]+|第\d{1,4}页(?:[,，/]?共\d{1,4}页)?|共\d{1,4}页[,，/]?第\d{1,4}页|(\d{1,4})/(\d{1,4})页?"
)
"""— 12 —, · 3 ·, 第3页 共20页, 3/12."""
_BARE: Final = re.compile(r"\d{1,3}")
_DIGIT: Final = re.compile(r"\d")
_LONGEST: Final = 30
_TEXT: Final = Kind.TEXT
_BLANK: Final = (Kind.BLANK, Kind.SPACE)
_FEWEST_BARE: Final = 2
_LARGEST_STEP: Final = 3
"""Between two printed numbers so many pages may have none."""


def page_number_lines(lines: Sequence[Line]) -> frozenset[int]:
    """The indices of the lines that are page numbers: they stand alone, a blank line above or below.

    A bare number may be anything. It is one of a page where blank lines stand on both sides, and where all such lines
    of the text count up, with rows of tables between each two of them.
    """
    marked: set[int] = set()
    bare: list[int] = []
    for index, (_, line_text, kind) in enumerate(lines):
        if kind is not _TEXT or not _may_number(line_text):
            continue
        above = index == 0 or _is_blank(lines[index - 1])
        below = index + 1 == len(lines) or _is_blank(lines[index + 1])
        if not above and not below:
            continue
        if is_marked(line_text):
            marked.add(index)
        elif above and below and _BARE.fullmatch(folded(line_text)):
            bare.append(index)
    return frozenset(marked.union(bare if _count_pages(lines, bare) else ()))


def _may_number(text: str) -> bool:
    """Whether a text is short and has a digit: far cheaper than the patterns, and hardly any line gets beyond it."""
    return len(text.strip()) <= _LONGEST and _DIGIT.search(text) is not None


def _is_blank(line: Line) -> bool:
    return line.kind in _BLANK


def is_marked(line: str) -> bool:
    """Whether a line is a page number with its marks: — 12 —, 第3页, 3/12."""
    found = _MARKED.fullmatch(folded(line)) if _may_number(line) else None
    return found is not None and (found[1] is None or 0 < int(found[1]) <= int(found[2]))


def _count_pages(lines: Sequence[Line], bare: Sequence[int]) -> bool:
    numbers = [int(folded(lines[index].text)) for index in bare]
    steps = all(0 < b - a <= _LARGEST_STEP for a, b in pairwise(numbers))
    rows_between = all(any(line.is_tabular for line in lines[a:b]) for a, b in pairwise(bare))
    return len(bare) >= _FEWEST_BARE and steps and rows_between
