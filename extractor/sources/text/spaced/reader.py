"""Spaced text → elements: page by page, what repeats over the pages is furniture."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import accumulate, islice, pairwise
from typing import NamedTuple

from extractor.document.caption_words import read_caption
from extractor.document.check import Problem
from extractor.document.content import Element, Grid, PageInfo, Paragraph
from extractor.document.text import folded
from extractor.sources.text.lines import said_by
from extractor.sources.text.page_numbers import is_marked
from extractor.sources.text.spaced.lines import SpacedLine, is_figure, lines_of, wide_characters
from extractor.sources.text.spaced.regions import Run, part_page
from extractor.sources.text.spaced.table import part_lines, read_table

_PAGE_NUMBER = re.compile(r"[-—–―－·.\s]*(第?\d{1,4}页?(共\d{1,4}页?)?|\d{1,4}/\d{1,4}|[ivxlc]{1,6})[-—–―－·.\s]*")
_FEWEST_REPEATS = 3
_GAP = re.compile(r"\S {2,}\S")
_FEWEST_DIVIDED = 3
_MOST_TABULAR = 0.1
_SAMPLE_LINES = 4000


class SpacedContent(NamedTuple):
    """What a spaced text says, its pages, and where its columns are unsure."""

    elements: list[Element]
    pages: tuple[PageInfo, ...]
    problems: list[Problem]


def is_spaced(text: str) -> bool:
    """Whether the columns of a text are parted by runs of spaces: at least three of its lines are divided by them,
    and hardly any by tabs or pipes."""
    divided = tabular = 0
    for line in text.split("\n"):
        if "\t" in line or line.count("|") > 2:
            tabular += 1
        elif "  " in line and _GAP.search(line.strip("\f ")):
            divided += 1
    return divided >= _FEWEST_DIVIDED and tabular <= _MOST_TABULAR * divided


def read_spaced(text: str) -> SpacedContent:
    """Read a spaced text; form feeds part its pages.

    Where Chinese characters count two columns a program set each text in its column: the tables are ``torn``, like
    those of any dump. pdftotext counts them one, and what it sets below one another need not be of one column.
    """
    pages, torn = _pages(text)
    furniture = _furniture([lines for _, lines in pages])
    elements: list[Element] = []
    problems: list[Problem] = []
    expected: int | None = None
    for number, (top, lines) in enumerate(pages, 1):
        inside = [line for line in lines if line.number not in furniture]
        for run in part_page(inside, goes_on=expected is not None):
            found = _elements(run, (number, top), expected, torn=torn)
            problems += _fewer_columns(run, found, expected)
            # only the first thing on a page can go on with the last one of the page before
            expected = next((e.columns for e in found if isinstance(e, Grid)), None)
            elements += found
        elements += [
            Paragraph(line.text, line=line.number, furniture=True) for line in lines if line.number in furniture
        ]
    count = len(pages) if len(pages) > 1 else 0
    return SpacedContent(elements, tuple(PageInfo(n, 0, 0) for n in range(1, count + 1)), problems)


def _fewer_columns(run: Run, found: Sequence[Element], expected: int | None) -> list[Problem]:
    """A doubt about rows without a header that may go on with a table of more columns: those which are blank on this
    page leave no trace in the text, so that figures may be of another column than the one they are read in."""
    grid = found[0] if found and isinstance(found[0], Grid) else None
    if grid is None or expected is None or grid.columns >= expected or part_lines(run.lines).header:
        return []
    first, last = run.lines[0].number, run.lines[-1].number
    message = (
        f"Lines {first} to {last} show {grid.columns} columns, the table above them has {expected}: "
        "which of them are blank here is not in the text."
    )
    return [Problem("doubtful_columns", "warning", message)]


def _pages(text: str) -> tuple[list[tuple[int, list[SpacedLine]]], bool]:
    """The number of each page's first line, and its lines; whether Chinese characters count two columns in them."""
    texts = text.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\f").split("\f")
    parted = [page.split("\n") for page in texts]
    firsts = list(accumulate((len(page) - 1 for page in parted[:-1]), initial=1))
    narrow = [list(lines_of(page, first, wide=False)) for first, page in zip(firsts, parted, strict=True)]
    if not _counts_wide(line for page in narrow for line in page):
        return list(zip(firsts, narrow, strict=True)), False
    wide = [(first, list(lines_of(page, first, wide=True))) for first, page in zip(firsts, parted, strict=True)]
    return wide, True


def _counts_wide(lines: Iterable[SpacedLine]) -> bool:
    """Whether figures stand below one another only where Chinese characters count two columns each; ``lines`` as they
    are where these count one."""
    divided = islice((line for line in lines if len(line.pieces) > 1), _SAMPLE_LINES)
    ends = [_figure_ends(line) for line in divided]
    return _alignments(wide for _, wide in ends) > _alignments(narrow for narrow, _ in ends)


def _figure_ends(line: SpacedLine) -> tuple[set[int], set[int]]:
    """Where the figures of a line end that are not its first text, where Chinese characters count one column, and
    where they count two."""
    narrow, wide = set(), set()
    added = 0
    for index, (text, _, end) in enumerate(line.pieces):
        added += wide_characters(text)
        if index and is_figure(text):
            narrow.add(end)
            wide.add(end + added)
    return narrow, wide


def _alignments(ends: Iterable[set[int]]) -> int:
    """How many figures end where one of the line above ends."""
    return sum(len(above & here) for above, here in pairwise(ends))


def _furniture(pages: Sequence[Sequence[SpacedLine]]) -> set[int]:
    """The numbers of the lines that are page numbers, or stand first or last on at least three pages and a third of
    them; what tables say of themselves never is. A marked page number (— 4 —) is one wherever it stands alone."""
    edges = [list({lines[0], lines[-1]}) for lines in pages if lines]
    texts = Counter(folded(line.text) for page in edges for line in page)
    fewest = max(_FEWEST_REPEATS, len(edges) // 3)
    found = set()
    for line in (line for page in edges for line in page):
        if (len(line.pieces) == 1 and _PAGE_NUMBER.fullmatch(folded(line.text))) or (
            texts[folded(line.text)] >= fewest and read_caption(line.text) is None and len(line.pieces) == 1
        ):
            found.add(line.number)
    found.update(line.number for lines in pages for line in lines if len(line.pieces) == 1 and is_marked(line.text))
    return found


def _elements(run: Run, place: tuple[int, int], expected: int | None, *, torn: bool) -> list[Element]:
    """``place``: the page and the number of its first line."""
    if run.is_table:
        grid = read_table(run.lines, *place, expected, torn=torn)
        if grid is not None:
            return [grid]
    elements: list[Element] = []
    for line in run.lines:
        for piece in line.pieces:
            said = said_by(piece.text)
            if said.text:
                elements.append(Paragraph(said.text, line=line.number, heading_level=said.heading_level))
    return elements
