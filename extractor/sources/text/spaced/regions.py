"""The lines of a page → runs of lines that are tables, and the lines around them."""

import itertools
import re
from collections.abc import Sequence
from typing import NamedTuple

from extractor.document.caption_words import is_note, is_sentence, is_title, read_caption
from extractor.document.text import without_space
from extractor.document.total_words import is_sum
from extractor.sources.text.spaced.lines import SpacedLine, begins_item, is_figure, width_of

_LEADERS = re.compile(r"\.{4}|……|····|‥‥|•••")
_FEWEST_DIVIDED = 2
"""So many lines of several pieces make a table."""
_YEAR_WORDS = 4
_MOST_LINES_APART = 6
_HEADING_LINES_APART = 2
_MOST_LONE_HEADINGS = 2
_USUAL_LABEL_EM = 20.0
"""An item up to this width may be the widest of its column."""


class Run(NamedTuple):
    """Lines that follow each other; ``is_table``: whether they stand in columns."""

    lines: tuple[SpacedLine, ...]
    is_table: bool


def part_page(lines: Sequence[SpacedLine], *, goes_on: bool = False) -> list[Run]:
    """Part the lines of a page, without its furniture, into tables and what stands around them; ``goes_on``: whether
    the page before ended with a table, of which a single row may be left."""
    runs: list[list[SpacedLine]] = []
    kinds: list[bool] = []
    for line in lines:
        inside = not _is_around(line)
        if kinds and kinds[-1] == inside:
            runs[-1].append(line)
        else:
            runs.append([line])
            kinds.append(inside)
    parted: list[Run] = []
    for run, inside in zip(runs, kinds, strict=True):
        first, last = _divided_range(run) if inside else (0, 0)
        first = _with_heading_above(run, first)
        rest = goes_on and not parted and first == 0 and last == 1 and _is_row(run[0])
        if not inside or not (rest or (last - first >= _FEWEST_DIVIDED and _is_table(run[first:last]))):
            parted.append(Run(tuple(run), is_table=False))
            continue
        if run[:first]:
            parted.append(Run(tuple(run[:first]), is_table=False))
        parted += [Run(tuple(table), is_table=True) for table in _at_repeated_headers(run[first:last])]
        if run[last:]:
            parted.append(Run(tuple(run[last:]), is_table=False))
    return parted


def _at_repeated_headers(lines: Sequence[SpacedLine]) -> list[Sequence[SpacedLine]]:
    """The lines parted where the words of the first ones, above all figures, come again: there a page began, whose
    columns may stand elsewhere."""
    header = list(itertools.takewhile(lambda line: not any(piece.is_figure for piece in line.pieces), lines))
    words = [without_space(line.text) for line in lines]
    head = next((n for n in range(len(header), 0, -1) if words[:n] in _runs(words[1:], n)), 0)
    if head == 0 or all(len(line.pieces) == 1 for line in lines[:head]):
        return [lines]
    starts = [n for n in range(len(lines)) if words[n : n + head] == words[:head] and _is_below(lines[0], lines[n])]
    return [lines[a:b] for a, b in itertools.pairwise([*starts, len(lines)])]


def _is_below(header: SpacedLine, line: SpacedLine) -> bool:
    """Whether the line stands below the header and not beside it: two tables side by side may be headed alike."""
    return line.pieces[0].start < header.pieces[-1].end and header.pieces[0].start < line.pieces[-1].end


def _runs(words: Sequence[str], length: int) -> list[Sequence[str]]:
    return [words[n : n + length] for n in range(len(words) - length + 1)]


def _is_around(line: SpacedLine) -> bool:
    """Whether the line is prose, a note or a caption: nothing that stands in columns."""
    if _LEADERS.search(line.text):
        return True
    if len(line.pieces) == 1:
        text = without_space(line.text)
        return is_sentence(text) or is_note(text) or read_caption(text) is not None
    if any(is_figure(piece.text) and len(piece.text) != _YEAR_WORDS for piece in line.pieces):
        return False
    words = [without_space(piece.text) for piece in line.pieces]
    if is_note(words[0]) or any(is_title(word) for word in words):
        return True
    captions = [read_caption(word) for word in words]
    return any(caption is not None and caption.kind in ("unit", "department", "as_of") for caption in captions)


def _divided_range(run: Sequence[SpacedLine]) -> tuple[int, int]:
    """From the first to after the last line of several pieces, with the lines of one piece around them that are set
    like those: from where texts of theirs begin, or a total."""
    divided = [n for n, line in enumerate(run) if len(line.pieces) > 1]
    if not divided:
        return 0, 0
    first, last = divided[0], divided[-1] + 1
    if last - first == len(run):
        return first, last
    starts: dict[int, float] = {}
    for n in divided:
        for piece in run[n].pieces:
            usual = _USUAL_LABEL_EM if begins_item(piece.text) else 0.0
            starts[piece.start] = max(starts.get(piece.start, 0.0), width_of(piece.text), usual)
    while first > 0 and _is_set_like(run[first - 1], run[first], starts):
        first -= 1
    while last < len(run) and _is_set_like(run[last], run[last - 1], starts):
        last += 1
    return first, last


def _is_set_like(line: SpacedLine, beside: SpacedLine, starts: dict[int, float]) -> bool:
    if abs(line.number - beside.number) > _MOST_LINES_APART:
        return False
    piece = line.pieces[0]
    if is_sum(piece.text):
        return True
    widest = max((starts.get(piece.start + n, 0.0) for n in (-1, 0, 1)), default=0.0)
    return width_of(piece.text) <= widest and (begins_item(piece.text) or piece.start > min(starts))


def _with_heading_above(run: Sequence[SpacedLine], first: int) -> int:
    """The first line, where one or two lone headings stand right above the others and right of the first one."""
    if not 0 < first <= _MOST_LONE_HEADINGS or first >= len(run):
        return first
    above = run[: first + 1]
    close = all(b.number - a.number <= _HEADING_LINES_APART for a, b in itertools.pairwise(above))
    right = all(line.pieces[0].start > run[first].pieces[0].end for line in above[:-1])
    return 0 if close and right else first


def _is_row(line: SpacedLine) -> bool:
    """Whether one line alone is a row: a figure stands after its first text."""
    return any(is_figure(piece.text) for piece in line.pieces[1:])


def _is_table(lines: Sequence[SpacedLine]) -> bool:
    divided = sum(len(line.pieces) > 1 for line in lines)
    return divided >= max(_FEWEST_DIVIDED, len(lines) / 3)
